package org.onrecord.traversal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import graphql.GraphQLError;
import graphql.execution.ExecutionContext;
import graphql.execution.MergedField;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;

import org.onrecord.traversal.graph.GlobalId;
import org.onrecord.traversal.graph.Graph;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.graph.RootField;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.traversal.plan.Plan.NodesById;
import org.onrecord.traversal.plan.Plan.NodesByKey;
import org.onrecord.traversal.plan.Plan.Root;

import static org.onrecord.traversal.graph.Graph.NODE;

/**
 * Turns the selections of one operation into a plan. graphql-java resolves fragments, directives and merged fields. A
 * planner makes one plan.
 */
public final class Planner {

    private final PlanContext context;

    /** A planner that throws an {@link org.onrecord.error.ApiException} for the first error. */
    public Planner(Graph graph, Limits limits, ExecutionContext execution) {
        this(graph, limits, execution, null);
    }

    /**
     * A planner of a query that leaves out the fields with an error.
     *
     * @param errors receives the errors, each with the path of its field. The plan has no root for a field of the query
     *     type that is left out, and a {@link Plan.NullField} for another field.
     */
    public Planner(Graph graph, Limits limits, ExecutionContext execution, List<GraphQLError> errors) {
        this.context = new PlanContext(graph, limits, execution, errors);
    }

    /**
     * Plans the fields of a query.
     *
     * @param rootFields the fields of the query type that the engine compiles, by name; {@code node} and {@code nodes}
     *     are always among them
     * @param fields the fields to plan
     */
    public Plan planQuery(Map<String, RootField> rootFields, List<MergedField> fields) {
        RootPlanner planner = new RootPlanner(context, rootFields);
        GraphQLObjectType queryType = context.schema().getQueryType();
        return context.plan(fields.stream()
                .map(field -> context.field(queryType, field, () -> planner.plan(field)))
                .filter(Objects::nonNull)
                .toList());
    }

    /**
     * Plans the nodes in the payload of a mutation. The plan has a root for each field that returns nodes. The key of a
     * root is the path of the field: its response keys joined by dots. A variable of that name holds the ids of the
     * nodes; a document cannot declare such a variable.
     *
     * @return null if no nodes are selected
     */
    public Plan planPayload(GraphQLObjectType mutationType, MergedField mutation) {
        List<Root> roots = new ArrayList<>();
        addNodes(mutationType, mutation, "", roots);
        return roots.isEmpty() ? null : context.plan(roots);
    }

    /** Plans the field of a subscription to nodes of a type. The only root of the plan is a {@link NodesByKey}. */
    public Plan planSubscription(NodeType type, MergedField field) {
        Arguments arguments = context.arguments(context.schema().getSubscriptionType(), field);
        Parameter keys = context.add(
                new Parameter("bigint[]", values -> values.variables().get(NodesByKey.VARIABLE)));
        Condition filter =
                new FilterPlanner(context, arguments, new ParameterFactory(context, arguments.location())).filter(type);
        return context.plan(List.of(
                new NodesByKey(field.getResultKey(), keys, filter, new SelectionPlanner(context).plan(type, field))));
    }

    private void addNodes(GraphQLObjectType parent, MergedField field, String parentPath, List<Root> roots) {
        if (PlanContext.isTypeName(field)) {
            return;
        }
        String path = parentPath + field.getResultKey();
        GraphQLType type = parent.getFieldDefinition(field.getName()).getType();
        GraphQLType value = GraphQLTypeUtil.unwrapAll(type);
        String name = ((GraphQLNamedType) value).getName();
        if (name.equals(NODE) || context.graph().has(name)) {
            SelectionPlanner selections = new SelectionPlanner(context);
            roots.add(new NodesById(
                    path,
                    !GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(type)),
                    idParts("text[]", path, GlobalId::type),
                    idParts("bigint[]", path, GlobalId::key),
                    (name.equals(NODE)
                                    ? context.graph().all()
                                    : List.of(context.graph().type(name)))
                            .stream().map(node -> selections.plan(node, field)).toList()));
        } else if (value instanceof GraphQLObjectType object) {
            context.subfields(object, field).forEach(subfield -> addNodes(object, subfield, path + ".", roots));
        }
    }

    /** A parameter with one part of each global id in a variable. */
    private Parameter idParts(String sqlType, String variable, Function<GlobalId, Object> part) {
        return context.add(
                new Parameter(sqlType, values -> ((List<?>) values.variables().get(variable))
                        .stream().map(id -> part.apply((GlobalId) id)).toList()));
    }
}
