package org.onrecord.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.onrecord.PackagedService;
import org.onrecord.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/** In Kubernetes a job migrates the database, and the replicas of the service do not. */
class MigrateIT {

    private static final String READY = "/q/health/ready";

    @Test
    void aReplicaIsReadyAsSoonAsTheJobHasMigrated() throws Exception {
        Map<String, String> environment = PostgresServer.createEmptyDatabase("migrate_fresh");
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
    void concurrentJobsRunEachMigrationOnce() throws Exception {
        Map<String, String> environment = PostgresServer.createEmptyDatabase("migrate_contended");
        List<PackagedService> jobs = Stream.generate(() -> PackagedService.launch(environment, "--migrate"))
                .limit(3)
                .toList();
        for (PackagedService job : jobs) {
            assertThat(job.exitCode()).as(job.output()).isZero();
        }
        try (Connection connection = PostgresServer.connect("migrate_contended")) {
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
    void aFailedMigrationFailsTheJobAndDoesNotDisturbRunningReplicas() throws Exception {
        Map<String, String> environment = PostgresServer.createEmptyDatabase("migrate_failing");
        assertThat(migrate(environment)).isZero();
        try (PackagedService serving = PackagedService.start(withoutMigrations(environment))) {
            assertThat(serving.get(READY).statusCode()).isEqualTo(200);

            // Without its history, Flyway runs the first migration again, which fails: the tables exist.
            try (Connection connection = PostgresServer.connect("migrate_failing")) {
                connection.createStatement().execute("DELETE FROM flyway_schema_history");
                connection
                        .createStatement()
                        .execute("INSERT INTO flyway_schema_history VALUES (1, '0', 'Before', 'BASELINE', 'Before',"
                                + " NULL, 'postgres', now(), 0, true)");
            }
            long tables = tables("migrate_failing");
            assertThat(migrate(environment)).isNotZero();

            assertThat(tables("migrate_failing")).isEqualTo(tables);
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
        try (Connection connection = PostgresServer.connect(database)) {
            ResultSet count = connection.createStatement().executeQuery("SELECT count(*) FROM pg_class");
            count.next();
            return count.getLong(1);
        }
    }
}
