package org.onrecord.database;

import java.sql.SQLException;

import org.postgresql.util.PSQLException;

/** The database did not answer a query: it is away, has no connection to spare, or gave up. */
public final class DatabaseFailure extends RuntimeException {

    /** PostgreSQL's five characters for what went wrong, empty where it was not PostgreSQL that failed. */
    private final String sqlState;

    public DatabaseFailure(SQLException cause) {
        this(cause, cause.getSQLState());
    }

    private DatabaseFailure(SQLException cause, String sqlState) {
        super(cause.getMessage(), cause);
        this.sqlState = sqlState == null ? "" : sqlState;
    }

    /** No connection was to be had, for whatever reason. */
    static DatabaseFailure noConnection(SQLException cause) {
        return new DatabaseFailure(cause, null);
    }

    /** Whether the connection that was in use is no more: broken (08), or ended by the server (57P01 to 57P03). */
    boolean isConnectionLost() {
        return isConnectionLost(sqlState);
    }

    static boolean isConnectionLost(String sqlState) {
        return sqlState != null && (sqlState.startsWith("08") || sqlState.startsWith("57P"));
    }

    /** Whether a replica broke the query off because it could not replicate beside it (40001). */
    boolean isConflictWithReplication() {
        return sqlState.startsWith("40");
    }

    /**
     * Whether the same query may succeed later: no connection was there, it was lost, the server is full (53), or a replica
     * had to give way to what it replicates (40).
     */
    public boolean isTemporary() {
        return sqlState.isEmpty() || isConnectionLost() || sqlState.startsWith("53") || sqlState.startsWith("40");
    }

    /** Whether a limit in the database was exceeded (54): one of its own, or one that a function of ours sets (54000). */
    public boolean isBeyondLimit() {
        return sqlState.startsWith("54");
    }

    /** What a function of ours says to the client that exceeds its limit, null where it was not one of ours. */
    public String messageForClient() {
        return sqlState.equals("54000")
                        && getCause() instanceof PSQLException failure
                        && failure.getServerErrorMessage() != null
                ? failure.getServerErrorMessage().getMessage()
                : null;
    }

    /** Whether the query took longer than it may (57014, query canceled). */
    public boolean isTimeout() {
        return sqlState.equals("57014");
    }

    /** PostgreSQL's code, or what else tells kinds of failure apart. */
    public String type() {
        return sqlState.isEmpty() ? getCause().getClass().getSimpleName() : sqlState;
    }
}
