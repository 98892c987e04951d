package org.onrecord.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import db.migration.V14__Canonical_urls;
import db.migration.V73__Denials_of_earlier_quotes;
import org.junit.jupiter.api.Test;

import org.onrecord.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The migrations from V12 on change stored rows. V12 and V13 merge the quotes that are one statement by the new normal
 * form of words.
 */
class StatementMigrationTest {

    private static final int FIRST = 12;

    /** The migration that makes one word of an abbreviation with points. */
    private static final int ABBREVIATIONS = 30;

    private static final String STORED = """
            INSERT INTO person (id, slug, name) VALUES (1, 'ann', 'Ann');
            INSERT INTO event (id, slug, name, type) VALUES (1, 'one', 'E', 'OTHER'), (2, 'two', 'E', 'OTHER');
            INSERT INTO article (id, url, headline, publisher, date_published, in_language)
                SELECT n, 'https://example.org/' || n, 'H', 'P', make_date(2020, 1, n), 'en'
                FROM generate_series(1, 5) n;
            INSERT INTO quote (id, text, in_language, type, speech_act, speaker_id, spoken_at, spoken_at_precision, cue)
                VALUES (1, 'We will pay—now', 'en', 'DIRECT', 'DENIAL', 1, NULL, NULL, NULL),
                       (2, 'We will pay — now', 'en', 'DIRECT', 'DENIAL', 1, '2019-05-05', 'DAY', 'said'),
                       (3, E'We will pay\\u2014\\u200Bnow', 'en', 'DIRECT', 'DENIAL', 1, '2010-01-01', 'YEAR', NULL),
                       (4, 'We''re in', 'en', 'DIRECT', 'DENIAL', 1, NULL, NULL, NULL);
            INSERT INTO quote_appearance (quote_id, article_id, exact)
                VALUES (1, 1, 'x'), (2, 1, 'x'), (2, 2, 'x'), (3, 3, 'x'), (4, 4, 'x');
            INSERT INTO quote_topic (quote_id, event_id) VALUES (1, 1), (2, 1), (2, 2);
            """;

    /** Pairs and a triple of quotes that become one by their words. */
    private static final String DATED = """
            INSERT INTO person (id, slug, name) VALUES (1, 'ann', 'Ann');
            INSERT INTO article (id, url, headline, publisher, date_published, in_language)
                VALUES (1, 'https://example.org/1', 'H', 'P', '2020-01-01', 'en');
            INSERT INTO quote (id, text, in_language, type, speech_act, speaker_id, spoken_at, spoken_at_precision)
                VALUES (1, 'Year—day', 'en', 'DIRECT', 'DENIAL', 1, '2019-01-01', 'YEAR'),
                       (2, 'Year — day', 'en', 'DIRECT', 'DENIAL', 1, '2019-05-05', 'DAY'),
                       (3, 'Day—year', 'en', 'DIRECT', 'DENIAL', 1, '2019-05-05', 'DAY'),
                       (4, 'Day — year', 'en', 'DIRECT', 'DENIAL', 1, '2019-01-01', 'YEAR'),
                       (5, 'Year—day before', 'en', 'DIRECT', 'DENIAL', 1, '2020-01-01', 'YEAR'),
                       (6, 'Year — day before', 'en', 'DIRECT', 'DENIAL', 1, '2019-12-31', 'DAY'),
                       (7, 'Undated—first', 'en', 'DIRECT', 'DENIAL', 1, NULL, NULL),
                       (8, 'Undated — first', 'en', 'DIRECT', 'DENIAL', 1, '2019-02-02', 'DAY'),
                       (9, E'Undated\\u2014\\u200Bfirst', 'en', 'DIRECT', 'DENIAL', 1, '2019-02-01', 'DAY'),
                       (10, 'First—day', 'en', 'DIRECT', 'DENIAL', 1, '2019-01-01', 'YEAR'),
                       (11, 'First — day', 'en', 'DIRECT', 'DENIAL', 1, '2019-01-01', 'DAY');
            INSERT INTO quote_appearance (quote_id, article_id, exact) VALUES (7, 1, 'x');
            """;

