package org.onrecord.traversal.execution;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import graphql.GraphQLError;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.schema.GraphQLObjectType;
import org.jboss.logging.Logger;

import org.onrecord.database.DatabaseFailure;
import org.onrecord.error.ApiError;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.traversal.cost.Cost;
import org.onrecord.traversal.cost.Statistics;
import org.onrecord.traversal.graph.GlobalId;
import org.onrecord.traversal.graph.Graph;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.traversal.limits.MemoryBudget;
import org.onrecord.traversal.plan.Plan;
import org.onrecord.traversal.plan.Plan.NodesById;
import org.onrecord.traversal.plan.Plan.Root;
import org.onrecord.traversal.plan.Planner;
import org.onrecord.traversal.sql.SqlWriter;
import org.onrecord.traversal.sql.Statement;

/**
 * The nodes in the payloads of the mutations of one request. Their selections are planned and checked before the first
 * mutation runs. One statement for each mutation reads the nodes after the mutation is committed.
 */
final class PayloadNodes {

    /** The key in the GraphQL context. */
    static final String KEY = "onrecord.payload-nodes";

    private static final Logger LOG = Logger.getLogger(PayloadNodes.class);

    private final Map<String, Payload> payloads = new HashMap<>();
    private final Map<String, Object> variables;
    private final Function<Object, GlobalId> idOf;
    private final StatementRunner runner;
    private final MemoryBudget.Part memory;

    /**
     * The payload of one mutation.
     *
     * @param ids the ids of the nodes by the path of the field; filled when the mutation returns
     * @param json the JSON text of the nodes by the path of the field; completed when the statement returns
     */
    private record Payload(
            Plan plan,
            Statement statement,
            Map<String, List<GlobalId>> ids,
            Map<String, CompletableFuture<Object>> json) {}

    /**
     * @param idOf returns the id of the object that a mutation returns for a node
     * @throws ApiException if a selection is invalid
     */
    PayloadNodes(
            Graph graph,
            Limits limits,
            Statistics statistics,
            Authorizer authorizer,
            ExecutionContext context,
            ExecutionStrategyParameters mutations,
            Function<Object, GlobalId> idOf,
            StatementRunner runner) {
        this.variables = context.getCoercedVariables().toMap();
        this.idOf = idOf;
        this.runner = runner;
        this.memory = context.getGraphQLContext().get(TraversalStrategy.MEMORY);
        GraphQLObjectType mutationType = context.getGraphQLSchema().getMutationType();
        mutations.getFields().getSubFields().forEach((key, field) -> {
            Plan plan = new Planner(graph, limits, context).planPayload(mutationType, field);
            if (plan != null) {
                authorizer.requireAllowed(plan, context);
                Payload payload = new Payload(
                        plan,
                        SqlWriter.write(plan, limits.response().asLongValue()),
                        new LinkedHashMap<>(),
                        new LinkedHashMap<>());
                StatementRunner.values(payload.statement, withIds(payload));
                requireWithinLimits(plan, limits, statistics);
                payloads.put(key, payload);
            }
        });
    }

    /** The lengths of lists are unknown before the mutation runs. A list counts as one page. */
    private void requireWithinLimits(Plan plan, Limits limits, Statistics statistics) {
        Map<String, Object> all = new HashMap<>(variables);
        for (Root root : plan.roots()) {
            int nodes = ((NodesById) root).single() ? 1 : limits.page().defaultSize();
            all.put(root.key(), Collections.nCopies(nodes, new GlobalId("Any", 1)));
        }
        Cost.requireWithin(limits, Cost.of(plan).estimate(all, statistics));
    }

    /**
     * The future JSON text of the nodes in a field; null if the field has no nodes. If the statement fails, the field
     * gets an error that says that the changes of the mutation are kept.
     */
    CompletableFuture<Object> json(ExecutionContext context, ExecutionStrategyParameters field) {
        List<Object> keys = field.getPath().toList();
        Payload payload = payloads.get(keys.get(0));
        String path = keys.stream().map(Object::toString).collect(Collectors.joining("."));
        if (payload == null || field.getSource() == null || pathsOf(payload).noneMatch(path::equals)) {
            return null;
        }
        List<GlobalId> ids = field.getSource() instanceof List<?> nodes
                ? nodes.stream().map(idOf).toList()
                : List.of(idOf.apply(field.getSource()));
        payload.ids.put(path, ids);
        return payload.json
                .computeIfAbsent(path, key -> new CompletableFuture<>())
                .exceptionally(failure -> {
                    context.addError(readError(failure, field, ids), field.getPath());
                    return field.getNonNullFieldValidator().validate(field, null);
                });
    }

    private static GraphQLError readError(Throwable failure, ExecutionStrategyParameters field, List<GlobalId> ids) {
        boolean isRejected = failure instanceof ApiException;
        boolean isTimeout = failure instanceof DatabaseFailure database && database.isTimeout();
        return new ApiError(
                isRejected
                        ? ((ApiException) failure).code()
                        : isTimeout ? ErrorCode.QUERY_TIMEOUT : ErrorCode.SERVICE_UNAVAILABLE,
                "The mutation is done and its changes are kept, but the service could not read them. Do not send the"
                        + " mutation again. "
                        + (isRejected || isTimeout
                                ? "Query less with `nodes(ids:)` and the `ids` of this error."
                                : "Query `nodes(ids:)` with the `ids` of this error in a moment."),
                List.of(field.getField().getSingleField().getSourceLocation()),
                field.getPath().toList(),
                Map.of("ids", ids.stream().map(GlobalId::toString).toList()));
    }

    private static Stream<String> pathsOf(Payload payload) {
        return payload.plan.roots().stream().map(Root::key);
    }

    /** Reads the nodes in the payload of a committed mutation. */
    void read(String mutation) {
        Payload payload = payloads.get(mutation);
        if (payload == null || payload.json.isEmpty()) {
            return;
        }
        Map<String, Object> read;
        try {
            read = runner.run(
                    payload.plan,
                    payload.statement,
                    StatementRunner.values(payload.statement, withIds(payload)),
                    null,
                    null,
                    memory);
        } catch (RuntimeException e) {
            if (!(e instanceof ApiException)) {
                LOG.error("The nodes in the payload of a mutation could not be read", e);
            }
            payload.json.values().forEach(json -> json.completeExceptionally(e));
            return;
        }
        payload.json.forEach((path, json) -> json.complete(read.get(path)));
    }

    private Map<String, Object> withIds(Payload payload) {
        Map<String, Object> all = new HashMap<>(variables);
        pathsOf(payload).forEach(path -> all.put(path, payload.ids.getOrDefault(path, Collections.emptyList())));
        return all;
    }
}
