package org.onrecord.traversal.plan;

import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.Attribute.ToOne;
import org.onrecord.traversal.graph.NodeType;

/**
 * A value that lists can be ordered and grouped by: a column of the node, or of a node that a to-one edge leads to.
 *
 * @param via the edge to the node that has the column; null for a column of the node itself
 * @param target the node type that {@code via} leads to; null if {@code via} is
 */
public record ColumnPath(ToOne via, NodeType target, Column column) {

    /** Whether the value can be null, because the column or the edge is nullable. */
    public boolean nullable() {
        return column.nullable() || via != null && via.nullable();
    }

    /** For example {@code spokenAt} or {@code speaker.name}. */
    public String name() {
        return (via == null ? "" : via.name() + ".") + column.name();
    }
}
