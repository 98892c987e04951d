package org.onrecord.traversal.sql;

import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.plan.Condition;
import org.onrecord.traversal.plan.Condition.All;
import org.onrecord.traversal.plan.Condition.Any;
import org.onrecord.traversal.plan.Condition.AnyNodeMeets;
import org.onrecord.traversal.plan.Condition.Compare;
import org.onrecord.traversal.plan.Condition.HasKey;
import org.onrecord.traversal.plan.Condition.IsEmpty;
import org.onrecord.traversal.plan.Condition.IsNull;
import org.onrecord.traversal.plan.Condition.Not;
import org.onrecord.traversal.plan.Condition.SomeMeet;
import org.onrecord.traversal.plan.Condition.ToOneMeets;
import org.onrecord.traversal.plan.Plan.Connection;

/**
 * Decides whether one plan of PostgreSQL is good for a page of all requests. Then PostgreSQL need not plan the
 * statement again for the values of each request, which takes a millisecond.
 */
final class RepeatedPlan {

    private RepeatedPlan() {}

    /** Whether the plan of a page of the list of all nodes would be the same if PostgreSQL knew the values. */
    static boolean isGood(Connection connection) {
        String order = connection.order().isEmpty()
                ? connection.type().idColumn()
                : connection.order().get(0).path().via() == null
                        ? connection.order().get(0).path().column().sqlName()
                        : null;
        return connection.edge() == null
                && connection.call() == null
                && connection.type() instanceof NodeType
                && isGood(connection.filter(), order);
    }

    /** @param order the column whose index has the rows in the order of the list; null if there is none */
    private static boolean isGood(Condition condition, String order) {
        if (condition instanceof All all) {
            return all.conditions().stream().allMatch(one -> isGood(one, order));
        } else if (condition instanceof Any any) {
            return any.conditions().stream().allMatch(one -> isGood(one, order));
        } else if (condition instanceof Not not) {
            return isGood(not.condition(), order);
        } else if (condition instanceof Compare compare) {
            return compare.param().constant() != null || compare.column().equals(order) && isRange(compare);
        } else if (condition instanceof HasKey hasKey) {
            // A subquery finds the primary key, so PostgreSQL never knows it.
            return !hasKey.key().column().equals(hasKey.type().idColumn());
        } else if (condition instanceof ToOneMeets meets) {
            return isGood(meets.condition(), null);
        } else if (condition instanceof AnyNodeMeets meets) {
            return isGood(meets.condition(), null);
        } else if (condition instanceof SomeMeet some) {
            return isGood(some.condition(), null);
        }
        return condition instanceof IsNull || condition instanceof IsEmpty;
    }

    /** The scan of the order's index starts or ends at the value. */
    private static boolean isRange(Compare compare) {
        return switch (compare.operator()) {
            case LT, LTE, GT, GTE -> true;
            default -> false;
        };
    }
}
