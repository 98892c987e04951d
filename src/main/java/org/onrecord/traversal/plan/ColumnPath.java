package org.onrecord.traversal.plan;

import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.Attribute.ToOne;
import org.onrecord.traversal.graph.NodeType;

/**
 * A value that lists are ordered and grouped by: a column, of the node itself or of one that it leads to.
 *
 * @param via the edge to the node that has the column, null where that is the node itself
 * @param target the type that the edge leads to, null likewise
 */
public record ColumnPath(ToOne via, NodeType target, Column column) {

    /** The value may be missing, because the column is nullable or the edge leads to nothing. */
    public boolean nullable() {
        return column.nullable() || via != null && via.nullable();
    }

    @Override
    public String toString() {
        return (via == null ? "" : via.name() + ".") + column.name();
    }
}
