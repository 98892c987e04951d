package org.onrecord.traversal;

import java.sql.SQLException;

/** The database did not answer a query: it is away, has no connection to spare, or gave up. */
public final class DatabaseFailure extends RuntimeException {

    DatabaseFailure(SQLException cause) {
        super(cause.getMessage(), cause);
    }

    /** PostgreSQL's five characters for what went wrong, null where it was not PostgreSQL that failed. */
    public String sqlState() {
        return ((SQLException) getCause()).getSQLState();
    }
}
