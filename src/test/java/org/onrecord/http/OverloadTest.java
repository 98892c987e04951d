package org.onrecord.http;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.PostgresServer;
import org.onrecord.TestProfiles;
import org.onrecord.http.request.SlowClient;
import org.onrecord.security.TestIssuer;
import org.onrecord.subscription.Newsroom;
import org.onrecord.websocket.Socket;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.onrecord.PostgresServer.execute;

/** The limits of what a query takes while it runs: time, bytes, and the connections of other clients. */
@QuarkusTest
@TestProfile(TestProfiles.Tight.class)
class OverloadTest {

    private static final String PEOPLE = "{ people { totalCount } }";

    /** A query whose response is longer than the limit of 200 KB, although each of its fields is within the limit. */
    private static final String LONG = """
            { one: article(url: "https://example.org/live/long") { body }
              other: article(url: "https://example.org/live/long") { body } }
            """;

    @Test
    void limitsTheBytesOfAResponse() throws SQLException {
        try {
            insertArticle("https://example.org/live/long", 150_000);
            insertArticle("https://example.org/live/longer", 250_000);

            assertThat(GraphQL.data(LONG.replaceFirst("other:.*", "}")).getString("one.body"))
                    .hasSize(150_000);
            isTooLong(GraphQL.post(LONG, Map.of(), null));
            isTooLong(given().accept("application/graphql-response+json")
                    .queryParam("query", LONG)
                    .header("If-None-Match", "W/\"1-1.1\"")
                    .get("/graphql"));
            JsonPath longer = GraphQL.data("{ article(url: \"https://example.org/live/longer\") { id version } }");
            try (Socket socket = Socket.connect()) {
                socket.subscribe("1", LONG);
                assertThat(socket.nextJson().getString("payload[0].extensions.code"))
                        .isEqualTo("RESPONSE_LIMIT_EXCEEDED");
            }

            JsonPath update = GraphQL.postAs(
                            TestIssuer.token("editor"),
                            "mutation($in: UpdateArticleInput!) { updateArticle(input: $in)"
                                    + " { changed article { body } } }",
                            Map.of(
                                    "in",
                                    Map.of(
                                            "id", longer.getString("article.id"),
                                            "version", longer.getInt("article.version"),
                                            "byline", "By the tests")))
                    .jsonPath();
            assertThat(update.getBoolean("data.updateArticle.changed")).isTrue();
            assertThat(update.getList("errors.extensions.code")).containsExactly("RESPONSE_LIMIT_EXCEEDED");
            assertThat(update.getList("errors[0].extensions.ids")).containsExactly(longer.getString("article.id"));
        } finally {
            Newsroom.clear();
        }
    }

    /** The client sends 60 requests, which are answered with 9 MB, and reads none of the answers. */
    @Test
    void givesUpResponsesThatAClientDoesNotRead() throws Exception {
        insertArticle("https://example.org/live/long", 150_000);
        String query = "%7Barticle(url:%22https://example.org/live/long%22)%7Bbody%7D%7D";
        try (SlowClient client = SlowClient.send(
                RestAssured.port,
                ("GET /graphql?query=" + query + " HTTP/1.1\r\nHost: localhost\r\n\r\n").repeat(60))) {
            for (int i = 0; client.send("\r\n"); i++) { // As long as the connection is open.
                assertThat(i).isLessThan(500);
                Thread.sleep(100);
            }
            assertThat(GraphQL.data("{ article(url: \"https://example.org/live/long\") { body } }")
                            .getString("article.body"))
                    .hasSize(150_000);
        } finally {
            Newsroom.clear();
        }
    }

    @Test
    void endsASubscriptionWithAnEventThatIsTooLong() throws SQLException {
        try (Socket socket = Socket.connect()) {
            socket.subscribe("1", "subscription { articlePublished { url body } }");
            awaitSubscription();
            insertArticle("https://example.org/live/short", 10);
            assertThat(socket.event("1").getString("articlePublished.url")).isEqualTo("https://example.org/live/short");
            insertArticle("https://example.org/live/longer", 250_000);
            assertThat(socket.nextJson().getString("payload[0].extensions.code"))
                    .isEqualTo("RESPONSE_LIMIT_EXCEEDED");
        } finally {
            Newsroom.clear();
        }
    }

