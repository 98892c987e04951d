package org.onrecord.traversal.execution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import graphql.ExecutionResult;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategy;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.MergedField;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.arc.All;

import org.onrecord.database.ReadConnections;
import org.onrecord.database.ReadTarget;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.traversal.cost.Cost;
import org.onrecord.traversal.cost.StatisticsCache;
import org.onrecord.traversal.graph.FieldProvider;
import org.onrecord.traversal.graph.Graph;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.graph.SubscriptionField;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.traversal.plan.Plan;
import org.onrecord.traversal.plan.Plan.NodesByKey;
import org.onrecord.traversal.plan.Planner;
import org.onrecord.traversal.sql.SqlWriter;
import org.onrecord.traversal.sql.Statement;

/**
 * Compiles a subscription and makes all checks of a query. The {@code data} of the result is a
 * {@link CompiledSubscription}, with which the transport reads the events.
 */
@Singleton
final class SubscriptionStrategy extends ExecutionStrategy {

    private final Graph graph;
    private final Map<String, SubscriptionField> fields;
    private final Limits limits;
    private final StatisticsCache statistics;
    private final Authorizer authorizer;
    private final SharedEvents events;

    SubscriptionStrategy(
            Graph graph,
            @All List<FieldProvider> providers,
            Limits limits,
            StatisticsCache statistics,
            Authorizer authorizer,
            ReadConnections connections,
            Tracer tracer) {
        this.graph = graph;
        this.fields = providers.stream()
                .flatMap(provider -> provider.subscriptionFields().stream())
                .collect(Collectors.toMap(SubscriptionField::name, Function.identity()));
        this.limits = limits;
        this.statistics = statistics;
        this.authorizer = authorizer;
        this.events = new SharedEvents(new StatementRunner(connections, ReadTarget.PRIMARY, tracer));
    }

    @Override
    public CompletableFuture<ExecutionResult> execute(
            ExecutionContext context, ExecutionStrategyParameters parameters) {
        ExecutionResult.Builder<?> result = ExecutionResult.newExecutionResult();
        try {
            // Validation requires exactly one field, without @skip and @include.
            MergedField field = parameters.getFields().getSubFieldsList().get(0);
            result.data(compile(context, field));
        } catch (ApiException e) {
            result.errors(e.toErrors());
        }
        return CompletableFuture.completedFuture(result.build());
    }

    private CompiledSubscription compile(ExecutionContext context, MergedField field) {
        NodeType type = graph.type(fields.get(field.getName()).nodeType());
        Plan plan = new Planner(graph, limits, context).planSubscription(type, field);
        authorizer.requireAllowed(plan, context);
        Map<String, Object> variables = context.getCoercedVariables().toMap();
        Map<String, Object> withOneKey = new HashMap<>(variables);
        withOneKey.put(NodesByKey.VARIABLE, List.of(0L));
        long costOfEvent = Cost.of(plan).estimate(withOneKey, statistics.current());
        Cost.requireWithin(limits, costOfEvent);
        if (costOfEvent > limits.cost().maxEvent()) {
            throw new ApiException(
                    ErrorCode.COST_LIMIT_EXCEEDED,
                    "An event of this subscription reads " + costOfEvent + " rows by estimate, and "
                            + limits.cost().maxEvent() + " are allowed. Use smaller pages (`first`) or fewer nested"
                            + " lists, or query the rest with the id of the node.");
        }
        Statement statement =
                SqlWriter.writeSubscription(plan, limits.response().asLongValue());
        StatementRunner.values(statement, withOneKey);
        long maxBatchSize = Math.min(limits.page().maxSize(), limits.cost().max() / costOfEvent);
        return new CompiledSubscription(
                type.name(), field.getResultKey(), statement, variables, events, (int) maxBatchSize);
    }
}
