package org.onrecord.traversal.graph;

import java.util.List;
import java.util.Map;

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

    /** Fields of node types, by the class of the entity. */
    default Map<Class<?>, List<DatabaseFunction>> nodeFields() {
        return Map.of();
    }
}
