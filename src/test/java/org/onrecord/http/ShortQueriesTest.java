package org.onrecord.http;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.quarkus.runtime.util.HashUtil;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.GraphQL;
import org.onrecord.Management;
import org.onrecord.PostgresServer;
import org.onrecord.SqlStatements;
import org.onrecord.database.EventLoopConnections;
import org.onrecord.database.EventLoopConnections.Unavailable;
import org.onrecord.security.TestIssuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

/** Queries that the service has executed before run on event loops, and have the same answers there. */
@QuarkusTest
class ShortQueriesTest {

    @Inject
    EventLoopConnections eventLoopConnections;

    /** Returns the response to a query that ran on an event loop. It is the one of the worker thread before. */
    private static Response onEventLoop(String query, Map<String, ?> variables) {
        Response first = GraphQL.post(query, variables, null);
        int before = Management.readsOnEventLoops();
        Response second = GraphQL.post(query, variables, null);
        assertThat(Management.readsOnEventLoops()).as(query).isEqualTo(before + 1);
        assertThat(comparable(second)).isEqualTo(comparable(first));
        assertThat(second.contentType()).isEqualTo(first.contentType());
        assertThat(second.headers().getValues("Vary")).isEqualTo(first.headers().getValues("Vary"));
        return second;
    }

    /** An error has the id of its request, and a cost may be estimated again, with newer statistics. */
    private static String comparable(Response response) {
        return response.statusCode()
                + response.asString().replaceAll("\"(requestId\":\"[^\"]*\"|estimated\":[0-9]+)", "");
    }

    private static void requireWorker(Runnable request) {
        request.run();
        int before = Management.readsOnEventLoops();
        request.run();
        assertThat(Management.readsOnEventLoops()).isEqualTo(before);
    }

    @Test
    void aRepeatedQueryIsOneStatement() {
        String query = "query Short($slug: String!) { person(slug: $slug) { name denials { nodes { text } } } }";
        Map<String, String> variables = Map.of("slug", "vladimir-putin");
        assertThat(onEventLoop(query, variables).jsonPath().getString("data.person.name"))
                .isEqualTo("Vladimir Putin");
        assertThat(SqlStatements.during(() -> GraphQL.data(query, variables))).hasSize(1);
    }

    @Test
    void valuesOfAllTypesReachPostgres() {
        Response quotes = onEventLoop(
                """
                query Short($text: String, $act: [SpeechAct!], $from: Date, $days: [Date!], $at: DateTime,
                            $least: Float, $first: Int) {
                  quotes(first: $first, filter: {speechAct: {in: $act}, spokenAt: {gte: $from, in: $days},
                      or: [{confidence: {gte: $least}}, {createdAt: {lte: $at}}],
                      speaker: {name: {contains: $text}}}) {
                    nodes { text spokenAt }
                  }
                }""",
                Map.of(
                        "text",
                        "Putin",
                        "act",
                        List.of("DENIAL", "STATEMENT"),
                        "from",
                        "2018-01-01",
                        "days",
                        List.of("2018-07-16", "2018-07-17"),
                        "at",
                        "2100-01-01T00:00:00.123456+02:00",
                        "least",
                        0.25,
                        "first",
                        3));
        assertThat(quotes.jsonPath().getList("data.quotes.nodes.text")).isNotEmpty();
        String id = GraphQL.data("{ person(slug: \"vladimir-putin\") { id } }").getString("person.id");
        Response people = onEventLoop(
                "query Short($ids: [ID!]!, $id: ID!, $known: Boolean) { people(filter: {id: {in: $ids, eq: $id},"
                        + " description: {isNull: $known}}) { nodes { id } } }",
                Map.of("ids", List.of(id, id), "id", id, "known", false));
        assertThat(people.jsonPath().getList("data.people.nodes.id")).containsExactly(id);
    }

    /** The driver of event loops would overflow, or round in another way. */
    @Test
    void timesAtTheEndsOfTheirRangeAreTheSame() {
        String dates = "query Short($day: Date!) { quotes(filter: {spokenAt: {lte: $day}}) { totalCount } }";
        String times = "query Short($at: DateTime!) { articles(filter: {datePublished: {lte: $at}}) { totalCount } }";
        for (String day : List.of("0001-01-01", "9999-12-31", "-0044-03-15", "+12345678-01-01", "infinity")) {
            assertSameTwice(dates + " # " + day, Map.of("day", day));
        }
        for (String at : List.of(
                "0001-01-01T00:00:00+18:00",
                "9999-12-31T23:59:59.999999Z",
                "2018-07-16T14:00:00.123456789Z",
                "2018-07-16T14:00Z",
                "+292278-01-01T00:00:00Z")) {
            assertSameTwice(times + " # " + at, Map.of("at", at));
        }
    }

