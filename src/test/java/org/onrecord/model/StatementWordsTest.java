package org.onrecord.model;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import org.onrecord.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/** The hash of the normalized words of a quote is stored, so a new implementation must return the same words. */
@QuarkusTest
class StatementWordsTest {

    /** The definition in simple terms. V6__Invariants.sql has a faster one. */
    private static final String FIRST_IMPLEMENTATION = """
            coalesce(nullif(btrim(regexp_replace(regexp_replace(
                fold_case(normalize(text, NFKC)) COLLATE "und-x-icu", '[[:punct:]]', '', 'g'),
                '\\s+', ' ', 'g')), ''), text)
            """;

    @Test
    void normalizesEveryCharacterOfTheBasicMultilingualPlaneAsTheFirstImplementation() throws SQLException {
        assertThat(countDifferent("""
                SELECT 'Yes' || c || 'No' || c || ' ' || c || c || E'\\t' || c || 'Ä' AS text, c
                FROM (SELECT chr(n) AS c FROM generate_series(1, 65535) n
                      WHERE n NOT BETWEEN 55296 AND 57343) characters
                """)).isZero();
    }

    @Test
    void normalizesAsciiTextsAsTheFirstImplementation() throws SQLException {
        assertThat(countDifferent("""
                SELECT a || chr(n) || chr(m) || a || chr(m) || chr(n) AS text, n
                FROM generate_series(1, 127) n, generate_series(1, 127) m,
                     (VALUES ('X'), (''), (' '), ('don''t ')) words (a)
                """)).isZero();
    }

    private static long countDifferent(String texts) throws SQLException {
        try (Connection connection = PostgresServer.connect();
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("SELECT count(*) FROM (" + texts + ") given WHERE statement_words(text) <> "
                                + FIRST_IMPLEMENTATION)) {
            row.next();
            return row.getLong(1);
        }
    }
}
