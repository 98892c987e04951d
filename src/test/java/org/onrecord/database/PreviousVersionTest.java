package org.onrecord.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import db.migration.V14__Canonical_urls;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.onrecord.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The previous version of the service and this one use a database at the same time, whichever of them has migrated it
 * last. The folder {@code db/previous} has the repeatable migrations of the previous version.
 */
class PreviousVersionTest {

    private static final String DATABASE = "previous_version";

    private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db", "migration");
    private static final Path REPEATABLE = Path.of("src", "test", "resources", "db", "previous");

    /** The last versioned migration of the previous version. */
    private static final int LAST = 59;

    private static final String STORED = """
            INSERT INTO person (id, slug, name) VALUES (1, 'ann', 'Ann Smith'), (2, 'bob', 'Bob');
            INSERT INTO event (id, slug, name, type, start_date) VALUES (1, 'one', 'Summit', 'OTHER', '2019-05-05');
            INSERT INTO event_participant (event_id, person_id, role) VALUES (1, 1, 'HOST'), (1, 2, 'ATTENDEE');
            INSERT INTO article (id, url, headline, publisher, date_published, in_language, body)
                VALUES (1, 'https://example.org/1', 'They denied it', 'P', '2020-01-01', 'en', 'We never denied it.'),
                       (2, 'https://example.org/2', 'Others', 'P', '2020-01-02', 'en', NULL);
            INSERT INTO quote (id, text, in_language, type, speech_act, speaker_id, spoken_at, spoken_at_precision)
                VALUES (1, 'We never denied it', 'en', 'DIRECT', 'DENIAL', 1, '2019-05-05', 'DAY'),
                       (2, 'We never have denied it', 'en', 'DIRECT', 'DENIAL', 1, '2019-05-05', 'DAY');
            INSERT INTO quote_appearance (quote_id, article_id, exact) VALUES (1, 2, 'x');
            INSERT INTO quote_topic (quote_id, event_id) VALUES (1, 1);
            """;

    /** What both versions read, with the columns that they name. */
    private static final List<String> BOTH = List.of(
            "SELECT kind, label, direction, from_type, from_key, to_type, to_key"
                    + " FROM path_steps('{SPEAKER}', '{DENIAL}', '{OUTGOING}', '{6,4}')",
            "SELECT node_type, node_key, rank > 0, looked_for FROM search('denied', NULL) ORDER BY 1, 2",
            "SELECT node_type, node_key, rank > 0, looked_for FROM search('ann', '{Person}')",
            "SELECT field, start_offset, text, match_starts, match_ends FROM search_snippets('Quote', 1, 'denied')",
            "SELECT field, start_offset, text, match_starts, match_ends FROM search_snippets('Person', 1, 'ann')",
            "SELECT start_offset, end_offset FROM text_ranges('{1,5}', '{2,7}')",
            "SELECT node_type, node_key, date, place, moment FROM timeline('Person', 1, NULL, NULL, NULL)"
                    + " ORDER BY place, node_key",
            "SELECT node_type, node_key, date, place, moment FROM timeline('Event', 1, '2019-05-05', '2019-05-05',"
                    + " '{Quote,Event}') ORDER BY place, node_key",
            "SELECT days_since('2019-05-07'::date, 1), days_since('2019-05-07'::date, 'DAY', 1),"
                    + " days_since('2019-05-07Z'::timestamptz, 1)",
            "SELECT start_offset, end_offset, before, exact, after FROM quote_context(1, 3, 8, 2)",
            "SELECT * FROM quote_variant ORDER BY 1, 2",
            "SELECT id, key, count(*) FROM exported_person GROUP BY 1, 2 ORDER BY 1",
            "SELECT id, key, count(*) FROM exported_event GROUP BY 1, 2 ORDER BY 1",
            "SELECT id, key, count(*) FROM exported_article GROUP BY 1, 2 ORDER BY 1",
            "SELECT id, key, count(*) FROM exported_audit_record GROUP BY 1, 2 ORDER BY 1",
            "SELECT changed_at, actor, actor_issuer, actor_subject, action, node_type, before, after"
                    + " FROM node_history(1, 'Person', 10)",
            "SELECT length, kinds, labels, directions, nodes, refusal"
                    + " FROM path_or_refusal('Person', 1, 'Person', 2, 6, 3, 1000)",
            "SELECT length, kinds, labels, directions, nodes, refusal"
                    + " FROM path_or_refusal('Person', 1, 'Person', 2, 6, 3, 1)",
            "SELECT node_type, node_key, rank > 0 FROM similar_titles('They deneid', '{Article}')",
            "SELECT days FROM related_events(1, '2019-05-07', 'DAY', NULL, NULL, NULL, 5)",
            "SELECT resource_path('ann', 'people'), resource_path(1, 'quotes', 'Quote'), node_label('Ann')",
            "SELECT reading_links('{Ann Smith}', 'Ann Smith denied it at the Summit.', 'https://example.org/3')");

