package org.onrecord.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;

/** The connections that check whether the databases answer. Requests do not use them. */
@Singleton
final class ProbeConnections {

    private final AgroalDataSource probe;
    private final AgroalDataSource primary;
    private final ReplicaMonitor monitor;

    ProbeConnections(
            @DataSource("probe") AgroalDataSource probe,
            @DataSource("fresh") AgroalDataSource primary,
            ReplicaMonitor monitor) {
        this.probe = probe;
        this.primary = primary;
        this.monitor = monitor;
    }

    /**
     * Reads from the database that queries read from, or from the primary if the replica does not answer. Kubernetes
     * waits for the check of readiness for three seconds, so a replica that hangs is asked once at most.
     *
     * @return empty if the database answers, but has no free connection
     */
    <T> Optional<T> read(ReadOperation<T> operation) throws SQLException {
        if (!monitor.isReplicaUnavailable()) {
            try {
                return Optional.of(readFromProbe(operation));
            } catch (SQLException e) {
                if (DatabaseFailure.isOutOfResources(e)) {
                    return Optional.empty();
                } else if (!monitor.isReplicated()) {
                    throw e;
                }
            }
        }
        try (Connection connection = primary.getConnection()) {
            return Optional.of(operation.execute(connection));
        } catch (SQLException e) {
            if (DatabaseFailure.isOutOfResources(e) || primary.getMetrics().activeCount() >= maxSize(primary)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Reads from the database that queries read from. */
    <T> T readFromProbe(ReadOperation<T> operation) throws SQLException {
        // If the database has restarted, each connection of the pool is dead, and fails at once.
        long start = System.nanoTime();
        for (int dead = 1; ; dead++) {
            Connection connection = probe.getConnection();
            try (connection) {
                return operation.execute(connection);
            } catch (SQLException e) {
                if (dead > maxSize(probe) || !ReplicaMonitor.isWithinPeriod(start)) {
                    throw e;
                }
            }
        }
    }

    static int maxSize(AgroalDataSource dataSource) {
        return dataSource.getConfiguration().connectionPoolConfiguration().maxSize();
    }
}
