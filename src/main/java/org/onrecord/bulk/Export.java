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

/** Reads the graph as the lines that an import takes, in one snapshot: who writes meanwhile is not seen. */
@Singleton
class Export {

    /** Rows that are read from the database at once. */
    private static final int ROWS = 200;

    /** Milliseconds until the next of them is there, which may be when all are sorted. */
    private static final int LONGEST_SILENCE = 600_000;

    private final ReadConnections reads;

    Export(ReadConnections reads) {
        this.reads = reads;
    }

    /** What is exported, in the order in which an import has to wait for nothing. */
    enum Kind {
        PERSON("exported_person", "key COLLATE \"C\"", "id IN (" + changed("Person") + ")"),
        EVENT("exported_event", "key COLLATE \"C\"", "id IN (" + changed("Event") + ")"),
        ARTICLE(
                "exported_article",
                "key COLLATE \"C\"",
                // A quote is on the line of each article in which it stands.
                "id IN (" + changed("Article") + " UNION SELECT article_id FROM quote_appearance WHERE quote_id IN ("
                        + changed("Quote") + "))"),
        /** Who changed what; no import takes it. */
        AUDIT("exported_audit_record", "transaction, key", "transaction >= since");

        private final String view;
        private final String order;
        private final String since;

        Kind(String view, String order, String since) {
            this.view = view;
            this.order = order;
            this.since = since;
        }

        private static String changed(String type) {
            return "SELECT owner_key FROM audit_record WHERE owner_type = '" + type + "' AND transaction >= since";
        }

        private String select(boolean all) {
            return all
                    ? "SELECT line FROM " + view + " ORDER BY " + order
                    : "SELECT line FROM " + view + ", CAST(CAST(? AS text) AS xid8) AS since WHERE " + since
                            + " ORDER BY " + order;
        }
    }

    /**
     * @param since a version of the graph that an export told, for what has changed after it; null for all
     * @param version takes the version that this export has
     * @param line takes the lines, without their ends; what it throws ends the export
     * @throws DatabaseFailure where the database fails
     */
    void read(List<Kind> kinds, Long since, Consumer<String> version, Consumer<String> line) {
        try (Connection connection = reads.connect()) {
            connection.setAutoCommit(false); // Also what makes the driver read row by row.
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            int networkTimeout = connection.getNetworkTimeout();
            try {
                // It takes as long as the client does.
                execute(connection, "SET LOCAL statement_timeout = 0");
                connection.setNetworkTimeout(Runnable::run, LONGEST_SILENCE);
                // All that was committed before is in the snapshot; of what runs, some may be, and comes again the next
                // time.
                version.accept(single(connection, "SELECT pg_snapshot_xmin(pg_current_snapshot())"));
                for (Kind kind : kinds) {
                    read(connection, kind, since, line);
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

    private static void read(Connection connection, Kind kind, Long since, Consumer<String> line) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(kind.select(since == null))) {
            statement.setFetchSize(ROWS);
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

    private static String single(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
