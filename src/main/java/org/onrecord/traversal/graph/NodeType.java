package org.onrecord.traversal.graph;

import java.util.List;
import java.util.Map;

import org.onrecord.traversal.graph.Attribute.Column;

/**
 * A kind of node in the graph: a JPA entity and its table.
 *
 * @param name the entity's name, which is also that of the GraphQL object type
 * @param idColumn the primary key's column
 * @param attributes by name, in the order in which the entity declares them
 * @param formerKeys null where only what a node has now finds it
 */
public record NodeType(
        String name,
        String description,
        String table,
        String idColumn,
        Map<String, Attribute> attributes,
        FormerKeys formerKeys)
        implements ObjectType {

    /** The columns that find one node at most. */
    public List<Column> lookupKeys() {
        return columns().stream().filter(Column::unique).toList();
    }
}