    @Test
    void limitsTheBytesOfWhatIsRead() {
        String query = "query ($input: ReadInput!) { version read(input: $input) { %s } }";
        String quotes = "appearances { exact start end quote { text type speechAct attributionText cue } }";
        String body = "“No,” he said. ".repeat(300);
        assertThat(GraphQL.post(query.formatted(quotes), Map.of("input", Map.of("body", body)), null)
                        .jsonPath()
                        .getList("data.read.appearances"))
                .hasSize(300);
        isTooLong(GraphQL.post(
                query.formatted("a: " + quotes + " b: " + quotes + " c: " + quotes + " d: " + quotes),
                Map.of("input", Map.of("body", body)),
                null));
        isTooLong(given().contentType("application/x-ndjson")
                .body(("{\"body\": \"" + body + "\"}\n").repeat(6).getBytes(StandardCharsets.UTF_8))
                .post("/read"));
    }

    private static void isTooLong(Response response) {
        response.then()
                .statusCode(400)
                .body("data", nullValue())
                .body("errors[0].extensions.code", equalTo("RESPONSE_LIMIT_EXCEEDED"))
                .body("errors[0].message", containsString("204800 are allowed"));
    }

    private static void insertArticle(String url, int length) throws SQLException {
        try (Connection connection = PostgresServer.connect()) {
            connection.createStatement().execute("""
                    INSERT INTO article (url, headline, publisher, date_published, in_language, body)
                    VALUES ('%s', 'Long', 'Example News', now(), 'en', repeat('0123456789', %d))
                    """.formatted(url, length / 10));
        }
    }

    private static void awaitSubscription() {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!given().get("/q/metrics").asString().contains("graphql_subscriptions 1.0")) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void limitsTheTimeOfEveryRead() throws Exception {
        JsonPath before = GraphQL.data("{ person(slug: \"vladimir-putin\") { id version } }");
        try (Socket socket = Socket.connect()) {
            whileLocked("person", () -> {
                isTooSlow(GraphQL.post(PEOPLE, Map.of(), null));
                isTooSlow(given().accept("application/graphql-response+json")
                        .queryParam("query", PEOPLE)
                        .get("/graphql"));
                isTooSlow(GraphQL.post(
                        "{ people(filter: {name: {startsWithInsensitive: \"put\"}}) { nodes { name } } }",
                        Map.of(),
                        null));
                socket.subscribe("1", PEOPLE);
                assertThat(socket.nextJson().getString("payload[0].extensions.code"))
                        .isEqualTo("QUERY_TIMEOUT");
            });
        }
        // The statement of the mutation may take longer than the read of its payload.
        whileLocked("event_participant", () -> {
            JsonPath update = GraphQL.postAs(
                            TestIssuer.token("editor"),
                            "mutation($in: UpdatePersonInput!) { updatePerson(input: $in)"
                                    + " { person { participations { totalCount } } } }",
                            Map.of(
                                    "in",
                                    Map.of(
                                            "id", before.getString("person.id"),
                                            "version", before.getInt("person.version"))))
                    .jsonPath();
            assertThat(update.getList("errors.extensions.code")).containsExactly("QUERY_TIMEOUT");
            assertThat(update.getList("errors[0].extensions.ids")).containsExactly(before.getString("person.id"));
        });
    }

    /** A lock would also keep back the event, because the change feed waits for older transactions. */
    @Test
    void limitsTheTimeOfAnEvent() throws SQLException {
        execute(
                "ALTER TABLE article_coverage RENAME TO kept_coverage",
                "CREATE VIEW article_coverage AS SELECT * FROM kept_coverage WHERE (SELECT pg_sleep(5)) IS NOT NULL");
        try (Socket socket = Socket.connect()) {
            socket.subscribe("1", "subscription { articlePublished { coverage { totalCount } } }");
            awaitSubscription();
            insertArticle("https://example.org/live/slow", 10);
            assertThat(socket.nextJson().getString("payload[0].extensions.code"))
                    .isEqualTo("QUERY_TIMEOUT");
        } finally {
            execute("DROP VIEW article_coverage", "ALTER TABLE kept_coverage RENAME TO article_coverage");
            Newsroom.clear();
        }
    }

    private static void isTooSlow(Response response) {
        response.then().statusCode(503).body("errors[0].extensions.code", equalTo("QUERY_TIMEOUT"));
        assertThat(response.time()).isLessThan(8000);
    }

