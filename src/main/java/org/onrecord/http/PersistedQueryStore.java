package org.onrecord.http;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import jakarta.inject.Singleton;

import io.agroal.api.AgroalDataSource;
import org.jboss.logging.Logger;

import org.onrecord.database.DatabaseFailure;
import org.onrecord.database.ReadConnections;
import org.onrecord.database.ReadTarget;

/**
 * Stores the documents of clients by their SHA-256 hash in the database, for all replicas and across restarts. If the
 * database fails, the store logs a warning and no request fails: the protocol works without a store.
 */
@Singleton
final class PersistedQueryStore {

    private static final Logger LOG = Logger.getLogger(PersistedQueryStore.class);

    /** Seconds. The query waits until its document is stored. */
    private static final int UPDATE_TIMEOUT = 2;

    private final ReadConnections reads;
    private final AgroalDataSource writes;
    private final int maxDocuments;

    PersistedQueryStore(ReadConnections reads, AgroalDataSource writes, PersistedQueriesConfig config) {
        this.reads = reads;
        this.writes = writes;
        this.maxDocuments = config.maxDocuments();
    }

    /** The document, null if there is none. */
    String find(String hash) {
        Found found;
        try {
            found = reads.read(ReadTarget.REPLICA, null, connection -> find(connection, hash));
        } catch (DatabaseFailure e) {
            LOG.warnf("Cannot read persisted queries: %s", e.getMessage());
            return null;
        }
        if (found == null) {
            return null;
        }
        if (!found.isRecent) {
            update("UPDATE persisted_query SET used_at = now() WHERE hash = ?", hash);
        }
        return found.document;
    }

    /** @param isRecent whether {@code used_at} is recent enough to leave it */
    private record Found(String document, boolean isRecent) {}

    private static Found find(Connection connection, String hash) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT document, used_at >= now() - interval '1 hour' FROM persisted_query WHERE hash = ?")) {
            select.setString(1, hash);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? new Found(row.getString(1), row.getBoolean(2)) : null;
            }
        }
    }

    /** Adds a document, and deletes the least recently used if there are too many. */
    void add(String hash, String document) {
        boolean isNew = update(
                "INSERT INTO persisted_query (hash, document) VALUES (?, ?) ON CONFLICT DO NOTHING", hash, document);
        if (isNew) {
            // SKIP LOCKED: replicas that delete at the same time do not wait for each other.
            update(
                    "DELETE FROM persisted_query WHERE hash IN (SELECT hash FROM persisted_query"
                            + " ORDER BY used_at DESC, hash OFFSET ? FOR UPDATE SKIP LOCKED)",
                    maxDocuments);
        }
    }

    private boolean update(String sql, Object... values) {
        try (Connection connection = writes.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setQueryTimeout(UPDATE_TIMEOUT);
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            return update.executeUpdate() > 0;
        } catch (SQLException e) {
            LOG.warnf("Cannot store a persisted query: %s", e.getMessage());
            return false;
        }
    }
}
