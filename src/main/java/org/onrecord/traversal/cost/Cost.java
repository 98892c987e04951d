package org.onrecord.traversal.cost;

import java.util.List;
import java.util.Map;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.traversal.graph.DatabaseFunction;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.traversal.plan.Plan;
import org.onrecord.traversal.plan.Plan.AnyNodeField;
import org.onrecord.traversal.plan.Plan.AnyNodeSelection;
import org.onrecord.traversal.plan.Plan.Call;
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
import org.onrecord.traversal.plan.Plan.TotalCount;
import org.onrecord.traversal.plan.Plan.TypeName;

/**
 * Estimates how many rows PostgreSQL reads for the statement of a plan.
 *
 * <ul>
 *   <li>Every page counts as full, unless the list of its edge is shorter on average. The selections of a page count
 *       once for each of its nodes, so the sizes of nested pages multiply.
 *   <li>Every node of a list counts once more for each edge in the filter and in the order of the list.
 *   <li>A list that is counted or grouped is read to its end, and {@link ListCost} estimates its length.
 *   <li>A database function counts as the rows that it may read.
 * </ul>
 *
 * <p>The estimate of a plan is a function of the request and of the statistics of the database.
 * {@link Estimates} keeps the latest ones.
 */
public final class Cost {

    /** The rows of a list that a database function returns. */
    private static final double RETURNED = 10;

    private final Estimates estimates;

    private Cost(Rows rows) {
        this.estimates = new Estimates(rows);
    }

    public static Cost of(Plan plan) {
        return new Cost(Rows.sum(plan.roots(), Cost::root));
    }

    /**
     * The estimated number of rows for the coerced variables of a request.
     *
     * @throws ApiException if a value is invalid
     */
    public long estimate(Map<String, Object> variables, Statistics statistics) {
        return (long) estimates.of(variables, statistics);
    }

    /** @throws ApiException if the estimate exceeds the limit */
    public static void requireWithin(Limits limits, long estimate) {
        long max = limits.cost().max();
        if (estimate > max) {
            throw new ApiException(
                    ErrorCode.COST_LIMIT_EXCEEDED,
                    "The query reads " + estimate + " rows by estimate, and " + max + " are allowed. Use smaller pages"
                            + " (`first`), fewer nested lists, fewer counts, groups and paths, or a filter that an"
                            + " index serves.");
        }
    }

    private static Rows root(Root root) {
        if (root instanceof Lookup lookup) {
            return node(lookup.selection(), true);
        } else if (root instanceof NodeList list) {
            return connection(list.connection(), false);
        } else if (root instanceof RootFunction function) {
            return field(function.field(), false);
        } else if (root instanceof NodesById nodes) {
            Rows ids = request -> ((List<?>) nodes.keys().value(request.variables())).size();
            return Rows.ONE.plus(anyOf(nodes.selections(), true)).times(ids);
        } else if (root instanceof NodesByKey nodes) {
            Rows keys = request -> ((List<?>) nodes.keys().value(request.variables())).size();
            return ListCost.check(nodes.filter())
                    .plus(node(nodes.selection(), false))
                    .times(keys);
        }
        throw unknown(root);
    }

    /**
     * The row of a node, and the rows of its selections.
     *
     * @param chosen whether the request chooses the node
     */
    private static Rows node(NodeSelection selection, boolean chosen) {
        return Rows.ONE.plus(selection(selection, chosen));
    }

    private static Rows selection(NodeSelection selection, boolean chosen) {
        return selection instanceof Selection one
                ? Rows.sum(one.fields(), field -> field(field, chosen))
                : anyOf(((AnyNodeSelection) selection).selections(), chosen);
    }

    /** The type of the node is unknown before the query runs, so the most expensive selection counts. */
    private static Rows anyOf(List<Selection> selections, boolean chosen) {
        List<Rows> types = selections.stream()
                .map(selection -> selection(selection, chosen))
                .toList();
        return request ->
                types.stream().mapToDouble(rows -> rows.in(request)).max().orElse(0);
    }

