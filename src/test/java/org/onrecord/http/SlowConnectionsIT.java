package org.onrecord.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.onrecord.PackagedService;
import org.onrecord.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/** 2,000 clients that never end their bodies neither delay a query of another client nor exhaust the memory. */
class SlowConnectionsIT {

    private static final int CLIENTS = 2000;
    private static final int LENGTH = 256 * 1024;

    /** In kilobytes. The process of the issue had 300 MB; the JVM needs the rest outside of its heap. */
    private static final long MAX_RESIDENT = 420_000;

    @Test
    void answersWithinASecondWhile2000BodiesDoNotEnd() throws Exception {
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
            for (int i = 0; i < 20; i++) {
                clients.forEach(client -> client.send(" "));
                slowest = Math.max(slowest, nanosOf(service, flagship));
            }
            assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(1));
            assertThat(resident(service.process())).isLessThan(MAX_RESIDENT);
            assertThat(service.process().isAlive()).isTrue();
            assertThat(service.output()).doesNotContain("OutOfMemory");
        } finally {
            clients.forEach(SlowClient::close);
        }
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