    /** Rows that are longer than V18__Lengths.sql allows. The canonical form of the second URL is too long. */
    private static final String LONG = """
            INSERT INTO person (id, slug, name) VALUES (2, 'bob', repeat('B', 1001));
            INSERT INTO article (id, url, headline, publisher, date_published, in_language)
                VALUES (6, 'https://Example.org/6', repeat('H', 1001), 'P', '2020-01-06', 'en'),
                       (7, 'https://example.org/' || repeat('é', 400), 'H', 'P', '2020-01-07', 'en');
            INSERT INTO quote (id, text, in_language, type, speech_act, speaker_id, spoken_at, spoken_at_precision, cue)
                VALUES (5, 'Long O''Brien left at 5 a.m. today', 'en', 'DIRECT', 'DENIAL', 2, NULL, NULL,
                        repeat('c', 1001)),
                       (6, 'Short O''Brien left at 5 a.m. today', 'en', 'DIRECT', 'DENIAL', 2, NULL, NULL, 'c'),
                       (7, 'Three—times', 'en', 'DIRECT', 'DENIAL', 2, '2000-01-01', 'DAY', 'c'),
                       (8, 'Three — times', 'en', 'DIRECT', 'DENIAL', 2, '2001-01-01', 'DAY', repeat('c', 1001)),
                       (9, E'Three\\u2014\\u200Btimes', 'en', 'DIRECT', 'DENIAL', 2, '2002-01-01', 'DAY', 'c');
            INSERT INTO quote_appearance (quote_id, article_id, exact) VALUES (5, 6, 'x');
            """;

    /** Pairs and a chain of quotes that become one by their abbreviations, and a quote whose number is taken. */
    private static final String ABBREVIATED = """
            INSERT INTO person (id, slug, name) VALUES (1, 'ann', 'Ann');
            INSERT INTO event (id, slug, name, type) VALUES (1, 'one', 'E', 'OTHER'), (2, 'two', 'E', 'OTHER');
            INSERT INTO article (id, url, headline, publisher, date_published, in_language)
                SELECT n, 'https://example.org/' || n, 'H', 'P', make_date(2020, 1, n), 'en'
                FROM generate_series(1, 5) n;
            INSERT INTO quote (id, text, in_language, type, speech_act, speaker_id, attribution_text, spoken_at,
                    spoken_at_precision, occurrence)
                VALUES (1, 'I left the U.S.', 'en', 'DIRECT', 'DENIAL', 1, NULL, '2019-05-05', 'DAY', 1),
                       (2, 'I left the US', 'en', 'DIRECT', 'DENIAL', 1, NULL, '2019-01-01', 'YEAR', 1),
                       (3, 'I left the US', 'en', 'DIRECT', 'DENIAL', 1, NULL, '2010-01-01', 'DAY', 2),
                       (4, 'I left the US', 'en', 'DIRECT', 'DENIAL', NULL, 'x', '2019-05-05', 'DAY', 1),
                       (5, 'At 5 a.m. we left', 'en', 'DIRECT', 'DENIAL', 1, NULL, '2015-01-01', 'DAY', 1),
                       (6, 'At 5 am we left', 'en', 'DIRECT', 'DENIAL', 1, NULL, '2016-01-01', 'DAY', 1),
                       (7, 'At 5 a.m. we left', 'en', 'DIRECT', 'DENIAL', 1, NULL, '2017-01-01', 'DAY', 2),
                       (8, 'A man left us', 'en', 'DIRECT', 'DENIAL', 1, NULL, '2017-01-01', 'DAY', 1);
            INSERT INTO quote_appearance (quote_id, article_id, exact) VALUES (1, 1, 'x'), (2, 1, 'x'), (2, 2, 'x');
            INSERT INTO quote_topic (quote_id, event_id) VALUES (1, 1), (2, 1), (2, 2);
            """;

