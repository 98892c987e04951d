package org.onrecord.http.request;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.GraphQL;
import org.onrecord.PostgresServer;
import org.onrecord.TestProfiles;
import org.onrecord.security.TestIssuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Bodies of requests that arrive slowly, or never. */
@QuarkusTest
@TestProfile(TestProfiles.Tight.class)
class BodyReceiverTest {

    @Test
    void rejectsABodyThatDoesNotArriveInTimeAndClosesTheConnection() {
        try (SlowClient client = SlowClient.post(RestAssured.port, "/graphql", 1000, "{\"query\": ")) {
            assertThat(client.readToEnd())
                    .startsWith("HTTP/1.1 408 ")
                    .contains("BODY_TIMEOUT", "did not arrive within 2000 milliseconds");
        }
    }

    @Test
    void closesTheConnectionOfABodyThatNoPageReads() {
        long start = System.nanoTime();
        List<SlowClient> clients = Stream.of("/graphiql", "/q/health/live", "/nowhere", "/import", "/export")
                .map(path -> SlowClient.post(RestAssured.port, path, 1000, "{"))
                .toList();
        clients.forEach(SlowClient::readToEnd);
        clients.forEach(SlowClient::close);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void givesUpTheSlowestBodiesWhenTheMemoryForBodiesIsExhausted() {
        // The profile allows 100 KB for all bodies.
        String part = " ".repeat(19_000);
        List<SlowClient> slow = IntStream.range(0, 30)
                .mapToObj(i -> SlowClient.post(RestAssured.port, "/graphql", 20_000, part))
                .toList();
        for (int i = 0; i < 10; i++) {
            assertThat(GraphQL.data("{ version }").getString("version")).isNotEmpty();
        }
        List<String> responses = slow.stream().map(SlowClient::readToEnd).toList();
        slow.forEach(SlowClient::close);
        assertThat(responses).allSatisfy(response -> assertThat(response)
                .matches(text -> text.startsWith("HTTP/1.1 503 ") && text.contains("SERVICE_UNAVAILABLE")
                        || text.startsWith("HTTP/1.1 408 ") && text.contains("BODY_TIMEOUT")));
        assertThat(responses)
                .filteredOn(response -> response.startsWith("HTTP/1.1 408 "))
                .hasSizeBetween(1, 5);
        // All memory was released.
        assertThat(GraphQL.post(" ".repeat(10_000) + "{ version }", Map.of(), null)
                        .jsonPath()
                        .getString("errors[0].extensions.code"))
                .isEqualTo("CHARACTER_LIMIT_EXCEEDED");
    }

    /** An earlier upload is given up only if the memory of the later ones is not released. */
    @Test
    void releasesTheMemoryOfUploadsThatTheClientAborts() {
        String body = "{\"query\": \"{ version }\"}";
        try (SlowClient earlier = begin("application/json", body.substring(0, 5), body.length())) {
            for (int i = 0; i < 6; i++) { // The profile allows 100 KB for all bodies.
                SlowClient.post(RestAssured.port, "/graphql", 20_000, " ".repeat(19_000))
                        .close();
                assertThat(GraphQL.data("{ version }").getString("version")).isNotEmpty();
            }
            earlier.send(body.substring(5));
            // On a busy machine the time for the body may be over.
            assertThat(earlier.readToEnd()).startsWith("HTTP/1.1 ").doesNotContain("SERVICE_UNAVAILABLE");
        }
    }

    @Test
    void requestsThatAreBeingExecutedDoNotHoldTheMemoryOfTheirBodies() throws SQLException {
        String padding = " ".repeat(19_000);
        String mutation = "{\"query\": \"mutation { createPerson(input: {slug: \\\"never-stored\\\", name: \\\"N\\\"})"
                + " { person { id } } }\"}" + padding;
        try (Connection blocker = PostgresServer.connect();
                Connection observer = PostgresServer.connect()) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("LOCK TABLE person IN ACCESS EXCLUSIVE MODE");
            List<SlowClient> clients = IntStream.range(0, 5)
                    .mapToObj(i -> complete("application/json\r\nAuthorization: Bearer " + editor(i), mutation))
                    .toList();
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (waiting(observer) < 5) {
                assertThat(System.nanoTime()).isLessThan(end);
            }
            try (SlowClient client = complete("application/json", "{\"query\": \"{ version }\"}" + padding)) {
                assertThat(client.readToEnd()).startsWith("HTTP/1.1 200 ");
            }
            // The lock is held until the mutations have failed, so they store nothing.
            assertThat(clients.stream().map(SlowClient::readToEnd).toList())
                    .allSatisfy(response -> assertThat(response).contains("\"errors\""));
            clients.forEach(SlowClient::close);
            blocker.rollback();
        }
    }

