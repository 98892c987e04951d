package org.onrecord.traversal.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.plan.Condition.HasKey;
import org.onrecord.traversal.plan.Plan.Connection;
import org.onrecord.traversal.plan.Plan.Groups;
import org.onrecord.traversal.plan.Plan.TotalCount;

/**
 * The primary keys of the nodes that the filter of a list names by other unique columns. If the list has a page and is
 * counted, both read the keys from one row, and PostgreSQL looks up each node once.
 */
final class NamedKeys {

    /** Keys that each condition looks up itself. PostgreSQL runs such a subquery once for a statement. */
    static final NamedKeys UNSHARED = new NamedKeys(null);

    /** The alias of the row with the keys; null if each condition looks up its keys itself. */
    private final String alias;

    private final Map<HasKey, String> columns = new LinkedHashMap<>();

    private NamedKeys(String alias) {
        this.alias = alias;
    }

    /**
     * The keys in the filter of a connection. An edge does not share them: the row with the keys would belong to each
     * node that has the edge.
     */
    static NamedKeys of(Connection connection, String owner, TableAliases aliases) {
        boolean isCounted =
                connection.fields().stream().anyMatch(field -> field instanceof TotalCount || field instanceof Groups);
        return owner == null && connection.hasPage() && isCounted ? new NamedKeys(aliases.next()) : UNSHARED;
    }

    /** The primary key that a condition compares by {@code EQ}. */
    Sql key(HasKey hasKey) {
        if (alias == null || hasKey.key().column().equals(hasKey.type().idColumn())) {
            return NodeKeys.find(hasKey);
        }
        if (!columns.containsKey(hasKey)) {
            columns.put(hasKey, "key_" + columns.size());
        }
        return Sql.of(alias + "." + columns.get(hasKey));
    }

    /** The row of the node that a condition names, to follow FROM. */
    Sql row(HasKey hasKey, String node, Set<String> columnsOfNode) {
        NodeType type = hasKey.type();
        return alias == null
                ? NodeKeys.row(type, hasKey.key().column(), hasKey.key().param(), node, columnsOfNode)
                : Sql.of(type.table() + " " + node + "\nWHERE " + node + "." + type.idColumn() + " = ")
                        .add(key(hasKey));
    }

    /**
     * A SELECT of one value together with the keys that it reads. OFFSET keeps PostgreSQL from copying the subqueries
     * to each place that reads a key.
     */
    Sql around(Sql select) {
        if (columns.isEmpty()) {
            return select;
        }
        List<Sql> keys = new ArrayList<>();
        columns.forEach((hasKey, column) -> keys.add(NodeKeys.find(hasKey).add(" AS " + column)));
        return Sql.of("SELECT ")
                .add(Sql.subquery(select))
                .add("\nFROM (SELECT ")
                .add(Sql.join(keys, ", "))
                .add(" OFFSET 0) " + alias);
    }
}
