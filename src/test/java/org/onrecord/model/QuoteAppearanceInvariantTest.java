package org.onrecord.model;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.onrecord.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The database rejects an appearance whose words are not at its position in the body, also in concurrent transactions.
 */
@QuarkusTest
class QuoteAppearanceInvariantTest {

    private static final String URL = "https://example.org/invariant";
    private static final String BODY = "Before 😀 and 𝔹 he said: “нет, never” — twice. Никогда.";
    private static final String EXACT = "“нет, never”";

    private Connection connection;
    private long article;
    private long quote;

    @BeforeEach
    void insertArticleAndQuote() throws SQLException {
        connection = PostgresServer.connect();
        article = insertArticle(BODY);
        quote = id("INSERT INTO quote (text, type, speech_act, attribution_text)"
                + " VALUES ('no', 'DIRECT', 'DENIAL', 'a spokesman') RETURNING id");
    }

    @AfterEach
    void deleteArticlesAndQuote() throws SQLException {
        connection.createStatement().execute("DELETE FROM article WHERE url LIKE '" + URL + "%'");
        connection.createStatement().execute("DELETE FROM quote WHERE id = " + quote);
        connection.close();
    }

    @Test
    void acceptsAPositionInCodePoints() throws SQLException {
        int start = start(BODY, EXACT);
        appear(connection, EXACT, start, start + codePoints(EXACT));
        // Two of the characters before it have two UTF-16 code units each.
        assertThat(BODY.indexOf(EXACT)).isEqualTo(start + 2);
    }

    @Test
    void rejectsAPositionInUtf16CodeUnits() {
        int start = BODY.indexOf(EXACT);
        assertRejected(() -> appear(connection, EXACT, start, start + codePoints(EXACT)));
    }

    @Test
    void rejectsAnEndBehindTheBody() {
        String exact = "Никогда.!";
        int start = start(BODY, "Никогда.");
        assertRejected(() -> appear(connection, exact, start, start + codePoints(exact)));
    }

    @Test
    void rejectsOtherWords() {
        int start = start(BODY, EXACT);
        assertRejected(() -> appear(connection, "“нет, Never”", start, start + codePoints(EXACT)));
    }

    @Test
    void rejectsAMissingPositionIfThereIsABody() {
        assertRejected(() -> appear(connection, EXACT, null, null));
    }

    @Test
    void acceptsAMissingPositionIfThereIsNoBody() throws SQLException {
        article = insertArticle(null);
        appear(connection, EXACT, null, null);
        // A body can only be added together with the position.
        assertRejected(() -> setBody(connection, BODY));
    }

    @Test
    void rejectsANegativeStartAndAnEndBeforeTheStart() {
        assertRejected(() -> appear(connection, EXACT, -1, codePoints(EXACT) - 1));
        assertRejected(() -> appear(connection, EXACT, 20, 10));
    }

    @Test
    void checksEachRowOfAStatement() throws SQLException {
        int start = start(BODY, EXACT);
        long other = insertArticle("Elsewhere: “нет, never”.");
        String good = "(%d, %d, '%s', %d, %d)";
        String rows = String.join(
                ", ",
                good.formatted(quote, article, EXACT, start, start + codePoints(EXACT)),
                good.formatted(quote, other, EXACT, 11, 11 + codePoints(EXACT)));
        String insert = "INSERT INTO quote_appearance (quote_id, article_id, exact, start_offset, end_offset) VALUES ";
        for (String wrong : new String[] {
            good.formatted(quote, article, EXACT, 11, 11 + codePoints(EXACT)),
            good.formatted(quote, other, EXACT, start, start + codePoints(EXACT)),
            "(%d, %d, '%s', NULL, NULL)".formatted(quote, other, EXACT)
        }) {
            assertRejected(() -> connection.createStatement().execute(insert + rows + ", " + wrong));
        }
        connection.createStatement().execute(insert + rows);
        // An update of several rows is checked too.
        assertRejected(() -> connection
                .createStatement()
                .execute("UPDATE quote_appearance SET start_offset = 11, end_offset = 11 + " + codePoints(EXACT)
                        + " WHERE quote_id = " + quote));
    }

    @Test
    void rejectsAnUpdateOfWordsPositionOrArticle() throws SQLException {
        int start = start(BODY, EXACT);
        appear(connection, EXACT, start, start + codePoints(EXACT));
        for (String change : new String[] {
            "exact = 'something'",
            "start_offset = start_offset + 1, end_offset = end_offset + 1",
            "exact = exact || '!', end_offset = end_offset + 1"
        }) {
            assertRejected(() -> connection
                    .createStatement()
                    .execute("UPDATE quote_appearance SET " + change + " WHERE quote_id = " + quote));
        }
        long other = insertArticle("Another body altogether");
        assertRejected(() -> connection
                .createStatement()
                .execute("UPDATE quote_appearance SET article_id = " + other + " WHERE quote_id = " + quote));
    }

