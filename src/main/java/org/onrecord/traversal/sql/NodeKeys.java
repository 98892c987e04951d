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
        Sql current = select(type.table(), type.idColumn(), column, value);
        FormerKeys former = type.formerKeys();
        return former == null
                ? current
                : Sql.of("coalesce(")
                        .add(current)
                        .add(", ")
                        .add(select(former.table(), former.key(), column, value))
                        .add(")");
    }

    private static Sql select(String table, String key, String column, Parameter value) {
        return Sql.of("(SELECT " + key + " FROM " + table + " WHERE " + column + " = ")
                .add(Sql.bind(value))
                .add(")");
    }
}
