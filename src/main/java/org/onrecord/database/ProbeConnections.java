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
     * Reads from the database that queries read from, or from the primary if the replica does not answer.
     *
     * @return empty if the database answers, but has no free connection
     */
    <T> Optional<T> read(ReadOperation<T> operation) throws SQLException {
        SQLException failure = null;
        // If the database has restarted, each connection of the pool is dead.
        for (int dead = 0; dead <= maxSize(probe); dead++) {
            try (Connection connection = probe.getConnection()) {
                return Optional.of(operation.execute(connection));
            } catch (SQLException e) {
                if (isFull(e)) {
                    return Optional.empty();
                }
                failure = e;
            }
        }
        if (!monitor.isReplicated()) {
            throw failure;
        }
        try (Connection connection = primary.getConnection()) {
            return Optional.of(operation.execute(connection));
        } catch (SQLException e) {
            if (isFull(e) || primary.getMetrics().activeCount() >= maxSize(primary)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Whether the server has too few resources (class 53), such as connections. */
    private static boolean isFull(SQLException failure) {
        return failure.getSQLState() != null && failure.getSQLState().startsWith("53");
    }

    private static int maxSize(AgroalDataSource dataSource) {
        return dataSource.getConfiguration().connectionPoolConfiguration().maxSize();
    }
}
