package db.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jboss.logging.Logger;

/**
 * Rewrites the stored words of texts by the functions of V19__Search_forms.sql.
 *
 * <p>The migration writes only rows whose words change, in batches that commit, so the service reads and writes
 * meanwhile. A search finds a row by its old words until the row is written. If the migration is interrupted, it starts
 * again and skips the rows that it has written.
 */
public class V20__Search_words implements JavaMigration {

    private static final Logger LOG = Logger.getLogger(V20__Search_words.class);

    /** The tables with words, and a column that the words depend on. */
    private static final Map<String, String> TABLES =
            Map.of("quote", "attribution_text", "event", "location", "article", "abstract");

    private static final int BATCH = 500;
    private static final int ATTEMPTS = 5;

    private static final String CHECK_VIOLATION = "23514";

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("20");
    }

    @Override
    public String getDescription() {
        return "Search words";
    }

    @Override
    public Integer getChecksum() {
        return null; // Classes have none.
    }

    @Override
    public boolean canExecuteInTransaction() {
        return false;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        migrate(context.getConnection());
    }

    /** @param connection in auto-commit mode */
    public void migrate(Connection connection) throws SQLException {
        for (Map.Entry<String, String> table : TABLES.entrySet()) {
            rewrite(connection, table.getKey(), table.getValue());
        }
    }

    private static void rewrite(Connection connection, String table, String column) throws SQLException {
        String lastOfBatch = "SELECT max(id) FROM (SELECT id FROM %s WHERE id > ? ORDER BY id LIMIT %d) batch"
                .formatted(table, BATCH);
        String rewriteBatch = "UPDATE %s SET %s = %s WHERE id > ? AND id <= ? AND words IS DISTINCT FROM %s"
                .formatted(table, column, column, expression(connection, table));
        try (PreparedStatement last = connection.prepareStatement(lastOfBatch);
                PreparedStatement update = connection.prepareStatement(rewriteBatch)) {
            long from = 0; // Ids are positive.
            while (true) {
                last.setLong(1, from);
                long to;
                try (ResultSet row = last.executeQuery()) {
                    row.next();
                    to = row.getLong(1);
                    if (row.wasNull()) {
                        return;
                    }
                }
                rewrite(update, table, from, to);
                from = to;
            }
        }
    }

    /** The expression of the generated column. */
    private static String expression(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d"
                        + " JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum"
                        + " WHERE d.adrelid = '" + table + "'::regclass AND a.attname = 'words'")) {
            row.next();
            return row.getString(1);
        }
    }

    /** Rewrites the rows with ids above {@code from} up to {@code to}. */
    private static void rewrite(PreparedStatement update, String table, long from, long to) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                update.setLong(1, from);
                update.setLong(2, to);
                update.executeUpdate();
                return;
            } catch (SQLException e) {
                if (CHECK_VIOLATION.equals(e.getSQLState())) {
                    // A row is longer than V18__Lengths.sql allows, so it cannot be written.
                    if (to - from == 1) {
                        LOG.warnf(
                                "The %s %d keeps its old words for the search, until it is updated: %s",
                                table, to, e.getMessage());
                    } else {
                        long middle = from + (to - from) / 2;
                        rewrite(update, table, from, middle);
                        rewrite(update, table, middle, to);
                    }
                    return;
                } else if (attempt == ATTEMPTS || !isTransient(e)) {
                    throw e;
                }
            }
        }
    }

    /** Whether a concurrent write has caused the error: a deadlock, or a lock that was not free in time. */
    private static boolean isTransient(SQLException e) {
        return "40P01".equals(e.getSQLState()) || "55P03".equals(e.getSQLState());
    }
}
