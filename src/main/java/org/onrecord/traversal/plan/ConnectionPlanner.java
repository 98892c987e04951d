package org.onrecord.traversal.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import graphql.execution.MergedField;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.traversal.graph.Attribute.AnyNode;
import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.Attribute.ToMany;
import org.onrecord.traversal.graph.Graph;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.graph.ObjectType;
import org.onrecord.traversal.graph.RowType;
import org.onrecord.traversal.plan.Condition.Compare;
import org.onrecord.traversal.plan.OrderKey.Direction;
import org.onrecord.traversal.plan.OrderKey.Nulls;
import org.onrecord.traversal.plan.Plan.Call;
import org.onrecord.traversal.plan.Plan.Connection;
import org.onrecord.traversal.plan.Plan.ConnectionField;
import org.onrecord.traversal.plan.Plan.EdgeCursor;
import org.onrecord.traversal.plan.Plan.EdgeField;
import org.onrecord.traversal.plan.Plan.EdgeNode;
import org.onrecord.traversal.plan.Plan.EdgeValue;
import org.onrecord.traversal.plan.Plan.EdgesField;
import org.onrecord.traversal.plan.Plan.EndCursor;
import org.onrecord.traversal.plan.Plan.HasNextPage;
import org.onrecord.traversal.plan.Plan.HasPreviousPage;
import org.onrecord.traversal.plan.Plan.NodeSelection;
import org.onrecord.traversal.plan.Plan.NodesField;
import org.onrecord.traversal.plan.Plan.PageInfo;
import org.onrecord.traversal.plan.Plan.PageInfoField;
import org.onrecord.traversal.plan.Plan.PageRequest;
import org.onrecord.traversal.plan.Plan.StartCursor;
import org.onrecord.traversal.plan.Plan.TotalCount;
import org.onrecord.traversal.plan.Plan.TypeName;

/** Plans connections: which nodes, which page of them, and what is said of the page. */
final class ConnectionPlanner {

    private final Graph graph;
    private final Planner planner;

    ConnectionPlanner(Graph graph, Planner planner) {
        this.graph = graph;
        this.planner = planner;
    }

    /** @param edge the edge that leads to the nodes, or null for all nodes of the type */
    Connection plan(NodeType type, ToMany edge, Arguments arguments, MergedField field) {
        Params params = planner.params(arguments);
        List<Param> filterParams = new ArrayList<>();
        FilterPlanner filters = new FilterPlanner(
                graph,
                planner.limits().filter(),
                arguments,
                new Params(graph, planner.limits(), arguments.location(), filterParams));
        List<Condition> conditions = new ArrayList<>();
        List<Compare> link = new ArrayList<>();
        for (String shortcut : edge == null ? List.<String>of() : edge.shortcuts()) {
            Input value = arguments.get(shortcut);
            if (!value.isNull()) {
                if (type.attribute(shortcut) instanceof Column column) {
                    conditions.add(filters.equal(column, value));
                } else {
                    Column column = (Column) graph.type(edge.link().nodeType()).attribute(shortcut);
                    link.add(filters.equal(column, value));
                }
            }
        }
        conditions.add(filters.filter(type));
        Condition filter = Condition.all(conditions);
        params.made().addAll(filterParams);
        List<OrderKey> order = order(arguments);
        String list = type.name() + " " + edge + " "
                + link.stream().map(Compare::column).toList() + " " + PlanPrinter.print(filter) + " " + order;
        Function<Map<String, Object>, String> signature = variables -> signature(list, filterParams, variables);
        return new Connection(
                type,
                edge,
                null,
                link,
                filter,
                order,
                page(arguments, params, order, signature),
                new Param("text", signature::apply),
                fields(type, field));
    }

    /** @param callParams the values that the call is made with */
    Connection plan(RowType type, Call call, List<Param> callParams, Arguments arguments, MergedField field) {
        List<OrderKey> order = type.order().stream()
                .map(key -> new OrderKey(new ColumnPath(null, null, key.column()), key.descending(), false))
                .toList();
        Function<Map<String, Object>, String> signature =
                variables -> signature(call.toString(), callParams, variables);
        return new Connection(
                type,
                null,
                call,
                List.of(),
                Condition.TRUE,
                order,
                page(arguments, planner.params(arguments), order, signature),
                new Param("text", signature::apply),
                fields(type, field));
    }

