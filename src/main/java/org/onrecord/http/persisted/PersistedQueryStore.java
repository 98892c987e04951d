package org.onrecord.http.persisted;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import org.jboss.logging.Logger;

import org.onrecord.database.DatabaseFailure;
import org.onrecord.database.ReadConnections;
import org.onrecord.database.ReadTarget;

/**
 * Stores the documents of clients by their SHA-256 hash in the database, for all replicas and across restarts. If the
 * database fails, the store logs a warning and no request fails: the protocol works without a store. A request for a
 * document fails if other requests use all connections that read.
 *
 * <p>Everyone may send documents, so storing them has a connection of its own and a rate. A document that cannot be
 * stored at once is not stored. If there are too many documents, those that were used least go first, so documents that
 * are sent but not used do not replace those of the clients.
 */
@Singleton
final class PersistedQueryStore {

    private static final Logger LOG = Logger.getLogger(PersistedQueryStore.class);

    private static final String DELETE = """
            DELETE FROM persisted_query WHERE hash IN (
              SELECT hash FROM persisted_query
              ORDER BY used_at > now() - interval '7 days' DESC, uses DESC, used_at DESC, hash
              OFFSET ? FOR UPDATE SKIP LOCKED)
            """;

    private final ReadConnections reads;
    private final AgroalDataSource documents;
    private final int maxDocuments;
    private final int maxPerMinute;

    /** The connection of the pool. A request does not wait for it. */
    private final Semaphore connection = new Semaphore(1);

    /** The minute in which documents were stored last, and their number. The semaphore guards both. */
    private long minute;

    private int stored;

    PersistedQueryStore(
            ReadConnections reads, @DataSource("documents") AgroalDataSource documents, PersistedQueriesConfig config) {
        this.reads = reads;
        this.documents = documents;
        this.maxDocuments = config.maxDocuments();
        this.maxPerMinute = config.maxPerMinute();
    }

    /**
     * The document, null if there is none.
     *
     * @throws DatabaseFailure if other requests use all connections
     */
    String find(String hash) {
        Found found;
        try {
            found = reads.read(ReadTarget.REPLICA, null, connection -> find(connection, hash));
        } catch (DatabaseFailure e) {
            if (e.isPoolExhausted()) {
                throw e; // The client would send the document to a service that is busy.
            }
            LOG.warnf("Cannot read persisted queries: %s", e.getMessage());
            return null;
        }
        if (found == null) {
            return null;
        }
        if (!found.isCounted) {
            tryUpdate(() -> update("UPDATE persisted_query SET used_at = now(), uses = uses + 1 WHERE hash = ?", hash));
        }
        return found.document;
    }

    /** @param isCounted whether a use in this hour was counted already */
    private record Found(String document, boolean isCounted) {}

    private static Found find(Connection connection, String hash) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT document, uses > 0 AND used_at >= now() - interval '1 hour' FROM persisted_query"
                        + " WHERE hash = ?")) {
            select.setString(1, hash);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? new Found(row.getString(1), row.getBoolean(2)) : null;
            }
        }
    }

    /** Adds a document, and deletes those that are used least if there are too many. */
    void add(String hash, String document) {
        tryUpdate(() -> {
            long now = TimeUnit.NANOSECONDS.toMinutes(System.nanoTime());
            stored = now == minute ? stored : 0;
            minute = now;
            if (stored < maxPerMinute
                    && update(
                            "INSERT INTO persisted_query (hash, document) VALUES (?, ?) ON CONFLICT DO NOTHING",
                            hash,
                            document)) {
                stored++;
                // SKIP LOCKED: replicas that delete at the same time do not wait for each other.
                update(DELETE, maxDocuments);
            }
        });
    }

    /** Runs an update, unless another one is running. */
    private void tryUpdate(Runnable update) {
        if (connection.tryAcquire()) {
            try {
                update.run();
            } finally {
                connection.release();
            }
        }
    }

    private boolean update(String sql, Object... values) {
        try (Connection writer = documents.getConnection();
                PreparedStatement update = writer.prepareStatement(sql)) {
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
