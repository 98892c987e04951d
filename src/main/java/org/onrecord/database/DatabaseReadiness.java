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
import org.jboss.logging.Logger;

/**
 * Reports the service as ready if the database answers and has all migrations of this version of the service. The
 * replica or the primary must answer, not both. The schema may be newer, because the next version may be rolling out.
 * The check uses the pool "probe", so requests that hold all connections of their pools do not make the service
 * unready. Queries need a connection of another pool: if that has none, and the database refuses a new one, the service
 * is not ready, although its probe may have kept a connection.
 *
 * <p>It replaces Quarkus' check of the data sources. After a restart of the database, that check fails once for each
 * dead connection in the pool.
 */
@Readiness
@Singleton
class DatabaseReadiness implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(DatabaseReadiness.class);

    /** As in {@code afterMigrate__Outdated_texts.sql}. */
    private static final String OUTDATED_TEXTS =
            "PostgreSQL indexes texts in another way than when the indexes were built, so searches may miss rows."
                    + " Rebuild the indexes: k8s/README.md, \"After an update of PostgreSQL\". Changed: %s";

    private static final int TIMEOUT_SECONDS = 2;

    /** The SQLSTATE connection_failure. */
    private static final String CONNECTION_FAILURE = "08006";

    private final ProbeConnections probes;
    private final ReadConnections reads;
    private final ReplicaMonitor monitor;
    private final Flyway flyway;
    /** Nothing undoes migrations, so the check of the migrations ends when it succeeds. */
    private volatile boolean migrated;
    /** What makes searches miss rows, if anything does. */
    private volatile Optional<String> outdatedTexts = Optional.empty();

    DatabaseReadiness(ProbeConnections probes, ReadConnections reads, ReplicaMonitor monitor, Flyway flyway) {
        this.probes = probes;
        this.reads = reads;
        this.monitor = monitor;
        // The connections of migrations have no timeout.
        this.flyway = Flyway.configure()
                .configuration(flyway.getConfiguration())
                .initSql("SET statement_timeout = '" + TIMEOUT_SECONDS + "s'")
                .load();
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("Database");
        try {
            // A database that has no free connection serves those who have one.
            boolean ready =
                    probes.read(connection -> isReady(connection, response)).orElse(migrated);
            reads.requireConnection();
            if (monitor.isReplicaUnavailable()) {
                response.withData("replica", "The replica is unavailable. Queries read from the primary.");
            }
            outdatedTexts.ifPresent(changed -> response.withData("outdatedTexts", changed));
            return response.status(ready).build();
        } catch (FlywayException e) {
            return notReady(response, "The migrations of the database cannot be read.");
        } catch (SQLException | DatabaseFailure e) {
            // PostgreSQL's own message: it refuses connections for many reasons.
            return notReady(response, "The database does not serve this process: " + e.getMessage());
        }
    }

    private static HealthCheckResponse notReady(HealthCheckResponseBuilder response, String cause) {
        return response.down().withData("cause", cause).build();
    }

    /** Checks the schema that the connection reads. If the answer is no, the response says why. */
    private boolean isReady(Connection connection, HealthCheckResponseBuilder response) throws SQLException {
        if (!connection.isValid(TIMEOUT_SECONDS)) {
            throw new SQLException("The database does not answer", CONNECTION_FAILURE);
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
        if (missing.isEmpty()) {
            outdatedTexts = findOutdatedTexts(connection);
            migrated = true;
        }
        return migrated;
    }

    /** The database that queries read from may be a replica with other libraries than the primary. */
    private static Optional<String> findOutdatedTexts(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT string_agg(text, ', ') FROM outdated_texts() text")) {
            row.next();
            Optional<String> changed = Optional.ofNullable(row.getString(1));
            changed.ifPresent(texts -> LOG.warnf(OUTDATED_TEXTS, texts));
            return changed;
        } catch (SQLException e) {
            LOG.warn("The service cannot check whether the indexes of texts are up to date", e);
            return Optional.empty();
        }
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