    @Test
    void rejectsAQuoteWithoutASource() {
        for (String source : new String[] {"NULL", "''", "' '"}) {
            assertRejected(() -> connection
                    .createStatement()
                    .execute("INSERT INTO quote (text, type, speech_act, attribution_text) VALUES ('x', 'DIRECT',"
                            + " 'OTHER', "
                            + source + ")"));
        }
    }

    @Test
    void rejectsABodyWithoutTheWordsAtTheirPosition() throws SQLException {
        int start = start(BODY, EXACT);
        appear(connection, EXACT, start, start + codePoints(EXACT));
        assertRejected(() -> setBody(connection, "x" + BODY));
        assertRejected(() -> setBody(connection, "short"));
        setBody(connection, BODY + " And more.");
    }

    @Test
    void rejectsANewBodyInARepeatableReadTransaction() throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        setBody(connection, BODY + " more");
        assertThatThrownBy(connection::commit).hasMessageContaining("READ COMMITTED");
        connection.rollback();
        connection.setAutoCommit(true);
    }

    @Test
    void rejectsANewBodyAfterAConcurrentAppearance() throws Exception {
        int start = start(BODY, EXACT);
        try (Connection first = PostgresServer.connect();
                Connection second = PostgresServer.connect()) {
            first.setAutoCommit(false);
            appear(first, EXACT, start, start + codePoints(EXACT));
            Future<?> change = inAnotherThread(() -> setBody(second, "A body without the words"));
            waitUntilBlocked();
            first.commit();
            assertThatThrownBy(change::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("no longer has");
        }
        assertThat(brokenAppearances()).isZero();
    }

    @Test
    void rejectsAnAppearanceAfterAConcurrentNewBody() throws Exception {
        int start = start(BODY, EXACT);
        try (Connection first = PostgresServer.connect();
                Connection second = PostgresServer.connect()) {
            first.setAutoCommit(false);
            setBody(first, "x" + BODY);
            Future<?> insert = inAnotherThread(() -> appear(second, EXACT, start, start + codePoints(EXACT)));
            waitUntilBlocked();
            first.commit();
            assertThatThrownBy(insert::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("and not");
        }
        assertThat(brokenAppearances()).isZero();
    }

    private interface Write {
        void run() throws SQLException;
    }

    private static void assertRejected(Write write) {
        assertThatThrownBy(write::run)
                .isInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("23514"); // check_violation
    }

    private static Future<?> inAnotherThread(Write write) {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        Future<?> future = executor.submit(() -> {
            write.run();
            return null;
        });
        executor.shutdown();
        return future;
    }

    private void waitUntilBlocked() throws SQLException, InterruptedException {
        for (int i = 0; i < 1000; i++) {
            if (id("SELECT count(*) FROM pg_locks WHERE NOT granted") > 0) {
                return;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("The second transaction does not wait for the first");
    }

    private long brokenAppearances() throws SQLException {
        return id("SELECT count(*) FROM quote_appearance JOIN article ON article.id = article_id"
                + " WHERE substr(body, start_offset + 1, end_offset - start_offset) <> exact");
    }

    private void appear(Connection connection, String exact, Integer start, Integer end) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO quote_appearance"
                + " (quote_id, article_id, exact, start_offset, end_offset) VALUES (?, ?, ?, ?, ?)")) {
            insert.setLong(1, quote);
            insert.setLong(2, article);
            insert.setString(3, exact);
            insert.setObject(4, start);
            insert.setObject(5, end);
            insert.execute();
        }
    }

    private void setBody(Connection connection, String body) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE article SET body = ? WHERE id = ?")) {
            update.setString(1, body);
            update.setLong(2, article);
            update.execute();
        }
    }

    private long insertArticle(String body) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO article (url, headline, publisher, date_published, in_language, body)"
                        + " VALUES (? || gen_random_uuid(), 'Headline', 'Publisher', now(), 'en', ?) RETURNING id")) {
            insert.setString(1, URL);
            insert.setString(2, body);
            ResultSet row = insert.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    private long id(String sql) throws SQLException {
        ResultSet row = connection.createStatement().executeQuery(sql);
        row.next();
        return row.getLong(1);
    }

    private static int start(String body, String exact) {
        return codePoints(body.substring(0, body.indexOf(exact)));
    }

    private static int codePoints(String text) {
        return text.codePointCount(0, text.length());
    }
}
