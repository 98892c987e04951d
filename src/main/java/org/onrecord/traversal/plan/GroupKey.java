package org.onrecord.traversal.plan;

import org.onrecord.traversal.graph.Attribute.ToOne;
import org.onrecord.traversal.graph.NodeType;

/**
 * What a list is grouped by: the node that an edge leads to, or a value.
 *
 * @param edge the edge to the node; null for a value
 * @param target the node type that {@code edge} leads to; null if {@code edge} is
 * @param path the path to the value; null for a node
 * @param unit the unit of time that the value is truncated to; null if the value is not truncated
 */
public record GroupKey(ToOne edge, NodeType target, ColumnPath path, Unit unit) {

    /** For example {@code speaker}, {@code speaker.name} or {@code spokenAt by MONTH}. */
    public String name() {
        return edge != null ? edge.name() : unit == null ? path.name() : path.name() + " by " + unit;
    }

    /** A unit of time. */
    public enum Unit {
        YEAR("YYYY", "The year: `2018`."),
        MONTH("YYYY-MM", "The month: `2018-07`."),
        DAY("YYYY-MM-DD", "The day in UTC: `2018-07-16`.");

        private final String format;
        private final String description;

        Unit(String format, String description) {
            this.format = format;
            this.description = description;
        }

        /** The format for PostgreSQL's {@code to_char}. */
        public String format() {
            return format;
        }

        public String description() {
            return description;
        }
    }

    /** The order of groups. */
    public enum Order {
        COUNT,
        KEY
    }
}
