package org.onrecord.bulk;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;

import org.onrecord.error.ApiException;

/** Tells invalid input from a failure of the service or the database. */
final class RejectionReasons {

    /** SQLSTATE classes for invalid data: data exception, integrity constraint violation. */
    private static final Set<String> DATA_ERROR_CLASSES = Set.of("22", "23");

    private RejectionReasons() {}

    /** Returns the reasons why an input was rejected. It is empty for other failures. */
    static List<String> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApiException rejection) {
                return rejection.all().stream().map(ApiException::getMessage).toList();
            } else if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().length() == 5
                    && DATA_ERROR_CLASSES.contains(sql.getSQLState().substring(0, 2))) {
                String firstLine = sql.getMessage().lines().findFirst().orElse("");
                return List.of("The database rejected the line: " + firstLine);
            }
        }
        return List.of();
    }
}
