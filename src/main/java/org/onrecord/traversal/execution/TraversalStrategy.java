package org.onrecord.traversal.execution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.GraphQLError;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.FieldValueInfo;
import graphql.execution.MergedField;
import graphql.execution.MergedSelectionSet;
import graphql.introspection.Introspection;

import org.onrecord.database.ConsistencyToken;
import org.onrecord.database.DatabaseFailure;
import org.onrecord.database.EventLoopConnections;
import org.onrecord.database.SlowQueryLog;
import org.onrecord.database.SlowQueryLog.SlowQuery;
import org.onrecord.error.ApiError;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.traversal.execution.QueryCompiler.CompiledQuery;
import org.onrecord.traversal.execution.StatementRunner.Refusal;
import org.onrecord.traversal.graph.RootField;
import org.onrecord.traversal.limits.IntrospectionLimit;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.traversal.sql.Statement.Numbered;

/**
 * Executes a query. One SQL statement returns the JSON of all root fields that the engine compiles. If the arguments
 * of some fields are invalid, the statement reads the others. graphql-java executes the other root fields:
 * introspection, and fields that Java methods resolve.
 */
public final class TraversalStrategy extends AsyncExecutionStrategy {

    /** The key in the GraphQL context of the boolean that makes the response explain the query. */
    public static final String EXPLAIN = "onrecord.explain";

    /** The key in the GraphQL context of the memory for what the operation reads, a {@code MemoryBudget.Part}. */
    public static final String MEMORY = "onrecord.memory";

    /**
     * The key in the GraphQL context of the {@link Workers}, if the thread that calls is an event loop. Otherwise the
     * strategy executes on the calling thread, and blocks.
     */
    public static final String WORKERS = "onrecord.workers";

    private static final Set<String> NODE_FIELDS = Set.of("node", "nodes");

    private static final Set<String> INTROSPECTION =
            Set.of(Introspection.SchemaMetaFieldDef.getName(), Introspection.TypeMetaFieldDef.getName());

    private final QueryCompiler compiler;
    private final Set<String> rootFields;
    private final Limits limits;
    private final QueryChecks checks;
    private final StatementRunner runner;
    private final ShortQueryStrategy shortQueries;
    private final SlowQueryLog slowQueries;

    TraversalStrategy(
            QueryCompiler compiler,
            Map<String, RootField> rootFields,
            Limits limits,
            QueryChecks checks,
            StatementRunner runner,
            ShortQueryStrategy shortQueries,
            SlowQueryLog slowQueries) {
        super(new MethodExceptionHandler());
        this.compiler = compiler;
        this.rootFields = rootFields.keySet();
        this.limits = limits;
        this.checks = checks;
        this.runner = runner;
        this.shortQueries = shortQueries;
        this.slowQueries = slowQueries;
    }

    /** Runs on worker threads what may block. */
    public interface Workers {
        <T> CompletionStage<T> run(Callable<T> work);
    }

    @Override
    public CompletableFuture<ExecutionResult> execute(
            ExecutionContext context, ExecutionStrategyParameters parameters) {
        Workers workers = context.getGraphQLContext().get(WORKERS);
        if (workers == null) {
            return executeBlocking(context, parameters);
        }
        List<MergedField> fields = parameters.getFields().getSubFieldsList();
        CompletableFuture<ExecutionResult> started =
                fields.stream().allMatch(this::isCompiled) ? shortQueries.start(context, fields) : null;
        Supplier<CompletableFuture<ExecutionResult>> onWorker = () ->
                workers.run(() -> executeBlocking(context, parameters).get()).toCompletableFuture();
        return started == null
                ? onWorker.get()
                : started.exceptionallyCompose(failure -> failure instanceof EventLoopConnections.Unavailable
                        ? onWorker.get()
                        : CompletableFuture.failedFuture(failure));
    }

    private CompletableFuture<ExecutionResult> executeBlocking(
            ExecutionContext context, ExecutionStrategyParameters parameters) {
        MergedSelectionSet fields = parameters.getFields();
        List<MergedField> compiled = new ArrayList<>();
        boolean introspects = false;
        for (MergedField field : fields.getSubFieldsList()) {
            if (isCompiled(field)) {
                compiled.add(field);
            } else {
                introspects |= isIntrospection(field);
            }
        }
        ExecutionResultImpl.Builder<?> result = ExecutionResultImpl.newExecutionResult();
        try {
            if (introspects) {
                IntrospectionLimit.require(context);
            }
            if (compiled.isEmpty()) {
                return super.execute(context, parameters).exceptionally(TraversalStrategy::rejected);
            }
            Map<String, Object> data = run(context, compiled, result, fields);
            if (compiled.size() == fields.size()) {
                return CompletableFuture.completedFuture(result.data(data).build());
            }
            return super.execute(context, withoutCompiled(parameters))
                    .thenApply(resolved -> merge(fields.getKeys(), data, resolved, result))
                    .exceptionally(TraversalStrategy::rejected);
        } catch (ApiException e) {
            return CompletableFuture.completedFuture(result.errors(e.toErrors()).build());
        }
    }

