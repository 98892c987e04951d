package org.onrecord.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/**
 * The service is ready when a database that it can read from answers and has run every migration of this version. The
 * service itself or a job runs the migrations. A newer schema is fine: during a rolling update, the previous version
 * reads it. A primary that is away is fine too, if a replica answers.
 *
 * <p>This check replaces Quarkus's check of data sources. After a restart of the database, that check reports the
 * database as down once for each dead connection in a pool.
 */
@Readiness
@Singleton
class DatabaseReadiness implements HealthCheck {

    /** Seconds within which a connection has to answer. */
    private static final int PATIENCE = 2;

    /** SQLSTATE connection_failure. */
    private static final String NO_CONNECTION = "08006";

    private final ReadConnections reads;
    private final Flyway flyway;
    /** Migrations are never undone, so a positive answer is final. */
    private volatile boolean migrated;

    DatabaseReadiness(ReadConnections reads, Flyway flyway) {
        this.reads = reads;
        this.flyway = flyway;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("Database");
        try {
            boolean ready = reads.read(null, connection -> isReady(connection, response));
            if (reads.isReplicaAway()) {
                response.withData("replica", "The replica is away. The service reads from the primary.");
            }
            return response.status(ready).build();
        } catch (DatabaseFailure | FlywayException e) {
            return response.down()
                    .withData("cause", "The database does not answer.")
                    .build();
        }
    }

    /** Checks the schema that the connection reads. If the answer is no, the response says why. */
    private boolean isReady(Connection connection, HealthCheckResponseBuilder response) throws SQLException {
        if (!connection.isValid(PATIENCE)) {
            throw new SQLException("The database does not answer", NO_CONNECTION);
        } else if (migrated) {
            return true;
        }
        MigrationInfo[] migrations = flyway.info().all();
        if (IncompatibleSchema.isFoundIn(migrations)) {
            response.withData("cause", IncompatibleSchema.MESSAGE);
            return false;
        }
        Optional<String> missing = firstMissing(migrations, checksums(connection));
        missing.ifPresent(script -> response.withData("missingMigration", script));
        migrated = missing.isEmpty();
        return migrated;
    }

    /**
     * Finds the first migration of this version that did not run, or whose result has not reached the replica yet.
     *
     * <p>Only the checksum decides. Flyway reports a repeatable migration as pending also if a newer version has run
     * another content of it; but the content of this version did run, and a newer schema is fine.
     */
    private static Optional<String> firstMissing(MigrationInfo[] migrations, Set<Integer> checksums) {
        return Arrays.stream(migrations)
                .filter(migration -> migration.getResolvedChecksum() != null)
                .filter(migration -> !checksums.contains(migration.getResolvedChecksum()))
                .map(MigrationInfo::getScript)
                .findFirst();
    }

    /** Reads the checksums of the migrations that ran: none in a database that has not been migrated. */
    private static Set<Integer> checksums(Connection connection) throws SQLException {
        Set<Integer> checksums = new HashSet<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet history =
                    statement.executeQuery("SELECT to_regclass('flyway_schema_history') IS NOT NULL")) {
                history.next();
                if (!history.getBoolean(1)) {
                    return checksums;
                }
            }
            try (ResultSet rows = statement.executeQuery("SELECT checksum FROM flyway_schema_history WHERE success")) {
                while (rows.next()) {
                    checksums.add(rows.getInt(1));
                }
            }
        }
        return checksums;
    }
}
