package org.onrecord.model;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import org.onrecord.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Which words of a quote are compared is stored with it: how they are found may change, and what they are may not. */
@QuarkusTest
class StatementWordsTest {

    /** The definition in simple terms. V6__Invariants.sql has a faster one. */
    private static final String FIRST = """
            coalesce(nullif(btrim(regexp_replace(regexp_replace(
                fold_case(normalize(text, NFKC)) COLLATE "und-x-icu", '[[:punct:]]', '', 'g'), '\\s+', ' ', 'g')), ''), text)
            """;

    @Test
    void theyAreWhatTheyWereFromTheFirstForEveryCharacterOfTheBasicMultilingualPlane() throws SQLException {
        assertThat(different("""
                SELECT 'Yes' || c || 'No' || c || ' ' || c || c || E'\\t' || c || 'Ä' AS text, c
                FROM (SELECT chr(n) AS c FROM generate_series(1, 65535) n WHERE n NOT BETWEEN 55296 AND 57343) characters
                """)).isZero();
    }

    @Test
    void theyAreWhatTheyWereForTextsOfAsciiAlone() throws SQLException {
        assertThat(different("""
                SELECT a || chr(n) || chr(m) || a || chr(m) || chr(n) AS text, n
                FROM generate_series(1, 127) n, generate_series(1, 127) m, (VALUES ('X'), (''), (' '), ('don''t ')) words (a)
                """)).isZero();
    }

    private static long different(String texts) throws SQLException {
        try (Connection connection = PostgresServer.connect();
                ResultSet row = connection
                        .createStatement()
                        .executeQuery(
                                "SELECT count(*) FROM (" + texts + ") given WHERE statement_words(text) <> " + FIRST)) {
            row.next();
            return row.getLong(1);
        }
    }
}
