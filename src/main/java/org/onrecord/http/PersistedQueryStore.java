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
 * Clients' documents by their SHA-256 hash, in the database: every replica has them, and a restart keeps them. The protocol
 * gets along without a store, so where this one cannot be read or written, a line goes to the log and nothing fails.
 */
@Singleton
final class PersistedQueryStore {

    private static final Logger LOG = Logger.getLogger(PersistedQueryStore.class);

    /** Seconds. A query waits for its document to be stored, but not for long. */
    private static final int LONGEST_UPDATE = 2;

    private final ReadConnections reads;
    private final AgroalDataSource writes;
    private final int maxDocuments;

    PersistedQueryStore(ReadConnections reads, AgroalDataSource writes, PersistedQueriesConfig config) {
        this.reads = reads;
        this.writes = writes;
        this.maxDocuments = config.maxDocuments();
    }

    /** The document, null where none is found. */
    String find(String hash) {
        Found found;
        try {
            found = reads.read(ReadTarget.REPLICA, null, connection -> find(connection, hash));
        } catch (DatabaseFailure e) {
            LOG.warnf("Persisted queries cannot be read: %s", e.getMessage());
            return null;
        }
        if (found == null) {
            return null;
        }
        if (!found.marked) {
            update("UPDATE persisted_query SET used_at = now() WHERE hash = ?", hash);
        }
        return found.document;
    }

    /** @param marked whether it is known to be in use */
    private record Found(String document, boolean marked) {}

    private static Found find(Connection connection, String hash) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT document, used_at >= now() - interval '1 hour' FROM persisted_query WHERE hash = ?")) {
            select.setString(1, hash);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? new Found(row.getString(1), row.getBoolean(2)) : null;
            }
        }
    }

    /** Adds a document, and lets those go that were not used for the longest time where there are too many. */
    void add(String hash, String document) {
        boolean isNew = update(
                "INSERT INTO persisted_query (hash, document) VALUES (?, ?) ON CONFLICT DO NOTHING", hash, document);
        if (isNew) {
            // Replicas that do this at the same time do not wait for each other.
            update(
                    "DELETE FROM persisted_query WHERE hash IN (SELECT hash FROM persisted_query"
                            + " ORDER BY used_at DESC, hash OFFSET ? FOR UPDATE SKIP LOCKED)",
                    maxDocuments);
        }
    }

    private boolean update(String sql, Object... values) {
        try (Connection connection = writes.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setQueryTimeout(LONGEST_UPDATE);
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            return update.executeUpdate() > 0;
        } catch (SQLException e) {
            LOG.warnf("A persisted query was not stored: %s", e.getMessage());
            return false;
        }
    }
}
