package org.onrecord.traversal.plan;

/**
 * A value that a list is ordered by.
 *
 * @param field the value
 * @param descending from the greatest to the least
 * @param nullsFirst where nodes without a value stand
 */
public record OrderKey(ColumnPath field, boolean descending, boolean nullsFirst) {

    /** How the list is described in the signature of its cursors. */
    @Override
    public String toString() {
        return field + (descending ? " desc" : " asc") + (nullsFirst ? " nulls first" : " nulls last");
    }

    /** Which way an order goes. */
    public enum Direction {
        ASC,
        DESC
    }

    /** Where nodes without a value stand in an order. */
    public enum Nulls {
        FIRST,
        LAST
    }
}