    @Test
    void oneClientDoesNotKeepOthersWaiting() throws Exception {
        leavesConnectionsTo(TestIssuer.token("editor"), () -> GraphQL.post(PEOPLE, Map.of(), null));
        // Two users of one name.
        String token = token("first");
        leavesConnectionsTo(token("second"), () -> GraphQL.postAs(token, PEOPLE, Map.of()));
        GraphQL.data(PEOPLE);
    }

    private static void leavesConnectionsTo(String other, Supplier<Response> request) throws Exception {
        whileLocked("person", () -> {
            List<CompletableFuture<Response>> responses = start(20, request);
            Response rejected = firstRejected(responses);
            GraphQL.postAs(other, "{ events { totalCount } }", Map.of()).then().statusCode(200);
            rejected.then()
                    .statusCode(429)
                    .header("Retry-After", equalTo("1"))
                    .body("errors[0].extensions.code", equalTo("TOO_MANY_OPERATIONS"))
                    .body("errors[0].message", containsString("A client may run at most 4 operations"));
            List<Integer> statuses = responses.stream()
                    .map(response -> response.join().statusCode())
                    .toList();
            assertThat(statuses).containsOnly(429, 503);
            assertThat(statuses.stream().filter(status -> status == 503).count())
                    .isGreaterThanOrEqualTo(4);
        });
    }

    @Test
    void lookingUpAPersistedQueryIsAnOperation() throws Exception {
        String unknown =
                "{\"extensions\": {\"persistedQuery\": {\"version\": 1, \"sha256Hash\": \"" + "ab".repeat(32) + "\"}}}";
        whileLocked("persisted_query", () -> {
            List<CompletableFuture<Response>> responses = start(
                    20,
                    () -> given().contentType(ContentType.JSON).body(unknown).post("/graphql"));
            firstRejected(responses).then().body("errors[0].extensions.code", equalTo("TOO_MANY_OPERATIONS"));
            given().get("/q/health/ready").then().statusCode(200);
            assertThat(responses.stream()
                            .map(response -> response.join().jsonPath().getString("errors[0].extensions.code")))
                    .containsOnly("TOO_MANY_OPERATIONS", "PERSISTED_QUERY_NOT_FOUND");
        });
    }

    /** Ten clients send 60 operations. There are 24 threads, of which operations have 18. */
    @Test
    void manyClientsLeaveThreadsToHealthChecks() throws Exception {
        whileLocked("person", () -> {
            List<CompletableFuture<Response>> responses = IntStream.range(0, 10)
                    .mapToObj(i -> token("user-" + i))
                    .flatMap(token -> start(6, () -> GraphQL.postAs(token, PEOPLE, Map.of())).stream())
                    .toList();
            Response rejected = firstRejected(responses);
            given().get("/q/health/ready").then().statusCode(200);
            rejected.then()
                    .statusCode(429)
                    .header("Retry-After", equalTo("1"))
                    .body("errors[0].extensions.code", equalTo("TOO_MANY_OPERATIONS"))
                    .body("errors[0].message", containsString("operations of all clients"));
            assertThat(responses.stream().map(CompletableFuture::join).map(Response::statusCode))
                    .containsOnly(429, 503)
                    .contains(503);
        });
        GraphQL.data(PEOPLE);
    }

    private static String token(String subject) {
        return TestIssuer.signed(TestIssuer.claims("editor").subject(subject));
    }

    /** Sends requests at the same time, each from a thread of its own. */
    private static List<CompletableFuture<Response>> start(int requests, Supplier<Response> request) {
        return IntStream.range(0, requests)
                .mapToObj(i -> CompletableFuture.supplyAsync(request, run -> new Thread(run).start()))
                .toList();
    }

    /** Waits for the first 429. On a slow machine, the first operations time out before the last ones arrive. */
    private static Response firstRejected(List<CompletableFuture<Response>> responses) {
        CompletableFuture<Response> rejected = new CompletableFuture<>();
        responses.forEach(response -> response.thenAccept(answer -> {
            if (answer.statusCode() == 429) {
                rejected.complete(answer);
            }
        }));
        return rejected.orTimeout(1, TimeUnit.MINUTES).join();
    }

    private interface Action {
        void run() throws Exception;
    }

    private static void whileLocked(String tables, Action action) throws Exception {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE " + tables + " IN ACCESS EXCLUSIVE MODE");
            action.run();
            connection.rollback();
        }
    }
}
