package org.onrecord.traversal.sql;

import java.util.ArrayList;
import java.util.List;

import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.plan.ColumnPath;
import org.onrecord.traversal.plan.Condition;
import org.onrecord.traversal.plan.Plan.Connection;

/** Writes the rows of a list, whatever its page: the nodes that an edge or a function leads to, and the filter. */
final class ListRows {

    private final Connection connection;

    /** The alias of the node that has the connection's edge; null if the connection has no edge. */
    private final String owner;

    private final String table;
    private final TableAliases aliases;
    private final NamedKeys keys;

    /**
     * @param rows the name of the common table expression with the rows of the connection's function; null if it has
     *     none
     */
    ListRows(Connection connection, String owner, String rows, TableAliases aliases, NamedKeys keys) {
        this.connection = connection;
        this.owner = owner;
        this.table = rows != null ? rows : ((NodeType) connection.type()).table();
        this.aliases = aliases;
        this.keys = keys;
    }

    /** The table of the nodes, or the common table expression with the rows of a function. */
    String table() {
        return table;
    }

    /**
     * All rows, to follow FROM.
     *
     * @param values the paths to values that are read from the rows
     */
    Sql all(String rowAlias, List<ColumnPath> values) {
        return from(rowAlias, values).add(where(rowAlias, List.of(), true));
    }

    /**
     * Rows between bounds, to follow FROM.
     *
     * @param values the paths to values that are read from the rows
     */
    Sql between(String rowAlias, List<ColumnPath> values, List<Sql> bounds) {
        return from(rowAlias, values).add(where(rowAlias, bounds, false));
    }

    private Sql where(String rowAlias, List<Sql> additional, boolean isWholeList) {
        ConditionWriter conditions = new ConditionWriter(aliases, isWholeList, keys);
        List<Sql> parts = new ArrayList<>();
        if (connection.edge() != null) {
            parts.addAll(conditions.isReached(connection.edge(), owner, rowAlias));
        }
        if (!connection.filter().equals(Condition.TRUE)) {
            parts.add(conditions.write(connection.filter(), rowAlias));
        }
        parts.addAll(additional);
        return parts.isEmpty() ? new Sql() : Sql.of("\nWHERE ").add(Sql.join(parts, " AND "));
    }

    /**
     * The table of the rows with the nodes that they are ordered by, to follow FROM. The rows of an edge through a link
     * table start there: an index has the keys of the targets in order, so that a page ends the scan.
     */
    private Sql from(String rowAlias, List<ColumnPath> paths) {
        Sql from = new Sql();
        if (isLinked()) {
            from.add(new ConditionWriter(aliases).targets(connection.edge(), connection.link(), owner))
                    .add(" " + linkAlias(rowAlias) + "\nJOIN ");
        }
        from.add(table + " " + rowAlias);
        if (isLinked()) {
            from.add(" ON " + rowAlias + "." + connection.type().idColumn() + " = " + key(rowAlias));
        }
        return from.add(Ordering.joins(paths, rowAlias));
    }

    private boolean isLinked() {
        return connection.edge() != null && connection.edge().link() != null;
    }

    private static String linkAlias(String rowAlias) {
        return rowAlias + "_link";
    }

    /** The primary key of a row, read from the link table if there is one. */
    String key(String rowAlias) {
        return isLinked()
                ? linkAlias(rowAlias) + "." + connection.edge().link().targetKey()
                : rowAlias + "." + connection.type().idColumn();
    }
}
