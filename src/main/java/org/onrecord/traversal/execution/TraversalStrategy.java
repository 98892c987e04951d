package org.onrecord.traversal.execution;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.FieldValueInfo;
import graphql.execution.MergedField;
import graphql.execution.MergedSelectionSet;
import graphql.introspection.Introspection;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.runtime.annotations.RegisterForReflection;

import org.onrecord.database.ConsistencyToken;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.traversal.graph.Graph;
import org.onrecord.traversal.graph.RootField;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.traversal.plan.Cost;
import org.onrecord.traversal.plan.Plan;
import org.onrecord.traversal.plan.PlanKey;
import org.onrecord.traversal.plan.Planner;
import org.onrecord.traversal.sql.SqlWriter;
import org.onrecord.traversal.sql.Statement;

/**
 * Executes a query operation: all root fields that start a traversal by one SQL statement, which returns their JSON; the
 * others (introspection, what the service resolves in Java) as graphql-java always does.
 */
// Caffeine chooses its class by what a cache is asked for; for a native image this is the one of the plans.
@RegisterForReflection(classNames = "com.github.benmanes.caffeine.cache.SSMW")
public final class TraversalStrategy extends AsyncExecutionStrategy {

    /** The key in the GraphQL context under which a request asks to see its plan. */
    public static final String EXPLAIN = "onrecord.explain";

    /** Characters of documents and statements: what plans hold on to. */
    private static final long LARGEST_CACHE = 64 << 20;

    /** What PostgreSQL's protocol can number. */
    private static final int MOST_PARAMETERS = 65_535;

    private final Graph graph;
    private final Map<String, RootField> rootFields;
    private final Limits limits;
    private final Guard guard;
    private final StatementRunner runner;
    private final Tracer tracer;
    private final SlowQueryLog slowQueries;
    private final Cache<PlanKey, Compiled> plans = Caffeine.newBuilder()
            .maximumWeight(LARGEST_CACHE)
            .weigher((PlanKey key, Compiled compiled) -> 1000
                    + key.document().length()
                    + 2 * compiled.statement().text().length())
            .build();

    /** A plan with its cost and its statement. */
    record Compiled(Plan plan, Cost cost, Statement statement) {}

    TraversalStrategy(
            Graph graph,
            Map<String, RootField> rootFields,
            Limits limits,
            Guard guard,
            StatementRunner runner,
            Tracer tracer,
            SlowQueryLog slowQueries) {
        this.graph = graph;
        this.rootFields = rootFields;
        this.limits = limits;
        this.guard = guard;
        this.runner = runner;
        this.tracer = tracer;
        this.slowQueries = slowQueries;
    }

    @Override
    public CompletableFuture<ExecutionResult> execute(
            ExecutionContext context, ExecutionStrategyParameters parameters) {
        MergedSelectionSet fields = parameters.getFields();
        List<MergedField> traversals =
                fields.getSubFieldsList().stream().filter(this::startsTraversal).toList();
        if (traversals.isEmpty()) {
            return super.execute(context, parameters);
        }
        if (traversals.size() != fields.size()) {
            // The others have their turn after the traversal; an introspection that is refused is so before it.
            Optional<ExecutionResult> refused = Introspection.isIntrospectionSensible(fields, context);
            if (refused.isPresent()) {
                return CompletableFuture.completedFuture(refused.get());
            }
        }
        ExecutionResultImpl.Builder<?> traversed = ExecutionResultImpl.newExecutionResult();
        Map<String, Object> data;
        try {
            PlanKey key = PlanKey.of(context);
            Compiled compiled = plans.getIfPresent(key);
            if (compiled == null) {
                compiled = compile(context, traversals);
                plans.put(key, compiled);
            }
            Map<String, Object> variables = context.getCoercedVariables().toMap();
            guard.requireAllowed(compiled.plan(), context);
            requireWithinLimits(compiled.cost().estimate(variables), traversed);
            long start = System.nanoTime();
            try {
                data = runner.run(
                        compiled.plan(),
                        compiled.statement(),
                        variables,
                        revalidation(context, fields),
                        context.getGraphQLContext().get(ConsistencyToken.KEY));
            } finally {
                slowQueries.ran(compiled, context, Duration.ofNanos(System.nanoTime() - start));
            }
            if (context.getGraphQLContext().getBoolean(EXPLAIN)) {
                traversed.addExtension("explain", runner.explain(compiled.plan(), compiled.statement(), variables));
            }
        } catch (ApiException e) {
            return CompletableFuture.completedFuture(
                    traversed.errors(e.toErrors()).build());
        }
        if (traversals.size() == fields.size()) {
            return CompletableFuture.completedFuture(traversed.data(data).build());
        }
        return super.execute(context, withoutTraversals(parameters)).thenApply(resolved -> {
            // The response has its fields in the order of the document, whoever answered them.
            Map<String, Object> all = new LinkedHashMap<>();
            Map<String, Object> inJava = resolved.getData();
            for (String key : fields.getKeys()) {
                all.put(key, data.containsKey(key) ? data.get(key) : inJava == null ? null : inJava.get(key));
            }
            return traversed
                    .data(inJava == null ? null : all)
                    .errors(resolved.getErrors())
                    .build();
        });
    }

