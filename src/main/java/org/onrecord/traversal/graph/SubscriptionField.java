package org.onrecord.traversal.graph;

/**
 * A field of the subscription type that sends an event for every node of one type that is created.
 *
 * @param entity the entity of the node type
 */
public record SubscriptionField(String name, Class<?> entity, String description) {

    /** The name of the node type. */
    public String nodeType() {
        return entity.getSimpleName();
    }
}
