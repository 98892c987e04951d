package org.onrecord.traversal.cost;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.onrecord.traversal.cost.Rows.Request;
import org.onrecord.traversal.cost.Statistics.IndexColumn;
import org.onrecord.traversal.cost.Statistics.Order;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.plan.ColumnPath;
import org.onrecord.traversal.plan.Condition;
import org.onrecord.traversal.plan.Condition.All;
import org.onrecord.traversal.plan.Condition.Compare;
import org.onrecord.traversal.plan.Condition.Operator;
import org.onrecord.traversal.plan.Condition.ToOneMeets;
import org.onrecord.traversal.plan.Plan.Connection;

/**
 * Estimates the rows that PostgreSQL reads in the order of an index: it starts where the index has the values that the
 * filter asks for, and ends when the page is full.
 */
final class IndexOrder {

    /** The part of the rows that a comparison with an end of a range finds, as the planner of PostgreSQL assumes it. */
    private static final double RANGE = 1. / 3;

    private IndexOrder() {}

    /**
     * The rows that are not on a page of all nodes of a type, but that are read to find those that are.
     *
     * <p>If the filter has one condition that the index does not serve, and the statistics know how many rows meet it,
     * PostgreSQL reads rows until enough of them match. In all other cases it may read to the end of the list, because
     * no or few rows match.
     *
     * @param whole the rows to read the list to its end
     */
    static double rowsBesidePage(Connection connection, Rows whole, Request request) {
        if (connection.filter().equals(Condition.TRUE)) {
            return index(connection, Map.of(), request) == null ? whole.in(request) : 0;
        }
        NodeType type = (NodeType) connection.type();
        List<Condition> parts = parts(connection.filter());
        Map<String, Double> equal = new HashMap<>(shares(type, parts, request));
        // With several values of a column, the rows are not in the order of the columns after it.
        parts.stream().filter(part -> !isOneValue(part, request)).forEach(part -> equal.remove(column(part)));
        Set<String> before = index(connection, equal, request);
        if (before == null) {
            return whole.in(request);
        }
        List<Condition> checked = parts.stream()
                .filter(part -> !isRangeOf(part, connection))
                .filter(part -> column(part) == null || !before.contains(column(part)))
                .toList();
        if (checked.isEmpty()) {
            return 0;
        }
        // The statistics know single values, but not how often two of them are together.
        double share = checked.size() == 1 ? commonShare(type, checked.get(0), request) : 0;
        double size = ListCost.size(connection).in(request);
        return Math.min(whole.in(request), size * (1 / share - 1));
    }

    /** The part of the rows that meet a comparison with the most common values of a column; otherwise 0. */
    private static double commonShare(NodeType type, Condition condition, Request request) {
        return condition instanceof Compare compare && isEquality(compare)
                ? Math.min(
                        1,
                        values(compare, request)
                                .mapToDouble(value ->
                                        request.statistics().commonShare(type.table(), compare.column(), value))
                                .sum())
                : 0;
    }

    /** The most nodes that an index of several columns finds for the conditions on these columns. */
    static double found(NodeType type, All all, Request request) {
        Map<String, Double> shares = shares(type, all.conditions(), request);
        double fewest = Double.POSITIVE_INFINITY;
        for (List<IndexColumn> index : request.statistics().indexes(type.table())) {
            double share = 1;
            for (IndexColumn column : index) {
                if (!column.comparable() || !shares.containsKey(column.name())) {
                    boolean isRange = all.conditions().stream()
                            .anyMatch(part -> isRange(part) && column.name().equals(column(part)));
                    share *= isRange ? RANGE : 1;
                    break;
                }
                share *= shares.get(column.name());
            }
            if (share < 1) {
                fewest = Math.min(
                        fewest, Math.max(1, share * request.statistics().rows(type.table())));
            }
        }
        return fewest;
    }

