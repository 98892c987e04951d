package org.onrecord.database;

import java.sql.SQLException;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSourceMetrics;

/** A failure of the database: it is unavailable, it has no free connection, or it ended a query with an error. */
public final class DatabaseFailure extends RuntimeException {

    /** PostgreSQL's SQLSTATE of five characters; empty if PostgreSQL did not report the failure. */
    private final String sqlState;

    private final boolean poolExhausted;

    public DatabaseFailure(SQLException cause) {
        this(cause, cause.getSQLState(), false);
    }

    private DatabaseFailure(SQLException cause, String sqlState, boolean poolExhausted) {
        super(cause.getMessage(), cause);
        this.sqlState = sqlState == null ? "" : sqlState;
        this.poolExhausted = poolExhausted;
    }

    /**
     * The pool has no connection: all are in use, or the database is unavailable.
     *
     * @param pool that failed; if it has as many connections as it may, the request has waited for other requests
     */
    static DatabaseFailure noConnection(SQLException cause, AgroalDataSource pool) {
        AgroalDataSourceMetrics metrics = pool.getMetrics();
        int most = pool.getConfiguration().connectionPoolConfiguration().maxSize();
        // Without a state, the pool itself reports the failure.
        boolean exhausted = cause.getSQLState() == null && metrics.activeCount() + metrics.availableCount() >= most;
        return new DatabaseFailure(cause, null, exhausted);
    }

    /**
     * The failure of something that took a connection and used it.
     *
     * @param pool of the connection
     */
    public static DatabaseFailure of(SQLException cause, AgroalDataSource pool) {
        return cause.getSQLState() == null ? noConnection(cause, pool) : new DatabaseFailure(cause);
    }

    /** Whether other requests have held all connections of the pool, so that nothing is known of the database. */
    public boolean isPoolExhausted() {
        return poolExhausted;
    }

    /** Whether the connection broke (class 08), without a message in which the server says that it ended the query. */
    boolean isConnectionBroken() {
        return sqlState.startsWith("08");
    }

    /** Whether the server has too few resources (class 53), such as connections. */
    static boolean isOutOfResources(SQLException failure) {
        return failure.getSQLState() != null && failure.getSQLState().startsWith("53");
    }

    /** Whether a replica canceled the query because it conflicted with replication (class 40). */
    boolean isConflictWithReplication() {
        return sqlState.startsWith("40");
    }

    /**
     * Whether the same query may succeed later: there was no connection, it broke (class 08) or the server closed it
     * (57P01 to 57P03), a lock was not available, the server has too few resources (class 53), the query conflicted
     * with replication, or the primary accepts no writes (25006, read-only SQL transaction), as in a switch to another
     * one.
     */
    public boolean isTemporary() {
        return sqlState.isEmpty()
                || isConnectionBroken()
                || sqlState.startsWith("57P")
                || isLocked()
                || sqlState.startsWith("53")
                || sqlState.startsWith("40")
                || sqlState.equals("25006");
    }

    /** Whether the query exceeded a limit of PostgreSQL (class 54). */
    public boolean isBeyondLimit() {
        return sqlState.startsWith("54");
    }

    /** Whether the query waited for a lock until the lock timeout (55P03, lock not available). */
    public boolean isLocked() {
        return sqlState.equals("55P03");
    }

    /** Whether the query exceeded the statement timeout (57014, query canceled). */
    public boolean isTimeout() {
        return sqlState.equals("57014");
    }

    /** The SQLSTATE; or the name of the exception, if PostgreSQL did not report the failure. */
    public String type() {
        return sqlState.isEmpty() ? getCause().getClass().getSimpleName() : sqlState;
    }
}
