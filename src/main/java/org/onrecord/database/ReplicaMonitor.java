package org.onrecord.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.inject.Singleton;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.quarkus.agroal.DataSource;
import org.jboss.logging.Logger;

/**
 * Knows whether a replica is configured and available. A background thread probes the replica every second, on its own
 * connection. So the service detects within seconds also a replica that hangs. When the replica becomes unavailable,
 * the monitor closes the connections to it, which ends the queries that wait for its answers.
 */
@Singleton
final class ReplicaMonitor {

    private static final Logger LOG = Logger.getLogger(ReplicaMonitor.class);

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private static final int TIMEOUT_SECONDS = 2;

    private final AgroalDataSource replica;
    private final AgroalDataSource probe;
    private final boolean replicated;

    private Thread thread;
    private volatile boolean unavailable;

    ReplicaMonitor(
            @DataSource("reads") AgroalDataSource replica,
            @DataSource("fresh") AgroalDataSource primary,
            @DataSource("probe") AgroalDataSource probe) {
        this.replica = replica;
        this.probe = probe;
        this.replicated = !url(replica).equals(url(primary));
    }

    @PostConstruct
    void start() {
        if (replicated) {
            thread = new Thread(this::run, "onrecord-replica");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static String url(AgroalDataSource dataSource) {
        return dataSource
                .getConfiguration()
                .connectionPoolConfiguration()
                .connectionFactoryConfiguration()
                .jdbcUrl();
    }

    /** Whether a replica is configured. */
    boolean isReplicated() {
        return replicated;
    }

    /** Whether the configured replica does not answer. */
    boolean isReplicaUnavailable() {
        return unavailable;
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long start = System.nanoTime();
                SQLException failure = probe();
                // If the replica has restarted, or sessions were terminated, each connection of the pool may be dead.
                int most = ProbeConnections.maxSize(probe);
                for (int dead = 1; failure != null && dead <= most && isWithinPeriod(start); dead++) {
                    failure = probe();
                }
                if (failure != null && !unavailable) {
                    unavailable = true;
                    LOG.warnf("The replica is unavailable, queries read from the primary: %s", failure.getMessage());
                    replica.flush(FlushMode.ALL);
                } else if (failure == null && unavailable) {
                    unavailable = false;
                    LOG.info("The replica is available again");
                }
                Thread.sleep(PERIOD.toMillis());
            }
        } catch (InterruptedException e) {
            // The service stops.
        }
    }

    /** Whether there is time to try another connection. One that hangs takes longer than the period. */
    static boolean isWithinPeriod(long start) {
        return System.nanoTime() - start < PERIOD.toNanos();
    }

    /** Returns the failure of the probe, or null. A connection that fails leaves the pool. */
    private SQLException probe() {
        try (Connection connection = probe.getConnection()) {
            return connection.isValid(TIMEOUT_SECONDS) ? null : new SQLException("The replica does not answer.");
        } catch (SQLException e) {
            return DatabaseFailure.isOutOfResources(e) ? null : e;
        } catch (RuntimeException e) {
            return new SQLException(e); // An exception must not end the thread.
        }
    }

    void stop(@Observes Shutdown event) {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
