package org.onrecord.bulk;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import org.onrecord.database.DatabaseFailure;
import org.onrecord.database.ReadConnections;

/** Reads the graph as lines that an import accepts. An export reads one snapshot and ignores concurrent writes. */
@Singleton
class Exporter {

    private static final int FETCH_SIZE = 200;

    /** The maximum time in milliseconds until the next rows arrive. The first rows arrive after the sort. */
    private static final int NETWORK_TIMEOUT = 600_000;

    private final ReadConnections reads;

    Exporter(ReadConnections reads) {
        this.reads = reads;
    }

    /** The kinds of lines. An import of the lines in this order defers none of them. */
    enum Kind {
        PERSON("exported_person", "key COLLATE \"C\"", "id IN (" + changed("Person") + ")"),
        EVENT("exported_event", "key COLLATE \"C\"", "id IN (" + changed("Event") + ")"),
        ARTICLE(
                "exported_article",
                "key COLLATE \"C\"",
                // The line of an article has its quotes.
                "id IN (" + changed("Article") + " UNION SELECT article_id FROM quote_appearance WHERE quote_id IN ("
                        + changed("Quote") + "))"),
        /** The audit records. An import does not accept them. */
        AUDIT("exported_audit_record", "transaction, key", "transaction >= since");

        private final String view;
        private final String order;
        private final String changedSince;

        Kind(String view, String order, String changedSince) {
            this.view = view;
            this.order = order;
            this.changedSince = changedSince;
        }

        private static String changed(String type) {
            return "SELECT owner_key FROM audit_record WHERE owner_type = '" + type + "' AND transaction >= since";
        }

        private String select(boolean all) {
            return all
                    ? "SELECT line FROM " + view + " ORDER BY " + order
                    : "SELECT line FROM " + view + ", CAST(CAST(? AS text) AS xid8) AS since WHERE " + changedSince
                            + " ORDER BY " + order;
        }
    }

    /**
     * Exports all nodes, or those that have changed.
     *
     * @param since the version of an earlier export, for the nodes that have changed after it; null for all nodes
     * @param version takes the version of this export, before the first line
     * @param line takes the lines without terminators; an exception ends the export
     * @throws DatabaseFailure if the database fails
     */
    void export(List<Kind> kinds, Long since, Consumer<String> version, Consumer<String> line) {
        try (Connection connection = reads.connect()) {
            connection.setAutoCommit(false); // The driver fetches rows in portions only in a transaction.
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            int networkTimeout = connection.getNetworkTimeout();
            try {
                execute(connection, "SET LOCAL statement_timeout = 0"); // The client determines the duration.
                connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT);
                // All older transactions are in the snapshot. Some later ones can be too; the next export repeats them.
                version.accept(readText(connection, "SELECT pg_snapshot_xmin(pg_current_snapshot())"));
                for (Kind kind : kinds) {
                    readLines(connection, kind, since, line);
                }
            } finally {
                connection.rollback();
                connection.setNetworkTimeout(Runnable::run, networkTimeout);
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    private static void readLines(Connection connection, Kind kind, Long since, Consumer<String> line)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(kind.select(since == null))) {
            statement.setFetchSize(FETCH_SIZE);
            if (since != null) {
                statement.setString(1, since.toString());
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    line.accept(rows.getString(1));
                }
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private static String readText(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
