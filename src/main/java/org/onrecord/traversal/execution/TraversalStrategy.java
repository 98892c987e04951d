package org.onrecord.traversal.execution;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.FieldValueInfo;
import graphql.execution.MergedField;
import graphql.execution.MergedSelectionSet;
import graphql.introspection.Introspection;

import org.onrecord.database.ConsistencyToken;
import org.onrecord.database.SlowQueryLog;
import org.onrecord.database.SlowQueryLog.SlowQuery;
import org.onrecord.error.ApiException;
import org.onrecord.traversal.cost.Cost;
import org.onrecord.traversal.cost.StatisticsCache;
import org.onrecord.traversal.execution.QueryCompiler.CompiledQuery;
import org.onrecord.traversal.graph.RootField;
import org.onrecord.traversal.limits.IntrospectionLimit;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.traversal.plan.PlanPrinter;

/**
 * Executes a query. One SQL statement returns the JSON of all root fields that the engine compiles. graphql-java
 * executes the others: introspection, and fields that Java methods resolve.
 */
public final class TraversalStrategy extends AsyncExecutionStrategy {

    /** The key in the GraphQL context of the boolean that makes the response explain the query. */
    public static final String EXPLAIN = "onrecord.explain";

    private static final Set<String> NODE_FIELDS = Set.of("node", "nodes");

    private static final Set<String> INTROSPECTION =
            Set.of(Introspection.SchemaMetaFieldDef.getName(), Introspection.TypeMetaFieldDef.getName());

    private final QueryCompiler compiler;
    private final Set<String> rootFields;
    private final Limits limits;
    private final StatisticsCache statistics;
    private final Authorizer authorizer;
    private final StatementRunner runner;
    private final SlowQueryLog slowQueries;

    TraversalStrategy(
            QueryCompiler compiler,
            Map<String, RootField> rootFields,
            Limits limits,
            StatisticsCache statistics,
            Authorizer authorizer,
            StatementRunner runner,
            SlowQueryLog slowQueries) {
        this.compiler = compiler;
        this.rootFields = rootFields.keySet();
        this.limits = limits;
        this.statistics = statistics;
        this.authorizer = authorizer;
        this.runner = runner;
        this.slowQueries = slowQueries;
    }

    @Override
    public CompletableFuture<ExecutionResult> execute(
            ExecutionContext context, ExecutionStrategyParameters parameters) {
        MergedSelectionSet fields = parameters.getFields();
        List<MergedField> compiled =
                fields.getSubFieldsList().stream().filter(this::isCompiled).toList();
        ExecutionResultImpl.Builder<?> result = ExecutionResultImpl.newExecutionResult();
        Map<String, Object> data;
        try {
            if (fields.getSubFieldsList().stream().anyMatch(TraversalStrategy::isIntrospection)) {
                IntrospectionLimit.require(context);
            }
            if (compiled.isEmpty()) {
                return super.execute(context, parameters);
            }
            data = run(context, compiled, result, fields);
        } catch (ApiException e) {
            return CompletableFuture.completedFuture(result.errors(e.toErrors()).build());
        }
        if (compiled.size() == fields.size()) {
            return CompletableFuture.completedFuture(result.data(data).build());
        }
        return super.execute(context, withoutCompiled(parameters))
                .thenApply(resolved -> merge(fields.getKeys(), data, resolved, result));
    }

    private Map<String, Object> run(
            ExecutionContext context,
            List<MergedField> compiled,
            ExecutionResultImpl.Builder<?> result,
            MergedSelectionSet fields) {
        CompiledQuery query = compiler.compile(context, compiled);
        Map<String, Object> variables = context.getCoercedVariables().toMap();
        authorizer.requireAllowed(query.plan(), context);
        long cost = query.cost().estimate(variables, statistics.current());
        if (limits.cost().reported()) {
            result.addExtension(
                    "cost",
                    RawJson.of("{\"estimated\":" + cost + ",\"limit\":"
                            + limits.cost().max() + "}"));
        }
        Cost.requireWithin(limits, cost);
        Map<String, Object> data;
        long start = System.nanoTime();
        try {
            data = runner.run(
                    query.plan(),
                    query.statement(),
                    variables,
                    conditionalRead(context, fields),
                    context.getGraphQLContext().get(ConsistencyToken.KEY));
        } finally {
            slowQueries.record(Duration.ofNanos(System.nanoTime() - start), () -> slowQuery(query, context));
        }
        if (context.getGraphQLContext().getBoolean(EXPLAIN)) {
            result.addExtension("explain", runner.explain(query.plan(), query.statement(), variables));
        }
        return data;
    }

    private static SlowQuery slowQuery(CompiledQuery query, ExecutionContext context) {
        return new SlowQuery(
                context.getOperationDefinition().getName(),
                context.getExecutionInput().getQuery(),
                PlanPrinter.lines(query.plan()),
                query.statement().text(),
                query.statement().numberedText(),
                query.statement().parameters().size());
    }

    /** Null if the request is not conditional, or if the response contains more than the graph. */
    private ConditionalRead conditionalRead(ExecutionContext context, MergedSelectionSet fields) {
        boolean onlyGraph = fields.getSubFieldsList().stream()
                .allMatch(field ->
                        isCompiled(field) || field.getName().equals(Introspection.TypeNameMetaFieldDef.getName()));
        return onlyGraph ? context.getGraphQLContext().get(ConditionalRead.KEY) : null;
    }

    /** Puts the fields into the order of the document. */
    private static ExecutionResult merge(
            List<String> keys,
            Map<String, Object> compiled,
            ExecutionResult resolved,
            ExecutionResultImpl.Builder<?> result) {
        Map<String, Object> resolvedData = resolved.getData();
        Map<String, Object> all = new LinkedHashMap<>();
        for (String key : keys) {
            all.put(
                    key,
                    compiled.containsKey(key)
                            ? compiled.get(key)
                            : resolvedData == null ? null : resolvedData.get(key));
        }
        return result.data(resolvedData == null ? null : all)
                .errors(resolved.getErrors())
                .build();
    }

    /** graphql-java also completes the payloads of mutations with this method. The engine reads the nodes in them. */
    @Override
    protected FieldValueInfo completeValue(ExecutionContext context, ExecutionStrategyParameters parameters) {
        PayloadNodes nodes = context.getGraphQLContext().get(PayloadNodes.KEY);
        CompletableFuture<Object> json = nodes == null ? null : nodes.json(context, parameters);
        return json == null
                ? super.completeValue(context, parameters)
                : new FieldValueInfo(FieldValueInfo.CompleteValueType.OBJECT, json);
    }

    private static boolean isIntrospection(MergedField field) {
        return INTROSPECTION.contains(field.getName());
    }

    private boolean isCompiled(MergedField field) {
        return rootFields.contains(field.getName()) || NODE_FIELDS.contains(field.getName());
    }

    private ExecutionStrategyParameters withoutCompiled(ExecutionStrategyParameters parameters) {
        Map<String, MergedField> others = new LinkedHashMap<>();
        for (MergedField field : parameters.getFields().getSubFieldsList()) {
            if (!isCompiled(field)) {
                others.put(field.getResultKey(), field);
            }
        }
        return parameters.transform(builder -> builder.fields(
                MergedSelectionSet.newMergedSelectionSet().subFields(others).build()));
    }
}
