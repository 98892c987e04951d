package org.onrecord;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients send requests without a pause while the replicas of the service are replaced one by one. No request fails.
 */
class RollingUpdateIT {

    private static final int CLIENTS = 4;
    private static final String BODY = "{\"query\": \"{ people(first: 5) { totalCount nodes { name } } }\"}";

    @Test
    void noRequestFailsWhileReplicasAreReplaced() throws Exception {
        try (Routes routes = new Routes()) {
            Map<String, String> environment = new HashMap<>(PostgresServer.createEmptyDatabase("rolling_update"));
            environment.put("QUARKUS_FLYWAY_MIGRATE_AT_START", "false");
            environment.put("QUARKUS_SHUTDOWN_DELAY", "3S");
            assertThat(PackagedService.launch(environment, "--migrate").exitCode())
                    .isZero();

            List<PackagedService> replicas = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                replicas.add(start(environment, routes));
            }
            try (Load load = new Load(routes.port())) {
                load.awaitAnswers(200);
                for (int i = 0; i < 2; i++) {
                    replicas.add(start(environment, routes));
                    PackagedService old = replicas.get(i);
                    routes.remove(old);
                    old.terminate();
                    old.exitCode();
                    load.awaitAnswers(200);
                }
                assertThat(load.failures).isEmpty();
            } finally {
                replicas.forEach(PackagedService::close);
            }
        }
    }

    private static PackagedService start(Map<String, String> environment, Routes routes) {
        PackagedService replica = PackagedService.start(environment);
        replica.awaitHealth("/q/health/ready", 200);
        routes.add(replica);
        return replica;
    }

    /** Like a Service of Kubernetes: each new connection goes to one replica and stays with it. */
    private static final class Routes implements AutoCloseable {

        private final List<PackagedService> replicas = new CopyOnWriteArrayList<>();
        private final AtomicInteger turn = new AtomicInteger();
        private final Vertx vertx = Vertx.vertx();
        private final NetServer server;

        Routes() {
            server = vertx.createNetServer()
                    .connectHandler(this::connect)
                    .listen(0, "localhost")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }

        private void connect(NetSocket client) {
            client.pause();
            PackagedService replica = replicas.get(Math.floorMod(turn.getAndIncrement(), replicas.size()));
            vertx.createNetClient()
                    .connect(replica.port(), "localhost")
                    .onSuccess(service -> {
                        client.pipeTo(service);
                        service.pipeTo(client);
                        client.resume();
                    })
                    .onFailure(failure -> client.close());
        }

        int port() {
            return server.actualPort();
        }

        void add(PackagedService replica) {
            replicas.add(replica);
        }

        void remove(PackagedService replica) {
            replicas.remove(replica);
        }

        @Override
        public void close() {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** Clients that send one request after the other on persistent connections. HTTP clients do not retry POST. */
    private static final class Load implements AutoCloseable {

        private final Queue<String> failures = new ConcurrentLinkedQueue<>();
        private final AtomicInteger answers = new AtomicInteger();
        private final List<Thread> clients = new ArrayList<>();
        private volatile boolean over;

        Load(int port) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/graphql"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(BODY))
                    .build();
            for (int i = 0; i < CLIENTS; i++) {
                Thread client = new Thread(() -> ask(request));
                client.start();
                clients.add(client);
            }
        }

        private void ask(HttpRequest request) {
            HttpClient http =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            while (!over) {
                try {
                    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
                    answers.incrementAndGet();
                    if (response.statusCode() != 200 || !response.body().startsWith("{\"data\"")) {
                        failures.add(response.statusCode() + " " + response.body());
                    }
                } catch (Exception e) {
                    failures.add(e.toString());
                }
            }
        }

        /** Waits for more answers, or for a failure. */
        void awaitAnswers(int more) throws InterruptedException {
            int enough = answers.get() + more;
            while (answers.get() < enough && failures.isEmpty()) {
                Thread.sleep(10);
            }
        }

        @Override
        public void close() throws InterruptedException {
            over = true;
            for (Thread client : clients) {
                client.join();
            }
        }
    }
}
