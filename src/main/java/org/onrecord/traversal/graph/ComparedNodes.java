package org.onrecord.traversal.graph;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an edge through a view that compares a node with all nodes that have the same node at the end of another edge.
 * The comparisons are a part of the cost of a query.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ComparedNodes {

    /** The name of the other edge, which leads to one node. */
    String by();
}
