package org.onrecord.traversal.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import graphql.execution.ExecutionContext;
import graphql.execution.FieldCollector;
import graphql.execution.FieldCollectorParameters;
import graphql.execution.MergedField;
import graphql.introspection.Introspection;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;

import org.onrecord.traversal.graph.Graph;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.traversal.plan.Plan.Root;

/**
 * The state that the planners of one plan share: the graph, the limits and the operation that they read, and the
 * parameters and roles that they collect. A planner has no other state, so one planner creates another where it needs
 * it.
 */
final class PlanContext {

    private final Graph graph;
    private final Limits limits;
    private final ExecutionContext execution;
    private final List<Parameter> parameters = new ArrayList<>();
    private final Set<Set<String>> rolesAllowed = new HashSet<>();
    private final FieldCollector collector = new FieldCollector();

    PlanContext(Graph graph, Limits limits, ExecutionContext execution) {
        this.graph = graph;
        this.limits = limits;
        this.execution = execution;
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
                                .variables(execution.getCoercedVariables().toMap())
                                .graphQLContext(execution.getGraphQLContext())
                                .build(),
                        field)
                .getSubFieldsList();
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
