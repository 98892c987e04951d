package org.onrecord.database;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.runtime.util.HashUtil;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.PostgresServer;
import org.onrecord.SqlStatements;
import org.onrecord.security.TestIssuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
class PoolTest {

    private static final int CLIENTS = 32;

    @Inject
    @DataSource("reads")
    AgroalDataSource dataSource;

    @Inject
    @DataSource("fresh")
    AgroalDataSource fresh;

    @Inject
    AgroalDataSource writes;

    @Inject
    ReadConnections connections;

    @Test
    void preparesTheStatementsOfManyDocumentsOnce() throws SQLException {
        List<String> statements = statements(500, 1900);
        for (AgroalDataSource pool : List.of(dataSource, fresh)) {
            try (Connection connection = pool.getConnection()) {
                runAll(connection, statements);
                Set<String> prepared = preparedStatements(connection);

                runAll(connection, statements);

                assertThat(prepared).hasSizeGreaterThanOrEqualTo(statements.size());
                assertThat(preparedStatements(connection)).containsAll(prepared);
            }
        }
    }

    @Test
    void limitsTheMemoryOfPreparedStatements() throws SQLException {
        for (AgroalDataSource pool : List.of(dataSource, fresh)) {
            try (Connection connection = pool.getConnection()) {
                runAll(connection, statements(300, 10_000));

                // 4 MiB, of which each statement takes four bytes a character.
                assertThat(preparedStatements(connection)).hasSizeBetween(90, 105);
            }
        }
    }

    /** The database answers: only the requests of others keep this one from it. */
    @Test
    void tellsAServiceThatIsBusyFromADatabaseThatIsAway() throws Exception {
        whileInUse(dataSource, () -> {
            requireBusy(GraphQL.post("{ people { totalCount } } # busy", Map.of(), null))
                    .statusCode(429)
                    .header("Retry-After", equalTo("1"));
            given().get("/q/health/ready").then().statusCode(200);
        });
    }

    @Test
    void aWriteToAServiceThatIsBusyCanBeSentAgain() throws Exception {
        String mutation = "mutation { createPerson(input: {slug: \"pool-busy\", name: \"Ann\"}) { person { slug } } }";
        whileInUse(writes, () -> requireBusy(GraphQL.postAs(TestIssuer.token("editor"), mutation, Map.of())));
        assertThat(GraphQL.data("{ person(slug: \"pool-busy\") { name } }").<Object>get("person"))
                .isNull();
    }

    @Test
    void aSubscriptionToAServiceThatIsBusyCanBeSentAgain() throws Exception {
        whileInUse(fresh, () -> {
            try (org.onrecord.websocket.Socket socket = org.onrecord.websocket.Socket.connect()) {
                socket.subscribe("busy", "subscription { quotePublished { text } }");
                JsonPath error = socket.nextJson();
                assertThat(error.getString("type")).isEqualTo("error");
                assertThat(error.getString("payload[0].extensions.code")).isEqualTo("TOO_MANY_OPERATIONS");
                assertThat(error.getString("payload[0].message")).contains("use all connections");
            }
        });
    }

    /** That the document is not found would make the client send it. */
    @Test
    void aPersistedQueryOfAServiceThatIsBusyIsNotUnknown() throws Exception {
        String hash = HashUtil.sha256("{ people { totalCount } } # which only the database may have");
        whileInUse(dataSource, () -> requireBusy(given().contentType("application/json")
                        .accept("application/graphql-response+json")
                        .body(Map.of("documentId", hash))
                        .post("/graphql"))
                .statusCode(429));
    }

    private static ValidatableResponse requireBusy(Response response) {
        return response.then()
                .body("errors[0].extensions.code", equalTo("TOO_MANY_OPERATIONS"))
                .body("errors[0].message", containsString("use all connections"));
    }

    private interface Action {
        void run() throws Exception;
    }

    /** Runs an action while others use all connections of a pool. */
    private static void whileInUse(AgroalDataSource pool, Action action) throws Exception {
        int most = pool.getConfiguration().connectionPoolConfiguration().maxSize();
        List<Connection> held = new ArrayList<>();
        try {
            while (pool.getMetrics().activeCount() < most) {
                held.add(pool.getConnection());
            }
            action.run();
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }
    }

