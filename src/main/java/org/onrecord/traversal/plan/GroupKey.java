package org.onrecord.traversal.plan;

import org.onrecord.traversal.graph.Attribute.ToOne;
import org.onrecord.traversal.graph.NodeType;

/**
 * What the nodes of a list are grouped by: the node that an edge leads to, or a value.
 *
 * @param edge to the node, null where it is a value
 * @param target the type of that node, null likewise
 * @param path to the value, null where it is a node
 * @param unit of time that the value is cut down to, null where it is taken as it is
 */
public record GroupKey(ToOne edge, NodeType target, ColumnPath path, Unit unit) {

    @Override
    public String toString() {
        return edge != null ? edge.name() : unit == null ? path.toString() : path + " by " + unit;
    }

    /** Units of time, with the form of their names in PostgreSQL's to_char. */
    public enum Unit {
        YEAR("YYYY", "The year: `2018`."),
        MONTH("YYYY-MM", "The month: `2018-07`."),
        DAY("YYYY-MM-DD", "The day, in UTC: `2018-07-16`.");

        private final String form;
        private final String description;

        Unit(String form, String description) {
            this.form = form;
            this.description = description;
        }

        public String form() {
            return form;
        }

        public String description() {
            return description;
        }
    }

    /** How groups are ordered. */
    public enum Order {
        COUNT,
        KEY
    }
}