    /** The parts of the rows that have the values that a filter asks for, by the columns where they are known. */
    private static Map<String, Double> shares(NodeType type, List<Condition> parts, Request request) {
        Map<String, Double> shares = new HashMap<>();
        Statistics statistics = request.statistics();
        for (Condition part : parts) {
            if (part instanceof Compare compare && isEquality(compare)) {
                double share = values(compare, request)
                        .mapToDouble(value -> statistics.share(type.table(), compare.column(), value))
                        .sum();
                if (share > 0) {
                    shares.put(compare.column(), Math.min(1, share));
                }
            } else if (part instanceof ToOneMeets meets) {
                double found = ListCost.found(meets.target(), meets.condition(), request)
                        * statistics.chosenList(type.table(), meets.edge().foreignKey());
                if (found < Double.POSITIVE_INFINITY) {
                    shares.put(meets.edge().foreignKey(), Math.min(1, found / statistics.rows(type.table())));
                }
            }
        }
        return shares;
    }

    private static boolean isOneValue(Condition condition, Request request) {
        return condition instanceof ToOneMeets meets
                ? ListCost.found(meets.target(), meets.condition(), request) <= 1
                : condition instanceof Compare compare && compare.operator() == Operator.EQ;
    }

    private static boolean isEquality(Compare compare) {
        return compare.operator() == Operator.EQ || compare.operator() == Operator.IN;
    }

    private static Stream<?> values(Compare compare, Request request) {
        Object value = compare.param().value(request.variables());
        return value instanceof List<?> values ? values.stream() : Stream.of(value);
    }

    /**
     * The columns in which an index has one value before it has the order of a list; null if no index has the order.
     *
     * @param equal the columns of which the filter asks for one value
     */
    private static Set<String> index(Connection connection, Map<String, Double> equal, Request request) {
        if (connection.order().isEmpty()) {
            return Set.of(); // The index of the primary key.
        }
        ColumnPath first = connection.order().get(0).path();
        Order order = new Order(
                first.column().type().collation(),
                connection.order().get(0).descending(),
                connection.order().get(0).nullsFirst());
        Set<String> best = null;
        String table = ((NodeType) connection.type()).table();
        for (List<IndexColumn> index : first.via() != null
                ? List.<List<IndexColumn>>of()
                : request.statistics().indexes(table)) {
            Set<String> before = new HashSet<>();
            for (IndexColumn column : index) {
                if (column.name().equals(first.column().sqlName())) {
                    if (column.order().serves(order, first.nullable())
                            && (best == null || best.size() < before.size())) {
                        best = before;
                    }
                    break;
                } else if (!equal.containsKey(column.name())) {
                    break;
                }
                before.add(column.name());
            }
        }
        return best;
    }

    /** Whether a condition is a range of the first value of the order, in which the index starts or ends. */
    private static boolean isRangeOf(Condition condition, Connection connection) {
        return isRange(condition)
                && !connection.order().isEmpty()
                && connection.order().get(0).path().via() == null
                && connection.order().get(0).path().column().sqlName().equals(column(condition));
    }

    private static boolean isRange(Condition condition) {
        if (condition instanceof All all) {
            String column = column(all);
            return column != null && all.conditions().stream().allMatch(IndexOrder::isRange);
        }
        return condition instanceof Compare compare
                && Set.of(Operator.LT, Operator.LTE, Operator.GT, Operator.GTE).contains(compare.operator());
    }

    /** The column that a condition is about; null if there is none, or several. */
    private static String column(Condition condition) {
        if (condition instanceof Compare compare) {
            return compare.column();
        } else if (condition instanceof ToOneMeets meets) {
            return meets.edge().foreignKey();
        } else if (condition instanceof All all) {
            List<String> columns =
                    all.conditions().stream().map(IndexOrder::column).distinct().toList();
            return columns.size() == 1 ? columns.get(0) : null;
        }
        return null;
    }

    private static List<Condition> parts(Condition filter) {
        return filter instanceof All all ? all.conditions() : List.of(filter);
    }
}