    private static final List<String> ONLY_THIS = List.of(
            "SELECT spoken_during(NULL, NULL, '2019-05-01'::date, '2019-05-07'::date)",
            "SELECT spoken_until('2019-05-07'::date, 'DAY', NULL)",
            "SELECT are_opposite('INDIRECT', 'DENIAL', 'INDIRECT', 'STATEMENT')");

    @Test
    void bothVersionsReadWhicheverHasMigratedLast(@TempDir Path folder) throws IOException, SQLException {
        PostgresServer.createEmptyDatabase(DATABASE);
        Flyway previous = previous(folder);
        Flyway current = configured().locations("classpath:db/migration").load();
        try (Connection connection = PostgresServer.connect(DATABASE);
                Statement statement = connection.createStatement()) {
            previous.migrate();
            statement.execute(STORED);
            List<String> both = results(statement, BOTH);

            current.migrate();
            List<String> onlyThis = results(statement, ONLY_THIS);
            assertThat(results(statement, BOTH)).isEqualTo(both);

            List<String> functions = functions(statement);
            for (Flyway version : List.of(previous, current)) {
                assertThat(version.migrate().migrationsExecuted).isPositive();
                assertThat(results(statement, BOTH)).isEqualTo(both);
                assertThat(results(statement, ONLY_THIS)).isEqualTo(onlyThis);
            }
            assertThat(functions(statement)).containsAll(functions);
        }
    }

    /** Flyway of the previous version, whose migrations are copied to a folder. */
    private static Flyway previous(Path folder) throws IOException, SQLException {
        try (Stream<Path> versioned = Files.list(MIGRATIONS);
                Stream<Path> repeatable = Files.list(REPEATABLE)) {
            for (Path script : Stream.concat(versioned.filter(PreviousVersionTest::isPrevious), repeatable)
                    .toList()) {
                Files.copy(script, folder.resolve(script.getFileName()));
            }
        }
        return configured()
                .locations("filesystem:" + folder)
                .javaMigrations(new V14__Canonical_urls())
                .load();
    }

    private static boolean isPrevious(Path script) {
        String name = script.getFileName().toString();
        return name.matches("V[0-9]+__.*\\.sql(\\.conf)?")
                && Integer.parseInt(name.replaceAll("V([0-9]+)__.*", "$1")) <= LAST;
    }

    /** As in {@code application.properties} of both versions. */
    private static FluentConfiguration configured() throws SQLException {
        return PostgresServer.flyway(DATABASE).ignoreMigrationPatterns("*:future", "repeatable:missing");
    }

    /** Each function, with a hash of its definition. */
    private static List<String> functions(Statement statement) throws SQLException {
        return rows(statement, """
                SELECT oid::regprocedure, md5(pg_get_functiondef(oid)) FROM pg_proc
                WHERE pronamespace = 'public'::regnamespace AND prokind <> 'a'
                """);
    }

    /** The rows of each query, which has at least one. */
    private static List<String> results(Statement statement, List<String> queries) throws SQLException {
        List<String> results = new ArrayList<>();
        for (String query : queries) {
            List<String> rows = rows(statement, query);
            assertThat(rows).as(query).isNotEmpty();
            results.add(query + "\n" + String.join("\n", rows));
        }
        return results;
    }

    private static List<String> rows(Statement statement, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(row.getString(i));
                }
                rows.add(String.join(" | ", columns));
            }
        }
        return rows;
    }
}
