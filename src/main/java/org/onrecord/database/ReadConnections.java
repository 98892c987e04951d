package org.onrecord.database;

import java.sql.Connection;
import java.sql.SQLException;

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
     * Executes a read. If its connection turns out to be dead, it is executed again on another connection.
     *
     * @param token the token of the changes that a read from a replica must see, or null
     * @throws DatabaseFailure if the database does not answer
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
        boolean retry = false;
        for (int dead = 0; ; dead++) {
            try (Connection connection = retry ? reconnect(token) : connect(token)) {
                return operation.execute(connection);
            } catch (SQLException e) {
                DatabaseFailure failure = new DatabaseFailure(e);
                // The replica may cancel the query again because of replication. The primary does not.
                boolean isCancelled = monitor.isReplicated() && failure.isConflictWithReplication();
                throwUnless(failure.isConnectionLost() || isCancelled, failure, dead);
            }
            retry = monitor.isReplicated();
        }
    }

    private <T> T readFrom(AgroalDataSource dataSource, ReadOperation<T> operation) {
        for (int dead = 0; ; dead++) {
            try (Connection connection = connectTo(dataSource)) {
                return operation.execute(connection);
            } catch (SQLException e) {
                DatabaseFailure failure = new DatabaseFailure(e);
                throwUnless(failure.isConnectionLost(), failure, dead);
            }
        }
    }

    /**
     * A restart of the database leaves as many dead connections in a pool as the pool had. Each leaves the pool when it
     * fails.
     */
    private void throwUnless(boolean mayRetry, DatabaseFailure failure, int dead) {
        if (!mayRetry || dead == maxSize(replica) + maxSize(primary)) {
            throw failure;
        }
    }

    private static int maxSize(AgroalDataSource dataSource) {
        return dataSource.getConfiguration().connectionPoolConfiguration().maxSize();
    }

    /**
     * Takes a connection to the replica or, while the replica is unavailable, to the primary. The caller closes it.
     * Unlike {@link #read}, this does not replace a dead connection.
     *
     * @throws DatabaseFailure if there is no connection
     */
    public Connection connect() {
        if (monitor.isReplicaUnavailable()) {
            return connectTo(primary);
        }
        try {
            return replica.getConnection();
        } catch (SQLException e) {
            // The primary does not take over the load of a replica that is merely out of connections.
            if (monitor.isReplicated()
                    && (monitor.isReplicaUnavailable() || DatabaseFailure.isConnectionLost(e.getSQLState()))) {
                return connectTo(primary);
            }
            throw DatabaseFailure.noConnection(e);
        }
    }

    private Connection connect(ConsistencyToken token) throws SQLException {
        Connection connection = connect();
        if (token == null || !monitor.isReplicated()) {
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
        return reached ? connection : connectTo(primary);
    }

    /**
     * Connects after a failure that may be the replica's: to the primary, or to the replica if the primary is
     * unavailable.
     */
    private Connection reconnect(ConsistencyToken token) throws SQLException {
        try {
            return primary.getConnection();
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
}
