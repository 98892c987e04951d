package org.onrecord.traversal.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.plan.Condition;
import org.onrecord.traversal.plan.Parameter;
import org.onrecord.traversal.plan.Plan;
import org.onrecord.traversal.plan.Plan.FunctionField;
import org.onrecord.traversal.plan.Plan.Lookup;
import org.onrecord.traversal.plan.Plan.NodeList;
import org.onrecord.traversal.plan.Plan.NodesById;
import org.onrecord.traversal.plan.Plan.NodesByKey;
import org.onrecord.traversal.plan.Plan.Root;
import org.onrecord.traversal.plan.Plan.RootFunction;
import org.onrecord.traversal.plan.Plan.ToManyField;
import org.onrecord.traversal.sql.NodeKeys.RowSource;

/** Writes a plan as one statement. Every edge is a correlated subquery, every object a concatenation of JSON text. */
public final class SqlWriter {

    private final TableAliases aliases = new TableAliases();

    private SqlWriter() {}

    /**
     * Writes the plan of a query or of the payload of a mutation.
     *
     * @param maxBytes the most bytes that the statement returns
     */
    public static Statement write(Plan plan, long maxBytes) {
        return write(plan, maxBytes, "%s");
    }

    /** Writes the plan of a query. The columns are bytes (bytea) instead of text: the JSON text in UTF-8. */
    public static Statement writeBytes(Plan plan, long maxBytes) {
        return write(plan, maxBytes, "convert_to(%s, 'UTF8')");
    }

    /** @param value the SQL of a column's value, with {@code %s} for the text */
    private static Statement write(Plan plan, long maxBytes, String value) {
        SqlWriter writer = new SqlWriter();
        List<Sql> roots = plan.roots().stream().map(writer::root).toList();
        return statement(
                plan,
                roots.size() == 1 ? limited(roots.get(0), maxBytes, value) : limited(roots, maxBytes, value),
                maxBytes);
    }

    /** A single root needs no row of columns around it. If its node does not exist, there is no row. */
    private static Sql limited(Sql root, long maxBytes, String value) {
        String length = "octet_length(" + column(0) + ")";
        return Sql.of("SELECT " + length + " AS bytes, CASE WHEN " + length + " <= " + maxBytes + " THEN "
                        + value.formatted(column(0)) + " END\nFROM ")
                .add(Sql.subquery(root.add("\nOFFSET 0")))
                .add(" response (" + column(0) + ")");
    }

    private static String column(int index) {
        return "field_" + index;
    }

    /**
     * Returns the columns of a row only if they have no more bytes than allowed, so that PostgreSQL does not send a
     * longer row. OFFSET keeps PostgreSQL from evaluating the columns for their length and again for their value.
     */
    private static Sql limited(List<Sql> roots, long maxBytes, String value) {
        List<Sql> columns = new ArrayList<>();
        List<String> lengths = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < roots.size(); i++) {
            columns.add(Sql.subquery(roots.get(i)).add(" AS " + column(i)));
            lengths.add("coalesce(octet_length(" + column(i) + "), 0)::bigint");
            values.add("CASE WHEN bytes <= " + maxBytes + " THEN " + value.formatted(column(i)) + " END");
        }
        return Sql.of("SELECT bytes, " + String.join(", ", values))
                .add("\nFROM (SELECT *, " + String.join(" + ", lengths) + " AS bytes FROM ")
                .add(Sql.subquery(
                        Sql.of("SELECT\n").add(Sql.join(columns, ",\n")).add("\nOFFSET 0")))
                .add(" fields) response");
    }

    /** Writes the plan of a subscription. */
    public static Statement writeSubscription(Plan plan, long maxBytes) {
        Sql events = new SqlWriter().nodesByKey((NodesByKey) plan.roots().get(0));
        Sql sql = Sql.of("SELECT CASE WHEN sum(octet_length(event)) OVER () <= " + maxBytes + " THEN event END\nFROM ")
                .add(Sql.subquery(events))
                .add(" events\nORDER BY position");
        return statement(plan, sql, maxBytes);
    }

    private static Statement statement(Plan plan, Sql sql, long maxBytes) {
        List<Parameter> bound = sql.parameters();
        Set<Parameter> distinct = new HashSet<>(bound);
        List<Parameter> unbound = plan.parameters().stream()
                .filter(parameter -> !distinct.contains(parameter))
                .toList();
        return new Statement(sql.text(), bound, unbound, maxBytes);
    }

    private Sql root(Root root) {
        if (root instanceof Lookup lookup) {
            return lookup(lookup);
        } else if (root instanceof NodeList list) {
            return new ConnectionWriter(aliases).write(list.connection(), null);
        } else if (root instanceof RootFunction function) {
            return function.field() instanceof ToManyField page
                    ? new ConnectionWriter(aliases).write(page.connection(), null)
                    : Sql.of("SELECT ").add(new FunctionWriter(aliases).write((FunctionField) function.field(), null));
        }
        return nodesById((NodesById) root);
    }

    private Sql lookup(Lookup lookup) {
        NodeType type = (NodeType) lookup.selection().type();
        RowSource row = lookup.column().equals(type.idColumn())
                ? (alias, columns) -> NodeKeys.rowById(type, Sql.bind(lookup.value()), alias, columns)
                : (alias, columns) -> NodeKeys.row(type, lookup.column(), lookup.value(), alias, columns);
        return new SelectionWriter(aliases).select(lookup.selection(), row);
    }

    private Sql nodesById(NodesById nodes) {
        SelectionWriter writer = new SelectionWriter(aliases);
        Sql cases = SelectionWriter.caseOfType(
                nodes.selections(),
                "ids.type",
                node -> writer.select(
                        node,
                        (alias, columns) ->
                                NodeKeys.rowById((NodeType) node.type(), Sql.of("ids.key"), alias, columns)));
        Sql json = nodes.single()
                ? cases
                : Sql.of("concat('[', string_agg(coalesce(")
                        .addBelow(cases)
                        .add(", 'null'), ',' ORDER BY ids.position), ']')");
        return Sql.select(json, "unnest(")
                .add(Sql.bind(nodes.types()))
                .add(", ")
                .add(Sql.bind(nodes.keys()))
                .add(") WITH ORDINALITY AS ids (type, key, position)");
    }

    private Sql nodesByKey(NodesByKey nodes) {
        String alias = aliases.next();
        NodeType type = (NodeType) nodes.selection().type();
        Sql event =
                new SelectionWriter(aliases).object(nodes.selection(), alias).add(" AS event, ids.position");
        Sql sql = Sql.select(event, "unnest(")
                .add(Sql.bind(nodes.keys()))
                .add(") WITH ORDINALITY AS ids (key, position)\nJOIN " + type.table() + " " + alias + " ON " + alias
                        + "." + type.idColumn() + " = ids.key");
        if (!nodes.filter().equals(Condition.TRUE)) {
            sql.add("\nWHERE ").add(new ConditionWriter(aliases).write(nodes.filter(), alias));
        }
        return sql;
    }
}
