package org.onrecord.traversal.execution;

import java.time.Duration;

import org.onrecord.traversal.plan.Plan;
import org.onrecord.traversal.sql.SqlWriter;

/**
 * The statement of a query for an event loop. It returns no long text, because the driver of event loops keeps what
 * arrives outside of the heap, where the service has little memory.
 */
final class ShortStatement {

    /** Bytes of JSON text. */
    private static final long MAX_BYTES = 1 << 18;

    /** How long a query that was not short runs on worker threads from the start. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Plan plan;
    private final long maxBytes;

    /** Null until it is needed: most queries are executed once. */
    private volatile String sql;

    private volatile long resumption = System.nanoTime();

    /** @param maxBytes the most bytes of JSON text that a response may have */
    ShortStatement(Plan plan, long maxBytes) {
        this.plan = plan;
        this.maxBytes = Math.min(maxBytes, MAX_BYTES);
    }

    /** The SQL with numbered parameters. Null if the query was not short a moment ago. */
    String sql() {
        if (System.nanoTime() - resumption < 0) {
            return null;
        }
        if (sql == null) {
            sql = SqlWriter.write(plan, maxBytes).numberedText();
        }
        return sql;
    }

    /** Checks the length of the text. If it is too long, PostgreSQL has not returned it. */
    boolean allows(long bytes) {
        return bytes <= maxBytes;
    }

    /** The query was not short: its text was too long, or it took too long. */
    void pause() {
        resumption = System.nanoTime() + PAUSE.toNanos();
    }
}
