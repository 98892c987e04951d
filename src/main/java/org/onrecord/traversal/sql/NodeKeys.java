package org.onrecord.traversal.sql;

import org.onrecord.traversal.graph.FormerKeys;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.plan.Parameter;

/** SQL expressions for the keys of nodes. */
final class NodeKeys {

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
        Sql current = Sql.of("(")
                .add(select(type.table(), type.idColumn(), column))
                .add(Sql.bind(value))
                .add(")");
        FormerKeys former = type.formerKeys();
        return former == null
                ? current
                : Sql.of("coalesce(")
                        .add(current)
                        .add(", (" + select(former.table(), former.key(), column))
                        .add(Sql.bind(value))
                        .add("))");
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

    private static String select(String table, String key, String column) {
        return "SELECT " + key + " FROM " + table + " WHERE " + column + " = ";
    }
}