    /** The migration by which signs count. */
    private static final int SIGNS = 74;

    /** Two statements that were one by their words, at different times, and two quotes that become one. */
    private static final String SIGNED = """
            INSERT INTO person (id, slug, name) VALUES (1, 'ann', 'Ann');
            INSERT INTO article (id, url, headline, publisher, date_published, in_language)
                SELECT n, 'https://example.org/' || n, 'H', 'P', make_date(2020, 1, n), 'en'
                FROM generate_series(1, 2) n;
            INSERT INTO quote (id, text, in_language, type, speech_act, speaker_id, spoken_at, spoken_at_precision,
                    occurrence)
                VALUES (1, 'It is 5″ high', 'en', 'DIRECT', 'DENIAL', 1, '2019-05-05', 'DAY', 1),
                       (2, 'It is 5 high', 'en', 'DIRECT', 'DENIAL', 1, '2010-01-01', 'DAY', 2),
                       (3, 'He is 6′ 2″ tall', 'en', 'DIRECT', 'DENIAL', 1, '2019-05-05', 'DAY', 1),
                       (4, 'He is 6''2" tall', 'en', 'DIRECT', 'DENIAL', 1, '2019-01-01', 'YEAR', 1),
                       (5, 'We know it', 'en', 'DIRECT', 'DENIAL', 1, '2019-05-05', 'DAY', 1);
            INSERT INTO quote_appearance (quote_id, article_id, exact) VALUES (1, 1, 'x'), (3, 1, 'x'), (4, 2, 'x');
            """;

    private static final int DAYS_OF_EARLIER_STATEMENTS = 72;

    /** Quotes from before they had limits. */
    private static final String EARLIER = """
            INSERT INTO person (id, slug, name) VALUES (1, 'ann', 'Ann');
            INSERT INTO article (id, url, headline, publisher, date_published, in_language)
                VALUES (1, 'https://example.org/1', 'H', 'P', '2020-01-03T01:00:00+02', 'en'),
                       (2, 'https://example.org/2', 'H', 'P', '2020-02-01', 'en');
            INSERT INTO quote (id, text, in_language, type, speech_act, speaker_id, attribution_text, spoken_at,
                    spoken_at_precision, spoken_after, spoken_before)
                VALUES (1, 'Month', 'en', 'DIRECT', 'DENIAL', 1, NULL, '2019-05-01', 'MONTH', NULL, NULL),
                       (2, 'Year', 'en', 'DIRECT', 'DENIAL', 1, NULL, '2019-01-01', 'YEAR', NULL, '2019-02-01'),
                       (3, 'Day', 'en', 'DIRECT', 'DENIAL', 1, NULL, '2019-05-05', 'DAY', NULL, NULL),
                       (4, 'In no article', 'en', 'DIRECT', 'DENIAL', 1, NULL, '2018-01-01', 'YEAR', NULL, NULL),
                       (5, 'These are four words.', 'en', 'DIRECT', 'DENIAL', 1, NULL, NULL, NULL, NULL, '2020-01-01'),
                       (6, 'These are five words, too', 'en', 'DIRECT', 'DENIAL', 1, NULL, NULL, NULL, NULL,
                        '2020-01-01'),
                       (7, 'The unknown source has many more words to say', 'en', 'DIRECT', 'DENIAL', NULL, 'x', NULL,
                        NULL, NULL, '2020-01-01'),
                       (8, 'Limited', 'en', 'DIRECT', 'DENIAL', 1, NULL, NULL, NULL, '2019-12-31', '2020-01-01'),
                       (9, '我们不会走', 'zh', 'DIRECT', 'DENIAL', 1, NULL, NULL, NULL, NULL, '2020-01-01'),
                       (10, '不会走', 'zh', 'DIRECT', 'DENIAL', 1, NULL, NULL, NULL, NULL, '2020-01-01'),
                       (11, '日本へ行く', 'ja', 'DIRECT', 'DENIAL', 1, NULL, NULL, NULL, NULL, '2020-01-01');
            INSERT INTO quote_appearance (quote_id, article_id, exact) VALUES (1, 2, 'x'), (1, 1, 'x'), (2, 2, 'x');
            """;

