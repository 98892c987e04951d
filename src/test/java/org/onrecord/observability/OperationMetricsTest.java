package org.onrecord.observability;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.Management;
import org.onrecord.TestProfiles;
import org.onrecord.websocket.Socket;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@TestProfile(TestProfiles.Observed.class)
class OperationMetricsTest {

    private static final String SIZE = "graphql_response_size_bytes_sum";
    private static final String COUNT = "graphql_operation_seconds_count";

    /** The first test to run must not use up the names of operations. */
    @BeforeEach
    void registerAnOperation() {
        GraphQL.data("query People { people { totalCount } }");
    }

    @Test
    void recordsRateDurationAndBytes() {
        Metrics before = Metrics.now();
        int refusal = GraphQL.post("query People { people(after: \"nowhere\") { totalCount } }", Map.of(), null)
                .asByteArray()
                .length;
        int answer = GraphQL.post("query People { people(first: 3) { nodes { name } } }", Map.of(), null)
                .asByteArray()
                .length;

        Metrics after = Metrics.now();
        assertThat(after.value(COUNT, "operation=\"People\"") - before.value(COUNT, "operation=\"People\""))
                .isEqualTo(2);
        assertThat(after.value("graphql_operation_seconds_bucket", "operation=\"People\"", "le=\"10.0\""))
                .isEqualTo(after.value(COUNT, "operation=\"People\""));
        assertThat(after.value(SIZE, "operation=\"People\"") - before.value(SIZE, "operation=\"People\""))
                .isEqualTo(refusal + answer);
    }

    @Test
    void recordsTheBytesOfAnswersAndRejectionsOnAWebSocket() {
        for (String query : List.of("query People { people { totalCount } }", "{ nothing }")) {
            Metrics before = Metrics.now();
            String message;
            try (Socket socket = Socket.connect()) {
                socket.subscribe("1", query);
                message = socket.next();
            }
            int payload = message.indexOf("\"payload\":") + "\"payload\":".length();
            int bytes = message.substring(payload, message.length() - 1).getBytes(StandardCharsets.UTF_8).length;

            Metrics after = Metrics.now();
            String label = query.equals("{ nothing }") ? "operation=\"none\"" : "operation=\"People\"";
            assertThat(after.value(SIZE, label) - before.value(SIZE, label)).isEqualTo(bytes);
        }
    }

    @Test
    void countsErrorsByCode() {
        Metrics before = Metrics.now();

        GraphQL.post("query People { people(after: \"nowhere\") { totalCount } }", Map.of(), null);
        GraphQL.post("query NotOfThisSchema { nothing }", Map.of(), null);

        Metrics after = Metrics.now();
        for (List<String> labels : List.of(
                List.of("operation=\"People\"", "code=\"BAD_USER_INPUT\""),
                List.of("operation=\"none\"", "code=\"GRAPHQL_VALIDATION_FAILED\""))) {
            String[] tags = labels.toArray(String[]::new);
            assertThat(after.value("graphql_errors_total", tags) - before.value("graphql_errors_total", tags))
                    .isEqualTo(1);
        }
        assertThat(after.lines).noneMatch(line -> line.contains("NotOfThisSchema"));
    }

    @Test
    void bulkWorkCountsByItsPath() {
        Metrics before = Metrics.now();

        RestAssured.get("/export");
        RestAssured.get("/people/vladimir-putin/quotes.csv").then().statusCode(200);
        given().contentType("application/x-ndjson")
                .body("{\"body\": \"Ann Reed denied the charge.\"}\n".getBytes(StandardCharsets.UTF_8))
                .post("/read")
                .then()
                .statusCode(200);

        Metrics after = Metrics.now();
        assertThat(List.of("/export", "/people/:slug/quotes.csv", "/read")).allSatisfy(path -> {
            String label = "operation=\"" + path + "\"";
            assertThat(after.value(COUNT, label) - before.value(COUNT, label)).isEqualTo(1);
        });
        assertThat(after.value("graphql_errors_total", "operation=\"/export\"")).isPositive();
    }

    @Test
    void limitsTheNamesOfOperations() {
        double before = Metrics.now().value(COUNT, "operation=\"other\"");

        IntStream.range(0, 30).forEach(i -> GraphQL.data("query MadeUp" + i + " { version }"));
        GraphQL.data("query " + "x".repeat(5000) + " { version }");

        Metrics after = Metrics.now();
        List<String> named = after.lines.stream()
                .filter(line -> line.startsWith(COUNT))
                .filter(line -> !line.matches(".*operation=\"(anonymous|other|none|/.*)\".*"))
                .toList();
        assertThat(named).hasSizeLessThanOrEqualTo(TestProfiles.Observed.MAX_OPERATIONS);
        assertThat(after.value(COUNT, "operation=\"other\"") - before)
                .isGreaterThanOrEqualTo(31 - TestProfiles.Observed.MAX_OPERATIONS);
    }

    @Test
    void limitsPathsAndMethods() {
        ask(0);
        long before = Metrics.now().lines.size();

        IntStream.range(1, 20).forEach(OperationMetricsTest::ask);

        assertThat(Metrics.now().lines).hasSizeLessThan((int) before + 10);
    }

    private static void ask(int i) {
        RestAssured.get("/nothing" + i);
        RestAssured.get("/graphql/nothing" + i);
        RestAssured.get("/q/nothing" + i);
        RestAssured.get("/q/graphql-ui/nothing" + i);
        given().request("MADEUP" + i, "/graphql");
        given().request("MADEUP" + i, "/nothing");
        given().header("Host", "a b").get("/malformed" + i);
        given().header("Host", "host" + i + ".example").get("/unknown" + i);
        given().header("Host", "host" + i + ".example").get("/people/unknown" + i);
    }

    @Test
    void hasMetricsOfTheConnectionPool() {
        GraphQL.data("{ people { totalCount } }");

        assertThat(Metrics.now().value("agroal_acquire_count_total", "datasource=\"reads\""))
                .isPositive();
    }

    private record Metrics(List<String> lines) {

        static Metrics now() {
            return new Metrics(Management.metrics()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList());
        }

        /** The value of the series with these labels, 0 if there is none. */
        double value(String name, String... labels) {
            List<String> series = lines.stream()
                    .filter(line -> line.startsWith(name + "{"))
                    .filter(line -> List.of(labels).stream().allMatch(line::contains))
                    .toList();
            assertThat(series).hasSizeLessThanOrEqualTo(1);
            return series.isEmpty()
                    ? 0
                    : Double.parseDouble(series.get(0).substring(series.get(0).lastIndexOf(' ')));
        }
    }
}
