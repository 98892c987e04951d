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

import org.onrecord.url.CanonicalUrl;

/**
 * Changes the URLs of the stored articles to their canonical form. If another article has that form already, the two
 * articles may be one, but only an editor can tell which of them to delete. The URL stays and the log names it. A URL
 * also stays if its canonical form is too long. Flyway finds the class by its package.
 */
public class V14__Canonical_urls implements JavaMigration {

    private static final Logger LOG = Logger.getLogger(V14__Canonical_urls.class);

    private static final int BATCH = 1000;

    /** In characters, as in V18__Lengths.sql. A canonical URL is ASCII. */
    private static final int MAX_LENGTH = 2048;

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("14");
    }

    @Override
    public String getDescription() {
        return "Canonical urls";
    }

    @Override
    public Integer getChecksum() {
        return null; // Classes have none.
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        migrate(context.getConnection());
    }

    public void migrate(Connection connection) throws SQLException {
        Map<Long, String> changes = new LinkedHashMap<>();
        try (PreparedStatement articles = connection.prepareStatement("SELECT id, url FROM article ORDER BY id")) {
            articles.setFetchSize(BATCH);
            try (ResultSet rows = articles.executeQuery()) {
                while (rows.next()) {
                    String canonical = CanonicalUrl.of(rows.getString(2));
                    if (canonical.equals(rows.getString(2))) {
                        continue;
                    } else if (canonical.length() > MAX_LENGTH) {
                        LOG.warnf(
                                "Article %d is not found by its URL any more: its canonical URL has more than %d"
                                        + " characters.",
                                rows.getLong(1), MAX_LENGTH);
                    } else {
                        changes.put(rows.getLong(1), canonical);
                    }
                }
            }
        }
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE article SET url = ?, version = version + 1 WHERE id = ?"
                        + " AND NOT EXISTS (SELECT FROM article WHERE url = ?)")) {
            for (Map.Entry<Long, String> change : changes.entrySet()) {
                update.setString(1, change.getValue());
                update.setLong(2, change.getKey());
                update.setString(3, change.getValue());
                if (update.executeUpdate() == 0) {
                    LOG.warnf(
                            "Article %d is not found by its URL any more: %s is the URL of another article. Delete one"
                                    + " of the two.",
                            change.getKey(), change.getValue());
                }
            }
        }
    }
}
