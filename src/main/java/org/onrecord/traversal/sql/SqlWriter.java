package org.onrecord.traversal.sql;

import java.util.ArrayList;
import java.util.List;

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
        SqlWriter writer = new SqlWriter();
        List<Sql> roots = plan.roots().stream().map(writer::root).toList();
        List<Sql> columns = roots.stream().map(Sql::subquery).toList();
        Sql sql = roots.size() == 1
                ? limited(roots.get(0), maxBytes)
                : limited("", Sql.of("SELECT\n").add(named(columns)), columns.size(), maxBytes);
        return new Statement(
                sql.text(), conditional(columns, maxBytes), sql.parameters(), unbound(plan, sql), maxBytes);
    }

    /** A single root needs no row of columns around it. If its node does not exist, there is no row. */
    private static Sql limited(Sql root, long maxBytes) {
        String length = "octet_length(" + column(0) + ")";
        return Sql.of("SELECT " + length + " AS bytes, CASE WHEN " + length + " <= " + maxBytes + " THEN " + column(0)
                        + " END\nFROM ")
                .add(Sql.subquery(new Sql().add(root).add("\nOFFSET 0")))
                .add(" response (" + column(0) + ")");
    }

    private static Sql named(List<Sql> columns) {
        List<Sql> named = new ArrayList<>();
        for (Sql column : columns) {
            named.add(new Sql().add(column).add(" AS " + column(named.size())));
        }
        return Sql.join(named, ",\n");
    }

    private static String column(int index) {
        return "field_" + index;
    }

    /**
     * Returns the columns of a row only if they have no more bytes than allowed, so that PostgreSQL does not send a
     * longer row. OFFSET keeps PostgreSQL from evaluating the columns for their length and again for their value.
     *
     * @param first the names of the columns that come first, each followed by a comma
     */
    private static Sql limited(String first, Sql row, int columns, long maxBytes) {
        List<String> lengths = new ArrayList<>();
        List<Sql> values = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            lengths.add("coalesce(octet_length(" + column(i) + "), 0)::bigint");
            values.add(Sql.of("CASE WHEN bytes <= " + maxBytes + " THEN " + column(i) + " END"));
        }
        return Sql.of("SELECT " + first + "bytes, ")
                .add(Sql.join(values, ", "))
                .add("\nFROM (SELECT *, " + String.join(" + ", lengths) + " AS bytes FROM ")
                .add(Sql.subquery(row.add("\nOFFSET 0")))
                .add(" fields) response");
    }

    /** Writes the plan of a subscription. */
    public static Statement writeSubscription(Plan plan, long maxBytes) {
        Sql events = new SqlWriter().nodesByKey((NodesByKey) plan.roots().get(0));
        Sql sql = Sql.of("SELECT CASE WHEN sum(octet_length(event)) OVER () <= " + maxBytes + " THEN event END\nFROM ")
                .add(Sql.subquery(events))
                .add(" events\nORDER BY position");
        return new Statement(sql.text(), null, sql.parameters(), unbound(plan, sql), maxBytes);
    }

    private static List<Parameter> unbound(Plan plan, Sql sql) {
        return plan.parameters().stream()
                .filter(parameter -> !sql.parameters().contains(parameter))
                .toList();
    }

    /** PostgreSQL evaluates only the branch of a CASE that it takes, and the subqueries in it. */
    private static String conditional(List<Sql> columns, long maxBytes) {
        List<Sql> conditional = columns.stream()
                .map(column ->
                        Sql.of("CASE WHEN graph.is_changed THEN ").add(column).add(" END"))
                .toList();
        Sql row = Sql.of("SELECT graph.version,\n")
                .add(named(conditional))
                .add("\nFROM (SELECT v.version, v.version <> ALL (?) AS is_changed\n"
                        + "  FROM (SELECT coalesce(sum(version), 0)::bigint AS version FROM graph_version) v) graph");
        return limited("version, ", row, columns.size(), maxBytes).text();
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
        return new SelectionWriter(aliases)
                .select(
                        lookup.selection(),
                        (alias, columns) -> NodeKeys.row(type, lookup.column(), lookup.value(), alias, columns));
    }

    private Sql nodesById(NodesById nodes) {
        Sql cases = new SelectionWriter(aliases).caseOfType(nodes.selections(), "ids.type", "ids.key");
        Sql json = nodes.single()
                ? cases
                : Sql.of("concat('[', string_agg(coalesce(")
                        .addIndented(cases)
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