    private static Rows field(Field field, boolean chosen) {
        if (field instanceof ToOneField toOne) {
            return node(toOne.selection(), chosen);
        } else if (field instanceof AnyNodeField any) {
            return node(any.selection(), chosen);
        } else if (field instanceof FunctionField function) {
            return function(function);
        } else if (field instanceof ToManyField toMany) {
            return connection(toMany.connection(), chosen);
        } else if (field instanceof ColumnField
                || field instanceof IdField
                || field instanceof TypeName
                || field instanceof NullField) {
            return Rows.NONE;
        }
        throw unknown(field);
    }

    private static Rows function(FunctionField field) {
        DatabaseFunction function = field.call().function();
        if (function.result() instanceof DatabaseFunction.Value
                && function.fieldArguments().isEmpty()) {
            return called(field.call()); // The value follows from the row that has the field.
        }
        Rows rows = field.selection() == null ? Rows.ONE : node(field.selection(), false);
        return function.result() instanceof DatabaseFunction.Rows
                ? called(field.call()).plus(rows.times(Rows.of(RETURNED)))
                : called(field.call()).plus(rows);
    }

    private static Rows called(Call call) {
        DatabaseFunction.Reads reads = call.function().reads();
        return Rows.of(reads.rows())
                .plus(Rows.sum(
                        reads.lists(),
                        list -> request -> request.statistics().chosenList(list.table(), list.column())));
    }

    /** @param chosen whether the request chooses the node with the list */
    private static Rows connection(Connection connection, boolean chosen) {
        Rows list = ListCost.wholeList(connection, chosen);
        Rows called = connection.call() == null
                ? Rows.NONE
                : called(connection.call()).times(Rows.ONE.plus(ofEachRow(connection)));
        Rows page = connection.hasPage() ? page(connection, chosen) : Rows.NONE;
        return called.plus(page).plus(counted(connection, list));
    }

    /** The nodes of a row of a call that the filter and the groups read, of all rows and not only of the page. */
    private static Rows ofEachRow(Connection connection) {
        long groups = connection.fields().stream()
                .filter(field -> field instanceof Groups counted
                        && counted.by().ofTypes() != null
                        && !counted.by().ofTypes().keys().isEmpty())
                .count();
        return ListCost.check(connection.filter()).plus(groups == 0 ? Rows.NONE : Rows.of(groups));
    }

    private static Rows page(Connection connection, boolean chosen) {
        Rows read = Rows.of(1 + ListCost.edges(connection.filter()) + ListCost.orderEdges(connection));
        return read.plus(Rows.sum(connection.fields(), Cost::ofEachNode))
                .times(ListCost.nodes(connection))
                .plus(ListCost.besidePage(connection, chosen));
    }

    private static Rows ofEachNode(ConnectionField field) {
        if (field instanceof NodesField nodes) {
            return selection(nodes.selection(), false);
        } else if (field instanceof EdgesField edges) {
            return Rows.sum(edges.fields(), Cost::edgeField);
        }
        return Rows.NONE;
    }

    private static Rows edgeField(EdgeField field) {
        if (field instanceof EdgeNode node) {
            return selection(node.selection(), false);
        }
        return field instanceof EdgeValue value ? field(value.field(), false) : Rows.NONE;
    }

    /** The total count and the groups of a list: the statement reads the list once for all of them. */
    private static Rows counted(Connection connection, Rows list) {
        boolean isCounted =
                connection.fields().stream().anyMatch(field -> field instanceof TotalCount || field instanceof Groups);
        return !isCounted
                ? Rows.NONE
                : list.plus(Rows.sum(
                        connection.fields(),
                        field -> field instanceof Groups groups ? groups(groups, list) : Rows.NONE));
    }

    private static Rows groups(Groups groups, Rows list) {
        Rows size = request -> (Long) groups.size().value(request.variables());
        Rows nodes = Rows.sum(
                groups.fields(),
                group -> group instanceof GroupNode node && node.selection() != null
                        ? node(node.selection(), false)
                        : Rows.NONE);
        boolean followsEdge = groups.by().path() != null && groups.by().path().via() != null;
        return (followsEdge ? list : Rows.NONE).plus(nodes.times(size));
    }

    private static IllegalStateException unknown(Object step) {
        return new IllegalStateException("No cost is defined for " + step);
    }
}
