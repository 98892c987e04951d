package org.onrecord.traversal.graph;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Columns that a to-many edge also takes as arguments of their own, for equality: {@code linkedEvents(type: INDICTMENT)}
 * instead of {@code linkedEvents(filter: {type: {eq: INDICTMENT}})}. A name is looked up on the target entity first and,
 * for an edge that leads through a link entity, on that one next.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Shortcut {
    String[] value();
}
