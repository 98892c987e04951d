package org.onrecord.traversal.graph;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Where an entity's nodes are found by values that their unique columns had before: a table with the same columns, and one
 * with the primary key of the node that now answers to them. What a node has now comes first.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface FormerKeys {

    String table();

    /** The column with the primary key of the node. */
    String key();
}
