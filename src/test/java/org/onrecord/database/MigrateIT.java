package org.onrecord.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.onrecord.OwnPostgres;
import org.onrecord.PackagedService;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests migrations by a job, with replicas of the service that do not migrate, as in Kubernetes. */
class MigrateIT {

    private static final String READY = "/q/health/ready";

    private static OwnPostgres postgres;

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = OwnPostgres.start();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @Test
    void theServiceIsReadyOnceTheJobHasMigrated() throws Exception {
        Map<String, String> environment = postgres.createDatabase("fresh");
        try (PackagedService replica = PackagedService.start(withoutMigrations(environment))) {
            assertThat(replica.get(READY).statusCode()).isEqualTo(503);
            assertThat(replica.get(READY).asString()).contains("V1__");
            assertThat(replica.get("/q/health/live").statusCode()).isEqualTo(200);
            assertThat(replica.get("/q/health/started").statusCode()).isEqualTo(200);

            assertThat(migrate(environment)).isZero();

            assertThat(replica.get(READY).statusCode()).isEqualTo(200);
            assertThat(replica.query("{ people { totalCount } }").jsonPath().getInt("data.people.totalCount"))
                    .isZero();
        }
    }

    @Test
    void concurrentJobsMigrateOnce() throws Exception {
        Map<String, String> environment = postgres.createDatabase("contended");
        List<PackagedService> jobs = Stream.generate(() -> PackagedService.launch(environment, "--migrate"))
                .limit(3)
                .toList();
        for (PackagedService job : jobs) {
            assertThat(job.exitCode()).as(job.output()).isZero();
        }
        try (Connection connection = postgres.connect("contended")) {
            ResultSet twice = connection
                    .createStatement()
                    .executeQuery(
                            "SELECT count(*), count(DISTINCT version), bool_and(success) FROM flyway_schema_history");
            twice.next();
            assertThat(twice.getInt(1)).isPositive().isEqualTo(twice.getInt(2));
            assertThat(twice.getBoolean(3)).isTrue();
        }
    }

    @Test
    void aFailedMigrationFailsTheJobAndNotTheRunningService() throws Exception {
        Map<String, String> environment = postgres.createDatabase("failing");
        assertThat(migrate(environment)).isZero();
        try (PackagedService serving = PackagedService.start(withoutMigrations(environment))) {
            assertThat(serving.get(READY).statusCode()).isEqualTo(200);

            // The job runs the first migration again, which fails because its tables exist.
            try (Connection connection = postgres.connect("failing")) {
                connection.createStatement().execute("DELETE FROM flyway_schema_history");
                connection
                        .createStatement()
                        .execute("INSERT INTO flyway_schema_history VALUES (1, '0', 'Before', 'BASELINE', 'Before',"
                                + " NULL, 'postgres', now(), 0, true)");
            }
            long tables = tables("failing");
            assertThat(migrate(environment)).isNotZero();

            assertThat(tables("failing")).isEqualTo(tables);
            assertThat(serving.get(READY).statusCode()).isEqualTo(200);
            assertThat(serving.query("{ people { totalCount } }").statusCode()).isEqualTo(200);
            try (PackagedService next = PackagedService.start(withoutMigrations(environment))) {
                assertThat(next.get(READY).statusCode()).isEqualTo(503);
                assertThat(next.get("/q/health/live").statusCode()).isEqualTo(200);
            }
        }
    }

    private static int migrate(Map<String, String> environment) throws InterruptedException {
        return PackagedService.launch(environment, "--migrate").exitCode();
    }

    private static Map<String, String> withoutMigrations(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("QUARKUS_FLYWAY_MIGRATE_AT_START", "false");
        return all;
    }

    private static long tables(String database) throws SQLException {
        try (Connection connection = postgres.connect(database)) {
            ResultSet count = connection.createStatement().executeQuery("SELECT count(*) FROM pg_class");
            count.next();
            return count.getLong(1);
        }
    }
}