    @Test
    void abbreviationsAreOneWordAndTheirQuotesAreMergedOrNumbered() throws IOException, SQLException {
        try (Connection connection = connectToEmptyDatabase("abbreviations");
                Statement statement = connection.createStatement()) {
            migrate(connection, ABBREVIATIONS, ABBREVIATED);
            assertThat(rows(statement, "SELECT id, spoken_at, spoken_at_precision, version FROM quote ORDER BY id"))
                    .containsExactly(
                            "1 2019-05-05 DAY 1",
                            "3 2010-01-01 DAY 0",
                            "4 2019-05-05 DAY 0",
                            "5 2015-01-01 DAY 0",
                            "6 2016-01-01 DAY 0",
                            "7 2017-01-01 DAY 0",
                            "8 2017-01-01 DAY 0");
            assertThat(rows(statement, "SELECT id FROM quote WHERE statement <> statement_hash(text, in_language)"))
                    .isEmpty();
            assertThat(rows(statement, "SELECT quote_id, article_id FROM quote_appearance ORDER BY 1, 2"))
                    .containsExactly("1 1", "1 2");
            assertThat(rows(statement, "SELECT quote_id, event_id FROM quote_topic ORDER BY 1, 2"))
                    .containsExactly("1 1", "1 2");
            // The quotes of each source and statement are numbered from 1.
            assertThat(rows(
                            statement,
                            "SELECT string_agg(id::text, ',' ORDER BY id),"
                                    + " string_agg(occurrence::text, ',' ORDER BY occurrence) FROM quote"
                                    + " GROUP BY speaker_id, attribution_text, statement ORDER BY min(id)"))
                    .containsExactly("1,3 1,2", "4 1", "5,6,7 1,2,3", "8 1");
        }
    }

    @Test
    void signsCountAndTheirQuotesAreMergedOrNumbered() throws IOException, SQLException {
        try (Connection connection = connectToEmptyDatabase("signs");
                Statement statement = connection.createStatement()) {
            migrate(connection, SIGNS, SIGNED);
            assertThat(rows(statement, "SELECT id FROM quote WHERE statement <> statement_hash(text, in_language)"))
                    .isEmpty();
            assertThat(rows(statement, "SELECT id, spoken_at, occurrence FROM quote ORDER BY id"))
                    .containsExactly("1 2019-05-05 1", "2 2010-01-01 1", "3 2019-05-05 1", "5 2019-05-05 1");
            assertThat(rows(statement, "SELECT count(DISTINCT statement) FROM quote"))
                    .containsExactly("4");
            assertThat(rows(statement, "SELECT quote_id, article_id FROM quote_appearance ORDER BY 1, 2"))
                    .containsExactly("1 1", "3 1", "3 2");
        }
    }

    @Test
    void keepsRowsThatAreTooLong() throws IOException, SQLException {
        try (Connection connection = connectToEmptyDatabase("too_long");
                Statement statement = connection.createStatement()) {
            migrate(connection, LONG);
            assertThat(rows(statement, "SELECT id, url FROM article ORDER BY id"))
                    .containsExactly("6 https://example.org/6", "7 https://example.org/" + "é".repeat(400));
            assertThat(rows(statement, "SELECT id, spoken_before, char_length(cue) FROM quote WHERE id < 7"))
                    .containsExactly("5 2020-01-06 1001", "6 null 1");
            assertThat(rows(statement, "SELECT id FROM quote WHERE statement <> statement_hash(text, in_language)"))
                    .containsExactly("5");
        }
    }

