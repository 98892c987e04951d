package org.onrecord.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;

/**
 * Reports the service as ready if the database answers and has all migrations of this version of the service. The
 * replica or the primary must answer, not both. The schema may be newer, because the next version may be rolling out.
 *
 * <p>It replaces Quarkus' check of the data sources. After a restart of the database, that check fails once for each
 * dead connection in the pool.
 */
@Readiness
@Singleton
class DatabaseReadiness implements HealthCheck {

    private static final int TIMEOUT_SECONDS = 2;

    /** The SQLSTATE connection_failure. */
    private static final String CONNECTION_FAILURE = "08006";

    private final ReadConnections connections;
    private final ReplicaMonitor monitor;
    private final Flyway flyway;
    /** Nothing undoes migrations, so the check of the migrations ends when it succeeds. */
    private volatile boolean migrated;

    DatabaseReadiness(ReadConnections connections, ReplicaMonitor monitor, Flyway flyway) {
        this.connections = connections;
        this.monitor = monitor;
        this.flyway = flyway;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("Database");
        try {
            String missing = connections.read(ReadTarget.REPLICA, null, this::missingMigration);
            if (monitor.isReplicaUnavailable()) {
                response.withData("replica", "The replica is unavailable. Queries read from the primary.");
            }
            return missing == null
                    ? response.up().build()
                    : response.down().withData("missingMigration", missing).build();
        } catch (DatabaseFailure | FlywayException e) {
            return response.down()
                    .withData("cause", "The database does not answer.")
                    .build();
        }
    }

    /** The first migration that the primary or the replica does not have yet, or null. */
    private String missingMigration(Connection connection) throws SQLException {
        if (!connection.isValid(TIMEOUT_SECONDS)) {
            throw new SQLException("The database does not answer", CONNECTION_FAILURE);
        } else if (migrated) {
            return null;
        }
        MigrationInfoService info = flyway.info();
        if (info.pending().length > 0) {
            return info.pending()[0].getScript();
        }
        MigrationInfo latest = info.current();
        try (PreparedStatement replicated =
                connection.prepareStatement("SELECT FROM flyway_schema_history WHERE version = ? AND success")) {
            replicated.setString(1, latest.getVersion().getVersion());
            try (ResultSet row = replicated.executeQuery()) {
                migrated = row.next();
                return migrated ? null : latest.getScript();
            }
        }
    }
}