    private List<ConnectionField> fields(ObjectType type, MergedField field) {
        return planner.collect(planner.objectType(type.name() + "Connection"), field).stream()
                .map(subField -> connectionField(type, subField))
                .toList();
    }

    private List<OrderKey> order(Arguments arguments) {
        Input orderBy = arguments.get("orderBy");
        if (orderBy.isNull()) {
            return List.of();
        }
        List<Input> elements = orderBy.elements(arguments.variables());
        int most = planner.limits().orderKeys();
        if (elements.size() > most) {
            throw new ApiException(
                    ErrorCode.ORDER_LIMIT_EXCEEDED,
                    "`orderBy` takes at most " + most + " values, not " + elements.size() + ".",
                    arguments.location());
        }
        List<OrderKey> order = new ArrayList<>();
        for (Input element : elements) {
            Map<String, Input> key = element.fields(arguments.variables());
            order.add(new OrderKey(
                    (ColumnPath) key.get("field").shape(),
                    key.get("direction").shape() == Direction.DESC,
                    key.get("nulls").shape() == Nulls.FIRST));
        }
        return order;
    }

    private PageRequest page(
            Arguments arguments, Params params, List<OrderKey> order, Function<Map<String, Object>, String> signature) {
        Input first = arguments.get("first");
        Input last = arguments.get("last");
        if (!first.isNull() && !last.isNull()) {
            throw arguments.bad("A page is the `first` or the `last` of a list, not both.");
        }
        Param size = !last.isNull()
                ? params.pageSize("last", last)
                : params.pageSize(
                        "first",
                        first.isNull() ? Input.constant(planner.limits().page().defaultSize()) : first);
        return new PageRequest(
                size,
                !last.isNull(),
                place("after", arguments, params, order, signature),
                place("before", arguments, params, order, signature));
    }

    private static List<Param> place(
            String name,
            Arguments arguments,
            Params params,
            List<OrderKey> order,
            Function<Map<String, Object>, String> signature) {
        Input cursor = arguments.get(name);
        return cursor.isNull() ? List.of() : params.cursor(name, cursor, order, signature);
    }

    /** A few characters that differ, for all that clients will ever see, where the list, its filter or its order does. */
    private static String signature(String list, List<Param> filterParams, Map<String, Object> variables) {
        StringBuilder text = new StringBuilder(list);
        filterParams.forEach(param -> text.append('\0').append(param.value(variables)));
        return Base64.getEncoder().withoutPadding().encodeToString(Arrays.copyOf(Sha256.of(text.toString()), 6));
    }

    private ConnectionField connectionField(ObjectType type, MergedField field) {
        String key = field.getResultKey();
        return switch (field.getName()) {
            case "nodes" -> new NodesField(key, node(type, field));
            case "totalCount" -> new TotalCount(key);
            case "groups" -> new GroupPlanner(planner).plan((NodeType) type, field);
            case "edges" ->
                new EdgesField(
                        key,
                        planner.collect(planner.objectType(type.name() + "Edge"), field).stream()
                                .map(subField -> edgeField(type, subField))
                                .toList());
            case "pageInfo" ->
                new PageInfo(
                        key,
                        planner.collect(planner.objectType("PageInfo"), field).stream()
                                .map(ConnectionPlanner::pageInfoField)
                                .toList());
            default -> new TypeName(key, type.name() + "Connection");
        };
    }

    private EdgeField edgeField(ObjectType type, MergedField field) {
        String key = field.getResultKey();
        return switch (field.getName()) {
            case "cursor" -> new EdgeCursor(key);
            case "node" -> new EdgeNode(key, node(type, field));
            case "__typename" -> new TypeName(key, type.name() + "Edge");
            default -> new EdgeValue(planner.field(type, planner.objectType(type.name() + "Edge"), field));
        };
    }

    private NodeSelection node(ObjectType type, MergedField field) {
        return type instanceof RowType row
                ? planner.selection((AnyNode) row.attribute(RowType.NODE), field)
                : planner.selection(type, field);
    }

    private static PageInfoField pageInfoField(MergedField field) {
        String key = field.getResultKey();
        return switch (field.getName()) {
            case "hasNextPage" -> new HasNextPage(key);
            case "hasPreviousPage" -> new HasPreviousPage(key);
            case "startCursor" -> new StartCursor(key);
            case "endCursor" -> new EndCursor(key);
            default -> new TypeName(key, "PageInfo");
        };
    }
}
