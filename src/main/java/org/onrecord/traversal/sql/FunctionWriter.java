package org.onrecord.traversal.sql;

import java.util.ArrayList;
import java.util.List;

import org.onrecord.traversal.graph.DatabaseFunction.Result;
import org.onrecord.traversal.graph.DatabaseFunction.Rows;
import org.onrecord.traversal.graph.DatabaseFunction.Value;
import org.onrecord.traversal.plan.Plan.Bound;
import org.onrecord.traversal.plan.Plan.Call;
import org.onrecord.traversal.plan.Plan.CallArgument;
import org.onrecord.traversal.plan.Plan.Constant;
import org.onrecord.traversal.plan.Plan.FunctionField;
import org.onrecord.traversal.plan.Plan.KeyOf;

/** Writes what functions of the database say: calls of them, and JSON around what they return. */
final class FunctionWriter {

    private final SqlWriter writer;
    private final Aliases aliases;

    FunctionWriter(SqlWriter writer, Aliases aliases) {
        this.writer = writer;
        this.aliases = aliases;
    }

    /** The JSON text of the field; {@code owner} aliases the row whose columns the function takes. */
    Sql write(FunctionField field, String owner) {
        Result result = field.call().function().result();
        Sql call = call(field.call(), owner);
        if (result instanceof Value value) {
            Sql json = Sql.of("to_json(").add(call).add(")");
            return value.nullable() ? Sql.of("coalesce(").add(json).add(", 'null')") : json;
        }
        String row = aliases.next();
        Sql object = writer.object(field.selection(), row);
        if (result instanceof Rows) {
            return SqlWriter.subquery(Sql.of("SELECT concat('[', string_agg(")
                    .addIndented(object)
                    .add(", ',' ORDER BY " + row + ".ordinality), ']')\nFROM ")
                    .add(call)
                    .add(" WITH ORDINALITY " + row));
        }
        return Sql.of("coalesce(")
                .add(SqlWriter.subquery(SqlWriter.select(object, "").add(call).add(" " + row)))
                .add(", 'null')");
    }

    Sql call(Call call, String owner) {
        List<Sql> arguments = new ArrayList<>();
        call.function().rowColumns().forEach(column -> arguments.add(Sql.of(owner + "." + column)));
        call.arguments().forEach(argument -> arguments.add(argument(argument)));
        return Sql.of(call.function().sqlName() + "(")
                .add(Sql.join(arguments, ", "))
                .add(")");
    }

    private Sql argument(CallArgument argument) {
        if (argument instanceof Bound bound) {
            return Sql.bind(bound.param());
        } else if (argument instanceof Constant constant) {
            return Sql.of(
                    constant.value() instanceof String text
                            ? "'" + text + "'"
                            : constant.value().toString());
        }
        KeyOf key = (KeyOf) argument;
        return SqlWriter.keyOf(key.type(), key.column().sqlName(), key.value());
    }
}
