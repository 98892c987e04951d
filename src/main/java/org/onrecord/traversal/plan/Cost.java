package org.onrecord.traversal.plan;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.traversal.graph.DatabaseFunction;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.traversal.plan.Condition.All;
import org.onrecord.traversal.plan.Condition.Any;
import org.onrecord.traversal.plan.Condition.Not;
import org.onrecord.traversal.plan.Condition.SomeMeet;
import org.onrecord.traversal.plan.Condition.ToOneMeets;
import org.onrecord.traversal.plan.Plan.AnyNodeField;
import org.onrecord.traversal.plan.Plan.AnyNodeSelection;
import org.onrecord.traversal.plan.Plan.ColumnField;
import org.onrecord.traversal.plan.Plan.Connection;
import org.onrecord.traversal.plan.Plan.ConnectionField;
import org.onrecord.traversal.plan.Plan.EdgeField;
import org.onrecord.traversal.plan.Plan.EdgeNode;
import org.onrecord.traversal.plan.Plan.EdgeValue;
import org.onrecord.traversal.plan.Plan.EdgesField;
import org.onrecord.traversal.plan.Plan.Field;
import org.onrecord.traversal.plan.Plan.FunctionField;
import org.onrecord.traversal.plan.Plan.GroupNode;
import org.onrecord.traversal.plan.Plan.Groups;
import org.onrecord.traversal.plan.Plan.IdField;
import org.onrecord.traversal.plan.Plan.Lookup;
import org.onrecord.traversal.plan.Plan.NodeList;
import org.onrecord.traversal.plan.Plan.NodeSelection;
import org.onrecord.traversal.plan.Plan.NodesById;
import org.onrecord.traversal.plan.Plan.NodesByKey;
import org.onrecord.traversal.plan.Plan.NodesField;
import org.onrecord.traversal.plan.Plan.NullField;
import org.onrecord.traversal.plan.Plan.Root;
import org.onrecord.traversal.plan.Plan.RootFunction;
import org.onrecord.traversal.plan.Plan.Selection;
import org.onrecord.traversal.plan.Plan.ToManyField;
import org.onrecord.traversal.plan.Plan.ToOneField;
import org.onrecord.traversal.plan.Plan.TypeName;

/**
 * Estimates how many rows the statement of a plan reads.
 *
 * <ul>
 *   <li>Every page counts as full. The selections of a page count once for each of its nodes, so the sizes of nested
 *       pages multiply.
 *   <li>Every node of a list counts once more for each edge in the filter and in the order of the list.
 *   <li>A list that is counted, grouped or returned by a database function is read to its end. Its length is unknown,
 *       so it counts as {@value #WHOLE_LIST} nodes.
 * </ul>
 *
 * <p>The estimate of a plan is a function of the page sizes in the variables. It is made once for each plan.
 */
public final class Cost {

    private static final int WHOLE_LIST = 10;

    private final Rows rows;

    private Cost(Rows rows) {
        this.rows = rows;
    }

    /** A part of the estimate. The number is a double, because a product of page sizes may exceed a long. */
    private interface Rows {

        Rows NONE = variables -> 0;

        double in(Map<String, Object> variables);

        default Rows plus(Rows other) {
            return other == NONE ? this : this == NONE ? other : variables -> in(variables) + other.in(variables);
        }

        default Rows times(Rows factor) {
            return this == NONE ? NONE : variables -> in(variables) * factor.in(variables);
        }

        static Rows of(double rows) {
            return variables -> rows;
        }

        static Rows sum(Stream<Rows> rows) {
            return rows.reduce(NONE, Rows::plus);
        }
    }

    public static Cost of(Plan plan) {
        return new Cost(Rows.sum(plan.roots().stream().map(Cost::root)));
    }

    /**
     * The estimated number of rows for the coerced variables of a request.
     *
     * @throws ApiException if a page size is invalid
     */
    public long estimate(Map<String, Object> variables) {
        return (long) rows.in(variables);
    }

    /** @throws ApiException if the estimate exceeds the limit */
    public static void requireWithin(Limits limits, long estimate) {
        long max = limits.cost().max();
        if (estimate > max) {
            throw new ApiException(
                    ErrorCode.COST_LIMIT_EXCEEDED,
                    "The query reads " + estimate + " rows by estimate, and " + max + " are allowed."
                            + " Use smaller pages (`first`) or fewer nested lists.");
        }
    }

