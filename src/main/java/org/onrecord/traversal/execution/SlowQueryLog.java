package org.onrecord.traversal.execution;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

import graphql.execution.ExecutionContext;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

import org.onrecord.database.DatabaseFailure;
import org.onrecord.database.SlowQueryConfig;
import org.onrecord.traversal.execution.TraversalStrategy.Compiled;
import org.onrecord.traversal.plan.PlanPrinter;
import org.onrecord.traversal.plan.Sha256;

/**
 * Tells the log of queries whose statement took long, each with its plan, its SQL and, now and then, PostgreSQL's plan of it.
 * No value is ever in it, neither a variable nor a literal: so the document is not either, only its hash, the one under which
 * clients persist it.
 */
final class SlowQueryLog {

    private static final Logger LOG = Logger.getLogger(SlowQueryLog.class);

    private final SlowQueryConfig config;
    private final StatementRunner runner;
    /** The work is done beside the response, which does not wait for it. */
    private final Executor executor = Infrastructure.getDefaultWorkerPool();

    private final AtomicLong nextExplain = new AtomicLong(System.nanoTime());

    SlowQueryLog(SlowQueryConfig config, StatementRunner runner) {
        this.config = config;
        this.runner = runner;
    }

    /** Whatever became of the query. */
    void ran(Compiled compiled, ExecutionContext context, Duration duration) {
        if (duration.compareTo(config.threshold()) < 0) {
            return;
        }
        String operation = context.getOperationDefinition().getName();
        String document = context.getExecutionInput().getQuery();
        Map<String, Object> request = MDC.getMap();
        try {
            executor.execute(() -> log(compiled, operation, document, duration, request));
        } catch (RejectedExecutionException e) {
            LOG.debug("A slow query is not logged: the service stops", e);
        }
    }

    private void log(
            Compiled compiled, String operation, String document, Duration duration, Map<String, Object> request) {
        String hash = Sha256.hex(document);
        request.forEach(MDC::put);
        MDC.put("operation", operation == null ? "" : operation);
        MDC.put("documentHash", hash);
        MDC.put("durationMillis", duration.toMillis());
        try {
            LOG.warnf(
                    "Slow query %s took %d ms, document %s%nPlan:%n%s%nSQL:%n%s%nPlan of PostgreSQL for any values:%n%s",
                    operation == null ? "without a name" : operation,
                    duration.toMillis(),
                    hash,
                    String.join("\n", PlanPrinter.lines(compiled.plan())),
                    compiled.statement().text(),
                    String.join("\n", explain(compiled)));
        } finally {
            MDC.clear();
        }
    }

    private List<String> explain(Compiled compiled) {
        long now = System.nanoTime();
        long next = nextExplain.get();
        if (now - next < 0
                || !nextExplain.compareAndSet(
                        next, now + config.explainInterval().toNanos())) {
            return List.of("not asked for, so soon after another");
        }
        try {
            return runner.genericPlan(compiled.statement());
        } catch (DatabaseFailure e) {
            return List.of("not to be had: " + e.type());
        }
    }
}
