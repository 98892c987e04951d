package org.onrecord.traversal.graph;

import java.util.Map;

/**
 * A GraphQL interface that node types implement. A fragment on it selects its fields of nodes of several types.
 *
 * @param fields the descriptions of the fields by name. A node type that has all of them implements the interface, so
 *     the fields must have the same type and arguments everywhere.
 */
public record NodeInterface(String name, String description, Map<String, String> fields) {

    public boolean isImplementedBy(NodeType type) {
        return type.attributes().keySet().containsAll(fields.keySet());
    }
}
