package org.onrecord.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import io.quarkus.runtime.util.HashUtil;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Logs slow queries with their plan, their SQL and, at intervals, PostgreSQL's plan. The log contains no value of a
 * query, neither of a variable nor of a literal. So it identifies the document by its hash, which is also the hash of a
 * persisted query.
 */
@Singleton
public final class SlowQueryLog {

    private static final Logger LOG = Logger.getLogger(SlowQueryLog.class);

    private final SlowQueryConfig config;
    private final ReadConnections connections;
    /** Logging must not delay the response. */
    private final Executor executor = Infrastructure.getDefaultWorkerPool();

    private final AtomicLong nextExplain = new AtomicLong(System.nanoTime());

    SlowQueryLog(SlowQueryConfig config, ReadConnections connections) {
        this.config = config;
        this.connections = connections;
    }

    /**
     * A query that was slow.
     *
     * @param operationName null if the operation has no name
     * @param document the GraphQL document
     * @param plan the lines of the service's plan
     * @param sql the statement with question marks for its parameters
     * @param numberedSql the statement with {@code $1}, {@code $2} for its parameters
     * @param parameters the number of parameters
     */
    public record SlowQuery(
            String operationName, String document, List<String> plan, String sql, String numberedSql, int parameters) {}

    /**
     * Logs a query if it was slow.
     *
     * @param query supplies the query on another thread, and only if it was slow
     */
    public void record(Duration duration, Supplier<SlowQuery> query) {
        if (duration.compareTo(config.threshold()) < 0) {
            return;
        }
        Map<String, Object> request = MDC.getMap();
        try {
            executor.execute(() -> log(query.get(), duration, request));
        } catch (RejectedExecutionException e) {
            LOG.debug("A slow query is not logged, because the service stops", e);
        }
    }

    private void log(SlowQuery query, Duration duration, Map<String, Object> request) {
        String hash = HashUtil.sha256(query.document());
        Map<String, Object> entries = new HashMap<>(request);
        entries.put("operation", query.operationName() == null ? "" : query.operationName());
        entries.put("documentHash", hash);
        entries.put("durationMillis", duration.toMillis());
        // This thread may share the MDC with the request, which still needs its own entries for the response.
        entries.keySet().removeIf(key -> MDC.get(key) != null);
        entries.forEach(MDC::put);
        try {
            LOG.warnf(
                    "Slow query %s took %d ms, document %s%nPlan:%n%s%nSQL:%n%s%nGeneric plan of PostgreSQL:%n%s",
                    query.operationName() == null ? "without a name" : query.operationName(),
                    duration.toMillis(),
                    hash,
                    String.join("\n", query.plan()),
                    query.sql(),
                    String.join("\n", explain(query)));
        } finally {
            entries.keySet().forEach(MDC::remove);
        }
    }

    private List<String> explain(SlowQuery query) {
        long now = System.nanoTime();
        long next = nextExplain.get();
        if (now - next < 0
                || !nextExplain.compareAndSet(
                        next, now + config.explainInterval().toNanos())) {
            return List.of("not requested, because the previous request is too recent");
        }
        try {
            return connections.read(ReadTarget.REPLICA, null, connection -> genericPlan(connection, query));
        } catch (DatabaseFailure e) {
            return List.of("not available: " + e.type());
        }
    }

    /** The plan for arbitrary values. Literals of the document are parameters too, so the plan contains no value. */
    private static List<String> genericPlan(Connection connection, SlowQuery query) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                statement.execute("SET LOCAL plan_cache_mode = force_generic_plan");
                statement.execute("PREPARE onrecord_explained AS " + query.numberedSql());
                try {
                    String nulls = query.parameters() == 0
                            ? ""
                            : "(" + String.join(", ", Collections.nCopies(query.parameters(), "NULL")) + ")";
                    try (ResultSet plan = statement.executeQuery("EXPLAIN EXECUTE onrecord_explained" + nulls)) {
                        while (plan.next()) {
                            lines.add(plan.getString(1));
                        }
                    }
                } finally {
                    // The rollback does not undo PREPARE, and without it a transaction that failed runs nothing.
                    connection.rollback();
                    statement.execute("DEALLOCATE onrecord_explained");
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
        return lines;
    }
}
