package org.onrecord.database;

import java.util.Arrays;

import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.exception.FlywayValidateException;

/**
 * A schema that was created by other versioned migrations than those of this version, such as the schema of a
 * development version before 0.1.0. The service does not upgrade such a database, and Flyway changes nothing in it.
 */
public final class IncompatibleSchema {

    static final String MESSAGE =
            "An incompatible version of OnRecord created the schema of this database: export the data with that version"
                    + " (GET /export), and import the data into an empty database with this version (--import FILE).";

    private IncompatibleSchema() {}

    /**
     * Explains why the service did not start.
     *
     * @param failure the failure of the start
     * @return the message for the operator; null if the schema is not the cause of the failure
     */
    public static String explain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FlywayValidateException) {
                return MESSAGE;
            }
        }
        return null;
    }

    /** Whether the database ran a versioned migration that differs from the migration of this version. */
    static boolean isFoundIn(MigrationInfo... migrations) {
        return Arrays.stream(migrations)
                .anyMatch(migration -> migration.isVersioned() && !migration.isChecksumMatching());
    }
}
