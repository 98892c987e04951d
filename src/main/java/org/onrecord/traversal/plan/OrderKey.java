package org.onrecord.traversal.plan;

import org.onrecord.traversal.model.Attribute.Column;
import org.onrecord.traversal.model.Attribute.ToOne;
import org.onrecord.traversal.model.NodeType;

/**
 * A value that a list is ordered by.
 *
 * @param field the column, of the node itself or of one that it leads to
 * @param descending from the greatest to the least
 * @param nullsFirst where nodes without a value stand
 */
public record OrderKey(Field field, boolean descending, boolean nullsFirst) {

    /** The value may be missing, because the column is nullable or the edge leads to nothing. */
    public boolean nullable() {
        return field.column.nullable() || field.via != null && field.via.nullable();
    }

    /** How the list is described in the signature of its cursors. */
    @Override
    public String toString() {
        return field + (descending ? " desc" : " asc") + (nullsFirst ? " nulls first" : " nulls last");
    }

    /** What a constant of an order field enum stands for: a column, of the node itself or, where {@code via} is not null, of the target it leads to. */
    public record Field(ToOne via, NodeType target, Column column) {

        @Override
        public String toString() {
            return (via == null ? "" : via.name() + ".") + column.name();
        }
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
