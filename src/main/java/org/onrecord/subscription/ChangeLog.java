package org.onrecord.subscription;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads the created nodes from the change log, the table {@code audit_record}. It reads the log in the order of
 * transactions, up to the oldest transaction that is still running. A transaction that commits late is therefore always
 * after the position that was read, so no record is missed.
 */
final class ChangeLog {

    /** The channel of {@code pg_notify}. */
    private static final String CHANNEL = "onrecord_changes";

    private static final int PAGE_SIZE = 1000;

    /** Returns at least one row, with the barrier up to which the log was read. */
    private static final String PAGE = """
            SELECT barrier::text, record.transaction::text, record.id, record.node_type, record.node_key
            FROM (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS barrier) AS log
            LEFT JOIN LATERAL (
              SELECT transaction, id, node_type, node_key FROM audit_record
              WHERE (transaction, id) > (?::text::xid8, ?) AND transaction < barrier
                AND action = 'CREATED' AND node_type = ANY (?)
              ORDER BY transaction, id LIMIT ?) AS record ON true
            ORDER BY record.transaction, record.id
            """;

    private ChangeLog() {}

    /** A position in the log: after the record with this transaction and id. */
    record Position(long transaction, long id) {

        boolean isBefore(Position other) {
            return transaction < other.transaction || transaction == other.transaction && id < other.id;
        }

        /** The position before all records of a transaction. Ids start at 1. */
        static Position before(long transaction) {
            return new Position(transaction, 0);
        }
    }

    /** A record of a created node. */
    record Creation(Position position, String nodeType, long key) {

        long transaction() {
            return position.transaction();
        }
    }

    /**
     * Consecutive records.
     *
     * @param end the position of the next page
     * @param isFull whether the log may have more records already
     */
    record Page(List<Creation> creations, Position end, boolean isFull) {}

    static TransactionSnapshot snapshot(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_current_snapshot()::text")) {
            row.next();
            return TransactionSnapshot.parse(row.getString(1));
        }
    }

    static void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + CHANNEL);
        }
    }

    static void unlisten(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("UNLISTEN " + CHANNEL);
        }
    }

    static Page read(Connection connection, Position position, Set<String> nodeTypes) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
            statement.setString(1, Long.toString(position.transaction()));
            statement.setLong(2, position.id());
            statement.setArray(3, connection.createArrayOf("text", nodeTypes.toArray()));
            statement.setInt(4, PAGE_SIZE);
            try (ResultSet row = statement.executeQuery()) {
                return page(row);
            }
        }
    }

    private static Page page(ResultSet row) throws SQLException {
        List<Creation> creations = new ArrayList<>();
        Position end = null;
        while (row.next()) {
            end = Position.before(row.getLong("barrier"));
            if (row.getString("transaction") != null) {
                Position position = new Position(row.getLong("transaction"), row.getLong("id"));
                creations.add(new Creation(position, row.getString("node_type"), row.getLong("node_key")));
                if (creations.size() == PAGE_SIZE) {
                    return new Page(creations, position, true);
                }
            }
        }
        return new Page(creations, end, false);
    }
}
