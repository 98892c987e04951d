package org.onrecord.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import org.onrecord.OwnPostgres;
import org.onrecord.PackagedService;
import org.onrecord.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onrecord.PostgresServer.execute;

/** A job migrates the database, and services that do not migrate wait for it, as in Kubernetes. */
class MigrateIT {

    private static final String READY = "/q/health/ready";

    @Test
    void isReadyOnlyAfterTheJobHasMigrated() throws Exception {
        Map<String, String> environment = PostgresServer.createEmptyDatabase("migrate_fresh");
        try (PackagedService service = PackagedService.start(withoutMigrations(environment))) {
            assertIsMissing("V1__", service);
            assertThat(service.manage("/q/health/live").statusCode()).isEqualTo(200);
            assertThat(service.manage("/q/health/started").statusCode()).isEqualTo(200);

            assertThat(migrate(environment)).isZero();

            assertThat(service.manage(READY).statusCode()).isEqualTo(200);
            assertThat(service.query("{ people { totalCount } }").jsonPath().getInt("data.people.totalCount"))
                    .isZero();
        }
    }

    @Test
    void isReadyOnlyAfterRepeatableMigrationsHaveReachedTheReplica() throws Exception {
        try (OwnPostgres postgres = OwnPostgres.start()) {
            Map<String, String> environment = new HashMap<>(postgres.createDatabase("replicated"));
            assertThat(migrate(environment)).isZero();
            try (OwnPostgres replica = postgres.startReplica();
                    Connection primary = postgres.connect("replicated")) {
                // As if the database had run another content of the file.
                execute(
                        primary,
                        "UPDATE flyway_schema_history SET checksum = checksum + 1 WHERE description = 'Search'");
                environment.put("QUARKUS_DATASOURCE_READS_JDBC_URL", replica.url("replicated"));
                try (PackagedService service = PackagedService.start(withoutMigrations(environment))) {
                    assertIsMissing("R__Search.sql", service);

                    replica.pauseReplay();
                    assertThat(migrate(environment)).isZero();
                    assertIsMissing("R__Search.sql", service);

                    replica.resumeReplay();
                    service.awaitHealth(READY, 200);
                }
            }
        }
    }

    @Test
    void anOlderVersionIsReadyAndStartsOnANewerSchema() throws Exception {
        Map<String, String> environment = PostgresServer.createEmptyDatabase("migrate_newer");
        assertThat(migrate(environment)).isZero();
        try (Connection connection = PostgresServer.connect("migrate_newer")) {
            // Another content of a repeatable migration, and two migrations that this version does not have.
            execute(connection, """
                    INSERT INTO flyway_schema_history
                    SELECT 1001, version, description, type, script, checksum + 1, installed_by, now(), 0, true
                        FROM flyway_schema_history WHERE description = 'Search'
                    UNION ALL
                    VALUES (1002, '1000', 'Added', 'SQL', 'V1000__Added.sql', 1, 'postgres', now(), 0, true),
                           (1003, NULL, 'Added', 'SQL', 'R__Added.sql', 2, 'postgres', now(), 0, true)
                    """);
            // As if another version of PostgreSQL had created the indexes.
            execute(connection, "UPDATE text_version SET version = 'other' WHERE name LIKE '%english'");
            execute(connection, "UPDATE pg_collation SET collversion = '1' WHERE collname = 'und-x-icu'");
        }
        try (PackagedService older = PackagedService.start(withoutMigrations(environment))) {
            assertIsReadyAndWarns(older);
        }
        try (PackagedService older = PackagedService.start(environment)) {
            assertIsReadyAndWarns(older);
        }
    }

    private static void assertIsReadyAndWarns(PackagedService service) {
        Response response = service.manage(READY);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.jsonPath().getList("checks.data.outdatedTexts", String.class))
                .anySatisfy(texts ->
                        assertThat(texts).matches("the collation und-x-icu \\(.+, was 1\\), the text.+ english"));
        assertThat(service.log().lines())
                .filteredOn(line -> line.contains("searches may miss rows"))
                .isNotEmpty()
                .allMatch(line -> line.contains("\"level\":\"WARN\"") && line.contains("configuration english"));
    }

    @Test
    void concurrentJobsMigrateOnce() throws Exception {
        Map<String, String> environment = PostgresServer.createEmptyDatabase("migrate_contended");
        List<PackagedService> jobs = Stream.generate(() -> PackagedService.launch(environment, "--migrate"))
                .limit(3)
                .toList();
        for (PackagedService job : jobs) {
            assertThat(job.exitCode()).as(job.output()).isZero();
        }
        try (Connection connection = PostgresServer.connect("migrate_contended")) {
            ResultSet history = connection
                    .createStatement()
                    .executeQuery(
                            "SELECT count(*), count(DISTINCT script), bool_and(success) FROM flyway_schema_history");
            history.next();
            assertThat(history.getInt(1)).isPositive().isEqualTo(history.getInt(2));
            assertThat(history.getBoolean(3)).isTrue();
        }
    }

    @Test
    void aFailedMigrationFailsTheJobAndChangesNothing() throws Exception {
        Map<String, String> environment = PostgresServer.createEmptyDatabase("migrate_failing");
        assertThat(migrate(environment)).isZero();
        try (PackagedService serving = PackagedService.start(withoutMigrations(environment))) {
            assertThat(serving.manage(READY).statusCode()).isEqualTo(200);

            // The first migration runs again and fails, because its tables exist.
            try (Connection connection = PostgresServer.connect("migrate_failing")) {
                execute(connection, "DELETE FROM flyway_schema_history");
                execute(
                        connection,
                        "INSERT INTO flyway_schema_history VALUES (1, '0', 'Before', 'BASELINE', 'Before', NULL,"
                                + " 'postgres', now(), 0, true)");
            }
            long tables = tables("migrate_failing");
            assertThat(migrate(environment)).isNotZero();

            assertThat(tables("migrate_failing")).isEqualTo(tables);
            assertThat(serving.manage(READY).statusCode()).isEqualTo(200);
            assertThat(serving.query("{ people { totalCount } }").statusCode()).isEqualTo(200);
            try (PackagedService next = PackagedService.start(withoutMigrations(environment))) {
                assertThat(next.manage(READY).statusCode()).isEqualTo(503);
                assertThat(next.manage("/q/health/live").statusCode()).isEqualTo(200);
            }
        }
    }

    private static void assertIsMissing(String migration, PackagedService service) {
        Response response = service.manage(READY);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.jsonPath().getList("checks.data.missingMigration", String.class))
                .anyMatch(missing -> missing != null && missing.contains(migration));
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