    @Test
    void aRowThatIsTooLongDoesNotTakeTheNumberOfADeletedOne() throws IOException, SQLException {
        try (Connection connection = connectToEmptyDatabase("too_long_numbers");
                Statement statement = connection.createStatement()) {
            migrate(connection, LONG);
            String numbers = "SELECT id, occurrence FROM quote WHERE id > 6 ORDER BY id";
            assertThat(rows(statement, numbers)).containsExactly("7 1", "8 2", "9 3");
            statement.execute("DELETE FROM quote WHERE id = 7");
            assertThat(rows(statement, numbers)).containsExactly("8 2", "9 1");
            statement.execute("DELETE FROM quote WHERE id = 9");
            assertThat(rows(statement, numbers)).containsExactly("8 2");
        }
    }

    @Test
    void rewritesTheWordsOfRowsThatCanBeWritten() throws IOException, SQLException {
        try (Connection connection = connectToEmptyDatabase("words");
                Statement statement = connection.createStatement()) {
            migrate(connection, LONG);
            assertThat(rows(statement, "SELECT id FROM quote WHERE words @@ 'obrien'"))
                    .containsExactly("6");
            assertThat(rows(statement, "SELECT config FROM text_language")).containsExactly("english");
        }
    }

    @Test
    void mergesStoredQuotesAndNumbersThoseOfDifferentTimes() throws IOException, SQLException {
        try (Connection connection = connectToEmptyDatabase("statements");
                Statement statement = connection.createStatement()) {
            migrate(connection, STORED);
            assertThat(rows(statement, "SELECT id, spoken_at, spoken_before, cue FROM quote ORDER BY id"))
                    .containsExactly(
                            "1 2019-05-05 2020-01-01 said", "3 2010-01-01 2020-01-03 null", "4 null 2020-01-04 null");
            assertThat(rows(statement, "SELECT count(DISTINCT occurrence) FROM quote WHERE id < 4"))
                    .containsExactly("2");
            assertThat(rows(statement, "SELECT quote_id, article_id FROM quote_appearance ORDER BY 1, 2"))
                    .containsExactly("1 1", "1 2", "3 3", "4 4");
            assertThat(rows(statement, "SELECT quote_id, event_id FROM quote_topic ORDER BY 1, 2"))
                    .containsExactly("1 1", "1 2");
        }
    }

    @Test
    void keepsTheBetterDateAndMergesDatedQuotesFirst() throws IOException, SQLException {
        try (Connection connection = connectToEmptyDatabase("dates");
                Statement statement = connection.createStatement()) {
            migrate(connection, DATED);
            assertThat(rows(
                            statement,
                            "SELECT id, spoken_at, spoken_at_precision, spoken_before FROM quote ORDER BY id"))
                    .containsExactly(
                            "1 2019-05-05 DAY null",
                            "3 2019-05-05 DAY null",
                            "5 2019-12-31 DAY null",
                            "7 2019-02-01 DAY 2020-01-01",
                            "10 2019-01-01 DAY null");
        }
    }

    @Test
    void earlierQuotesWereMadeBetweenTheDaysThatTheirArticlesAllow() throws IOException, SQLException {
        try (Connection connection = connectToEmptyDatabase("days");
                Statement statement = connection.createStatement()) {
            migrate(connection, DAYS_OF_EARLIER_STATEMENTS, EARLIER);
            assertThat(rows(statement, "SELECT id, spoken_at, spoken_after, spoken_before FROM quote ORDER BY id"))
                    .containsExactly(
                            "1 2019-05-01 null 2020-01-02",
                            "2 2019-01-01 null 2019-02-01",
                            "3 2019-05-05 null null",
                            "4 2018-01-01 null null",
                            "5 null 2019-12-25 2020-01-01",
                            "6 null null 2020-01-01",
                            "7 null 2019-12-25 2020-01-01",
                            "8 null 2019-12-31 2020-01-01",
                            "9 null null 2020-01-01",
                            "10 null 2019-12-25 2020-01-01",
                            "11 null null 2020-01-01");
        }
    }

