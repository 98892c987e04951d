package org.onrecord.traversal.plan;

import java.util.List;

import org.onrecord.traversal.graph.Attribute.ToMany;
import org.onrecord.traversal.graph.Attribute.ToOne;
import org.onrecord.traversal.graph.NodeType;

/**
 * What a node must meet to be in a list. Conditions know two values only: a comparison with a null column is false, and
 * {@code Not} of it true.
 */
public sealed interface Condition {

    /** What always holds. */
    Condition TRUE = new All(List.of());

    /** That all of them hold, without those that always do. */
    static Condition all(List<Condition> conditions) {
        List<Condition> telling =
                conditions.stream().filter(condition -> !condition.equals(TRUE)).toList();
        return telling.size() == 1 ? telling.get(0) : new All(telling);
    }

    /** All of them hold; of none, this holds. */
    record All(List<Condition> conditions) implements Condition {}

    /** One of them holds; of none, this does not. */
    record Any(List<Condition> conditions) implements Condition {}

    record Not(Condition condition) implements Condition {}

    record Compare(String column, Operator operator, Param param) implements Condition {}

    /** The column's text is matched by a pattern of SQL's LIKE. */
    record Like(String column, TextMatch match, Param pattern) implements Condition {}

    record IsNull(String column) implements Condition {}

    /** The column's list has no values. */
    record IsEmpty(String column) implements Condition {}

    /** The edge leads to a node, and that node meets the condition. */
    record ToOneMeets(ToOne edge, NodeType target, Condition condition) implements Condition {}

    /** The edge leads to at least one node that meets the condition. */
    record SomeMeet(ToMany edge, NodeType target, Condition condition) implements Condition {}

    /** A comparison of a column with one value, or with a list of values. */
    enum Operator {
        EQ("="),
        LT("<"),
        LTE("<="),
        GT(">"),
        GTE(">="),
        /** Is one of a list. */
        IN("= ANY"),
        /** Is a list that has all of another's values. */
        HAS_ALL("@>"),
        /** Is a list that has some of another's values. */
        HAS_ANY("&&");

        private final String sql;

        Operator(String sql) {
            this.sql = sql;
        }

        public String sql() {
            return sql;
        }
    }

    /** How a text is looked for in another. Insensitive is what PostGraphile's filters call it when case makes no difference. */
    enum TextMatch {
        CONTAINS("contains", "%", "%", false, "Contains this text."),
        CONTAINS_INSENSITIVE("containsInsensitive", "%", "%", true, "Contains this text, whatever the case."),
        STARTS_WITH("startsWith", "", "%", false, "Starts with this text."),
        STARTS_WITH_INSENSITIVE("startsWithInsensitive", "", "%", true, "Starts with this text, whatever the case."),
        ENDS_WITH("endsWith", "%", "", false, "Ends with this text."),
        ENDS_WITH_INSENSITIVE("endsWithInsensitive", "%", "", true, "Ends with this text, whatever the case."),
        EQ_INSENSITIVE("eqInsensitive", "", "", true, "Is equal to this text, whatever the case.");

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

        /** The match with this name in a filter, null where it names none. */
        static TextMatch of(String operator) {
            for (TextMatch match : values()) {
                if (match.operator.equals(operator)) {
                    return match;
                }
            }
            return null;
        }

        /** Its name in a filter. */
        public String operator() {
            return operator;
        }

        public boolean insensitive() {
            return insensitive;
        }

        public String description() {
            return description;
        }

        /** The pattern that finds the text as it is: nothing in it stands for anything else. */
        String pattern(String text) {
            return before + text.replaceAll("[\\\\%_]", "\\\\$0") + after;
        }
    }
}
