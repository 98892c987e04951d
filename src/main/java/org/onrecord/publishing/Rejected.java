package org.onrecord.publishing;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;

import org.onrecord.error.ApiException;

/** Tells what is wrong with what was to be written from what is wrong with the service or the database. */
public final class Rejected {

    /** PostgreSQL's classes of what data can be wrong with: data exception, integrity constraint violation. */
    private static final Set<String> OF_DATA = Set.of("22", "23");

    private Rejected() {}

    /** Why it cannot be written, whatever is done; empty where it could be. */
    public static List<String> reasons(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApiException refusal) {
                return refusal.all().stream().map(ApiException::getMessage).toList();
            } else if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().length() == 5
                    && OF_DATA.contains(sql.getSQLState().substring(0, 2))) {
                return List.of("The database refuses it: "
                        + sql.getMessage().lines().findFirst().orElse(""));
            }
        }
        return List.of();
    }
}
