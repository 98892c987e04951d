package org.onrecord.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.onrecord.OwnPostgres;
import org.onrecord.PackagedService;
import org.onrecord.security.TestIssuer;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests the packaged service with a primary and a streaming replica, while either of them is down. */
class DatabaseReplicaIT {

    private static final String READY = "/q/health/ready";
    private static final String QUERY = "{ people { totalCount } }";

    private static final TestIssuer ISSUER = new TestIssuer();
    private static Map<String, String> settings;
    private static OwnPostgres primary;
    private static OwnPostgres replica;
    private static PackagedService service;

    @BeforeAll
    static void start() throws Exception {
        ISSUER.start();
        primary = OwnPostgres.start();
        settings = new HashMap<>(primary.createDatabase("onrecord"));
        settings.putAll(TestIssuer.environment());
        settings.put("ONRECORD_DEMO", "true");
        // The test asks as many clients do.
        settings.put("ONRECORD_LIMITS_CLIENT_RUNNING", "100");
        replica = primary.startReplica();
        settings.put("QUARKUS_DATASOURCE_READS_JDBC_URL", replica.url("onrecord"));
        service = PackagedService.start(settings);
        service.awaitHealth(READY, 200);
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
        replica.close();
        primary.close();
        ISSUER.stop();
    }

    @AfterEach
    void awaitReplica() {
        service.await("the replica is read from", DatabaseReplicaIT::isReplicaRead);
        assertThat(service.manage(READY).asString()).doesNotContain("unavailable");
        assertThat(service.process().isAlive()).isTrue();
    }

    @Test
    void aQueryWithATokenSeesTheChangeAndOthersReadTheReplica() throws Exception {
        replica.pauseReplay();
        try {
            Response created = create("written");
            String token = tokenOf(created);

            assertThat(created.jsonPath().getString("data.createPerson.person.name"))
                    .isEqualTo("Name of written");
            assertThat(find("written", null)).isNull();
            assertThat(find("written", token)).isEqualTo("Name of written");
            assertThat(service.request()
                            .queryParam("query", "{ person(slug: \"written\") { name } }")
                            .queryParam("extensions", "{\"consistencyToken\": \"" + token + "\"}")
                            .get("/graphql")
                            .jsonPath()
                            .getString("data.person.name"))
                    .isEqualTo("Name of written");

            replica.resumeReplay();
            service.await("the replica has the change", () -> find("written", null) != null);
            replica.pauseReplay();
            create("written later");
            // The replica has the change of the first token, so the query reads from the replica.
            assertThat(find("written", token)).isEqualTo("Name of written");
            assertThat(find("written later", token)).isNull();
        } finally {
            replica.resumeReplay();
        }
    }

    @Test
    void rejectsAnInvalidToken() {
        for (Object token : List.of("", "1", "0/G", "' OR true --", "0/0'::pg_lsn", 7, Map.of(), List.of("0/0"))) {
            Response refused = ask(QUERY, Map.of("consistencyToken", token), null);
            assertThat(refused.statusCode()).as(String.valueOf(token)).isEqualTo(400);
            assertThat(refused.jsonPath().getString("errors[0].extensions.code"))
                    .isEqualTo("BAD_REQUEST");
            assertThat(refused.jsonPath().getString("errors[0].message")).contains("extensions.consistencyToken");
        }
    }

