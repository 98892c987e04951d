package org.onrecord.traversal.sql;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.onrecord.traversal.graph.FormerKeys;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.plan.Condition;
import org.onrecord.traversal.plan.Condition.Compare;
import org.onrecord.traversal.plan.Condition.HasKey;
import org.onrecord.traversal.plan.Condition.Operator;
import org.onrecord.traversal.plan.Condition.ToOneMeets;
import org.onrecord.traversal.plan.Parameter;
import org.onrecord.traversal.plan.Plan.Connection;

/** SQL expressions for the keys of nodes. */
final class NodeKeys {

    /** Writes the row of a node. */
    interface RowSource {

        /**
         * The row, to follow FROM.
         *
         * @param columns the columns that are read from the row
         */
        Sql row(String alias, Set<String> columns);
    }

    private NodeKeys() {}

    /** The global id of a node, given an expression for its primary key. */
    static String globalId(NodeType type, String key) {
        return "encode(convert_to('" + type.name() + ":' || " + key + ", 'UTF8'), 'base64')";
    }

    /**
     * The primary key of the node that has a value in a unique column, else of the node that had it; null if there is
     * none.
     */
    static Sql find(NodeType type, String column, Parameter value) {
        return Sql.of("(SELECT found." + type.idColumn() + " FROM ")
                .add(row(type, column, value, "found", Set.of(type.idColumn())))
                .add(")");
    }

    /** The array of the primary keys of the nodes that have, or had, one of the values in a unique column. */
    static Sql findAll(NodeType type, String column, Parameter values) {
        Sql any = Sql.of("ANY (").add(Sql.bind(values)).add(")");
        Sql current =
                Sql.of("ARRAY(" + select(type.table(), type.idColumn(), column)).add(any);
        FormerKeys former = type.formerKeys();
        return former == null
                ? current.add(")")
                : current.add(" UNION ALL " + select(former.table(), former.key(), column))
                        .add(any)
                        .add(")");
    }

    /**
     * The row of the node that {@link #find} names, to follow FROM. PostgreSQL reads the row by the unique column, and
     * looks the value up among the former ones only if it finds none. A value that another node had is refused, so both
     * can only find the same node.
     *
     * @param columns the columns that are read from the row
     */
    static Sql row(NodeType type, String column, Parameter value, String alias, Set<String> columns) {
        FormerKeys former = type.formerKeys();
        if (former == null || column.equals(type.idColumn())) {
            return Sql.of(type.table() + " " + alias + "\nWHERE " + alias + "." + column + " = ")
                    .add(Sql.bind(value));
        }
        // PostgreSQL would fill columns that are not read with nulls.
        String names = String.join(", ", columns);
        if (column.equals(former.column())) {
            return current(type, Sql.bind(value), alias, columns);
        }
        Sql nodes = Sql.of(select(type.table(), names, column))
                .add(Sql.bind(value))
                .add("\nUNION ALL " + select(type.table(), names, type.idColumn()) + "("
                        + select(former.table(), former.key(), column))
                .add(Sql.bind(value))
                .add(")\nLIMIT 1");
        return Sql.subquery(nodes).add(" " + alias);
    }

    /** The row of the node that has a primary key, else of the node that had it. */
    static Sql rowById(NodeType type, Sql key, String alias, Set<String> columns) {
        FormerKeys former = type.formerKeys();
        return former == null || !former.column().equals(type.idColumn())
                ? Sql.of(type.table() + " " + alias + "\nWHERE " + alias + "." + type.idColumn() + " = ")
                        .add(key)
                : current(type, key, alias, columns);
    }

    /** The row of the node that has, or had, a value in the unique column that no node lacks. */
    private static Sql current(NodeType type, Sql value, String alias, Set<String> columns) {
        FormerKeys former = type.formerKeys();
        // The statement has one scan instead of three, which PostgreSQL would start for each execution. OFFSET keeps
        // PostgreSQL from another order of the join, which would call the function for each value.
        Sql node = Sql.of(select(type.table(), String.join(", ", columns), former.column()) + "keys.key OFFSET 0");
        return Sql.of("(VALUES (")
                .add(value)
                .add("), (" + former.current() + "(")
                .add(value)
                .add("))) keys (key),\nLATERAL ")
                .add(Sql.subquery(node))
                .add(" " + alias + " LIMIT 1");
    }

    /**
     * The nodes that foreign keys lead to from all rows of a list, because its filter names the nodes. Maps the column
     * of a key, with the alias of the list's row, to the row of the node by its alias, to follow FROM.
     */
    static Map<String, RowSource> named(Connection connection, String alias, NamedKeys keys) {
        Map<String, RowSource> rows = new HashMap<>();
        for (Condition part : connection.filter().parts()) {
            if (part instanceof ToOneMeets meets) {
                for (Condition named : meets.condition().parts()) {
                    if (named instanceof HasKey hasKey
                            && hasKey.type().equals(meets.target())
                            && hasKey.key().operator() == Operator.EQ) {
                        rows.put(
                                alias + "." + meets.edge().foreignKey(),
                                (node, columns) -> keys.row(hasKey, node, columns));
                    }
                }
            }
        }
        return rows;
    }

    /** The primary key that a condition compares by {@link Operator#EQ}. */
    static Sql find(HasKey hasKey) {
        Compare key = hasKey.key();
        return key.column().equals(hasKey.type().idColumn())
                ? Sql.bind(key.param())
                : find(hasKey.type(), key.column(), key.param());
    }

    private static String select(String table, String columns, String column) {
        return "SELECT " + columns + " FROM " + table + " WHERE " + column + " = ";
    }
}
