package org.onrecord.traversal.graph;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the table with the former values of an entity's unique columns. A lookup by such a column searches the entity's
 * table first and this table next. The table has a column of the same name for each unique column.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface FormerKeys {

    String table();

    /** The column with the primary key of the node that had the value. */
    String key();

    /** The unique column that no node lacks. If it is the primary key, filters do not find former values. */
    String column();

    /** The database function that takes a former value of that column, and returns the present value of the node. */
    String current();
}
