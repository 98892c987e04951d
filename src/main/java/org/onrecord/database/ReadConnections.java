package org.onrecord.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Singleton;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;

/**
 * The connections that read: to the replica, if one is configured, and to the primary. The primary serves all reads
 * while the replica is unavailable.
 */
@Singleton
public final class ReadConnections {

    private final AgroalDataSource replica;
    private final AgroalDataSource primary;
    private final AgroalDataSource writePool;
    private final ReplicaMonitor monitor;

    /** A position that the log of the primary has reached, as a number. */
    private final AtomicLong position = new AtomicLong();

    /** @param replica a pool of the primary if no replica is configured */
    ReadConnections(
            @DataSource("reads") AgroalDataSource replica,
            @DataSource("fresh") AgroalDataSource primary,
            AgroalDataSource writePool,
            ReplicaMonitor monitor) {
        this.replica = replica;
        this.primary = primary;
        this.writePool = writePool;
        this.monitor = monitor;
    }

    /**
     * Executes a read. If its connection is lost, the read is executed once more, on a connection that was checked. A
     * read that the server ended is not repeated, because it may be the cause.
     *
     * @param token the token of the changes that a read from a replica must see, or null
     * @throws DatabaseFailure if the database does not answer
     * @throws UnknownTokenException if the primary has not made the token
     */
    public <T> T read(ReadTarget target, ConsistencyToken token, ReadOperation<T> operation) {
        // Without a replica, both pools of reads lead to the primary. One of them is enough.
        return switch (target) {
            case REPLICA -> readFromReplica(token, operation);
            case PRIMARY -> readFrom(monitor.isReplicated() ? primary : replica, operation);
            case PRIMARY_WRITE_POOL -> readFrom(writePool, operation);
        };
    }

    private <T> T readFromReplica(ConsistencyToken token, ReadOperation<T> operation) {
        try (Connection connection = connect(token)) {
            return operation.execute(connection);
        } catch (SQLException e) {
            DatabaseFailure failure = new DatabaseFailure(e);
            // The replica may cancel the query again because of replication. The primary does not.
            if (!failure.isConnectionBroken() && !(monitor.isReplicated() && failure.isConflictWithReplication())) {
                throw failure;
            }
        }
        return execute(() -> reconnect(token), operation);
    }

    private <T> T readFrom(AgroalDataSource dataSource, ReadOperation<T> operation) {
        try (Connection connection = connectTo(dataSource)) {
            return operation.execute(connection);
        } catch (SQLException e) {
            DatabaseFailure failure = new DatabaseFailure(e);
            if (!failure.isConnectionBroken()) {
                throw failure;
            }
        }
        return execute(() -> checkedConnection(dataSource), operation);
    }

    /** Executes a read for the second and last time. */
    private static <T> T execute(ConnectionSource source, ReadOperation<T> operation) {
        try (Connection connection = source.connect()) {
            return operation.execute(connection);
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    /**
     * Checks that reads get connections. If a read holds one, nothing is checked: requests that hold all connections do
     * not mean that the database has none. Otherwise nobody waits for a connection, so this does not wait either.
     *
     * @throws DatabaseFailure if there is no connection that answers, and the database refuses a new one
     */
    void requireConnection() {
        AgroalDataSource pool = monitor.isReplicaUnavailable() ? primary : replica;
        if (pool.getMetrics().activeCount() == 0) {
            close(connect());
        }
    }

    private interface ConnectionSource {
        Connection connect() throws SQLException;
    }

    /**
     * Takes a connection that answers. A restart of the database leaves as many dead connections in a pool as the pool
     * had. Each leaves the pool when its check fails.
     */
    private static Connection checkedConnection(AgroalDataSource dataSource) {
        int most = dataSource.getConfiguration().connectionPoolConfiguration().maxSize();
        SQLException failure = null;
        for (int dead = 0; dead <= most; dead++) {
            Connection connection = connectTo(dataSource);
            try {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("");
                }
                return connection;
            } catch (SQLException e) {
                failure = e;
                close(connection);
            }
        }
        throw new DatabaseFailure(failure);
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is dead.
        }
    }

    /** Connects to the replica or, while the replica is unavailable, to the primary. */
    private Connection connect() {
        if (monitor.isReplicaUnavailable()) {
            return connectTo(primary);
        }
        try {
            return replica.getConnection();
        } catch (SQLException e) {
            // The primary does not take over the load of a replica that is merely out of connections. Without a state
            // the pool is out of them.
            boolean isFull = e.getSQLState() == null || DatabaseFailure.isOutOfResources(e);
            if (monitor.isReplicated() && (monitor.isReplicaUnavailable() || !isFull)) {
                return connectTo(primary);
            }
            throw DatabaseFailure.noConnection(e, replica);
        }
    }

    private Connection connect(ConsistencyToken token) throws SQLException {
        Connection connection = connect();
        if (token == null || !monitor.isReplicated() && isKnown(token)) {
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
        if (!reached) {
            return connectToPrimary(token);
        }
        position.accumulateAndGet(token.number(), ReadConnections::later);
        return connection;
    }

    /**
     * Connects to the primary for a token that the replica has not reached. Rejects a token that the primary has not
     * made: it would lead all queries of the client to the primary, for ever.
     */
    private Connection connectToPrimary(ConsistencyToken token) throws SQLException {
        Connection connection = connectTo(primary);
        boolean reached = false;
        try {
            reached = isKnown(token) || token.isReached(connection);
        } finally {
            if (!reached) {
                connection.close();
            }
        }
        if (!reached) {
            throw new UnknownTokenException(token);
        }
        position.accumulateAndGet(token.number(), ReadConnections::later);
        return connection;
    }

    /** Whether the primary is known to have reached the position, so that it need not be asked. */
    private boolean isKnown(ConsistencyToken token) {
        return Long.compareUnsigned(token.number(), position.get()) <= 0;
    }

    private static long later(long one, long other) {
        return Long.compareUnsigned(one, other) > 0 ? one : other;
    }

    /**
     * Connects after a failure that may be the replica's: to the primary, or to the replica if the primary is
     * unavailable.
     */
    private Connection reconnect(ConsistencyToken token) throws SQLException {
        if (!monitor.isReplicated()) {
            return checkedConnection(replica);
        }
        try {
            return checkedConnection(primary);
        } catch (DatabaseFailure unavailable) {
            Connection connection = checkedConnection(replica);
            boolean reached = false;
            try {
                reached = token == null || token.isReached(connection);
            } finally {
                if (!reached) {
                    connection.close();
                }
            }
            if (!reached) {
                throw unavailable;
            }
            return connection;
        }
    }

    private static Connection connectTo(AgroalDataSource dataSource) {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw DatabaseFailure.noConnection(e, dataSource);
        }
    }
}