    @Test
    void theCuesOfEarlierDenialsTellWhatTheyDeny() throws IOException, SQLException {
        try (Connection connection = connectToEmptyDatabase("denials");
                Statement statement = connection.createStatement()) {
            migrate(connection, DAYS_OF_EARLIER_STATEMENTS, """
                    INSERT INTO quote (id, text, in_language, type, speech_act, attribution_text, cue)
                        SELECT n, 'It was she ' || n, 'en', type, act, 'x', cue FROM (VALUES
                            (1, 'INDIRECT', 'DENIAL', 'denied that'), (2, 'MIXED', 'REJECTION', 'said'),
                            (3, 'DIRECT', 'DENIAL', 'denied'), (4, 'INDIRECT', 'STATEMENT', 'said'),
                            (5, 'INDIRECT', 'DENIAL', 'on'), (6, 'INDIRECT', 'NO_COMMENT', NULL)) q (n, type, act, cue)
                    """);
            new V73__Denials_of_earlier_quotes().migrate(connection);
            assertThat(rows(statement, "SELECT id, cue_denies FROM quote ORDER BY id"))
                    .containsExactly("1 t", "2 f", "3 null", "4 null", "5 null", "6 null");
        }
    }

    /** Quotes that become the same words, by a change of the normal form that a later version could make. */
    @Test
    void rewrittenStatementsStayApartByTheRulesOfTheService() throws IOException, SQLException {
        try (Connection connection = connectToEmptyDatabase("rewritten");
                Statement statement = connection.createStatement()) {
            migrate(connection, "");
            statement.execute("""
                    INSERT INTO person (id, slug, name) VALUES (1, 'ann', 'Ann');
                    INSERT INTO event (id, slug, name, type) VALUES (1, 'a', 'A', 'OTHER'), (2, 'b', 'B', 'OTHER');
                    INSERT INTO quote (id, text, in_language, type, speech_act, speaker_id, cue, cue_denies,
                            spoken_at, spoken_at_precision, spoken_after, spoken_before, occasion_id, confidence,
                            corrected)
                        VALUES (1, 'Sense', 'en', 'INDIRECT', 'DENIAL', 1, 'denied', true, '2020-01-01', 'DAY', NULL,
                                NULL, NULL, NULL, false),
                            (2, 'Sense a', 'en', 'INDIRECT', 'STATEMENT', 1, NULL, NULL, '2020-01-01', 'DAY', NULL,
                                NULL, NULL, NULL, false),
                            (3, 'Sense b', 'en', 'INDIRECT', 'DENIAL', 1, 'said', false, '2020-01-01', 'DAY', NULL,
                                NULL, NULL, NULL, false),
                            (4, 'Place', 'en', 'DIRECT', 'STATEMENT', 1, NULL, NULL, '2020-01-01', 'DAY', NULL,
                                NULL, 1, NULL, false),
                            (5, 'Place a', 'en', 'DIRECT', 'STATEMENT', 1, NULL, NULL, '2020-01-01', 'DAY', NULL,
                                NULL, 2, NULL, false),
                            (6, 'Week', 'en', 'DIRECT', 'STATEMENT', 1, NULL, NULL, NULL, NULL, '2020-01-01',
                                '2020-01-08', NULL, NULL, false),
                            (7, 'Week a', 'en', 'DIRECT', 'STATEMENT', 1, NULL, NULL, NULL, NULL, '2020-02-01',
                                '2020-02-08', NULL, NULL, false),
                            (8, 'Same', 'en', 'DIRECT', 'STATEMENT', 1, NULL, NULL, NULL, NULL, '2020-01-01',
                                '2020-01-08', NULL, NULL, true),
                            (9, 'Same a', 'en', 'DIRECT', 'STATEMENT', 1, NULL, NULL, NULL, NULL, '2020-01-03',
                                '2020-01-06', 1, 0.5, false);
                    """);
            // The first word of a text becomes its normal form.
            statement.execute("""
                    CREATE OR REPLACE FUNCTION statement_words(text text, in_language text) RETURNS text
                        LANGUAGE sql IMMUTABLE RETURN split_part(text, ' ', 1);
                    """);
            statement.execute("CALL rewrite_statements('.')");
            assertThat(rows(statement, "SELECT id FROM quote WHERE statement <> statement_hash(text, in_language)"))
                    .isEmpty();
            assertThat(rows(
                            statement,
                            "SELECT id, spoken_after, spoken_before, occasion_id, confidence, corrected"
                                    + " FROM quote ORDER BY id"))
                    .containsExactly(
                            "1 null null null null f",
                            "2 null null null null f",
                            "3 null null null null f",
                            "4 null null 1 null f",
                            "5 null null 2 null f",
                            "6 2020-01-01 2020-01-08 null null f",
                            "7 2020-02-01 2020-02-08 null null f",
                            "8 2020-01-03 2020-01-06 1 null t");
        }
    }

