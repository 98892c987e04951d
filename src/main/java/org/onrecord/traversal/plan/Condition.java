package org.onrecord.traversal.plan;

import java.util.List;

import org.onrecord.traversal.model.Attribute.ToMany;
import org.onrecord.traversal.model.Attribute.ToOne;
import org.onrecord.traversal.model.NodeType;

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

    record IsNull(String column) implements Condition {}

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
        IN("= ANY");

        private final String sql;

        Operator(String sql) {
            this.sql = sql;
        }

        public String sql() {
            return sql;
        }
    }
}
