package org.onrecord.bulk.importing;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

import org.jboss.logging.Logger;

import org.onrecord.error.ApiException;

/** Tells why a batch was not written. Only a failure of the database or of the disk ends an import. */
final class BatchFailure {

    private static final Logger LOG = Logger.getLogger(BatchFailure.class);

    /** The classes of SQLSTATE for invalid data: data exception, integrity constraint violation. */
    private static final Set<String> DATA_ERRORS = Set.of("22", "23");

    /**
     * The classes of SQLSTATE for errors that depend on the line: those for invalid data, transaction rollback, program
     * limit exceeded, and errors of functions. All others are failures of the database.
     */
    private static final Set<String> LINE_ERRORS = Set.of("22", "23", "40", "54", "P0");

    /** The class of SQLSTATE for a text that PostgreSQL cannot index. */
    private static final String LIMIT_EXCEEDED = "54";

    /** out_of_memory: also of the table of locks, which all transactions share. */
    private static final String OUT_OF_MEMORY = "53200";

    /** query_canceled, lock_not_available: a statement took longer than its timeout, or waited longer for a lock. */
    private static final Set<String> TIMEOUTS = Set.of("57014", "55P03");

    private BatchFailure() {}

    /** Whether no other line could be written either. */
    static boolean endsImport(Throwable failure) {
        if (Thread.currentThread().isInterrupted()) {
            return true; // The service is shutting down.
        } else if (isOutOfLocks(failure)) {
            return false;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApiException) {
                return false;
            } else if (cause instanceof SQLException sql) {
                // An error without a state is one of the driver or the pool: there is no connection.
                return !LINE_ERRORS.contains(errorClass(sql)) && !TIMEOUTS.contains(String.valueOf(sql.getSQLState()));
            } else if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    /** Whether a smaller batch, or the same one later, may succeed. */
    static boolean isOutOfLocks(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && OUT_OF_MEMORY.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** Why a line was not written: at least one reason. */
    static List<String> reasons(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApiException rejection) {
                return rejection.all().stream().map(ApiException::getMessage).toList();
            } else if (cause instanceof SQLException sql && DATA_ERRORS.contains(errorClass(sql))) {
                String firstLine = sql.getMessage().lines().findFirst().orElse("");
                return List.of("The database rejected the line: " + firstLine);
            } else if (cause instanceof SQLException sql && TIMEOUTS.contains(String.valueOf(sql.getSQLState()))) {
                return List.of("The database took too long to write the line. Import it again later.");
            } else if (cause instanceof SQLException sql && errorClass(sql).equals(LIMIT_EXCEEDED)) {
                return List.of("A text of the line is too long for an index of the database.");
            }
        }
        LOG.error("A line of an import could not be written", failure);
        return List.of("The service failed to write the line. Its log has the cause.");
    }

    private static String errorClass(SQLException failure) {
        String state = failure.getSQLState();
        return state == null ? "" : state.substring(0, Math.min(2, state.length()));
    }
}
