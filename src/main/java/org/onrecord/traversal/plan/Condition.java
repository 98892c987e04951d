package org.onrecord.traversal.plan;

import java.util.List;

import org.onrecord.traversal.graph.Attribute.AnyNode;
import org.onrecord.traversal.graph.Attribute.ToMany;
import org.onrecord.traversal.graph.Attribute.ToOne;
import org.onrecord.traversal.graph.NodeType;

/**
 * A condition on the nodes of a list. Unlike SQL's, conditions have two values only: a comparison with a null column is
 * false, and its {@link Not} is true.
 */
public sealed interface Condition {

    /** The condition that is always true. */
    Condition TRUE = new All(List.of());

    /** The condition that is always false. */
    Condition FALSE = new Any(List.of());

    /** The conjunction of the conditions, without those that are {@link #TRUE}. */
    static Condition all(List<Condition> conditions) {
        if (conditions.contains(FALSE)) {
            return FALSE;
        }
        List<Condition> parts =
                conditions.stream().filter(condition -> !condition.equals(TRUE)).toList();
        return parts.size() == 1 ? parts.get(0) : new All(parts);
    }

    /** The disjunction of the conditions, without those that are {@link #FALSE}. */
    static Condition any(List<Condition> conditions) {
        if (conditions.contains(TRUE)) {
            return TRUE;
        }
        List<Condition> parts = conditions.stream()
                .filter(condition -> !condition.equals(FALSE))
                .toList();
        return parts.size() == 1 ? parts.get(0) : new Any(parts);
    }

    /** The negation of a condition. */
    static Condition not(Condition condition) {
        return condition.equals(TRUE) ? FALSE : condition.equals(FALSE) ? TRUE : new Not(condition);
    }

    /** The condition that some of the nodes at the end of an edge meet a condition. */
    static Condition some(ToMany edge, NodeType target, Condition condition) {
        return condition.equals(FALSE) ? FALSE : new SomeMeet(edge, target, condition);
    }

    /** The condition that a column has no value. */
    static Condition isNull(String column, boolean nullable) {
        return nullable ? new IsNull(column) : FALSE;
    }

    /** The conditions whose conjunction is this condition. */
    default List<Condition> parts() {
        return this instanceof All all ? all.conditions() : List.of(this);
    }

    /** True if all of the conditions are; an empty list is true. */
    record All(List<Condition> conditions) implements Condition {}

    /** True if one of the conditions is; an empty list is false. */
    record Any(List<Condition> conditions) implements Condition {}

    record Not(Condition condition) implements Condition {}

    record Compare(String column, Operator operator, Parameter param) implements Condition {}

    /**
     * True for the nodes that have, or formerly had, a value in a unique column.
     *
     * @param key compares the unique column or the primary key by {@link Operator#EQ} or {@link Operator#IN}
     */
    record HasKey(NodeType type, Compare key) implements Condition {}

    /** True if the text of the column matches a pattern of SQL's LIKE. */
    record Like(String column, TextMatch match, Parameter pattern) implements Condition {}

    record IsNull(String column) implements Condition {}

    /** True if the array of the column is empty. */
    record IsEmpty(String column) implements Condition {}

    /** True if the edge leads to a node that meets the condition. */
    record ToOneMeets(ToOne edge, NodeType target, Condition condition) implements Condition {}

    /** True if the edge leads to a node of another type, or to a node that meets the condition. */
    record AnyNodeMeets(AnyNode edge, NodeType target, Condition condition) implements Condition {}

    /** True if the edge leads to at least one node that meets the condition. */
    record SomeMeet(ToMany edge, NodeType target, Condition condition) implements Condition {}

    /** The operator that compares a column with a value or an array of values. */
    enum Operator {
        EQ("="),
        LT("<"),
        LTE("<="),
        GT(">"),
        GTE(">="),
        /** The column equals one of the values. */
        IN("= ANY"),
        /** The array of the column contains all of the values. */
        HAS_ALL("@>"),
        /** The array of the column contains at least one of the values. */
        HAS_ANY("&&");

        private final String sql;

        Operator(String sql) {
            this.sql = sql;
        }

        public String sql() {
            return sql;
        }
    }

    /** A way to match the text of a column. PostGraphile's filter plugin has operators of the same names. */
    enum TextMatch {
        CONTAINS("contains", "%", "%", false, "Contains this text, in the same case."),
        CONTAINS_INSENSITIVE("containsInsensitive", "%", "%", true, "Contains this text, in any case."),
        STARTS_WITH("startsWith", "", "%", false, "Starts with this text, in the same case."),
        STARTS_WITH_INSENSITIVE("startsWithInsensitive", "", "%", true, "Starts with this text, in any case."),
        ENDS_WITH("endsWith", "%", "", false, "Ends with this text, in the same case."),
        ENDS_WITH_INSENSITIVE("endsWithInsensitive", "%", "", true, "Ends with this text, in any case."),
        EQ_INSENSITIVE("eqInsensitive", "", "", true, "Equals this text, in any case.");

        private final String operator;
        private final String before;
        private final String after;
        private final boolean insensitive;
        private final String description;

        TextMatch(String operator, String before, String after, boolean insensitive, String description) {
            this.operator = operator;
            this.before = before;
            this.after = after;
            this.insensitive = insensitive;
            this.description = description;
        }

        /** The match with this operator; null if there is none. */
        static TextMatch of(String operator) {
            for (TextMatch match : values()) {
                if (match.operator.equals(operator)) {
                    return match;
                }
            }
            return null;
        }

        /** The name of the operator in a filter. */
        public String operator() {
            return operator;
        }

        public boolean insensitive() {
            return insensitive;
        }

        public String description() {
            return description;
        }

        /** The pattern that finds the text. It escapes the wildcards in the text. */
        String pattern(String text) {
            return before + text.replaceAll("[\\\\%_]", "\\\\$0") + after;
        }
    }
}
