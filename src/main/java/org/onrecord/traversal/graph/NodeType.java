package org.onrecord.traversal.graph;

import java.util.List;
import java.util.Map;

import org.onrecord.traversal.graph.Attribute.Column;

/**
 * A type of nodes in the graph: a JPA entity and its table.
 *
 * @param name the name of the entity and of the GraphQL object type
 * @param idColumn the column of the primary key
 * @param attributes by name, in the order in which the entity declares them
 * @param formerKeys where to find nodes by former values of unique columns; null if such values are not kept
 */
public record NodeType(
        String name,
        String description,
        String table,
        String idColumn,
        Map<String, Attribute> attributes,
        FormerKeys formerKeys)
        implements ObjectType {

    /** The unique columns: each of their values belongs to at most one node. */
    public List<Column> lookupKeys() {
        return columns().stream().filter(Column::unique).toList();
    }
}
