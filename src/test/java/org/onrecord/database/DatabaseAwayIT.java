package org.onrecord.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import org.onrecord.OwnPostgres;
import org.onrecord.PackagedService;
import org.onrecord.security.TestIssuer;

import static org.assertj.core.api.Assertions.assertThat;

/** While the database is down, the service is not ready but live. It recovers without a restart. */
class DatabaseAwayIT {

    private static final String READY = "/q/health/ready";
    private static final String LIVE = "/q/health/live";
    private static final String QUERY = "{ people { totalCount } }";
    private static final String MUTATION =
            "mutation { createPerson(input: {slug: \"slow\", name: \"Slow\"}) { person { slug } } }";

    @Test
    void readinessDependsOnTheDatabaseAndLivenessDoesNot() throws Exception {
        try (OwnPostgres postgres = OwnPostgres.start();
                PackagedService service = PackagedService.start(postgres.createDatabase("onrecord"))) {
            assertThat(service.manage(READY).statusCode()).isEqualTo(200);
            assertThat(service.log()).doesNotContain("already been registered", "\"level\":\"ERROR\"");
            // Opens several connections, which are dead after the restart of the server.
            assertThat(IntStream.range(0, 20).parallel().map(i -> service.query(QUERY)
                            .statusCode()))
                    .containsOnly(200);

            postgres.kill();
            // Readiness is not cached: the first probe fails.
            assertThat(service.manage(READY).statusCode()).isEqualTo(503);
            assertThat(service.manage(LIVE).statusCode()).isEqualTo(200);
            assertThat(service.query(QUERY).jsonPath().getString("errors[0].extensions.code"))
                    .isEqualTo("SERVICE_UNAVAILABLE");

            postgres.restart();
            Response ready = service.manage(READY);
            assertThat(ready.statusCode()).as(ready.asString()).isEqualTo(200);
            assertThat(service.query(QUERY).statusCode()).isEqualTo(200);
            assertThat(service.process().isAlive()).isTrue();
        }
    }

    /** The limits let the process of the test have no connection, or only the one that checks readiness. */
    @Test
    void isNotReadyWhileTheDatabaseRefusesItsConnections() throws Exception {
        try (OwnPostgres postgres = OwnPostgres.start();
                Connection admin = postgres.connect("postgres")) {
            Map<String, String> environment = new HashMap<>(postgres.createDatabase("onrecord"));
            admin.createStatement().execute("CREATE ROLE onrecord_reader LOGIN PASSWORD 'reader'");
            environment.put("QUARKUS_DATASOURCE_READS_USERNAME", "onrecord_reader");
            environment.put("QUARKUS_DATASOURCE_READS_PASSWORD", "reader");
            try (PackagedService service = PackagedService.start(environment)) {
                service.awaitHealth(READY, 200);
                for (String refusal : List.of("CONNECTION LIMIT 0", "CONNECTION LIMIT 1", "NOLOGIN")) {
                    admin.createStatement().execute("ALTER ROLE onrecord_reader " + refusal);
                    admin.createStatement()
                            .execute("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                                    + " WHERE usename = 'onrecord_reader'");
                    Response refused = service.manage(READY);
                    assertThat(refused.statusCode()).as(refusal).isEqualTo(503);
                    assertThat(refused.asString()).contains("\"cause\"", "FATAL: ", "onrecord_reader");
                    assertThat(service.manage(LIVE).statusCode()).isEqualTo(200);
                    assertThat(service.query(QUERY).statusCode()).isEqualTo(503);

                    admin.createStatement().execute("ALTER ROLE onrecord_reader LOGIN CONNECTION LIMIT -1");
                    assertThat(service.manage(READY).statusCode()).as(refusal).isEqualTo(200);
                    assertThat(service.query(QUERY).statusCode()).isEqualTo(200);
                }
            }
        }
    }

    @Test
    void aMutationEndsIfItWaitsForALockOrIfThePrimaryHangs() throws Exception {
        TestIssuer issuer = new TestIssuer();
        issuer.start();
        try (OwnPostgres postgres = OwnPostgres.start()) {
            Map<String, String> environment = new HashMap<>(postgres.createDatabase("onrecord"));
            environment.putAll(TestIssuer.environment());
            try (PackagedService service = PackagedService.start(environment);
                    Connection other = postgres.connect("onrecord")) {
                other.setAutoCommit(false);
                other.createStatement().execute("LOCK TABLE person IN SHARE MODE");
                // onrecord.limits.lock-timeout, and a margin for a busy machine.
                assertThat(durationOf(service, "lock")).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(25));

                CompletableFuture<Duration> waiting =
                        CompletableFuture.supplyAsync(() -> durationOf(service, "does not answer"));
                service.await("the mutation waits", () -> isWaiting(other));
                postgres.suspend();
                try {
                    // The socketTimeout of 40 seconds.
                    assertThat(waiting.get(90, TimeUnit.SECONDS)).isLessThan(Duration.ofSeconds(60));
                    assertThat(durationOf(service, "does not answer")).isLessThan(Duration.ofSeconds(30));
                } finally {
                    postgres.resume();
                }
                other.rollback();
                service.await("mutations succeed again", () -> service.query(token(), MUTATION, Map.of())
                        .asString()
                        .contains("\"slug\":\"slow\""));
            }
        } finally {
            issuer.stop();
        }
    }

    private static String token() {
        return TestIssuer.token("editor");
    }

    /** The time after which a mutation fails with SERVICE_UNAVAILABLE. */
    private static Duration durationOf(PackagedService service, String message) {
        long start = System.nanoTime();
        Response response = service.query(token(), MUTATION, Map.of());
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        assertThat(response.asString()).contains("SERVICE_UNAVAILABLE", message);
        return duration;
    }

    private static boolean isWaiting(Connection connection) {
        try (ResultSet row =
                connection.createStatement().executeQuery("SELECT count(*) FROM pg_locks WHERE NOT granted")) {
            row.next();
            return row.getInt(1) > 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
