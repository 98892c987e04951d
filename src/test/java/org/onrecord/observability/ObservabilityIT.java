package org.onrecord.observability;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

import org.onrecord.PostgresServer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The log and the traces of the packaged service. Each test starts its own. */
@QuarkusIntegrationTest
class ObservabilityIT {

    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");

    @Test
    void logsJsonWithTheRequestId() throws Exception {
        try (Application application = new Application(Map.of("ONRECORD_SLOW_QUERY_THRESHOLD", "0S"))) {
            application.ask("query ForTheLog { people(filter: {name: {eq: \"aSecret\"}}) { totalCount } }", "log-me");
            application.readUntil("Slow query");
            application.stop();

            assertThat(application.lines).hasSizeGreaterThan(3);
            List<JsonObject> events =
                    application.lines.stream().map(ObservabilityIT::json).toList();
            assertThat(events).allSatisfy(event -> assertThat(event).containsKeys("timestamp", "level", "message"));
            JsonObject slow = events.stream()
                    .filter(event -> event.getString("message").startsWith("Slow query"))
                    .findFirst()
                    .orElseThrow();
            assertThat(slow.getJsonObject("mdc").getString("requestId")).isEqualTo("log-me");
            assertThat(slow.getJsonObject("mdc").getString("operation")).isEqualTo("ForTheLog");
            assertThat(application.lines).noneMatch(line -> line.contains("aSecret"));
        }
    }

    @Test
    void sendsTracesToTheConfiguredCollector() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        try (Application application = new Application(Map.of(
                "QUARKUS_OTEL_SDK_DISABLED", "false",
                "QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "10ms",
                "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                        "http://localhost:" + collector.getAddress().getPort()))) {
            application.ask("query ForTheTrace { people { totalCount } }", "trace-me");

            StringBuilder traces = new StringBuilder();
            while (!traces.toString().contains("trace-me")) {
                String batch = received.poll(30, TimeUnit.SECONDS);
                assertThat(batch).as("a batch of spans").isNotNull();
                traces.append(batch);
            }
            assertThat(traces).contains("ForTheTrace", "POST /graphql");
        } finally {
            collector.stop(0);
        }
    }

    private static JsonObject json(String line) {
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            return reader.readObject();
        }
    }

    private static final class Application implements AutoCloseable {

        private final Process process;
        private final BufferedReader output;
        private final List<String> lines = new ArrayList<>();
        private final int port;

        Application(Map<String, String> settings) throws IOException, SQLException {
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-jar",
                    Path.of("target", "quarkus-app", "quarkus-run.jar").toString());
            builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("OTEL_"));
            try (Connection connection = PostgresServer.connect()) {
                builder.environment()
                        .put(
                                "QUARKUS_DATASOURCE_JDBC_URL",
                                connection.getMetaData().getURL());
            }
            builder.environment().put("QUARKUS_DATASOURCE_USERNAME", "postgres");
            builder.environment().put("QUARKUS_DATASOURCE_PASSWORD", "postgres");
            builder.environment().put("QUARKUS_HTTP_PORT", "0");
            builder.environment().putAll(settings);
            // The JVM may print a line of its own.
            process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            output = process.inputReader(StandardCharsets.UTF_8);
            Matcher listening = LISTENING.matcher(readUntil("Listening on"));
            assertThat(listening.find()).isTrue();
            port = Integer.parseInt(listening.group(1));
        }

        void ask(String query, String requestId) {
            given().baseUri("http://localhost")
                    .port(port)
                    .contentType(ContentType.JSON)
                    .header("X-Request-Id", requestId)
                    .body(Map.of("query", query))
                    .post("/graphql")
                    .then()
                    .statusCode(200);
        }

        String readUntil(String text) throws IOException {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (line.contains(text)) {
                    return line;
                }
            }
            throw new AssertionError(text + " is not in the log:\n" + String.join("\n", lines));
        }

        /** Stops the service as a container runtime does, and reads the rest of its log. */
        void stop() {
            process.toHandle().destroy();
            output.lines().forEach(lines::add);
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
