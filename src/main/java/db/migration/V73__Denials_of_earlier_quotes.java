package db.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jboss.logging.Logger;

import org.onrecord.model.QuoteType;
import org.onrecord.model.SpeechAct;
import org.onrecord.publishing.statement.Circumstances;

/**
 * Fills the column {@code cue_denies} of the denials from before V69__Denying_cues.sql, which could be taken for their
 * opposite otherwise. Fewer quotes agree afterwards, so no two become the same statement. Each row is a transaction.
 * After an interruption, the next run continues. A row that is longer than V18__Lengths.sql allows stays as it is.
 */
public class V73__Denials_of_earlier_quotes implements JavaMigration {

    private static final Logger LOG = Logger.getLogger(V73__Denials_of_earlier_quotes.class);

    private static final int BATCH = 1000;
    private static final String CHECK_VIOLATION = "23514";

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("73");
    }

    @Override
    public String getDescription() {
        return "Denials of earlier quotes";
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

    public void migrate(Connection connection) throws SQLException {
        long last = 0;
        while (last >= 0) {
            Map<Long, Boolean> denials = new LinkedHashMap<>();
            last = read(connection, last, denials);
            for (Map.Entry<Long, Boolean> denial : denials.entrySet()) {
                write(connection, denial.getKey(), denial.getValue());
            }
        }
    }

    /**
     * Reads a batch.
     *
     * @param denials takes the ids of the quotes, and whether their cues deny their words
     * @return the last id, or -1 if there are no more
     */
    private static long read(Connection connection, long above, Map<Long, Boolean> denials) throws SQLException {
        long last = -1;
        try (PreparedStatement quotes = connection.prepareStatement("SELECT id, type, speech_act, cue FROM quote"
                + " WHERE id > ? AND cue_denies IS NULL AND cue IS NOT NULL AND type <> 'DIRECT'"
                + " AND speech_act IN ('DENIAL', 'REJECTION', 'NO_COMMENT') ORDER BY id LIMIT " + BATCH)) {
            quotes.setLong(1, above);
            try (ResultSet rows = quotes.executeQuery()) {
                while (rows.next()) {
                    last = rows.getLong(1);
                    Boolean denies = Circumstances.cueDenies(
                            QuoteType.valueOf(rows.getString(2)),
                            SpeechAct.valueOf(rows.getString(3)),
                            rows.getString(4));
                    if (denies != null) {
                        denials.put(last, denies);
                    }
                }
            }
        }
        return last;
    }

    /** A quote that the service has written meanwhile has its value. */
    private static void write(Connection connection, long id, boolean denies) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE quote SET cue_denies = ? WHERE id = ? AND cue_denies IS NULL")) {
            update.setBoolean(1, denies);
            update.setLong(2, id);
            update.executeUpdate();
        } catch (SQLException e) {
            if (!CHECK_VIOLATION.equals(e.getSQLState())) {
                throw e;
            }
            LOG.warnf("The quote %d stays as it is: %s", id, e.getMessage());
        }
    }
}
