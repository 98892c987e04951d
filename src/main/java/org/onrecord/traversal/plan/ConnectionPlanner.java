package org.onrecord.traversal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import graphql.execution.MergedField;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.Attribute.ToMany;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.graph.ObjectType;
import org.onrecord.traversal.graph.RowType;
import org.onrecord.traversal.plan.Condition.Compare;
import org.onrecord.traversal.plan.OrderKey.Direction;
import org.onrecord.traversal.plan.OrderKey.Nulls;
import org.onrecord.traversal.plan.Plan.Call;
import org.onrecord.traversal.plan.Plan.Connection;
import org.onrecord.traversal.plan.Plan.ConnectionField;
import org.onrecord.traversal.plan.Plan.PageRequest;

/** Plans connections: which list, which page of it, and the selections of the page. */
final class ConnectionPlanner {

    private final PlanContext context;

    ConnectionPlanner(PlanContext context) {
        this.context = context;
    }

    /** Plans the list of all nodes of a type. */
    Connection plan(NodeType type, Arguments arguments, MergedField field) {
        return plan(null, null, type, arguments, field);
    }

    /** Plans the list of the nodes that an edge of the owner leads to. */
    Connection plan(ObjectType owner, ToMany edge, Arguments arguments, MergedField field) {
        return plan(owner, edge, context.graph().type(edge.target()), arguments, field);
    }

    private Connection plan(ObjectType owner, ToMany edge, NodeType type, Arguments arguments, MergedField field) {
        ParameterFactory filterParameters = new ParameterFactory(context, arguments.location());
        FilterPlanner filters = new FilterPlanner(context, arguments, filterParameters);
        List<Condition> conditions = new ArrayList<>();
        List<Compare> link = new ArrayList<>();
        for (String name : edge == null ? List.<String>of() : edge.filterArguments()) {
            ArgumentValue value = arguments.get(name);
            if (value.isNull()) {
                continue;
            } else if (type.attribute(name) instanceof Column column) {
                conditions.add(filters.equal(column, value));
            } else {
                NodeType linkType = context.graph().type(edge.link().nodeType());
                link.add(filters.equal((Column) linkType.attribute(name), value));
            }
        }
        conditions.add(filters.filter(type));
        Condition filter = Condition.all(conditions);
        List<OrderKey> order = order(arguments);
        CursorSignature signature =
                CursorSignature.ofList(owner, edge, type, link, filter, order, filterParameters.made());
        return new Connection(
                type,
                edge,
                null,
                link,
                filter,
                order,
                page(arguments, order, signature),
                new Parameter("text", signature::value),
                fields(type, field));
    }

    /**
     * Plans the list of the rows that a function returns.
     *
     * @param callParameters the parameters of the call
     */
    Connection plan(RowType type, Call call, List<Parameter> callParameters, Arguments arguments, MergedField field) {
        List<OrderKey> order = type.order().stream()
                .map(key -> new OrderKey(new ColumnPath(null, null, key.column()), key.descending(), false))
                .toList();
        ParameterFactory filterParameters = new ParameterFactory(context, arguments.location());
        Condition filter = new FilterPlanner(context, arguments, filterParameters).filter(type.node());
        List<Parameter> parameters = new ArrayList<>(callParameters);
        parameters.addAll(filterParameters.made());
        CursorSignature signature = CursorSignature.ofCall(call, filter, order, parameters);
        return new Connection(
                type,
                null,
                call,
                List.of(),
                filter,
                order,
                page(arguments, order, signature),
                new Parameter("text", signature::value),
                fields(type, field));
    }

    private List<ConnectionField> fields(ObjectType type, MergedField field) {
        return new ConnectionFieldPlanner(context, type).plan(field);
    }

    private List<OrderKey> order(Arguments arguments) {
        ArgumentValue orderBy = arguments.get("orderBy");
        if (orderBy.isNull()) {
            return List.of();
        }
        List<ArgumentValue> elements = orderBy.elements(arguments.variables());
        int max = context.limits().orderKeys();
        if (elements.size() > max) {
            throw new ApiException(
                    ErrorCode.ORDER_LIMIT_EXCEEDED,
                    "`orderBy` takes at most " + max + " values, not " + elements.size() + ".",
                    arguments.location());
        }
        List<OrderKey> order = new ArrayList<>();
        for (ArgumentValue element : elements) {
            Map<String, ArgumentValue> key = element.fields(arguments.variables());
            order.add(new OrderKey(
                    (ColumnPath) key.get("field").planningValue(),
                    key.get("direction").planningValue() == Direction.DESC,
                    key.get("nulls").planningValue() == Nulls.FIRST));
        }
        return order;
    }

    private PageRequest page(Arguments arguments, List<OrderKey> order, CursorSignature signature) {
        ArgumentValue first = arguments.get("first");
        ArgumentValue last = arguments.get("last");
        if (!first.isNull() && !last.isNull()) {
            throw arguments.invalid("A page takes either `first` or `last`, not both.");
        }
        ParameterFactory parameters = new ParameterFactory(context, arguments.location());
        Parameter size = !last.isNull()
                ? parameters.pageSize("last", last)
                : parameters.pageSize(
                        "first",
                        first.isNull()
                                ? ArgumentValue.constant(context.limits().page().defaultSize())
                                : first);
        return new PageRequest(
                size,
                context.limits().page().maxSize(),
                !last.isNull(),
                cursor("after", arguments, parameters, order, signature),
                cursor("before", arguments, parameters, order, signature));
    }

    private static List<Parameter> cursor(
            String name,
            Arguments arguments,
            ParameterFactory parameters,
            List<OrderKey> order,
            CursorSignature signature) {
        ArgumentValue cursor = arguments.get(name);
        return cursor.isNull() ? List.of() : parameters.cursor(name, cursor, order, signature);
    }
}
