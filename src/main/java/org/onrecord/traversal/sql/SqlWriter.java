package org.onrecord.traversal.sql;

import java.util.ArrayList;
import java.util.List;

import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.ColumnType;
import org.onrecord.traversal.graph.FormerKeys;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.plan.Condition;
import org.onrecord.traversal.plan.Param;
import org.onrecord.traversal.plan.Plan;
import org.onrecord.traversal.plan.Plan.AnyNodeField;
import org.onrecord.traversal.plan.Plan.AnyNodeSelection;
import org.onrecord.traversal.plan.Plan.Call;
import org.onrecord.traversal.plan.Plan.ColumnField;
import org.onrecord.traversal.plan.Plan.Events;
import org.onrecord.traversal.plan.Plan.Field;
import org.onrecord.traversal.plan.Plan.FunctionField;
import org.onrecord.traversal.plan.Plan.IdField;
import org.onrecord.traversal.plan.Plan.Lookup;
import org.onrecord.traversal.plan.Plan.NodeList;
import org.onrecord.traversal.plan.Plan.NodeSelection;
import org.onrecord.traversal.plan.Plan.Nodes;
import org.onrecord.traversal.plan.Plan.Root;
import org.onrecord.traversal.plan.Plan.RootFunction;
import org.onrecord.traversal.plan.Plan.Selection;
import org.onrecord.traversal.plan.Plan.ToManyField;
import org.onrecord.traversal.plan.Plan.ToOneField;
import org.onrecord.traversal.plan.Plan.TypeName;

/** Writes a plan as one statement: every edge a correlated subquery, every object a concatenation of JSON text. */
public final class SqlWriter {

    private final Aliases aliases = new Aliases();
    private final ConnectionWriter connections = new ConnectionWriter(this, aliases);
    private final FunctionWriter functions = new FunctionWriter(this, aliases);

    private SqlWriter() {}

    public static Statement write(Plan plan) {
        SqlWriter writer = new SqlWriter();
        List<Sql> columns = new ArrayList<>();
        for (Root root : plan.roots()) {
            columns.add(Sql.of("(").addIndented(writer.root(root)).add(")"));
        }
        Sql sql = Sql.of("SELECT\n").add(Sql.join(columns, ",\n"));
        return new Statement(sql.text(), conditional(columns), sql.params(), unbound(plan, sql));
    }

    /** The plan of a subscription: a row for each event, with the JSON text of its node. */
    public static Statement writeEvents(Plan plan) {
        Sql sql = new SqlWriter().events((Events) plan.roots().get(0));
        return new Statement(sql.text(), null, sql.params(), unbound(plan, sql));
    }

    private static List<Param> unbound(Plan plan, Sql sql) {
        return plan.params().stream()
                .filter(param -> !sql.params().contains(param))
                .toList();
    }

    private Sql events(Events events) {
        String alias = aliases.next();
        NodeType type = (NodeType) events.selection().type();
        Sql sql = select(object(events.selection(), alias), "unnest(")
                .add(Sql.bind(events.keys()))
                .add(") WITH ORDINALITY AS ids (key, position)\nJOIN " + type.table() + " " + alias + " ON " + alias
                        + "." + type.idColumn() + " = ids.key");
        if (!events.filter().equals(Condition.TRUE)) {
            sql.add("\nWHERE ").add(new Conditions(aliases).write(events.filter(), alias));
        }
        return sql.add("\nORDER BY ids.position");
    }

    /** PostgreSQL runs no branch of a CASE that it does not take, nor the subqueries in it. */
    private static String conditional(List<Sql> columns) {
        List<Sql> conditional = columns.stream()
                .map(column ->
                        Sql.of("CASE WHEN graph.is_changed THEN ").add(column).add(" END"))
                .toList();
        return Sql.of("SELECT graph.version,\n")
                .add(Sql.join(conditional, ",\n"))
                .add("\nFROM (SELECT v.version, v.version <> ALL (?) AS is_changed\n"
                        + "  FROM (SELECT coalesce(sum(version), 0)::bigint AS version FROM graph_version) v) graph")
                .text();
    }

    private Sql root(Root root) {
        if (root instanceof Lookup lookup) {
            String alias = aliases.next();
            NodeType type = (NodeType) lookup.selection().type();
            Sql node = select(object(lookup.selection(), alias), type.table() + " " + alias);
            return type.formerKeys() == null || lookup.column().equals(type.idColumn())
                    ? node.add("\nWHERE " + alias + "." + lookup.column() + " = ")
                            .add(Sql.bind(lookup.param()))
                    : node.add("\nWHERE " + alias + "." + type.idColumn() + " = ")
                            .add(keyOf(type, lookup.column(), lookup.param()));
        } else if (root instanceof NodeList list) {
            return connections.write(list.connection(), null);
        } else if (root instanceof RootFunction function) {
            return function.field() instanceof ToManyField page
                    ? connections.write(page.connection(), null)
                    : Sql.of("SELECT ").add(functions.write((FunctionField) function.field(), null));
        }
        return nodes((Nodes) root);
    }

