package org.onrecord.traversal.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import graphql.GraphQLError;
import graphql.execution.ExecutionContext;
import graphql.execution.FieldCollector;
import graphql.execution.FieldCollectorParameters;
import graphql.execution.MergedField;
import graphql.introspection.Introspection;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;

import org.onrecord.error.ApiException;
import org.onrecord.traversal.graph.Graph;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.traversal.plan.Plan.Root;

/**
 * The state that the planners of one plan share: the graph, the limits and the operation that they read, and the
 * parameters, roles and errors that they collect. A planner has no other state, so one planner creates another where it
 * needs it.
 */
final class PlanContext {

    private final Graph graph;
    private final Limits limits;
    private final ExecutionContext execution;
    private final List<Parameter> parameters = new ArrayList<>();
    private final Set<Set<String>> rolesAllowed = new HashSet<>();
    private final FieldCollector collector = new FieldCollector();

    /** The errors of the fields that the plan leaves out; null if planning ends with the first error. */
    private final List<GraphQLError> errors;

    /** The response keys that lead to the field that is being planned, as far as the first list. */
    private final List<Object> path = new ArrayList<>();

    private boolean belowList;

    PlanContext(Graph graph, Limits limits, ExecutionContext execution, List<GraphQLError> errors) {
        this.graph = graph;
        this.limits = limits;
        this.execution = execution;
        this.errors = errors;
    }

    Graph graph() {
        return graph;
    }

    Limits limits() {
        return limits;
    }

    GraphQLSchema schema() {
        return execution.getGraphQLSchema();
    }

    GraphQLObjectType objectType(String name) {
        return schema().getObjectType(name);
    }

    /** The arguments of a field of an object type. */
    Arguments arguments(GraphQLObjectType parent, MergedField field) {
        return new Arguments(execution, parent.getFieldDefinition(field.getName()), field);
    }

    /** The fields that are selected below a field. Each has its own response key; several may have the same name. */
    List<MergedField> subfields(GraphQLObjectType type, MergedField field) {
        return collector
                .collectFields(
                        FieldCollectorParameters.newParameters()
                                .schema(schema())
                                .objectType(type)
                                .fragments(execution.getFragmentsByName())
                                .variables(variables())
                                .graphQLContext(execution.getGraphQLContext())
                                .build(),
                        field)
                .getSubFieldsList();
    }

    /** Whether the plan leaves out fields with errors. Then planners also check the values of this request. */
    boolean leavesOutInvalidFields() {
        return errors != null;
    }

    /**
     * Plans a field. If the plan leaves out fields with errors, an error makes the field null, or, if its type is
     * non-null, the nearest nullable field above it (GraphQL specification, 6.4.4). All nodes of a list have the same
     * arguments. Therefore an error below a list is an error of the list.
     *
     * @param parent the type that has the field
     * @return null if the field is left out
     */
    <T> T field(GraphQLObjectType parent, MergedField field, Supplier<T> planner) {
        if (errors == null || belowList) {
            return planner.get();
        }
        int known = parameters.size();
        ParameterValues values = new ParameterValues(variables());
        path.add(field.getResultKey());
        try {
            T planned = planner.get();
            parameters.subList(known, parameters.size()).forEach(values::of);
            return planned;
        } catch (ApiException e) {
            if (!e.isOfField()) {
                throw e;
            }
            ApiException located = e.at(List.copyOf(path));
            if (GraphQLTypeUtil.isNonNull(
                    parent.getFieldDefinition(field.getName()).getType())) {
                throw located;
            }
            parameters.subList(known, parameters.size()).clear();
            errors.add(located.toError());
            return null;
        } finally {
            path.remove(path.size() - 1);
        }
    }

    /** Plans the selections of the elements of a list. */
    <T> T belowList(Supplier<T> planner) {
        boolean above = belowList;
        belowList = true;
        try {
            return planner.get();
        } finally {
            belowList = above;
        }
    }

    /** Adds the error of an element of the list that is being planned. The element is null. */
    void addError(int index, ApiException error) {
        List<Object> element = new ArrayList<>(path);
        element.add(index);
        errors.add(error.at(element).toError());
    }

    private Map<String, Object> variables() {
        return execution.getCoercedVariables().toMap();
    }

    static boolean isTypeName(MergedField field) {
        return field.getName().equals(Introspection.TypeNameMetaFieldDef.getName());
    }

    Parameter add(Parameter parameter) {
        parameters.add(parameter);
        return parameter;
    }

    /** Restricts the plan to clients with one of the roles; an empty set restricts nothing. */
    void requireAnyRole(Set<String> roles) {
        if (!roles.isEmpty()) {
            rolesAllowed.add(roles);
        }
    }

    /** The plan with these roots and with everything that the planners collected. */
    Plan plan(List<Root> roots) {
        return new Plan(roots, parameters, rolesAllowed);
    }
}
