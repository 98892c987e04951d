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
 * The service is ready when a database that it can read from answers, and has every migration that this version brings, whoever
 * runs them: the service at start, or a job beside it. A schema that is ahead, because the next version is being rolled out, is
 * fine; and so is a primary that is away while a replica can be read.
 *
 * <p>It stands in for Quarkus's check of data sources, which takes every dead connection that is left from before a restart of
 * the database for a database that is down, one at each probe.
 */
@Readiness
@Singleton
class DatabaseReadiness implements HealthCheck {

    /** Seconds, in which a connection has to show that it is alive. */
    private static final int PATIENCE = 2;

    /** Of a connection that is no more (SQL state connection_failure). */
    private static final String NO_CONNECTION = "08006";

    private final ReadConnections reads;
    private final Flyway flyway;
    /** Migrations are never undone, so this is asked until it is so, and not at every probe. */
    private volatile boolean migrated;

    DatabaseReadiness(ReadConnections reads, Flyway flyway) {
        this.reads = reads;
        this.flyway = flyway;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("Database");
        try {
            String missing = reads.read(null, this::missingMigration);
            if (reads.isReplicaAway()) {
                response.withData("replica", "It is away, and the primary is read from.");
            }
            return missing == null
                    ? response.up().build()
                    : response.down().withData("missingMigration", missing).build();
        } catch (DatabaseFailure | FlywayException e) {
            return response.down().withData("cause", "It does not answer.").build();
        }
    }

    /** The first migration that the primary has yet to run, or that has yet to reach the replica; null where there is none. */
    private String missingMigration(Connection connection) throws SQLException {
        if (!connection.isValid(PATIENCE)) {
            throw new SQLException("The database does not answer", NO_CONNECTION);
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