    private static List<String> statements(int number, int length) {
        return IntStream.range(0, number)
                .mapToObj(statement -> "SELECT " + statement + " /* " + "x".repeat(length) + " */")
                .toList();
    }

    private static void runAll(Connection connection, List<String> statements) throws SQLException {
        for (String sql : statements) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.executeQuery().close();
            }
        }
    }

    /** The names that the driver has given to the statements of a connection. */
    private static Set<String> preparedStatements(Connection connection) throws SQLException {
        Set<String> names = new HashSet<>();
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(
                        "SELECT name FROM pg_prepared_statements WHERE statement LIKE 'SELECT % /* xxx%'")) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

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
        // After a pause the pool validates a connection before it is used.
        Thread.sleep(dataSource
                .getConfiguration()
                .connectionPoolConfiguration()
                .idleValidationTimeout()
                .toMillis());
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

    @Test
    void aQueryThatTheServerEndsIsNotRepeated() throws Exception {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE person IN ACCESS EXCLUSIVE MODE");
            CompletableFuture<Response> response = CompletableFuture.supplyAsync(
                    () -> GraphQL.post("{ people { totalCount } } # end", Map.of(), null));
            waitUntil(() -> waiting() == 1);
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted");
            // If it was repeated, it would wait for the lock again, until the statement timeout.
            response.get(8, TimeUnit.SECONDS)
                    .then()
                    .statusCode(503)
                    .body("errors[0].extensions.code", equalTo("SERVICE_UNAVAILABLE"));
            connection.rollback();
        }
    }

    /** The client has not asked for too much. A payload is read on a connection for writes. */
    @Test
    void aReadThatWaitsForALockIsNotTooLarge() throws Exception {
        JsonPath putin = GraphQL.data("{ person(slug: \"vladimir-putin\") { id version } }");
        String update = "mutation { updatePerson(input: {id: \"" + putin.getString("person.id") + "\", version: "
                + putin.getInt("person.version") + "}) { person { participations { totalCount } } } }";
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE event_participant IN ACCESS EXCLUSIVE MODE");
            CompletableFuture<Response> read = CompletableFuture.supplyAsync(
                    () -> GraphQL.post("{ people { nodes { participations { totalCount } } } }", Map.of(), null));
            CompletableFuture<Response> write =
                    CompletableFuture.supplyAsync(() -> GraphQL.postAs(TestIssuer.token("editor"), update, Map.of()));
            read.get(60, TimeUnit.SECONDS)
                    .then()
                    .statusCode(503)
                    .body("errors[0].extensions.code", equalTo("SERVICE_UNAVAILABLE"))
                    .body("errors[0].message", containsString("is locked"));
            write.get(60, TimeUnit.SECONDS)
                    .then()
                    .body("errors[0].extensions.code", equalTo("SERVICE_UNAVAILABLE"))
                    .body("errors[0].message", containsString("its changes are kept"))
                    .body("errors[0].message", containsString("in a moment"));
            connection.rollback();
        }
    }

    @Test
    void aReadWhoseConnectionBreaksIsRepeatedOnce() {
        for (ReadTarget target : ReadTarget.values()) {
            assertThat(runs(target, "08006")).as(target.name()).isEqualTo(2);
            assertThat(runs(target, "57P01")).as(target.name()).isEqualTo(1);
        }
    }

    /** How often a read runs that fails with an SQLSTATE each time. */
    private int runs(ReadTarget target, String sqlState) {
        AtomicInteger runs = new AtomicInteger();
        assertThatThrownBy(() -> connections.read(target, null, connection -> {
                    runs.incrementAndGet();
                    throw new SQLException("The connection is lost", sqlState);
                }))
                .isInstanceOf(DatabaseFailure.class);
        return runs.get();
    }

    @Test
    void aWriteToAReadOnlyPrimaryIsUnavailable() throws SQLException {
        setReadOnly(true);
        try {
            GraphQL.postAs(
                            TestIssuer.token("admin"),
                            "mutation { createPerson(input: {slug: \"pool-ann\", name: \"Ann\"}) { person { slug } } }",
                            Map.of())
                    .then()
                    .body("errors[0].extensions.code", equalTo("SERVICE_UNAVAILABLE"));
        } finally {
            setReadOnly(false);
        }
    }

    /** Lets each connection of the pool of writes be read-only, as those to a primary that becomes a replica. */
    private void setReadOnly(boolean readOnly) throws SQLException {
        List<Connection> all = new ArrayList<>();
        int size = writes.getConfiguration().connectionPoolConfiguration().maxSize();
        try {
            for (int i = 0; i < size; i++) {
                all.add(writes.getConnection());
                all.get(i).createStatement().execute("SET default_transaction_read_only = " + readOnly);
            }
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
    }

    @Test
    void writesHaveTimeouts() throws Exception {
        try (Connection connection = writes.getConnection();
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("SELECT current_setting('statement_timeout'), current_setting('lock_timeout'),"
                                + " current_setting('idle_in_transaction_session_timeout')")) {
            row.next();
            assertThat(List.of(row.getString(1), row.getString(2), row.getString(3)))
                    .isEqualTo(List.of("30s", "9s", "1min"));
            assertThat(connection.getNetworkTimeout()).isEqualTo(40_000);
        }
    }

    /** Whatever takes a connection takes it from one of these pools. Only migrations have connections of their own. */
    @Test
    void everyPoolLimitsTheTimeOfAStatement() throws Exception {
        int pools = 0;
        for (InstanceHandle<AgroalDataSource> pool :
                Arc.container().listAll(AgroalDataSource.class, Any.Literal.INSTANCE)) {
            try (Connection connection = pool.get().getConnection();
                    ResultSet row = connection
                            .createStatement()
                            .executeQuery(
                                    "SELECT setting::integer FROM pg_settings WHERE name = 'statement_timeout'")) {
                row.next();
                assertThat(row.getInt(1)).as(pool.toString()).isBetween(1, 30_000);
            }
            pools++;
        }
        assertThat(pools).isGreaterThanOrEqualTo(5);
    }

    @Test
    void rejectsATokenAheadOfThePrimary() throws Exception {
        String query = "{ people { totalCount } }";
        withToken(query, "FFFFFFFF/FFFFFFFF")
                .then()
                .statusCode(400)
                .body("errors[0].extensions.code", equalTo("BAD_REQUEST"))
                .body("errors[0].message", containsString("is ahead of the database"));
        String now;
        try (Connection connection = PostgresServer.connect()) {
            now = ConsistencyToken.now(connection).position();
        }
        withToken(query, now).then().statusCode(200);
        // The service knows that the primary has reached the token, so it does not ask again.
        assertThat(SqlStatements.during(() -> withToken(query, now).then().statusCode(200)))
                .hasSize(1);
    }

    private static Response withToken(String query, String token) {
        return given().contentType("application/json")
                .accept("application/graphql-response+json")
                .body(Map.of("query", query, "extensions", Map.of(ConsistencyToken.EXTENSION, token)))
                .post("/graphql");
    }

    @Test
    void isReadyWhileRequestsHoldAllConnections() throws Exception {
        List<Connection> held = new ArrayList<>();
        List<Socket> clients = new ArrayList<>();
        try {
            for (AgroalDataSource pool : List.of(dataSource, fresh, writes)) {
                int size = pool.getConfiguration().connectionPoolConfiguration().maxSize();
                while (pool.getMetrics().activeCount() < size) {
                    held.add(pool.getConnection());
                }
            }
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(ask("{ people { totalCount } } # of client " + i));
            }
            waitUntil(() -> dataSource.getMetrics().awaitingCount() == CLIENTS);
            given().get("/q/health/ready").then().statusCode(200);
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    @Test
    void storesAPersistedQueryWhileWritesHoldAllConnections() throws Exception {
        String query = "{ people { totalCount } } # stored while writes hold all connections";
        String hash = HashUtil.sha256(query);
        List<Connection> held = new ArrayList<>();
        try (Connection connection = PostgresServer.connect()) {
            int size = writes.getConfiguration().connectionPoolConfiguration().maxSize();
            while (writes.getMetrics().activeCount() < size) {
                held.add(writes.getConnection());
            }
            given().contentType("application/json")
                    .body(Map.of("query", query, "documentId", hash))
                    .post("/graphql")
                    .then()
                    .body("data.people.totalCount", notNullValue());
            try (ResultSet row = connection
                    .createStatement()
                    .executeQuery("SELECT count(*) FROM persisted_query WHERE hash = '" + hash + "'")) {
                row.next();
                assertThat(row.getInt(1)).isEqualTo(1);
            }
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }
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
