package org.onrecord.traversal.plan;

import java.util.Map;

import org.onrecord.traversal.graph.Attribute.AnyNode;
import org.onrecord.traversal.graph.Attribute.ToOne;
import org.onrecord.traversal.graph.NodeType;

/**
 * What a list is grouped by: the node that an edge leads to, or a value. A list of nodes of several types has such a
 * key for each type.
 *
 * @param edge the edge to the node; null for a value
 * @param target the node type that {@code edge} leads to; null if {@code edge} is
 * @param path the path to the value; null for a node
 * @param unit the unit of time that the value is truncated to; null if the value is not truncated
 * @param ofTypes the keys of the node types; null for a list of nodes of one type
 */
public record GroupKey(ToOne edge, NodeType target, ColumnPath path, Unit unit, OfTypes ofTypes) {

    /**
     * The keys of the node types that have the value.
     *
     * @param name the name of the value
     * @param node the edge from a row of the list to its node
     * @param keys by node type; empty for the type of the node itself
     */
    public record OfTypes(String name, AnyNode node, Map<NodeType, GroupKey> keys) {}

    /** The node that an edge leads to. */
    public static GroupKey of(ToOne edge, NodeType target) {
        return new GroupKey(edge, target, null, null, null);
    }

    /** A value, truncated to a unit of time unless that is null. */
    public static GroupKey of(ColumnPath path, Unit unit) {
        return new GroupKey(null, null, path, unit, null);
    }

    /** The value of a node of any type. The keys lead to the same type of nodes, and have the same unit. */
    public static GroupKey of(OfTypes types) {
        GroupKey any = types.keys().values().stream().findFirst().orElse(null);
        return new GroupKey(null, any == null ? null : any.target, null, any == null ? null : any.unit, types);
    }

    /** For example {@code speaker}, {@code speaker.name} or {@code spokenAt by MONTH}. */
    public String name() {
        if (ofTypes != null) {
            return unit == null ? ofTypes.name : ofTypes.name + " by " + unit;
        }
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
        KEY,
        KEY_DESC
    }
}
