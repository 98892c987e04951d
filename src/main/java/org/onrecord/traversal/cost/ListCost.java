package org.onrecord.traversal.cost;

import java.util.List;
import java.util.regex.Pattern;

import org.onrecord.traversal.cost.Rows.Request;
import org.onrecord.traversal.graph.Attribute.Link;
import org.onrecord.traversal.graph.Attribute.ToMany;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.plan.Condition;
import org.onrecord.traversal.plan.Condition.All;
import org.onrecord.traversal.plan.Condition.Any;
import org.onrecord.traversal.plan.Condition.AnyNodeMeets;
import org.onrecord.traversal.plan.Condition.Compare;
import org.onrecord.traversal.plan.Condition.HasKey;
import org.onrecord.traversal.plan.Condition.Like;
import org.onrecord.traversal.plan.Condition.Not;
import org.onrecord.traversal.plan.Condition.Operator;
import org.onrecord.traversal.plan.Condition.SomeMeet;
import org.onrecord.traversal.plan.Condition.ToOneMeets;
import org.onrecord.traversal.plan.Plan.Connection;

/** Estimates the rows that PostgreSQL reads to find the nodes of a list, before it reads what is selected of them. */
final class ListCost {

    /** What a row of a scan counts. A scan reads rows in their order, without a look-up in an index for each. */
    private static final double SCANNED = 0.1;

    /** The part of the rows that contain a text of three letters. */
    private static final double CONTAINING = 0.01;

    /** What a comparison of two texts by their similarity counts. */
    private static final double COMPARISON = 10;

    /** pg_trgm finds a text by its parts of three letters or digits. */
    private static final Pattern TRIGRAM = Pattern.compile("[\\p{L}\\p{N}]{3}");

    private ListCost() {}

    /**
     * The rows to read a list to its end.
     *
     * @param chosen whether the request chooses the node with the edge
     */
    static Rows wholeList(Connection connection, boolean chosen) {
        if (connection.call() != null) {
            return Rows.NONE; // The call returns the whole list.
        } else if (connection.edge() == null) {
            return request -> matching((NodeType) connection.type(), connection.filter(), request);
        }
        return length(connection.edge(), (NodeType) connection.type(), chosen)
                .times(Rows.ONE.plus(check(connection.filter())));
    }

    /** The rows that are not on a page, but that are read to find those that are. */
    static Rows besidePage(Connection connection, boolean chosen) {
        Rows whole = wholeList(connection, chosen).plus(sorted(connection, chosen));
        ToMany edge = connection.edge();
        if (connection.call() != null) {
            return Rows.NONE;
        } else if (edge == null) {
            return request -> Math.min(whole.in(request), IndexOrder.rowsBesidePage(connection, whole, request));
        } else if (edge.comparedBy() != null) {
            return whole;
        }
        boolean isReadInOrder = edge.link() == null
                && edge.restriction() == null
                && connection.filter().equals(Condition.TRUE)
                && connection.order().isEmpty();
        return isReadInOrder
                ? Rows.NONE
                : request -> Math.max(0, whole.in(request) - size(connection).in(request));
    }

    /** To sort a list by values at the end of an edge, PostgreSQL follows the edge from each row that it sorts. */
    private static Rows sorted(Connection connection, boolean chosen) {
        Rows whole = wholeList(connection, chosen);
        Rows sorted = connection.edge() != null || connection.call() != null
                ? whole
                : request -> Math.min(
                        whole.in(request), SCANNED * request.statistics().rows(((NodeType) connection.type()).table()));
        return sorted.times(Rows.of(orderEdges(connection)));
    }

    /** The number of edges in the order of a list. */
    static long orderEdges(Connection connection) {
        return connection.order().stream()
                .filter(key -> key.path().via() != null)
                .count();
    }

    /** The nodes of a full page. */
    static Rows size(Connection connection) {
        return request -> (Long) connection.page().size().value(request.variables());
    }

    /** The nodes of a page: those of a full page, or of the list of an edge if it is shorter. */
    static Rows nodes(Connection connection) {
        Rows size = size(connection);
        ToMany edge = connection.edge();
        if (edge == null || edge.comparedBy() != null) {
            return size;
        }
        String table = edge.link() == null
                ? ((NodeType) connection.type()).table()
                : edge.link().table();
        return request -> Math.min(size.in(request), request.statistics().reachedList(table, edge.foreignKey()));
    }

    /** The length of the list of an edge. */
    private static Rows length(ToMany edge, NodeType target, boolean chosen) {
        if (edge.comparedBy() != null) {
            return list(target.table(), edge.comparedBy(), chosen).times(Rows.of(COMPARISON));
        }
        Link link = edge.link();
        return list(link == null ? target.table() : link.table(), edge.foreignKey(), chosen);
    }

    private static Rows list(String table, String column, boolean chosen) {
        return request -> chosen
                ? request.statistics().chosenList(table, column)
                : request.statistics().averageList(table, column);
    }

