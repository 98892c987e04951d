package org.onrecord;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** On SIGTERM the service first becomes unready, then stops accepting connections, and finishes running requests. */
class ShutdownIT {

    private static final String DATABASE = "shutdown";

    @Test
    void finishesRunningRequestsAndAnswersNewOnesDuringTheDelay() throws Exception {
        Map<String, String> environment = new HashMap<>(PostgresServer.createDatabase(DATABASE));
        environment.put("QUARKUS_SHUTDOWN_DELAY", "5S");
        try (PackagedService service = PackagedService.start(environment);
                Connection blocker = PostgresServer.connect(DATABASE)) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("LOCK TABLE person");
            CompletableFuture<Response> slow =
                    CompletableFuture.supplyAsync(() -> service.query("{ people { totalCount } }"));
            service.await("the query waits for the lock", ShutdownIT::isBlocked);

            service.terminate();
            service.awaitHealth("/q/health/ready", 503);
            assertThat(service.manage("/q/health/live").statusCode()).isEqualTo(200);
            Response late = service.query("{ events { totalCount } }");
            assertThat(late.statusCode()).isEqualTo(200);
            assertThat(late.header("Connection")).isEqualTo("close");

            service.await("the service waits for the slow request", () -> service.output()
                    .contains("Waiting for HTTP requests to complete"));
            assertThat(slow).isNotDone();
            blocker.rollback();

            Response answer = slow.get(60, TimeUnit.SECONDS);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.jsonPath().getInt("data.people.totalCount")).isZero();
            service.exitCode();
        }
    }

    @Test
    void closesSubscriptionsAndDoesNotWaitForThem() throws Exception {
        try (PackagedService service = PackagedService.start(PostgresServer.createDatabase(DATABASE))) {
            CompletableFuture<Integer> closed = new CompletableFuture<>();
            HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .subprotocols("graphql-transport-ws")
                    .buildAsync(URI.create("ws://localhost:" + service.port() + "/graphql"), new WebSocket.Listener() {
                        @Override
                        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                            closed.complete(code);
                            return null;
                        }
                    })
                    .join()
                    .sendText("{\"type\": \"connection_init\"}", true)
                    .join();

            service.terminate();

            assertThat(closed.get(60, TimeUnit.SECONDS)).isEqualTo(1001); // Going away (RFC 6455).
            service.exitCode();
            assertThat(service.output()).doesNotContain("Timed out");
        }
    }

    private static boolean isBlocked() {
        try (Connection connection = PostgresServer.connect(DATABASE)) {
            ResultSet waiting = connection
                    .createStatement()
                    .executeQuery("SELECT count(*) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND wait_event_type = 'Lock'");
            waiting.next();
            return waiting.getInt(1) > 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
