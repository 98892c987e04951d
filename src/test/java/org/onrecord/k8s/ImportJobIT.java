package org.onrecord.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.onrecord.PackagedService;
import org.onrecord.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/** An import with its settings in development, where the service migrates and publishes the demo story. */
class ImportJobIT {

    private static Map<String, String> settings;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Manifests dev = Operator.in(folder).renders(List.of("overlays/dev"));
        assertThat(dev.settings())
                .containsEntry("ONRECORD_DEMO", "true")
                .containsEntry("QUARKUS_FLYWAY_MIGRATE_AT_START", "true");
        settings = dev.settings(dev.onRecord("import").containers().get(0));
    }

    @Test
    void itDoesNotMigrate(@TempDir Path folder) throws Exception {
        Map<String, String> database = PostgresServer.createEmptyDatabase("import_empty");

        PackagedService job = PackagedService.launch(environment(database), "--import", file(folder));

        assertThat(job.exitCode()).isNotZero();
        assertThat(number("import_empty", "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                .isZero();
    }

    @Test
    void itImportsAndDoesNotPublishTheDemoStory(@TempDir Path folder) throws Exception {
        Map<String, String> database = PostgresServer.createDatabase("import_migrated");

        PackagedService job = PackagedService.launch(environment(database), "--import", file(folder));

        assertThat(job.exitCode()).as(job.output()).isZero();
        assertThat(number("import_migrated", "SELECT count(*) FROM person")).isEqualTo(1);
    }

    private static Map<String, String> environment(Map<String, String> database) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.putAll(database);
        return environment;
    }

    private static String file(Path folder) throws IOException {
        return Files.writeString(
                        folder.resolve("people.ndjson"),
                        "{\"person\": {\"slug\": \"jane-doe\", \"name\": \"Jane Doe\"}}\n")
                .toString();
    }

    private static long number(String database, String query) throws Exception {
        try (Connection connection = PostgresServer.connect(database);
                ResultSet row = connection.createStatement().executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
