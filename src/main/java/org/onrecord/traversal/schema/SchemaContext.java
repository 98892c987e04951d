package org.onrecord.traversal.schema;

import java.util.LinkedHashMap;
import java.util.Map;

import graphql.schema.GraphQLNamedType;

import org.onrecord.traversal.graph.Graph;
import org.onrecord.traversal.limits.Limits;

/**
 * The state that the builders of one schema share: the graph, the limits that descriptions mention, and the types that
 * the builders have defined, by name. A builder has no other state, so one builder creates another where it needs it.
 */
record SchemaContext(Graph graph, Limits limits, Map<String, GraphQLNamedType> types) {

    SchemaContext(Graph graph, Limits limits) {
        this(graph, limits, new LinkedHashMap<>());
    }

    void add(GraphQLNamedType type) {
        types.put(type.getName(), type);
    }

    boolean has(String type) {
        return types.containsKey(type);
    }
}
