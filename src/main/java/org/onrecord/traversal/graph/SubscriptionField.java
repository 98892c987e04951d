package org.onrecord.traversal.graph;

/**
 * A field of the subscription type: an event for each node of a type that is created.
 *
 * @param entity whose nodes the events are of
 */
public record SubscriptionField(String name, Class<?> entity, String description) {

    /** The node type's name. */
    public String nodeType() {
        return entity.getSimpleName();
    }
}
