package org.onrecord.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.inject.Singleton;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.quarkus.agroal.DataSource;
import org.jboss.logging.Logger;

/**
 * Where is read: at the replica, where one is configured, and at the primary for what the replica does not have yet, and for
 * everything while it is away.
 *
 * <p>Whether the replica is away, one thread finds out, which asks it once a second by a connection of its own. So it is known
 * within seconds also of one that does not even refuse its clients; then those who wait for its answers are let go too, and read
 * at the primary.
 */
@Singleton
public final class ReadConnections {

    private static final Logger LOG = Logger.getLogger(ReadConnections.class);

    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** Seconds. */
    private static final int PATIENCE = 2;

    private final AgroalDataSource reads;
    private final AgroalDataSource fresh;
    private final AgroalDataSource writes;
    private final AgroalDataSource probe;
    private final boolean replicated;

    private Thread prober;
    private volatile boolean away;

    ReadConnections(
            @DataSource("reads") AgroalDataSource reads,
            @DataSource("fresh") AgroalDataSource fresh,
            AgroalDataSource writes,
            @DataSource("probe") AgroalDataSource probe) {
        this.reads = reads;
        this.fresh = fresh;
        this.writes = writes;
        this.probe = probe;
        this.replicated = !url(reads).equals(url(fresh));
        if (replicated) {
            prober = new Thread(this::watchReplica, "onrecord-replica");
            prober.setDaemon(true);
            prober.start();
        }
    }

    private static String url(AgroalDataSource dataSource) {
        return dataSource
                .getConfiguration()
                .connectionPoolConfiguration()
                .connectionFactoryConfiguration()
                .jdbcUrl();
    }

    /** What a connection is wanted for; it may be asked for several times. */
    public interface Reading<T> {

        T from(Connection connection) throws SQLException;
    }

    /**
     * Reads at the replica, or at the primary, wherever it can be done.
     *
     * @param token of what has to be seen; null where it is not said
     * @throws DatabaseFailure if neither answers
     */
    public <T> T read(ConsistencyToken token, Reading<T> reading) {
        boolean again = false;
        for (int dead = 0; ; dead++) {
            try (Connection connection = again ? connectAgain(token) : connect(token)) {
                return reading.from(connection);
            } catch (SQLException e) {
                DatabaseFailure failure = new DatabaseFailure(e);
                // A replica that gives way to what it replicates does so again, perhaps; the primary does not.
                boolean gaveWay = replicated && failure.isConflictWithReplication();
                throwUnless(failure.isConnectionLost() || gaveWay, failure, dead);
            }
            again = replicated;
        }
    }

    /** Reads at the primary, for those who are told of changes. */
    public <T> T readFresh(Reading<T> reading) {
        return readAt(replicated ? fresh : reads, reading);
    }

    /** Reads at the primary, for those who have written: by the connections that write, which who only reads cannot use up. */
    public <T> T readWritten(Reading<T> reading) {
        return readAt(writes, reading);
    }

    private <T> T readAt(AgroalDataSource dataSource, Reading<T> reading) {
        for (int dead = 0; ; dead++) {
            try (Connection connection = connectTo(dataSource)) {
                return reading.from(connection);
            } catch (SQLException e) {
                DatabaseFailure failure = new DatabaseFailure(e);
                throwUnless(failure.isConnectionLost(), failure, dead);
            }
        }
    }

    /**
     * A restart of the database leaves dead connections in a pool, as many as it had; each leaves it when it fails.
     *
     * @param mayHelp whether to read again may
     */
    private void throwUnless(boolean mayHelp, DatabaseFailure failure, int dead) {
        if (!mayHelp || dead == most(reads) + most(fresh)) {
            throw failure;
        }
    }

    private static int most(AgroalDataSource dataSource) {
        return dataSource.getConfiguration().connectionPoolConfiguration().maxSize();
    }

    /** To the replica or, while that is away, to the primary. The caller closes it, and goes without a second attempt. */
    public Connection connect() {
        if (away) {
            return connectTo(fresh);
        }
        try {
            return reads.getConnection();
        } catch (SQLException e) {
            // Where it has no connection to spare, the primary is not there for its load; but it may be away by now.
            if (replicated && (away || DatabaseFailure.isConnectionLost(e.getSQLState()))) {
                return connectTo(fresh);
            }
            throw DatabaseFailure.noConnection(e);
        }
    }

    /** To a database that shows what the token stands for. */
    private Connection connect(ConsistencyToken token) throws SQLException {
        Connection connection = connect();
        if (token == null || !replicated) {
            return connection;
        }
        boolean reached = false;
        try {
            reached = token.isReached(connection);
        } finally {
            if (!reached) {
                connection.close();
            }
        }
        return reached ? connection : connectTo(fresh);
    }

    /** When a connection, to the replica perhaps, was lost: to the primary, if that is there. */
    private Connection connectAgain(ConsistencyToken token) throws SQLException {
        try {
            return fresh.getConnection();
        } catch (SQLException e) {
            return connect(token);
        }
    }

    private static Connection connectTo(AgroalDataSource dataSource) {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw DatabaseFailure.noConnection(e);
        }
    }

    /** Whether the primary is read from instead. */
    public boolean isReplicaAway() {
        return away;
    }

    private void watchReplica() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long start = System.nanoTime();
                SQLException failure = probe();
                if (failure != null && System.nanoTime() - start < PERIOD.toNanos()) {
                    failure = probe(); // Perhaps it was restarted, and only the connection is no more.
                }
                if (failure != null && !away) {
                    away = true;
                    LOG.warnf("The replica is away, the primary is read from instead: %s", failure.getMessage());
                    reads.flush(FlushMode.ALL);
                } else if (failure == null && away) {
                    away = false;
                    LOG.info("The replica is back, and is read from");
                }
                Thread.sleep(PERIOD.toMillis());
            }
        } catch (InterruptedException e) {
            // The service stops.
        }
    }

    /** Why the replica is away; null where it is not. */
    private SQLException probe() {
        try (Connection connection = probe.getConnection()) {
            return connection.isValid(PATIENCE) ? null : new SQLException("It does not answer.");
        } catch (SQLException e) {
            boolean isFull = e.getSQLState() != null && e.getSQLState().startsWith("53");
            return isFull ? null : e;
        } catch (RuntimeException e) {
            return new SQLException(e); // Whatever it is, the thread has to go on.
        }
    }

    void stop(@Observes Shutdown event) {
        if (prober != null) {
            prober.interrupt();
        }
    }
}