    @Test
    void aTransactionTakesALimitedNumberOfLocks() throws IOException, SQLException {
        try (Connection connection = connectToEmptyDatabase("locks");
                Statement statement = connection.createStatement()) {
            migrate(connection, STORED);
            statement.execute("INSERT INTO person (id, slug, name) VALUES (2, 'bob', 'Bob')");
            statement.execute("INSERT INTO quote (id, text, in_language, type, speech_act, speaker_id)"
                    + " SELECT 100 + n, 'Number ' || n, 'en', 'DIRECT', 'DENIAL', 2 FROM generate_series(1, 3000) n");
            statement.execute("BEGIN; UPDATE quote SET speaker_id = 1; SET CONSTRAINTS ALL IMMEDIATE");
            assertThat(rows(
                            statement,
                            "SELECT count(*) BETWEEN 500 AND 1024 FROM pg_locks"
                                    + " WHERE locktype = 'advisory' AND pid = pg_backend_pid()"))
                    .containsExactly("t");
            statement.execute("ROLLBACK");
        }
    }

    private static Connection connectToEmptyDatabase(String name) throws SQLException {
        String url = PostgresServer.createEmptyDatabase(name).get("QUARKUS_DATASOURCE_JDBC_URL");
        // The server splits the statements.
        return DriverManager.getConnection(url + "?preferQueryMode=simple", "postgres", "postgres");
    }

    private static void migrate(Connection connection, String stored) throws IOException, SQLException {
        migrate(connection, FIRST, stored);
    }

    /** @param stored inserts the rows that were stored before a version */
    private static void migrate(Connection connection, int version, String stored) throws IOException, SQLException {
        try (Statement statement = connection.createStatement()) {
            for (Path migration : migrations()) {
                if (version(migration) == 15) {
                    new V14__Canonical_urls().migrate(connection);
                }
                if (version(migration) == version) {
                    statement.execute(stored);
                }
                String script = Files.readString(migration);
                if (Files.exists(Path.of(migration + ".conf"))) {
                    // Outside of a transaction, so one statement at a time.
                    for (String part : script.replaceAll("(?m)^--.*\n", "").split(";\n")) {
                        statement.execute(part);
                    }
                } else {
                    statement.execute("BEGIN; " + script + "; COMMIT");
                }
            }
        }
    }

    private static List<Path> migrations() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src", "main", "resources", "db", "migration"))) {
            return files.filter(file -> file.getFileName().toString().matches("V.*\\.sql"))
                    .sorted(Comparator.comparing(StatementMigrationTest::version))
                    .toList();
        }
    }

    private static int version(Path migration) {
        return Integer.parseInt(migration.getFileName().toString().replaceAll("V([0-9]+)__.*", "$1"));
    }

    private static List<String> rows(Statement statement, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(row.getString(i));
                }
                rows.add(String.join(" ", columns));
            }
        }
        return rows;
    }
}
