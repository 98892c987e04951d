package org.onrecord.traversal.execution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategy;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.MergedField;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.arc.All;

import org.onrecord.database.ReadConnections;
import org.onrecord.error.ApiException;
import org.onrecord.traversal.execution.StatementRunner.Place;
import org.onrecord.traversal.graph.FieldProvider;
import org.onrecord.traversal.graph.Graph;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.graph.SubscriptionField;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.traversal.plan.Cost;
import org.onrecord.traversal.plan.Plan;
import org.onrecord.traversal.plan.Plan.Events;
import org.onrecord.traversal.plan.Planner;
import org.onrecord.traversal.sql.SqlWriter;
import org.onrecord.traversal.sql.Statement;

/**
 * Compiles a subscription operation, with all checks that a query has. What comes of it are {@link NodeEvents}: who serves the
 * subscriber reads by them what is to be sent, whenever nodes are created.
 */
@Singleton
final class SubscriptionStrategy extends ExecutionStrategy {

    private final Graph graph;
    private final Map<String, SubscriptionField> fields;
    private final Limits limits;
    private final Guard guard;
    private final StatementRunner runner;

    SubscriptionStrategy(
            Graph graph,
            @All List<FieldProvider> providers,
            Limits limits,
            Guard guard,
            ReadConnections connections,
            Tracer tracer) {
        this.graph = graph;
        this.fields = providers.stream()
                .flatMap(provider -> provider.subscriptionFields().stream())
                .collect(Collectors.toMap(SubscriptionField::name, Function.identity()));
        this.limits = limits;
        this.guard = guard;
        this.runner = new StatementRunner(connections, Place.FRESH, tracer);
    }

    /** SmallRye has no place for it but this. */
    void install(@Observes GraphQL.Builder builder) {
        builder.subscriptionExecutionStrategy(this);
    }

    @Override
    public CompletableFuture<ExecutionResult> execute(
            ExecutionContext context, ExecutionStrategyParameters parameters) {
        ExecutionResult.Builder<?> result = ExecutionResult.newExecutionResult();
        try {
            // Validation has seen to it that there is one, and that no directive leaves it out.
            MergedField field = parameters.getFields().getSubFieldsList().get(0);
            result.data(compile(context, field));
        } catch (ApiException e) {
            result.errors(e.toErrors());
        }
        return CompletableFuture.completedFuture(result.build());
    }

    private NodeEvents compile(ExecutionContext context, MergedField field) {
        NodeType type = graph.type(fields.get(field.getName()).nodeType());
        Plan plan = new Planner(graph, Map.of(), limits, context).planEvents(type, field);
        guard.requireAllowed(plan, context);
        Map<String, Object> variables = context.getCoercedVariables().toMap();
        Map<String, Object> oneEvent = new HashMap<>(variables);
        oneEvent.put(Events.KEYS, List.of(0L));
        long cost = Cost.of(plan).estimate(oneEvent);
        TraversalStrategy.requireWithinLimits(cost, limits);
        Statement statement = SqlWriter.writeEvents(plan);
        StatementRunner.values(statement, oneEvent);
        long mostAtOnce = Math.min(limits.page().maxSize(), limits.cost().max() / cost);
        return new NodeEvents(type.name(), field.getResultKey(), statement, variables, runner, (int) mostAtOnce);
    }
}