    private static void assertSameTwice(String query, Map<String, ?> variables) {
        String first = comparable(GraphQL.post(query, variables, null));
        assertThat(comparable(GraphQL.post(query, variables, null))).isEqualTo(first);
    }

    @Test
    void nothingAndNullsAreTheSame() {
        assertThat(onEventLoop("query Short($slug: String!) { person(slug: $slug) { name } }", Map.of("slug", "nobody"))
                        .asString())
                .contains("\"person\":null");
        assertThat(onEventLoop(
                                "{ a: person(slug: \"nobody\") { name } b: people(filter: {name: {eq: \"\u0001é😀\"}})"
                                        + " { totalCount } }",
                                Map.of())
                        .asString())
                .contains("\"a\":null", "\"totalCount\":0");
    }

    @Test
    void aResponseOfSeveralPacketsIsWhole() {
        Response response = onEventLoop(
                "{ quotes(first: 100) { nodes { id text speaker { name description } } } "
                        + "articles { nodes { headline body } } }",
                Map.of());
        assertThat(response.asByteArray()).hasSizeGreaterThan(10_000);
    }

    /** The driver of event loops keeps what arrives outside of the heap. */
    @Test
    void aLongResponseComesFromAWorker() throws Exception {
        String query = "query Short($text: String!) {"
                + " people(first: 100, filter: {name: {eq: $text}}) { nodes { name description } } }";
        PostgresServer.execute("INSERT INTO person (slug, name, description)"
                + " SELECT 'long-' || n, 'Long Winded', repeat('x', 4000) FROM generate_series(1, 100) n");
        try {
            Map<String, String> many = Map.of("text", "Long Winded");
            Response response = GraphQL.post(query, many, null);
            assertThat(response.asByteArray()).hasSizeGreaterThan(1 << 18);
            assertThat(comparable(GraphQL.post(query, many, null))).isEqualTo(comparable(response));
            // For a moment, the query does not come back to the event loop.
            int before = Management.readsOnEventLoops();
            assertThat(comparable(GraphQL.post(query, many, null))).isEqualTo(comparable(response));
            assertThat(Management.readsOnEventLoops()).isEqualTo(before);
        } finally {
            PostgresServer.execute("DELETE FROM person WHERE name = 'Long Winded'");
        }
    }

    @Test
    void aKnownPersistedQueryNeedsNoWorker() {
        String query = "{ person(slug: \"donald-trump\") { name } } # persisted and short";
        Map<String, ?> extensions =
                Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", HashUtil.sha256(query)));
        post(Map.of("query", query, "extensions", extensions));
        int before = Management.readsOnEventLoops();
        post(Map.of("extensions", extensions)).then().body("data.person.name", equalTo("Donald Trump"));
        assertThat(Management.readsOnEventLoops()).isEqualTo(before + 1);
    }

    private static Response post(Map<String, ?> request) {
        return given().contentType("application/json").body(request).post("/graphql");
    }

    @Test
    void whatMayBlockRunsOnWorkers() {
        requireWorker(() ->
                GraphQL.dataAs(TestIssuer.token("editor"), "{ person(slug: \"donald-trump\") { slug } }", Map.of()));
        requireWorker(() -> assertThat(
                        GraphQL.data("{ __schema { queryType { name } } person(slug: \"donald-trump\") { name } }")
                                .getString("__schema.queryType.name"))
                .isEqualTo("Query"));
        requireWorker(() -> assertThat(GraphQL.data("{ version person(slug: \"donald-trump\") { name } }")
                        .getString("version"))
                .isNotEmpty());
        requireWorker(() -> given().queryParam("query", "{ person(slug: \"donald-trump\") { name } }")
                .get("/graphql")
                .then()
                .body("data.person.name", equalTo("Donald Trump")));
        requireWorker(() -> post(Map.of("query", "{ people(first: 1000) { totalCount } }"))
                .then()
                .body("errors[0].extensions.code", equalTo("PAGE_SIZE_LIMIT_EXCEEDED")));
    }

