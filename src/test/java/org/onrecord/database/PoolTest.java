package org.onrecord.database;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.PostgresServer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
class PoolTest {

    private static final int CLIENTS = 32;

    @Inject
    @DataSource("reads")
    AgroalDataSource dataSource;

    @Test
    void disconnectedClientsReturnTheirConnections() throws Exception {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            // The lock keeps every request in flight until all clients are gone.
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE person IN ACCESS EXCLUSIVE MODE");
            List<Socket> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(ask("{ people { totalCount } }"));
            }
            waitUntil(() -> waiting()
                    >= dataSource
                            .getConfiguration()
                            .connectionPoolConfiguration()
                            .maxSize());
            for (Socket client : clients) {
                client.setSoLinger(true, 0); // Close with a reset, like a client that crashes.
                client.close();
            }
            connection.rollback();
        }

        waitUntil(() -> dataSource.getMetrics().activeCount() == 0);
        for (int i = 0; i < CLIENTS; i++) {
            assertThat(GraphQL.data("{ people { totalCount } }").getInt("people.totalCount"))
                    .isNotNegative();
        }
        assertThat(dataSource.getMetrics().activeCount()).isZero();
        assertThat(dataSource.getMetrics().leakDetectionCount()).isZero();
    }

    @Test
    void replacesTerminatedConnectionsWithoutAnError() throws Exception {
        GraphQL.data("{ people { totalCount } }");
        PostgresServer.endConnections();
        for (int i = 0; i < CLIENTS; i++) {
            assertThat(GraphQL.data("{ people { totalCount } }").getInt("people.totalCount"))
                    .isNotNegative();
        }
    }

    @Test
    void rejectsQueriesWhileTheDatabaseIsUnavailableAndRecovers() throws Exception {
        String version = PostgresServer.whileUnavailable(() -> {
            for (int i = 0; i < 3; i++) {
                GraphQL.post("{ people { totalCount } }", Map.of(), null)
                        .then()
                        .statusCode(503)
                        .body("errors[0].extensions.code", equalTo("SERVICE_UNAVAILABLE"))
                        .body("errors[0].message", containsString("Try again"))
                        .body("data", nullValue());
            }
            given().get("/q/health/ready").then().statusCode(503);
            given().get("/q/health/live").then().statusCode(200);
            return GraphQL.data("{ version }").getString("version");
        });
        assertThat(version).isNotEmpty();
        assertThat(GraphQL.data("{ people { totalCount } }").getInt("people.totalCount"))
                .isNotNegative();
    }

    private static Socket ask(String query) throws IOException {
        byte[] body = ("{\"query\":\"" + query + "\"}").getBytes(StandardCharsets.UTF_8);
        Socket socket = new Socket("localhost", RestAssured.port);
        OutputStream out = socket.getOutputStream();
        out.write(("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
        return socket;
    }

    /** The number of statements that wait for the lock. */
    private static int waiting() throws Exception {
        try (Connection connection = PostgresServer.connect();
                ResultSet row =
                        connection.createStatement().executeQuery("SELECT count(*) FROM pg_locks WHERE NOT granted")) {
            row.next();
            return row.getInt(1);
        }
    }

    private interface Check {
        boolean holds() throws Exception;
    }

    private static void waitUntil(Check check) throws Exception {
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        while (!check.holds()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(20);
        }
    }
}