    /** The token of one of several editors: each may run a few operations only. */
    private static String editor(int number) {
        String name = "editor-" + number;
        return TestIssuer.signed(TestIssuer.claims("editor").upn(name).subject(name));
    }

    private static int waiting(Connection observer) throws SQLException {
        try (Statement statement = observer.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND wait_event_type = 'Lock'")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void releasesTheMemoryOfBodiesThatAreNotRead() {
        String body = " ".repeat(19_000);
        for (int i = 0; i < 10; i++) {
            complete("text/plain", body).close(); // This client does not wait for the response.
            try (SlowClient client = complete("text/plain", body)) {
                assertThat(client.readToEnd()).startsWith("HTTP/1.1 415 ");
            }
        }
    }

    @Test
    void releasesTheMemoryOfBodiesWithAMalformedHeader() {
        String body = "{\"query\": \"{ version }\"}" + " ".repeat(15_000);
        for (int i = 0; i < 10; i++) {
            try (SlowClient client = complete("application/json\r\nAccept: a/b;x=\"", body)) {
                assertThat(client.readToEnd()).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    private static SlowClient complete(String contentType, String body) {
        return begin(contentType, body, body.length());
    }

    /** Sends a part of a body, after whose end the service closes the connection. */
    private static SlowClient begin(String contentType, String part, int length) {
        return SlowClient.send(
                RestAssured.port,
                "POST /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: " + contentType
                        + "\r\nContent-Length: " + length + "\r\n\r\n" + part);
    }

    @Test
    void rejectsATooLongBodyOfUnknownLength() {
        String chunk = "4000\r\n" + " ".repeat(0x4000) + "\r\n";
        try (SlowClient client = SlowClient.send(
                RestAssured.port,
                "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk)) {
            assertThat(client.readToEnd()).startsWith("HTTP/1.1 413 ").contains("BODY_LIMIT_EXCEEDED", "20480 bytes");
        }
    }

    /** The service cannot see the length. A request that follows may be a part of the body for a proxy. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5\r\n", ""})
    void closesTheConnectionAfterAChunkedBody(String length) {
        String query = "{ person(slug: \\\"vladimir-putin\\\") { name } }";
        String first = "GET /graphql?query=%7Bslow:version%7D HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String next = "OPTIONS /graphql HTTP/1.1\r\nHost: localhost\r\n\r\n";
        // Answered by a worker thread, by the driver of the event loop, and at once.
        for (String body : List.of("{\"query\":\"{version}\"}", "{\"query\":\"" + query + "\"}", "{}")) {
            given().contentType("application/json").body(body).post("/graphql");
            for (String before : List.of("", first)) {
                try (SlowClient client = SlowClient.send(
                        RestAssured.port,
                        before + "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                + length + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length())
                                + "\r\n" + body + "\r\n0\r\n\r\n" + next + next)) {
                    assertThat(client.readToEnd())
                            .startsWith("HTTP/1.1 ")
                            .containsIgnoringCase("connection: close")
                            .contains(body.equals("{}") ? "errors" : "data", before.isEmpty() ? "" : "slow")
                            .doesNotContain("204 No Content");
                }
            }
        }
    }

    /** The requests that wait are answered when the first is, one after the other. */
    @Test
    void answersRequestsWithoutABodyThatWaitForAnotherOne() {
        String slow = "GET /graphql?query=%7Bversion%7D HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String empty = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n%s\r\n";
        try (SlowClient client = SlowClient.send(
                RestAssured.port, slow + empty.formatted("").repeat(62) + empty.formatted("Connection: close\r\n"))) {
            assertThat(client.readToEnd().split("HTTP/1.1 400 ")).hasSize(64);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xchunked", "identity", "gzip, chunked", "chunked\r\nTransfer-Encoding: identity"})
    void rejectsABodyWhoseEndIsUnknown(String coding) throws InterruptedException {
        try (SlowClient client = SlowClient.send(
                RestAssured.port,
                "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 21\r\nTransfer-Encoding: " + coding + "\r\n\r\n")) {
            Thread.sleep(50); // The response is sent before the body arrives.
            client.send("{\"query\":\"{version}\"}");
            assertThat(client.readToEnd())
                    .startsWith("HTTP/1.1 400 ")
                    .contains("BAD_REQUEST", "Transfer-Encoding: chunked");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz", "-5", "7|{\"a\":1}x", "7|{\"a\":1}|FFFFFFFFFFFFFFFFF|", "7|{\"a\":1}|0|no trailer"})
    void rejectsABodyWithABrokenChunk(String chunks) {
        for (String path : List.of("/graphql", "/read")) {
            assertThat(chunked(path, chunks)).startsWith("HTTP/1.1 400 ").contains("BAD_REQUEST", "RFC 9112");
        }
        // These do not wait for the body, so another error may come first: a wrong method, or a wrong media type.
        for (String path : List.of("/import", "/", "/people/vladimir-putin", "/graphiql", "/nowhere")) {
            assertThat(chunked(path, chunks)).as(path).startsWith("HTTP/1.1 4");
        }
    }

    @Test
    void anImportEndsWithAnErrorAtABrokenChunk() {
        try (SlowClient client = SlowClient.send(
                RestAssured.port,
                "POST /import HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                        + "Authorization: Bearer " + TestIssuer.token("admin")
                        + "\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{}\n\r\nzz\r\n")) {
            assertThat(client.readToEnd()).startsWith("HTTP/1.1 400 ").contains("BAD_REQUEST", "RFC 9112");
        }
    }

    @Test
    void rejectsAnUnknownVersionOfHttp() {
        for (String version : List.of("HTTP/9.9", "HTTP/2.0", "HTTP/0.9")) {
            try (SlowClient client = SlowClient.send(
                    RestAssured.port, "GET /graphql?query=%7Bversion%7D " + version + "\r\nHost: localhost\r\n\r\n")) {
                assertThat(client.readToEnd())
                        .as(version)
                        .contains(" 400 Bad Request", "BAD_REQUEST", "HTTP/1.1, HTTP/1.0 or HTTP/2");
            }
        }
    }

    /** Each of them would be in memory until it is answered, and each answer until the client reads it. */
    @Test
    void closesAConnectionWithTooManyRequestsThatAreNotAnswered() {
        String request = "OPTIONS /graphql HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String last = "OPTIONS /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        try (SlowClient client = SlowClient.send(RestAssured.port, request.repeat(50) + last)) {
            assertThat(client.readToEnd().split("HTTP/1.1 204 ")).hasSize(52);
        }
        String slow = "GET /graphql?query=%7Bversion%7D HTTP/1.1\r\nHost: localhost\r\n\r\n";
        try (SlowClient client = SlowClient.send(RestAssured.port, slow + request.repeat(1000) + last)) {
            assertThat(client.readUntilReset().split("HTTP/1.1 204 ")).hasSizeLessThan(70);
        }
    }

    private static String chunked(String path, String chunks) {
        try (SlowClient client = SlowClient.send(
                RestAssured.port,
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n" + chunks.replace("|", "\r\n") + "\r\n\r\n")) {
            return client.readToEnd();
        }
    }

    @Test
    void continuesABodyThatWaitsForPermission() {
        String body = "{\"query\": \"{ version }\"}";
        try (SlowClient client = SlowClient.send(
                RestAssured.port,
                "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n"
                        + "Expect: 100-continue\r\nContent-Length: " + body.length() + "\r\n\r\n")) {
            client.send(body);
            assertThat(client.readToEnd()).startsWith("HTTP/1.1 100 Continue").contains("HTTP/1.1 200 OK", "version");
        }
    }

    /** The bodies of all requests together may have 100 KB. */
    @Test
    void aFormThatIsRejectedReleasesItsMemory() {
        for (int i = 0; i < 12; i++) {
            given().contentType("application/x-www-form-urlencoded")
                    .accept("application/json")
                    .body("body=" + "a".repeat(18_000))
                    .post("/read")
                    .then()
                    .statusCode(406);
        }
        given().contentType("application/x-www-form-urlencoded")
                .accept("text/html")
                .body("body=" + "a".repeat(18_000))
                .post("/read")
                .then()
                .statusCode(200);
    }
}
