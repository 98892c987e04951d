package org.onrecord.traversal.graph;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Fields that a feature adds to the schema beside those of the mapped entities. Features implement it as a CDI bean.
 */
public interface FieldProvider {

    /** Fields of the query type. */
    default List<RootField> rootFields() {
        return List.of();
    }

    /** Fields of the subscription type. */
    default List<SubscriptionField> subscriptionFields() {
        return List.of();
    }

    /**
     * Functions that convert a text to the form in which a column stores it, by the class of the entity and the name of
     * the attribute. They apply to the keys and the filters of requests, so that each spelling finds the node.
     */
    default Map<Class<?>, Map<String, UnaryOperator<String>>> storedForms() {
        return Map.of();
    }

    /** Interfaces of the node types that have the fields. */
    default List<NodeInterface> nodeInterfaces() {
        return List.of();
    }

    /** Fields of node types, by the class of the entity. */
    default Map<Class<?>, List<DatabaseFunction>> nodeFields() {
        return Map.of();
    }
}
