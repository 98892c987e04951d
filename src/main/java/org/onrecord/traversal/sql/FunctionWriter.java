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

/** Writes calls of database functions, and the JSON text of what they return. */
final class FunctionWriter {

    private final TableAliases aliases;

    FunctionWriter(TableAliases aliases) {
        this.aliases = aliases;
    }

    /**
     * The JSON text of a field.
     *
     * @param owner the alias of the row whose columns the function takes; null if it takes none
     */
    Sql write(FunctionField field, String owner) {
        Result result = field.call().function().result();
        Sql call = call(field.call(), owner);
        if (result instanceof Value value) {
            Sql json = JsonObject.text(call);
            return value.nullable() ? Sql.orJsonNull(json) : json;
        }
        String row = aliases.next();
        Sql object = new SelectionWriter(aliases).object(field.selection(), row);
        if (result instanceof Rows rows) {
            Sql list = Sql.of("concat('[', string_agg(")
                    .addBelow(object)
                    .add(", ',' ORDER BY " + row + ".ordinality), ']')");
            if (rows.refusable()) {
                list = Sql.of("coalesce('" + Statement.REFUSAL + "' || min(" + row + ".refusal), ")
                        .add(list)
                        .add(")");
            }
            return Sql.subquery(
                    Sql.of("SELECT ").add(list).add("\nFROM ").add(call).add(" WITH ORDINALITY " + row));
        }
        return Sql.orJsonNull(Sql.subquery(Sql.select(object, "").add(call).add(" " + row)));
    }

    /** The call of a function. */
    static Sql call(Call call, String owner) {
        List<Sql> arguments = new ArrayList<>();
        call.function().rowColumns().forEach(column -> arguments.add(Sql.of(owner + "." + column)));
        call.arguments().forEach(argument -> arguments.add(argument(argument)));
        return Sql.of(call.function().sqlName() + "(")
                .add(Sql.join(arguments, ", "))
                .add(")");
    }

    private static Sql argument(CallArgument argument) {
        if (argument instanceof Bound bound) {
            return Sql.bind(bound.parameter());
        } else if (argument instanceof Constant constant) {
            return Sql.of(
                    constant.value() instanceof String text
                            ? "'" + text + "'"
                            : constant.value().toString());
        }
        KeyOf key = (KeyOf) argument;
        return NodeKeys.find(key.type(), key.column().sqlName(), key.value());
    }
}
