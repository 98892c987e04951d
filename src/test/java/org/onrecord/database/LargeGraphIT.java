package org.onrecord.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import org.onrecord.PackagedService;
import org.onrecord.PostgresServer;
import org.onrecord.security.TestIssuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onrecord.PostgresServer.execute;

/**
 * Migrates a graph with 20,000 quotes while clients read and write, and while another transaction keeps the migration
 * from its lock for longer than a client may wait. The scripts follow the rules of contributing.md: a column, a
 * trigger, a backfill, a constraint and an index.
 */
class LargeGraphIT {

    private static final String DATABASE = "large_graph";
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int OTHER_TRANSACTION_SECONDS = 8;

    private static final String READ = "{ quotes(first: 5) { totalCount nodes { text speaker { name } } } }";
    private static final String PUBLISH =
            "mutation ($input: PublishArticleInput!) { publishArticle(input: $input) { changed article { id } } }";

    @Test
    void clientsReadAndWriteMeanwhile() throws Exception {
        Map<String, String> environment = new HashMap<>(PostgresServer.createDatabase(DATABASE));
        environment.put("QUARKUS_FLYWAY_MIGRATE_AT_START", "false");
        TestIssuer issuer = new TestIssuer();
        issuer.start();
        environment.putAll(TestIssuer.environment());
        try (Connection connection = PostgresServer.connect(DATABASE)) {
            execute(connection, "INSERT INTO person (slug, name) VALUES ('speaker', 'Speaker')");
            execute(connection, """
                    INSERT INTO quote (text, in_language, type, speech_act, speaker_id)
                    SELECT 'Statement number ' || n, 'en', 'DIRECT', 'STATEMENT', person.id
                    FROM person, generate_series(1, 20000) n
                    """);
        }
        String token = TestIssuer.token("editor");
        try (PackagedService service = PackagedService.start(environment);
                Client reader = new Client(n -> service.query(READ));
                Client writer = new Client(n -> service.query(token, PUBLISH, Map.of("input", article(n))));
                Connection other = PostgresServer.connect(DATABASE)) {
            reader.awaitAnswers(20);
            writer.awaitAnswers(20);
            reader.measure();
            writer.measure();
            other.setAutoCommit(false);
            execute(other, "SELECT count(*) FROM quote");
            CompletableFuture.runAsync(
                    () -> rollback(other),
                    CompletableFuture.delayedExecutor(OTHER_TRANSACTION_SECONDS, TimeUnit.SECONDS));

            Instant start = Instant.now();
            PostgresServer.flyway(DATABASE)
                    .locations("classpath:db/migration", "filesystem:src/test/resources/db/large")
                    .load()
                    .migrate();
            assertThat(Duration.between(start, Instant.now()).toSeconds())
                    .isGreaterThanOrEqualTo(OTHER_TRANSACTION_SECONDS - 1);
            reader.awaitAnswers(20);
            writer.awaitAnswers(20);
        } finally {
            issuer.stop();
        }
        assertIsMigrated();
    }

    private static void assertIsMigrated() throws SQLException {
        try (Connection connection = PostgresServer.connect(DATABASE);
                ResultSet row = connection.createStatement().executeQuery("""
                        SELECT (SELECT count(*) FROM quote WHERE length IS DISTINCT FROM char_length(text)) AS missed,
                               convalidated, indisvalid
                        FROM pg_constraint, pg_index
                        WHERE conname = 'quote_length' AND indexrelid = to_regclass('quote_length_idx')
                        """)) {
            row.next();
            assertThat(row.getInt("missed")).isZero();
            assertThat(row.getBoolean("convalidated")).isTrue();
            assertThat(row.getBoolean("indisvalid")).isTrue();
        }
    }

    /** The input of an article with a new quote. */
    private static Map<String, ?> article(int number) {
        String text = "I deny number " + number;
        return Map.of(
                "url", "https://example.org/large/" + number,
                "headline", "Headline",
                "publisher", "Publisher",
                "datePublished", "2020-01-01T00:00:00Z",
                "inLanguage", "en",
                "body", text,
                "appearances",
                        List.of(Map.of(
                                "exact",
                                text,
                                "quote",
                                Map.of(
                                        "text",
                                        text,
                                        "type",
                                        "DIRECT",
                                        "speechAct",
                                        "DENIAL",
                                        "speaker",
                                        Map.of("slug", "speaker")))));
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends one request after the other. Each is answered with data, and in time. */
    private static final class Client implements AutoCloseable {

        private final Queue<String> failures = new ConcurrentLinkedQueue<>();
        private final Thread thread;
        private volatile int answers;
        private volatile boolean measured;
        private volatile boolean over;

        Client(IntFunction<Response> request) {
            thread = new Thread(() -> {
                while (!over) {
                    Instant start = Instant.now();
                    try {
                        Response response = request.apply(answers);
                        if (!response.asString().startsWith("{\"data\"")) {
                            failures.add(response.asString());
                        }
                    } catch (Exception e) {
                        failures.add(e.toString());
                    }
                    Duration time = Duration.between(start, Instant.now());
                    if (measured && time.compareTo(LONGEST) > 0) {
                        failures.add("A request took " + time);
                    }
                    answers++;
                }
            });
            thread.start();
        }

        /** Begins to measure the times. The first requests of a process are slow. */
        void measure() {
            measured = true;
        }

        /** Waits for more answers, or for a failure. */
        void awaitAnswers(int more) throws InterruptedException {
            int enough = answers + more;
            while (answers < enough && failures.isEmpty()) {
                Thread.sleep(10);
            }
            assertThat(failures).isEmpty();
        }

        @Override
        public void close() throws InterruptedException {
            over = true;
            thread.join();
            assertThat(failures).isEmpty();
        }
    }
}