    private Compiled compile(ExecutionContext context, List<MergedField> traversals) {
        Span span = Span.current().isRecording() ? tracer.spanBuilder("plan").startSpan() : Span.getInvalid();
        try {
            Plan plan = new Planner(graph, rootFields, limits, context).plan(traversals);
            Statement statement = SqlWriter.write(plan);
            if (statement.params().size() > MOST_PARAMETERS) {
                throw new ApiException(
                        ErrorCode.BAD_USER_INPUT, "The query has too many values. Ask for less at once.");
            }
            return new Compiled(plan, Cost.of(plan), statement);
        } catch (RuntimeException e) {
            span.setStatus(StatusCode.ERROR);
            throw e;
        } finally {
            span.end();
        }
    }

    /** Null where none is asked for, or where the response says more than the graph does. */
    private Revalidation revalidation(ExecutionContext context, MergedSelectionSet fields) {
        boolean graphAlone = fields.getSubFieldsList().stream()
                .allMatch(field ->
                        startsTraversal(field) || field.getName().equals(Introspection.TypeNameMetaFieldDef.getName()));
        return graphAlone ? context.getGraphQLContext().get(Revalidation.KEY) : null;
    }

    private void requireWithinLimits(long cost, ExecutionResultImpl.Builder<?> result) {
        long most = limits.cost().max();
        if (limits.cost().reported()) {
            result.addExtension("cost", RawJson.of("{\"estimated\":" + cost + ",\"limit\":" + most + "}"));
        }
        requireWithinLimits(cost, limits);
    }

    /** @throws ApiException for a cost that is too high */
    static void requireWithinLimits(long cost, Limits limits) {
        long most = limits.cost().max();
        if (cost > most) {
            throw new ApiException(
                    ErrorCode.COST_LIMIT_EXCEEDED,
                    "The query may touch " + cost + " rows by estimate, and " + most + " are allowed."
                            + " Ask for smaller pages (`first`), or fewer lists within lists.");
        }
    }

    /** What a mutation returns is completed here too; the nodes in it are read by the engine. */
    @Override
    protected FieldValueInfo completeValue(ExecutionContext context, ExecutionStrategyParameters parameters) {
        PayloadNodes nodes = context.getGraphQLContext().get(PayloadNodes.KEY);
        CompletableFuture<Object> json = nodes == null ? null : nodes.json(context, parameters);
        return json == null
                ? super.completeValue(context, parameters)
                : new FieldValueInfo(FieldValueInfo.CompleteValueType.OBJECT, json);
    }

    private boolean startsTraversal(MergedField field) {
        return rootFields.containsKey(field.getName())
                || Set.of("node", "nodes").contains(field.getName());
    }

    private ExecutionStrategyParameters withoutTraversals(ExecutionStrategyParameters parameters) {
        Map<String, MergedField> rest = new LinkedHashMap<>();
        for (MergedField field : parameters.getFields().getSubFieldsList()) {
            if (!startsTraversal(field)) {
                rest.put(field.getResultKey(), field);
            }
        }
        return parameters.transform(builder -> builder.fields(
                MergedSelectionSet.newMergedSelectionSet().subFields(rest).build()));
    }
}
