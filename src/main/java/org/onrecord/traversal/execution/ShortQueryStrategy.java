package org.onrecord.traversal.execution;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.execution.ExecutionContext;
import graphql.execution.MergedField;
import io.vertx.core.Future;

import org.onrecord.database.DatabaseFailure;
import org.onrecord.database.EventLoopConnections;
import org.onrecord.database.SlowQueryLog;
import org.onrecord.error.ApiException;
import org.onrecord.traversal.execution.QueryCompiler.CompiledQuery;

/** Executes short queries on event loops. {@link TraversalStrategy} executes all other queries. */
final class ShortQueryStrategy {

    /**
     * The most rows that a query reads on an event loop, as its cost estimates. PostgreSQL reads them in a tenth of a
     * second. For a longer query, a worker thread makes no difference.
     */
    private static final long MAX_COST = 50_000;

    private final QueryCompiler compiler;
    private final QueryChecks checks;
    private final EventLoopRunner runner;
    private final SlowQueryLog slowQueries;

    ShortQueryStrategy(QueryCompiler compiler, QueryChecks checks, EventLoopRunner runner, SlowQueryLog slowQueries) {
        this.compiler = compiler;
        this.checks = checks;
        this.runner = runner;
        this.slowQueries = slowQueries;
    }

    /**
     * Starts a query, if it was compiled before, is short and has no error. Does not block.
     *
     * @param fields the fields of the query, which the engine compiles
     * @return fails with {@link EventLoopConnections.Unavailable} if the query has to be executed on a worker thread;
     *     null if it has to from the start
     */
    CompletableFuture<ExecutionResult> start(ExecutionContext context, List<MergedField> fields) {
        CompiledQuery query = compiler.find(context);
        if (query == null || query.plan().roots().isEmpty()) {
            return null;
        }
        ExecutionResultImpl.Builder<?> result = ExecutionResultImpl.newExecutionResult();
        long start = System.nanoTime();
        Future<Map<String, Object>> read;
        try {
            long cost = checks.cost(query, context);
            if (cost > MAX_COST) {
                return null;
            }
            checks.require(query, context, cost, result);
            read = runner.start(
                    query,
                    context.getCoercedVariables().toMap(),
                    context.getGraphQLContext().get(TraversalStrategy.MEMORY));
        } catch (ApiException e) {
            return null;
        }
        return read == null
                ? null
                : read.onComplete(ended -> measure(ended.cause(), start, query, context))
                        .map(data -> result.data(TraversalStrategy.data(fields, data, result))
                                .build())
                        .recover(failure -> failure instanceof ApiException e
                                ? Future.succeededFuture(
                                        result.errors(e.toErrors()).build())
                                : Future.failedFuture(failure))
                        .toCompletionStage()
                        .toCompletableFuture();
    }

    /** Records how long the query took, unless it only waited for the database, or has to be executed again. */
    private void measure(Throwable failure, long start, CompiledQuery query, ExecutionContext context) {
        boolean isUnanswered = failure instanceof DatabaseFailure database && database.isTemporary()
                || failure instanceof EventLoopConnections.Unavailable;
        if (!isUnanswered) {
            slowQueries.record(
                    Duration.ofNanos(System.nanoTime() - start), () -> TraversalStrategy.slowQuery(query, context));
        }
    }
}
