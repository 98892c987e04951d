package org.onrecord.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Pattern;

/**
 * A position in the write-ahead log of the primary (PostgreSQL's {@code pg_lsn}). The response of a mutation contains
 * the position after its changes. A query with this token reads from a database that has replayed the log up to the
 * position, so it sees the changes.
 */
public record ConsistencyToken(String position) {

    /** The key in the {@code extensions} of requests and responses. */
    public static final String EXTENSION = "consistencyToken";

    /** The key of the request's token in the GraphQL context. */
    public static final String KEY = "onrecord.consistency-token";

    private static final Pattern POSITION = Pattern.compile("[0-9A-F]{1,8}/[0-9A-F]{1,8}");

    /** The position of a server: what a replica has replayed, or what the primary has written. */
    private static final String SERVER_POSITION =
            "CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_insert_lsn() END";

    /** @throws IllegalArgumentException if the token is invalid */
    public ConsistencyToken {
        if (!POSITION.matcher(position).matches()) {
            throw new IllegalArgumentException(position);
        }
    }

    /** The token of everything that the primary has committed, or that the replica has replayed. */
    public static ConsistencyToken now(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT (" + SERVER_POSITION + ")::text");
                ResultSet row = select.executeQuery()) {
            row.next();
            return new ConsistencyToken(row.getString(1));
        }
    }

    /** The position as a number. */
    long number() {
        String[] halves = position.split("/", -1);
        return Long.parseLong(halves[0], 16) << 32 | Long.parseLong(halves[1], 16);
    }

    /** Whether the database has the log up to the position: a replica has replayed it, the primary has written it. */
    boolean isReached(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT CAST(? AS pg_lsn) <= " + SERVER_POSITION)) {
            select.setString(1, position);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