    /** The result if the response became too long: see {@link ResolvedSize}. */
    private static ExecutionResult rejected(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof ApiException e) {
            return ExecutionResultImpl.newExecutionResult().errors(e.toErrors()).build();
        }
        throw new CompletionException(cause);
    }

    private Map<String, Object> run(
            ExecutionContext context,
            List<MergedField> compiled,
            ExecutionResultImpl.Builder<?> result,
            MergedSelectionSet fields) {
        CompiledQuery query;
        List<Object> values;
        try {
            query = compiler.compile(context, compiled);
            values = check(query, context, result);
        } catch (ApiException e) {
            if (!e.isOfField()) {
                throw e;
            }
            query = compiler.compileValid(context, compiled);
            values = check(query, context, result);
        }
        result.addErrors(query.errors());
        boolean isRead = !query.plan().roots().isEmpty();
        Map<String, Object> read = isRead ? read(query, values, context, fields) : Map.of();
        if (isRead && context.getGraphQLContext().getBoolean(EXPLAIN)) {
            result.addExtension("explain", runner.explain(query.plan(), query.statement(), values));
        }
        return data(compiled, read, result);
    }

    /**
     * The data of a result.
     *
     * @param fields that the engine compiles
     * @param read the result of each field, by response key, see {@link StatementRunner#run}
     * @param result gets an error for each field whose function refuses
     */
    static Map<String, Object> data(
            List<MergedField> fields, Map<String, Object> read, ExecutionResultImpl.Builder<?> result) {
        Map<String, Object> data = new LinkedHashMap<>();
        for (MergedField field : fields) {
            Object value = read.get(field.getResultKey());
            if (value instanceof Refusal refusal) {
                result.addError(refused(field, refusal));
                value = null;
            }
            data.put(field.getResultKey(), value);
        }
        return data;
    }

    /** Checks everything that can be checked before the database is asked, and returns the values of the statement. */
    private List<Object> check(CompiledQuery query, ExecutionContext context, ExecutionResultImpl.Builder<?> result) {
        checks.require(query, context, checks.cost(query, context), result);
        return StatementRunner.values(
                query.statement(), context.getCoercedVariables().toMap());
    }

    private Map<String, Object> read(
            CompiledQuery query, List<Object> values, ExecutionContext context, MergedSelectionSet fields) {
        long start = System.nanoTime();
        boolean isAnswered = true;
        try {
            return runner.run(
                    query.plan(),
                    query.statement(),
                    values,
                    query.errors().isEmpty() ? conditionalRead(context, fields) : null,
                    context.getGraphQLContext().get(ConsistencyToken.KEY),
                    context.getGraphQLContext().get(MEMORY));
        } catch (DatabaseFailure e) {
            isAnswered = !e.isTemporary();
            throw e;
        } finally {
            // A query that only waited for the database is not slow.
            if (isAnswered) {
                slowQueries.record(Duration.ofNanos(System.nanoTime() - start), () -> slowQuery(query, context));
            }
        }
    }

    private static GraphQLError refused(MergedField field, Refusal refusal) {
        return new ApiError(
                ErrorCode.COST_LIMIT_EXCEEDED,
                refusal.message(),
                List.of(field.getSingleField().getSourceLocation()),
                List.of(field.getResultKey()),
                Map.of());
    }

    static SlowQuery slowQuery(CompiledQuery query, ExecutionContext context) {
        Numbered numbered = query.statement().numbered();
        return new SlowQuery(
                context.getOperationDefinition().getName(),
                context.getExecutionInput().getQuery(),
                PlanPrinter.lines(query.plan()),
                String.join("\n", query.statement().lines()),
                numbered.text(),
                numbered.parameters().size());
    }

    /** Null if the request is not conditional, or if the response contains more than the graph. */
    private ConditionalRead conditionalRead(ExecutionContext context, MergedSelectionSet fields) {
        for (MergedField field : fields.getSubFieldsList()) {
            if (!isCompiled(field) && !field.getName().equals(Introspection.TypeNameMetaFieldDef.getName())) {
                return null;
            }
        }
        return context.getGraphQLContext().get(ConditionalRead.KEY);
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
                .addErrors(resolved.getErrors())
                .build();
    }

    /** graphql-java also completes the payloads of mutations with this method. The engine reads the nodes in them. */
    @Override
    protected FieldValueInfo completeValue(ExecutionContext context, ExecutionStrategyParameters parameters) {
        ResolvedSize.add(context, parameters.getSource(), limits.response().asLongValue());
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