    @Test
    void rejectsATokenAheadOfThePrimary() {
        Response refused = ask(QUERY, Map.of("consistencyToken", "FFFFFFFF/FFFFFFFF"), null);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.jsonPath().getString("errors[0].message")).contains("is ahead of the database");
    }

    @Test
    void queriesSucceedWhileTheReplicaIsKilledAndRestarted() throws Exception {
        try (Readers readers = new Readers()) {
            readers.awaitMore();
            replica.kill();
            readers.awaitMore();
            assertThat(service.manage(READY).statusCode()).isEqualTo(200);
            assertThat(service.manage(READY).jsonPath().getString("checks.find { it.name == 'Database' }.data.replica"))
                    .contains("unavailable");
            String token = tokenOf(create("written without a replica"));
            assertThat(find("written without a replica", token)).isNotNull();

            replica.restart();
            service.await("queries read from the replica", DatabaseReplicaIT::isReplicaRead);
            readers.awaitMore();
            assertThat(readers.failures).isEmpty();
        }
    }

    @Test
    void queriesSucceedAndMutationsFailWhileThePrimaryIsDown() throws Exception {
        try (Readers readers = new Readers()) {
            readers.awaitMore();
            primary.kill();
            Response refused = create("written without a primary");
            assertThat(refused.jsonPath().getString("errors[0].extensions.code"))
                    .as(refused.asString())
                    .isEqualTo("SERVICE_UNAVAILABLE");
            // The replica does not have the change, so the query fails instead of returning old data.
            assertThat(ask(QUERY, Map.of("consistencyToken", "FFFFFFFF/FFFFFFFF"), null)
                            .jsonPath()
                            .getString("errors[0].extensions.code"))
                    .isEqualTo("SERVICE_UNAVAILABLE");
            readers.awaitMore();
            assertThat(service.manage(READY).statusCode()).isEqualTo(200);

            primary.restart();
            String token = tokenOf(create("written without a primary"));
            assertThat(find("written without a primary", token)).isNotNull();
            service.await("replication goes on", () -> find("written without a primary", null) != null);
            assertThat(readers.failures).isEmpty();
        }
    }

    /** There are more clients than connections, so all connections wait for the replica. */
    @Test
    void queriesSucceedWhileTheReplicaHangs() throws Exception {
        try (Readers readers = new Readers(24)) {
            readers.awaitMore();
            replica.suspend();
            try {
                readers.awaitMore();
                assertThat(service.manage(READY).statusCode()).isEqualTo(200);
                assertThat(readers.failures).isEmpty();
                assertThat(Duration.ofNanos(readers.longest.get())).isLessThan(Duration.ofSeconds(10));
            } finally {
                replica.resume();
            }
        }
    }

    @Test
    void detectsAHangingReplicaWithoutQueries() throws Exception {
        // Opens connections, which are idle when the replica hangs.
        assertThat(IntStream.range(0, 16).parallel().map(i -> ask(QUERY, Map.of(), null)
                        .statusCode()))
                .containsOnly(200);
        replica.suspend();
        try {
            service.await(
                    "the service detects the replica",
                    () -> service.manage(READY).asString().contains("unavailable"));
            long start = System.nanoTime();
            assertThat(ask(QUERY, Map.of(), null).statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
            // Kubernetes waits for three seconds, and takes the service out of the Service after two failures.
            for (int i = 0; i < 2; i++) {
                start = System.nanoTime();
                assertThat(service.manage(READY).statusCode()).isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
            }
        } finally {
            replica.resume();
        }
    }

    @Test
    void aTerminatedSessionDoesNotMakeTheReplicaUnavailable() throws Exception {
        int clients = 4;
        try (Readers readers = new Readers(clients);
                Connection admin = replica.connect("postgres")) {
            readers.awaitMore();
            awaitTwoProbeConnections();
            String before = service.log();
            admin.createStatement()
                    .execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE datname = 'onrecord' AND pid <> pg_backend_pid()");
            readers.awaitMore();
            // A query that the server ends is not repeated.
            assertThat(readers.failures).hasSizeLessThanOrEqualTo(clients).allSatisfy(failure -> assertThat(failure)
                    .contains("SERVICE_UNAVAILABLE"));
            TimeUnit.SECONDS.sleep(2); // The monitor probes every second.
            assertThat(service.log().substring(before.length())).doesNotContain("unavailable");
            assertThat(service.manage(READY).asString()).doesNotContain("unavailable");
        }
    }

    /** Checks of readiness that run at the same time open both connections of the pool that the monitor uses. */
    private static void awaitTwoProbeConnections() throws InterruptedException {
        ExecutorService clients = Executors.newFixedThreadPool(16);
        service.await("the pool has two connections", () -> {
            for (int i = 0; i < 16; i++) {
                clients.submit(() -> service.manage(READY));
            }
            return service.manage("/q/metrics").asString().contains("agroal_available_count{datasource=\"probe\"} 2.0");
        });
        clients.shutdown();
        assertThat(clients.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void retriesQueriesThatConflictWithReplicationOnThePrimary() throws Exception {
        try (Readers readers = new Readers();
                Connection admin = replica.connect("postgres");
                Connection writer = primary.connect("onrecord")) {
            // A query that is repeated on the primary can be in a deadlock with the writer, who then gives up first.
            writer.createStatement().execute("SET deadlock_timeout = '100ms'");
            writer.setAutoCommit(false);
            long before = conflicts(admin);
            service.await("some queries conflict with replication", () -> {
                try {
                    // The replica cancels queries of a table that it must lock.
                    writer.createStatement().execute("LOCK person, article, quote IN ACCESS EXCLUSIVE MODE");
                    writer.commit();
                    return conflicts(admin) > before + 3;
                } catch (SQLException e) {
                    assertThat(e.getSQLState()).isEqualTo("40P01");
                    rollback(writer);
                    return false;
                }
            });
            assertThat(readers.failures).isEmpty();
        }
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void startsWhileTheReplicaIsUnavailable() throws Exception {
        Map<String, String> alone = new HashMap<>(settings);
        alone.put("QUARKUS_DATASOURCE_READS_JDBC_URL", "jdbc:postgresql://localhost:1/onrecord");
        try (PackagedService other = PackagedService.start(alone)) {
            other.awaitHealth(READY, 200);
            assertThat(other.query(QUERY).jsonPath().getInt("data.people.totalCount"))
                    .isPositive();
        }
    }

    private static long conflicts(Connection admin) throws SQLException {
        try (ResultSet row = admin.createStatement()
                .executeQuery("SELECT confl_lock FROM pg_stat_database_conflicts WHERE datname = 'onrecord'")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Whether queries read from the replica: they do not see a change that the replica has not replayed. */
    private static boolean isReplicaRead() {
        String slug = "seen-by-" + System.nanoTime();
        try (Connection writer = primary.connect("onrecord")) {
            replica.pauseReplay();
            try {
                writer.createStatement().execute("INSERT INTO person (slug, name) VALUES ('" + slug + "', 'Someone')");
                return find(slug, null) == null;
            } finally {
                replica.resumeReplay();
            }
        } catch (SQLException e) {
            return false;
        }
    }

    private static Response create(String name) {
        return ask(
                "mutation { createPerson(input: {slug: \"" + name.replace(' ', '-') + "\", name: \"Name of " + name
                        + "\"}) { person { name } } }",
                Map.of(),
                TestIssuer.token("editor"));
    }

    private static String tokenOf(Response created) {
        assertThat(created.jsonPath().<Object>get("errors"))
                .as(created.asString())
                .isNull();
        String token = created.jsonPath().getString("extensions.consistencyToken");
        assertThat(token).as(created.asString()).isNotNull();
        return token;
    }

    private static String find(String name, String token) {
        JsonPath answer = ask(
                        "{ person(slug: \"" + name.replace(' ', '-') + "\") { name } }",
                        token == null ? Map.of() : Map.of("consistencyToken", token),
                        null)
                .jsonPath();
        assertThat(answer.<Object>get("errors")).isNull();
        return answer.getString("data.person.name");
    }

    private static Response ask(String query, Map<String, Object> extensions, String bearer) {
        var request = service.request()
                .contentType("application/json")
                .accept("application/graphql-response+json")
                // RestAssured leaves connections open, and the service allows 2,500.
                .header("Connection", "close")
                .body(Map.of("query", query, "extensions", extensions));
        return (bearer == null ? request : request.auth().preemptive().oauth2(bearer)).post("/graphql");
    }

    /** Clients that send queries without a pause. */
    private static final class Readers implements AutoCloseable {

        final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
        private volatile boolean ended;
        private volatile int answers;
        /** The time of the slowest response in nanoseconds. */
        final AtomicLong longest = new AtomicLong();

        private final List<Thread> threads;

        Readers() {
            this(4);
        }

        Readers(int clients) {
            threads = IntStream.range(0, clients)
                    .mapToObj(i -> new Thread(this::read))
                    .toList();
            threads.forEach(Thread::start);
        }

        private void read() {
            while (!ended) {
                long start = System.nanoTime();
                Response response = ask(
                        "{ quotes(first: 20) { nodes { text speaker { name }"
                                + " appearances { nodes { article { headline } } } } } }",
                        Map.of(),
                        null);
                longest.accumulateAndGet(System.nanoTime() - start, Math::max);
                if (response.statusCode() != 200) {
                    failures.add(response.asString());
                }
                synchronized (this) {
                    answers++;
                }
            }
        }

        /** Waits for 200 more responses. */
        void awaitMore() {
            int count = answers + 200;
            service.await("there are more responses", () -> answers >= count);
        }

        @Override
        public void close() throws InterruptedException {
            ended = true;
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }
}
