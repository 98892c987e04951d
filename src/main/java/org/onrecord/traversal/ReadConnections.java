package org.onrecord.traversal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Singleton;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import org.jboss.logging.Logger;

/**
 * The connections that are read by: to the replica, where one is configured, and to the primary for what the replica does not
 * have yet, and for everything while it is away.
 *
 * <p>A replica that failed is left alone for some seconds. Then one request tries it again, while the others still go to the
 * primary: so one that does not even refuse its clients holds up few.
 */
@Singleton
public final class ReadConnections {

    private static final Logger LOG = Logger.getLogger(ReadConnections.class);

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final AgroalDataSource reads;
    private final AgroalDataSource primary;
    private final boolean replicated;

    /** When the replica is tried again (as {@link System#nanoTime} counts), 0 while it is not away. */
    private final AtomicLong nextTry = new AtomicLong();

    ReadConnections(@DataSource("reads") AgroalDataSource reads, @DataSource("fresh") AgroalDataSource primary) {
        this.reads = reads;
        this.primary = primary;
        this.replicated = !url(reads).equals(url(primary));
    }

    private static String url(AgroalDataSource dataSource) {
        return dataSource
                .getConfiguration()
                .connectionPoolConfiguration()
                .connectionFactoryConfiguration()
                .jdbcUrl();
    }

    /** To the replica, or while that is away to the primary. */
    public Connection connect() throws SQLException {
        if (!replicated) {
            return reads.getConnection();
        }
        if (isAway()) {
            return primary.getConnection();
        }
        try {
            Connection connection = reads.getConnection();
            if (nextTry.getAndSet(0) != 0) {
                LOG.info("The replica is back, and is read from again");
            }
            return connection;
        } catch (SQLException e) {
            if (!DatabaseFailure.isConnectionLost(e.getSQLState())) {
                throw e; // It has no connection to spare, say: the primary is not there for its load.
            }
            replicaFailed(e);
            return primary.getConnection();
        }
    }

    /** To a database that shows what the token stands for. */
    Connection connect(ConsistencyToken token) throws SQLException {
        Connection connection = connect();
        if (token == null || !replicated) {
            return connection;
        }
        try {
            if (token.isReached(connection)) {
                return connection;
            }
        } catch (SQLException e) {
            LOG.debug("Whether the replica has it is not to be found out, but the primary does", e);
        }
        connection.close();
        return primary.getConnection();
    }

    /** To the primary. */
    Connection connectToPrimary() throws SQLException {
        return primary.getConnection();
    }

    /** Whether there is another database to ask than the one that failed. */
    boolean isReplicated() {
        return replicated;
    }

    public boolean isReplicaAway() {
        return nextTry.get() != 0;
    }

    /** Connections that the larger of the pools has at most, and so dead ones that may be met one after the other. */
    int most() {
        return Math.max(
                reads.getConfiguration().connectionPoolConfiguration().maxSize(),
                primary.getConfiguration().connectionPoolConfiguration().maxSize());
    }

    void replicaFailed(Exception failure) {
        if (nextTry.getAndSet(inAWhile()) == 0) {
            LOG.warnf("The replica is away, the primary is read from instead: %s", failure.getMessage());
        }
    }

    private boolean isAway() {
        long next = nextTry.get();
        return next != 0 && (System.nanoTime() - next < 0 || !nextTry.compareAndSet(next, inAWhile()));
    }

    private static long inAWhile() {
        return System.nanoTime() + PAUSE.toNanos() | 1; // Never 0.
    }
}
