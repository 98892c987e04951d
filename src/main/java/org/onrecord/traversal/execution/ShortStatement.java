package org.onrecord.traversal.execution;

import java.time.Duration;

import org.onrecord.traversal.plan.Plan;
import org.onrecord.traversal.sql.SqlWriter;
import org.onrecord.traversal.sql.Statement;
import org.onrecord.traversal.sql.Statement.Numbered;

/**
 * The statement of a query for an event loop. It returns no long text, because the driver of event loops keeps what
 * arrives outside of the heap, where the service has little memory.
 */
final class ShortStatement {

    /** Bytes of JSON text. */
    private static final long MAX_BYTES = 1 << 18;

    /**
     * Characters of the statement for worker threads. The longer a statement is, the longer the event loop works to
     * write it and to compute its values. The driver does not keep a longer one prepared.
     */
    private static final int MAX_CHARACTERS = 1 << 12;

    /** How long a query that was not short runs on worker threads from the start. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Plan plan;
    private final boolean isShort;
    private final long maxBytes;

    /** Null until it is needed: most queries are executed once. */
    private volatile Numbered statement;

    private volatile long resumption = System.nanoTime();

    /** @param onWorkers the statement of the plan for worker threads */
    ShortStatement(Plan plan, Statement onWorkers) {
        this.plan = plan;
        this.isShort = onWorkers.text().length() <= MAX_CHARACTERS;
        this.maxBytes = Math.min(onWorkers.maxBytes(), MAX_BYTES);
    }

    /** The statement, whose columns are bytes. Null if it is long, or if the query was not short a moment ago. */
    Numbered get() {
        if (!isShort || System.nanoTime() - resumption < 0) {
            return null;
        }
        if (statement == null) {
            statement = SqlWriter.writeBytes(plan, maxBytes).numbered();
        }
        return statement;
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
