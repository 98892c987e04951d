package org.onrecord.http.request;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.onrecord.PackagedService;
import org.onrecord.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * 2,000 clients that never end their bodies, and 400 that never end their headers, neither delay a query of another
 * client nor exhaust the memory.
 */
class SlowConnectionsIT {

    private static final int CLIENTS = 2000;
    private static final int CLIENTS_WITH_HEADERS = 400;
    private static final int LENGTH = 256 * 1024;

    /** In kilobytes. The process of the issue had 300 MB; the JVM needs the rest outside of its heap. */
    private static final long MAX_RESIDENT = 420_000;

    @Test
    void answersWithinASecondWhile2400RequestsDoNotEnd() throws Exception {
        Map<String, String> environment = new HashMap<>(PostgresServer.createDatabase("slow_connections"));
        environment.put("ONRECORD_DEMO", "true");
        environment.put("JAVA_TOOL_OPTIONS", "-Xmx160m -XX:MaxDirectMemorySize=96m");
        String flagship =
                Files.readString(Path.of("src", "main", "resources", "graphql", "DenialsAndIndictments.graphql"));
        String part = " ".repeat(100 * 1024);
        List<SlowClient> clients = new ArrayList<>();
        try (PackagedService service = PackagedService.start(environment)) {
            service.await(
                    "the demo story is published",
                    () -> service.query(flagship).jsonPath().get("data.person") != null);
            long slowest = 0;
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(SlowClient.post(service.port(), "/graphql", LENGTH, part));
                if (i % 50 == 49) {
                    slowest = Math.max(slowest, nanosOf(service, flagship));
                }
            }
            for (int i = 0; i < CLIENTS_WITH_HEADERS; i++) {
                // The request line and the headers are as long as the service accepts them.
                clients.add(SlowClient.send(
                        service.port(),
                        "GET /" + "x".repeat(16_000) + " HTTP/1.1\r\nHost: localhost\r\nSlow: " + "x".repeat(7_900)));
            }
            for (int i = 0; i < 20; i++) {
                clients.forEach(client -> client.send(" "));
                slowest = Math.max(slowest, nanosOf(service, flagship));
            }
            assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(3));
            assertThat(resident(service.process())).isLessThan(MAX_RESIDENT);
            assertThat(service.process().isAlive()).isTrue();
            assertThat(service.output()).doesNotContain("OutOfMemory");
        } finally {
            clients.forEach(SlowClient::close);
        }
    }

    /** Only complete headers count as traffic. */
    @Test
    void closesAConnectionWhoseHeadersDoNotEnd() throws Exception {
        Map<String, String> environment = new HashMap<>(PostgresServer.createDatabase("slow_connections"));
        environment.put("QUARKUS_HTTP_IDLE_TIMEOUT", "3S");
        try (PackagedService service = PackagedService.start(environment)) {
            String start = "GET /graphql?query=%7Bversion%7D HTTP/1.1\r\nHost: localhost\r\n";
            for (String sent : List.of("G", "GET /", start + "Slow: ", start + "\r\n" + start + "Slow: ")) {
                try (SlowClient client = SlowClient.send(service.port(), sent)) {
                    long before = System.nanoTime();
                    while (client.send("x")) {
                        assertThat(Duration.ofNanos(System.nanoTime() - before))
                                .as(sent)
                                .isLessThan(Duration.ofSeconds(30));
                        Thread.sleep(100);
                    }
                }
            }
        }
    }

    /** The heap of the Deployment in k8s is as large. A process that exhausts it ends. */
    @Test
    void manyLongResponsesThatNobodyReadsDoNotExhaustTheHeap() throws Exception {
        Map<String, String> environment = new HashMap<>(PostgresServer.createDatabase("long_responses"));
        environment.put("JAVA_TOOL_OPTIONS", "-Xmx507m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError");
        environment.put("ONRECORD_LIMITS_CLIENT_RUNNING", "150"); // The clients of the test have one address.
        try (Connection database = PostgresServer.connect("long_responses")) {
            PostgresServer.execute(database, """
                    INSERT INTO article (url, headline, publisher, date_published, in_language, body)
                    SELECT 'https://long.example/' || i, 'Long', 'Example News', now(), 'en',
                      repeat('The minister said it would rain. ', 32000)
                    FROM generate_series(1, 9) i""");
        }
        String articles = "{ articles { nodes { body } } }";
        HttpClient client = HttpClient.newHttpClient();
        List<WebSocket> sockets = new ArrayList<>();
        try (PackagedService service = PackagedService.start(environment)) {
            for (int i = 0; i < 30; i++) {
                WebSocket socket = client.newWebSocketBuilder()
                        .subprotocols("graphql-transport-ws")
                        .buildAsync(URI.create("ws://localhost:" + service.port() + "/graphql"), new Unread())
                        .join();
                sockets.add(socket);
                socket.sendText("{\"type\":\"connection_init\"}", true).join();
                socket.request(1); // Only the acknowledgement.
            }
            for (int i = 0; i < 20; i++) {
                for (WebSocket socket : sockets) {
                    socket.sendText(
                            "{\"type\":\"subscribe\",\"id\":\"%d\",\"payload\":{\"query\":\"%s\"}}"
                                    .formatted(i, articles),
                            true);
                }
            }
            for (int i = 0; i < 100; i++) {
                service.query(articles.replace("body", "url"));
                Thread.sleep(100);
            }
            assertThat(service.process().isAlive()).isTrue();
            assertThat(service.data(null, articles.replace("body", "url")).getList("articles.nodes"))
                    .hasSize(9);
        } finally {
            sockets.forEach(WebSocket::abort);
        }
    }

    /** Requests no message. */
    private static final class Unread implements WebSocket.Listener {

        @Override
        public void onOpen(WebSocket socket) {}
    }

    private static long nanosOf(PackagedService service, String query) {
        long start = System.nanoTime();
        assertThat(service.data(null, query).getString("person.name")).isEqualTo("Vladimir Putin");
        return System.nanoTime() - start;
    }

    /** The resident memory of a process in kilobytes. */
    private static long resident(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }
}