    private Sql nodes(Nodes nodes) {
        Sql cases = byType(nodes.selections(), "ids.type", "ids.key");
        Sql json = nodes.single()
                ? cases
                : Sql.of("concat('[', string_agg(coalesce(")
                        .addIndented(cases)
                        .add(", 'null'), ',' ORDER BY ids.position), ']')");
        return select(json, "unnest(")
                .add(Sql.bind(nodes.types()))
                .add(", ")
                .add(Sql.bind(nodes.keys()))
                .add(") WITH ORDINALITY AS ids (type, key, position)");
    }

    /** A branch for each type, of which a node takes the one that its type names; null where there is no such node. */
    private Sql byType(List<Selection> selections, String type, String key) {
        Sql cases = Sql.of("CASE " + type);
        for (Selection selection : selections) {
            cases.add("\nWHEN '" + selection.type().name() + "' THEN ").add(subquery(nodeWithKey(selection, key)));
        }
        return cases.add("\nEND");
    }

    /** The JSON text of the node that the row aliased {@code alias} is, or leads to. */
    Sql node(NodeSelection node, String alias) {
        if (node instanceof AnyNodeSelection any) {
            return byType(
                    any.selections(),
                    alias + "." + any.edge().typeColumn(),
                    alias + "." + any.edge().keyColumn());
        }
        return object((Selection) node, alias);
    }

    /** The JSON text of a node whose table is aliased {@code alias}. */
    Sql object(Selection selection, String alias) {
        JsonObject json = new JsonObject();
        for (Field field : selection.fields()) {
            json.key(field.key());
            field(json, field, alias);
        }
        return json.toSql();
    }

    /** Adds the JSON text of one field of the node or row aliased {@code alias}. */
    void field(JsonObject json, Field field, String alias) {
        if (field instanceof TypeName typeName) {
            json.constant("\"" + typeName.name() + "\"");
        } else if (field instanceof IdField id) {
            NodeType type = id.type();
            json.constant("\"")
                    .value(Sql.of(id(type, alias + "." + type.idColumn())))
                    .constant("\"");
        } else if (field instanceof ColumnField column) {
            column(json, column.column(), alias);
        } else if (field instanceof ToOneField toOne) {
            json.value(toOne(toOne, alias));
        } else if (field instanceof AnyNodeField anyNode) {
            json.value(node(anyNode.selection(), alias));
        } else if (field instanceof FunctionField function) {
            json.value(functions.write(function, alias));
        } else {
            json.value(subquery(connections.write(((ToManyField) field).connection(), alias)));
        }
    }

    /** The call of a function; {@code owner} aliases the row whose columns it takes, null where it takes none. */
    Sql call(Call call, String owner) {
        return functions.call(call, owner);
    }

    /** The primary key of the node that has, or else had, a value in a unique column; null where there is none. */
    static Sql keyOf(NodeType type, String column, Param value) {
        Sql now = keyIn(type.table(), type.idColumn(), column, value);
        FormerKeys former = type.formerKeys();
        return former == null
                ? now
                : Sql.of("coalesce(")
                        .add(now)
                        .add(", ")
                        .add(keyIn(former.table(), former.key(), column, value))
                        .add(")");
    }

    private static Sql keyIn(String table, String key, String column, Param value) {
        return Sql.of("(SELECT " + key + " FROM " + table + " WHERE " + column + " = ")
                .add(Sql.bind(value))
                .add(")");
    }

    /** The global id of a node, by its key. */
    static String id(NodeType type, String key) {
        return "encode(convert_to('" + type.name() + ":' || " + key + ", 'UTF8'), 'base64')";
    }

    /** Selects the JSON text of the node with a key, which is an SQL expression. */
    Sql nodeWithKey(Selection selection, String key) {
        String alias = aliases.next();
        NodeType type = (NodeType) selection.type();
        return select(object(selection, alias), type.table() + " " + alias)
                .add("\nWHERE " + alias + "." + type.idColumn() + " = " + key);
    }

    private Sql toOne(ToOneField field, String owner) {
        Sql node = subquery(
                nodeWithKey(field.selection(), owner + "." + field.edge().foreignKey()));
        return field.edge().nullable() ? Sql.of("coalesce(").add(node).add(", 'null')") : node;
    }

    private static void column(JsonObject json, Column column, String alias) {
        String value = alias + "." + column.sqlName();
        if (column.nullable()) {
            json.value(Sql.of("coalesce(" + toJson(column, value) + ", 'null')"));
        } else if (column.type() == ColumnType.ENUM && !column.list()) {
            // Needs no escaping, so not the function that escapes.
            json.constant("\"").value(Sql.of(value)).constant("\"");
        } else {
            json.value(Sql.of(toJson(column, value)));
        }
    }

    static String toJson(Column column, String value) {
        return column.type() == ColumnType.DATE_TIME
                ? "'\"' || to_char(" + value + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"') || '\"'"
                : "to_json(" + value + ")";
    }

    static Sql select(Sql expression, String from) {
        return Sql.of("SELECT ").add(expression).add("\nFROM " + from);
    }

    static Sql subquery(Sql select) {
        return Sql.of("(").addIndented(select).add(")");
    }
}
