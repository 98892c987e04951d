package org.onrecord.traversal.plan;

/**
 * A value that a list is ordered by.
 *
 * @param descending whether the list starts with the greatest value
 * @param nullsFirst whether nodes without a value precede the others
 */
public record OrderKey(ColumnPath path, boolean descending, boolean nullsFirst) {

    /** The direction of an order. */
    public enum Direction {
        ASC,
        DESC
    }

    /** The position of nodes without a value in an order. */
    public enum Nulls {
        FIRST,
        LAST
    }
}