    @Test
    void fieldsWithErrorsHaveTheSameAnswer() {
        for (String query : List.of(
                "{ person(slug: \"vladimir-putin\") { name } people(first: 0) { nodes { name } } }",
                "{ person(slug: \"vladimir-putin\") { name } node(id: \"7\") { id } }",
                "{ person(slug: \"vladimir-putin\") { name } nodes(ids: [\"7\"]) { id } }",
                "{ person(slug: \"vladimir-putin\") { name } people(after: \"7\") { nodes { name } } }",
                "{ people(first: 1001) { nodes { name } } }")) {
            for (String accepted : List.of("application/json", "application/graphql-response+json")) {
                List<String> answers = Stream.generate(() -> given().accept(accepted)
                                .contentType("application/json")
                                .body(Map.of("query", query))
                                .post("/graphql"))
                        .limit(3)
                        .map(answer ->
                                answer.statusCode() + answer.asString().replaceAll("\"requestId\":\"[^\"]*\"", ""))
                        .toList();
                assertThat(answers).as(query).containsOnly(answers.get(0));
            }
        }
    }

    @Test
    void aValueThatBecomesInvalidHasTheAnswerOfAWorker() {
        String query = "query Page($first: Int) { person(slug: \"vladimir-putin\") { name }"
                + " people(first: $first) { nodes { name } } }";
        onEventLoop(query, Map.of("first", 1));
        Response invalid = GraphQL.post(query, Map.of("first", 0), null);
        assertThat(invalid.jsonPath().getString("data.person.name")).isEqualTo("Vladimir Putin");
        assertThat(invalid.jsonPath().getString("errors[0].path[0]")).isEqualTo("people");
    }

    @Test
    void rejectedBodiesHaveTheSameAnswer() {
        given().contentType("application/json")
                .body("{\"query\": ")
                .post("/graphql")
                .then()
                .statusCode(400)
                .body("errors[0].extensions.code", equalTo("BAD_REQUEST"));
        given().contentType("text/plain")
                .body("{ people { totalCount } }")
                .post("/graphql")
                .then()
                .statusCode(415)
                .header("Accept-Post", equalTo("application/json"));
        post(Map.of()).then().body("errors[0].extensions.code", equalTo("BAD_REQUEST"));
    }

    @Test
    void readsMoveToWorkersWhileTheyWaitForALock() throws Exception {
        String query = "{ people { nodes { wikidataId } } } # locked";
        String answer = comparable(GraphQL.post(query, Map.of(), null));
        assertThat(comparable(whileLocked(query))).isEqualTo(answer);
        // Other queries stay on event loops. This one comes back after a moment.
        onEventLoop("{ people { nodes { wikidataId } } } # unlocked", Map.of());
        requireWorker(() ->
                assertThat(comparable(GraphQL.post(query, Map.of(), null))).isEqualTo(answer));
    }

    /** The response to a query that has to wait for a lock on the event loop, and then on a worker. */
    private static Response whileLocked(String query) throws Exception {
        try (Connection connection = PostgresServer.connect()) {
            connection.setAutoCommit(false);
            PostgresServer.execute(connection, "LOCK TABLE person IN ACCESS EXCLUSIVE MODE");
            CompletableFuture<Response> response =
                    CompletableFuture.supplyAsync(() -> GraphQL.post(query, Map.of(), null));
            Set<Integer> waiting = new HashSet<>();
            while (waiting.size() < 2) {
                assertThat(response).isNotDone();
                Thread.sleep(20);
                waiting.addAll(sessionsThatWait());
            }
            connection.rollback();
            return response.get(20, TimeUnit.SECONDS);
        }
    }

