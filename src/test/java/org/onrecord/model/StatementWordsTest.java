package org.onrecord.model;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import org.onrecord.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/** The normal form of words, for each character of the Basic Multilingual Plane. */
@QuarkusTest
class StatementWordsTest {

    /** Each character with what ICU says of it. */
    private static final String CHARACTERS = """
            (SELECT n, chr(n) COLLATE "und-x-icu" AS c FROM generate_series(1, 65535) n
             WHERE n NOT BETWEEN 55296 AND 57343) characters
            """;

    private static final String INVISIBLE = """
            (n IN (173, 847, 1564, 4447, 4448, 6068, 6069, 12644, 65279, 65440) OR n BETWEEN 6155 AND 6159
             OR n BETWEEN 8203 AND 8207 OR n BETWEEN 8234 AND 8238 OR n BETWEEN 8288 AND 8303
             OR n BETWEEN 65024 AND 65039 OR n BETWEEN 65520 AND 65528)
            """;

    @Test
    void noPunctuationJoinsTwoWordsOrTwoNumbers() throws SQLException {
        assertThat(characters("""
                (c ~ '[[:punct:][:space:]]' OR c ~ '[$+<=>^`|~]')
                AND (statement_words('yes' || c || 'no', 'en') = 'yesno'
                     OR statement_words('12' || c || '34', 'en') = statement_words('1234', 'en')
                     OR statement_words('12' || c || '34', 'de') = statement_words('1234', 'de'))
                """)).isEmpty();
    }

    @Test
    void punctuationAndSpacesAroundAStatementDoNotCount() throws SQLException {
        // A question mark counts. The others are words: the signs for percent, and, at, number, paragraph and about.
        assertThat(characters("""
                c ~ '[[:punct:][:space:]]' AND c !~ '[?؟՞፧︖﹖？⁇⁈⁉‽⸮%‰٪﹪％؉؊‱&＆﹠@﹫＠#＃﹟§〜]'
                AND statement_words(c || ' yes we can' || c, 'en') <> 'yes we can'
                """)).isEmpty();
    }

    /** Symbols, and the punctuation that changes a number. */
    @Test
    void symbolsBesideANumberCount() throws SQLException {
        assertThat(characters("""
                (c ~ '[@%‰‱′″*]' OR c !~ '[[:alnum:][:punct:][:space:][:cntrl:]]')
                AND (statement_words('5' || c || ' of it', 'en') = '5 of it'
                     OR n NOT IN (8242, 8243) AND statement_words('It is ' || c || '5', 'en') = 'it is 5')
                """))
                // Accents without a letter, slashes and hyphens. The last one is for private use.
                .isSubsetOf(characters(INVISIBLE + " OR n BETWEEN 728 AND 733"
                        + " OR n IN (96, 168, 175, 180, 184, 8175, 8260, 8331, 8722, 8725, 57344, 65344)"));
    }

    @Test
    void invisibleCharactersDoNotCount() throws SQLException {
        assertThat(characters(INVISIBLE))
                .isNotEmpty()
                .isEqualTo(characters("n > 31 AND c !~ '\\s' AND statement_words('re' || c || 'sign', 'en') = 'resign'"
                        // The tatweel stretches an Arabic word. The other one is for private use.
                        + " AND n NOT IN (1600, 57344)"));
    }

    private static List<String> characters(String condition) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = PostgresServer.connect();
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery("SELECT to_hex(n) FROM " + CHARACTERS + " WHERE " + condition + " ORDER BY n")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
