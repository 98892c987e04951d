package org.onrecord.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Pattern;

/**
 * What a mutation gives to its client, who gives it with a query that has to see what was written: a place in the log of the
 * primary (PostgreSQL's {@code pg_lsn}) behind all that the mutation wrote. Who reads at a database that has come that far, sees
 * it.
 */
public record ConsistencyToken(String position) {

    /** The entry of a response's and of a request's {@code extensions}. */
    public static final String EXTENSION = "consistencyToken";

    /** The key in the GraphQL context under which a request has its token. */
    public static final String KEY = "onrecord.consistency-token";

    private static final Pattern POSITION = Pattern.compile("[0-9A-F]{1,8}/[0-9A-F]{1,8}");

    /** @throws IllegalArgumentException for what is no token */
    public ConsistencyToken {
        if (!POSITION.matcher(position).matches()) {
            throw new IllegalArgumentException(position);
        }
    }

    /** For all that the primary has committed by now. */
    public static ConsistencyToken now(Connection primary) throws SQLException {
        try (PreparedStatement select = primary.prepareStatement("SELECT pg_current_wal_insert_lsn()::text");
                ResultSet row = select.executeQuery()) {
            row.next();
            return new ConsistencyToken(row.getString(1));
        }
    }

    /** Whether what the token stands for is seen on this connection: always on the primary, sooner or later on a replica. */
    boolean isReached(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT NOT pg_is_in_recovery() OR pg_last_wal_replay_lsn() >= CAST(? AS pg_lsn)")) {
            select.setString(1, position);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