    /** The rows to find all nodes of a type that meet a condition: by an index, or else by a scan. */
    private static double matching(NodeType type, Condition condition, Request request) {
        double scan = SCANNED * (request.statistics().rows(type.table()) + scannedBeside(type, condition, request));
        return Math.min(scan, found(type, condition, request) * (1 + edges(condition)));
    }

    /** The most nodes that an index finds; infinite if no index serves the condition. */
    static double found(NodeType type, Condition condition, Request request) {
        if (condition instanceof All all) {
            double one = all.conditions().stream()
                    .mapToDouble(part -> found(type, part, request))
                    .min()
                    .orElse(Double.POSITIVE_INFINITY);
            return one == Double.POSITIVE_INFINITY ? one : Math.min(one, IndexOrder.found(type, all, request));
        } else if (condition instanceof Any any) {
            // PostgreSQL combines indexes of the table itself, but not those at the ends of edges.
            return any.conditions().stream()
                    .mapToDouble(one -> edges(one) > 0 ? Double.POSITIVE_INFINITY : found(type, one, request))
                    .sum();
        } else if (condition instanceof Compare compare) {
            return found(type, compare, request);
        } else if (condition instanceof HasKey hasKey) {
            return values(hasKey.key(), request);
        } else if (condition instanceof Like like) {
            boolean isServed = request.statistics().hasTrigrams(type.table(), like.column())
                    && TRIGRAM.matcher((String) like.pattern().value(request.variables()))
                            .find();
            return isServed ? CONTAINING * request.statistics().rows(type.table()) : Double.POSITIVE_INFINITY;
        } else if (condition instanceof ToOneMeets meets) {
            return found(meets.target(), meets.condition(), request)
                    * request.statistics().chosenList(type.table(), meets.edge().foreignKey());
        } else if (condition instanceof SomeMeet some && some.edge().comparedBy() == null) {
            Link link = some.edge().link();
            return found(some.target(), some.condition(), request)
                    * (link == null ? 1 : request.statistics().chosenList(link.table(), link.targetKey()));
        }
        return Double.POSITIVE_INFINITY;
    }

    private static double found(NodeType type, Compare compare, Request request) {
        if (compare.operator() != Operator.EQ && compare.operator() != Operator.IN) {
            return Double.POSITIVE_INFINITY;
        }
        return request.statistics().isIndexed(type.table(), compare.column())
                ? values(compare, request) * request.statistics().chosenList(type.table(), compare.column())
                : Double.POSITIVE_INFINITY;
    }

    private static int values(Compare compare, Request request) {
        return compare.param().isArray() ? ((List<?>) compare.param().value(request.variables())).size() : 1;
    }

    /** The rows of other tables that a scan of a type's table reads for the edges in a condition. */
    private static double scannedBeside(NodeType type, Condition condition, Request request) {
        Statistics statistics = request.statistics();
        if (condition instanceof ToOneMeets meets) {
            return statistics.rows(meets.target().table()) + scannedBeside(meets.target(), meets.condition(), request);
        } else if (condition instanceof SomeMeet some) {
            double target = statistics.rows(some.target().table());
            if (some.edge().comparedBy() != null) {
                double comparisons = length(some.edge(), some.target(), false).in(request);
                return statistics.rows(type.table()) * comparisons / SCANNED;
            }
            Link link = some.edge().link();
            return (link == null ? target : statistics.rows(link.table()) + target)
                    + scannedBeside(some.target(), some.condition(), request);
        }
        return parts(condition).stream()
                .mapToDouble(part -> scannedBeside(type, part, request))
                .sum();
    }

    /** The rows to check whether one node meets a condition. */
    static Rows check(Condition condition) {
        if (condition instanceof ToOneMeets meets) {
            return Rows.ONE.plus(check(meets.condition()));
        } else if (condition instanceof AnyNodeMeets any) {
            return Rows.ONE.plus(check(any.condition()));
        } else if (condition instanceof SomeMeet some) {
            return length(some.edge(), some.target(), false).times(Rows.ONE.plus(check(some.condition())));
        }
        return Rows.sum(parts(condition), ListCost::check);
    }

    /** The number of edges in a condition. */
    static int edges(Condition condition) {
        if (condition instanceof ToOneMeets meets) {
            return 1 + edges(meets.condition());
        } else if (condition instanceof SomeMeet some) {
            return 1 + edges(some.condition());
        }
        return parts(condition).stream().mapToInt(ListCost::edges).sum();
    }

    /** The conditions on the same node that a condition consists of. */
    private static List<Condition> parts(Condition condition) {
        if (condition instanceof All all) {
            return all.conditions();
        } else if (condition instanceof Any any) {
            return any.conditions();
        }
        return condition instanceof Not not ? List.of(not.condition()) : List.of();
    }
}
