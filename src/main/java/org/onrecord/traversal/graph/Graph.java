package org.onrecord.traversal.graph;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The node types, by name, and the interfaces that they implement. The attributes of the types include the edges
 * between them.
 */
public record Graph(Map<String, NodeType> nodeTypes, List<NodeInterface> interfaces) {

    /** The name of the GraphQL interface of all node types (Relay, Global Object Identification). */
    public static final String NODE = "Node";

    /** @throws IllegalArgumentException if there is no type of this name */
    public NodeType type(String name) {
        NodeType type = nodeTypes.get(name);
        if (type == null) {
            throw new IllegalArgumentException("Unknown node type: " + name);
        }
        return type;
    }

    public boolean has(String name) {
        return nodeTypes.containsKey(name);
    }

    public Collection<NodeType> all() {
        return nodeTypes.values();
    }
}
