package org.onrecord.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.TestProfiles;

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

    private static SlowClient complete(String contentType, String body) {
        return SlowClient.send(
                RestAssured.port,
                "POST /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: " + contentType
                        + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
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
}
