package org.onrecord.traversal.graph;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Adds an argument to the field of a to-many edge for each of these columns. The argument selects the nodes whose
 * column equals its value. For example, {@code linkedEvents(type: INDICTMENT)} is short for
 * {@code linkedEvents(filter: {type: {eq: INDICTMENT}})}. The engine searches a column on the target entity first and
 * then, for an edge through a link entity, on the link entity.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface FilterArguments {
    String[] value();
}
