package org.onrecord.traversal.graph;

import java.util.List;
import java.util.Map;

/** A feature's fields beside those that its entities map. Features provide theirs as CDI beans. */
public interface FieldProvider {

    /** Fields of the query type. */
    default List<RootField> rootFields() {
        return List.of();
    }

    /** Fields of the subscription type. */
    default List<SubscriptionField> subscriptionFields() {
        return List.of();
    }

    /** Fields of nodes that functions of the database answer, by the entity. */
    default Map<Class<?>, List<DatabaseFunction>> nodeFields() {
        return Map.of();
    }
}