    private static Set<Integer> sessionsThatWait() throws SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            return numbers(
                    statement,
                    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
                            + " AND query LIKE '%wikidata_id%'");
        }
    }

    private static Set<Integer> numbers(Statement statement, String sql) throws SQLException {
        Set<Integer> numbers = new HashSet<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                numbers.add(rows.getInt(1));
            }
        }
        return numbers;
    }

    @Test
    void connectionsThatPostgresEndsAreReplaced() throws Exception {
        String query = "{ people { nodes { slug } } } # ended";
        String answer = comparable(onEventLoop(query, Map.of()));
        for (int i = 0; i < 3; i++) {
            PostgresServer.endConnections();
            Thread.sleep(200);
            for (int j = 0; j < 20; j++) {
                assertThat(comparable(GraphQL.post(query, Map.of(), null))).isEqualTo(answer);
            }
        }
    }

    @Test
    void anOutageIsLoggedOnceWithItsCauseAndItsEnd() throws Exception {
        List<String> queries = IntStream.range(0, 3)
                .mapToObj(i -> "{ people { nodes { slug } } } # outage " + i)
                .toList();
        queries.forEach(query -> onEventLoop(query, Map.of()));
        Recorder log = new Recorder();
        Logger.getLogger(EventLoopConnections.class.getName()).addHandler(log);
        try {
            PostgresServer.whileUnavailable(() -> {
                for (String query : queries) {
                    assertThat(GraphQL.post(query, Map.of(), null).statusCode()).isEqualTo(503);
                    endPause();
                }
                return null;
            });
            onEventLoop("{ people { nodes { slug } } } # after the outage", Map.of());
            assertThat(log.lines).hasSize(2);
            assertThat(log.lines.get(0))
                    .startsWith("WARN Short queries run on worker threads, because event loops get no connection: ")
                    .contains("is not currently accepting connections");
            assertThat(log.lines.get(1)).isEqualTo("INFO Event loops get connections again");
        } finally {
            Logger.getLogger(EventLoopConnections.class.getName()).removeHandler(log);
        }
    }

    /** Waits until reads try again to run on event loops. */
    private static void endPause() {
        try {
            Thread.sleep(1200);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Recorder extends Handler {

        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord event) {
            lines.add(event.getLevel() + " " + ExtLogRecord.wrap(event).getFormattedMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /** PostgreSQL waits for a minute for the login of a connection, and counts it as one. */
    @Test
    void noConnectionStaysOpenWithoutALogin() throws Exception {
        Set<Integer> before = processesWithoutSession();
        PostgresServer.endConnections();
        String query = "{ people { nodes { wikidataId } } } # logins";
        onEventLoop(query, Map.of());
        whileLocked(query);
        // A process that starts or ends has no session for a moment.
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!before.containsAll(processesWithoutSession()) && System.nanoTime() < end) {
            Thread.sleep(100);
        }
        assertThat(before).containsAll(processesWithoutSession());
    }

    private static Set<Integer> processesWithoutSession() throws SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            int server = numbers(statement, "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)")
                    .iterator()
                    .next();
            Set<Integer> processes = ProcessHandle.of(server)
                    .orElseThrow()
                    .children()
                    .map(process -> (int) process.pid())
                    .collect(Collectors.toSet());
            processes.removeAll(numbers(statement, "SELECT pid FROM pg_stat_activity"));
            return processes;
        }
    }

    /** As JDBC does. The first statement has been prepared when the second one changes what it needs. */
    @ParameterizedTest
    @ValueSource(strings = {"ALTER TABLE changed ALTER COLUMN id TYPE text", "DEALLOCATE ALL"})
    void aPreparedStatementThatIsNoLongerValidIsRepeated(String change) throws Exception {
        PostgresServer.execute("CREATE TABLE changed (id integer)", "GRANT SELECT ON changed TO PUBLIC");
        try {
            String read = "SELECT * FROM changed";
            onEventLoopConnections(read);
            if (change.startsWith("ALTER")) {
                PostgresServer.execute(change);
            } else {
                onEventLoopConnections(change);
            }
            assertThatThrownBy(() -> onEventLoopConnections(read)).hasCauseInstanceOf(Unavailable.class);
        } finally {
            PostgresServer.execute("DROP TABLE changed");
            PostgresServer.endConnections(); // Vert.x would use the statements that are gone.
        }
    }

    private void onEventLoopConnections(String sql) throws Exception {
        eventLoopConnections
                .read(sql, List.of())
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    @Test
    void readsWithoutAFreeConnectionRunOnWorkers() {
        String query = "{ people { nodes { name } } } # busy";
        String answer = comparable(onEventLoop(query, Map.of()));
        List<CompletableFuture<Response>> responses = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> GraphQL.post(query, Map.of(), null)))
                .toList();
        responses.forEach(response -> assertThat(comparable(response.join())).isEqualTo(answer));
    }
}