    private static Rows root(Root root) {
        if (root instanceof Lookup lookup) {
            return node(lookup.selection());
        } else if (root instanceof NodeList list) {
            return connection(list.connection());
        } else if (root instanceof RootFunction function) {
            return field(function.field());
        } else if (root instanceof NodesById nodes) {
            Rows ids = variables -> ((List<?>) nodes.keys().value(variables)).size();
            return Rows.of(1).plus(anyOf(nodes.selections())).times(ids);
        } else if (root instanceof NodesByKey nodes) {
            Rows keys = variables -> ((List<?>) nodes.keys().value(variables)).size();
            return Rows.of(edges(nodes.filter())).plus(node(nodes.selection())).times(keys);
        }
        throw unknown(root);
    }

    /** The row of a node, and the rows of its selections. */
    private static Rows node(NodeSelection selection) {
        return Rows.of(1).plus(selection(selection));
    }

    private static Rows selection(NodeSelection selection) {
        return selection instanceof Selection one
                ? Rows.sum(one.fields().stream().map(Cost::field))
                : anyOf(((AnyNodeSelection) selection).selections());
    }

    /** The type of the node is unknown before the query runs, so the most expensive selection counts. */
    private static Rows anyOf(List<Selection> selections) {
        List<Rows> types = selections.stream().map(Cost::selection).toList();
        return variables ->
                types.stream().mapToDouble(rows -> rows.in(variables)).max().orElse(0);
    }

    private static Rows field(Field field) {
        if (field instanceof ToOneField toOne) {
            return node(toOne.selection());
        } else if (field instanceof AnyNodeField any) {
            return node(any.selection());
        } else if (field instanceof FunctionField function) {
            return function(function);
        } else if (field instanceof ToManyField toMany) {
            return connection(toMany.connection());
        } else if (field instanceof ColumnField
                || field instanceof IdField
                || field instanceof TypeName
                || field instanceof NullField) {
            return Rows.NONE;
        }
        throw unknown(field);
    }

    private static Rows function(FunctionField field) {
        Rows rows = field.selection() == null ? Rows.of(1) : node(field.selection());
        return field.call().function().result() instanceof DatabaseFunction.Rows
                ? rows.times(Rows.of(WHOLE_LIST))
                : rows;
    }

    private static Rows connection(Connection connection) {
        Rows read = Rows.of(1
                + edges(connection.filter())
                + connection.order().stream()
                        .filter(key -> key.path().via() != null)
                        .count());
        Rows size = variables -> (Long) connection.page().size().value(variables);
        Rows page = connection.hasPage()
                ? read.plus(Rows.sum(connection.fields().stream().map(Cost::ofEachNode)))
                        .times(size)
                : Rows.NONE;
        Rows called = connection.call() == null ? Rows.NONE : Rows.of(WHOLE_LIST);
        return called.plus(page).plus(Rows.sum(connection.fields().stream().map(field -> ofWholeList(field, read))));
    }

    private static Rows ofEachNode(ConnectionField field) {
        if (field instanceof NodesField nodes) {
            return selection(nodes.selection());
        } else if (field instanceof EdgesField edges) {
            return Rows.sum(edges.fields().stream().map(Cost::edgeField));
        }
        return Rows.NONE;
    }

    private static Rows edgeField(EdgeField field) {
        if (field instanceof EdgeNode node) {
            return selection(node.selection());
        }
        return field instanceof EdgeValue value ? field(value.field()) : Rows.NONE;
    }

    private static Rows ofWholeList(ConnectionField field, Rows read) {
        if (field instanceof Groups groups) {
            Rows size = variables -> (Long) groups.size().value(variables);
            Rows nodes = Rows.sum(groups.fields().stream()
                    .filter(group -> group instanceof GroupNode node && node.selection() != null)
                    .map(node -> node(((GroupNode) node).selection())));
            return read.times(Rows.of(WHOLE_LIST)).plus(nodes.times(size));
        }
        return field instanceof Plan.TotalCount ? read.times(Rows.of(WHOLE_LIST)) : Rows.NONE;
    }

    /** The number of edges in a condition. */
    private static int edges(Condition condition) {
        if (condition instanceof All all) {
            return all.conditions().stream().mapToInt(Cost::edges).sum();
        } else if (condition instanceof Any any) {
            return any.conditions().stream().mapToInt(Cost::edges).sum();
        } else if (condition instanceof Not not) {
            return edges(not.condition());
        } else if (condition instanceof ToOneMeets one) {
            return 1 + edges(one.condition());
        } else if (condition instanceof SomeMeet some) {
            return 1 + edges(some.condition());
        }
        return 0;
    }

    private static IllegalStateException unknown(Object step) {
        return new IllegalStateException("No cost is defined for " + step);
    }
}
