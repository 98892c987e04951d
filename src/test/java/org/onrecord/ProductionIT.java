package org.onrecord;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

import static org.assertj.core.api.Assertions.assertThat;

/** The package for production. */
class ProductionIT {

    private static final Path APPLICATION = Path.of("target", "quarkus-app");

    @Test
    @DisabledIfSystemProperty(
            named = "native.image.path",
            matches = ".+",
            disabledReason = "A native executable is one file.")
    void containsNeitherTheEmbeddedServerNorItsBinaries() throws IOException {
        try (Stream<Path> files = Files.walk(APPLICATION)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).toList();
            assertThat(names)
                    .anyMatch(name -> name.contains("postgresql")) // The JDBC driver. The libraries are in this folder.
                    .noneMatch(name -> name.contains("embedded") || name.contains("zonky"));
        }
    }

    @Test
    void failsWithOneLineIfNoDatabaseIsConfigured() throws InterruptedException {
        assertThat(failure(Map.of()))
                .contains("QUARKUS_DATASOURCE_JDBC_URL", "QUARKUS_DATASOURCE_USERNAME", "QUARKUS_DATASOURCE_PASSWORD");
        assertThat(failure(Map.of("QUARKUS_DATASOURCE_JDBC_URL", "postgres://localhost/onrecord")))
                .contains("jdbc:postgresql://host:5432/name");
    }

    @Test
    void failsWithOneLineIfTheDatabaseRefusesToMigrate() throws Exception {
        Map<String, String> settings = new HashMap<>(PostgresServer.createEmptyDatabase("refusing"));
        settings.put("QUARKUS_DATASOURCE_USERNAME", "nobody_here");
        settings.put("QUARKUS_DATASOURCE_PASSWORD", "a secret");
        assertThat(failure(settings))
                .contains("QUARKUS_DATASOURCE_USERNAME", "FATAL: ", "nobody_here")
                .doesNotContain("a secret");
        settings.put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://localhost:1/onrecord");
        assertThat(failure(settings)).contains("QUARKUS_DATASOURCE_JDBC_URL", "localhost:1 refused");
    }

    @Test
    void doesNotStartWithASettingThatMakesNoSense() throws Exception {
        Map<String, String> environment = PostgresServer.createEmptyDatabase("never_migrated");
        Map<String, String> problems = Map.of(
                "ONRECORD_IMPORT_WRITERS=0", "It must be a number from 1.",
                "ONRECORD_LIMITS_PAGE_MAX_SIZE=-1", "It must be a number from 1.",
                "ONRECORD_CACHING_SCOPE=SHARED", "It must be one of public, private.",
                "ONRECORD_LIMITS_PAGE_DEFAULT_SIZE=500", "from 1 to 100, which is the value of",
                "QUARKUS_DATASOURCE_READS_JDBC_MAX_SIZE=0", "It must be a number from 1.");
        for (Map.Entry<String, String> problem : problems.entrySet()) {
            String[] setting = problem.getKey().split("=");
            Map<String, String> settings = new HashMap<>(environment);
            settings.put(setting[0], setting[1]);
            PackagedService process = PackagedService.launch(settings);
            assertThat(process.exitCode()).isEqualTo(1);
            assertThat(process.output())
                    .startsWith("Configuration validation failed:")
                    .contains(problem.getKey() + " is not allowed. ", problem.getValue())
                    .doesNotContain("Exception", "InvalidSetting", "to -1");
        }
    }

    /** Threads of the start may log that their connections are closed. */
    @Test
    void explainsInALineThatAPortIsInUse() throws Exception {
        Map<String, String> environment = PostgresServer.createDatabase("port_in_use");
        try (ServerSocket used = new ServerSocket(0)) {
            String port = String.valueOf(used.getLocalPort());
            for (String variable : List.of("QUARKUS_HTTP_PORT", "QUARKUS_MANAGEMENT_PORT")) {
                Map<String, String> settings = new HashMap<>(environment);
                settings.put(variable, port);
                PackagedService process = PackagedService.launch(settings);
                assertThat(process.exitCode()).isEqualTo(1);
                assertThat(process.output())
                        .contains("OnRecord cannot listen on port " + port, "Set another port as " + variable)
                        .doesNotContain("Failed to start", "BindException", "kill");
            }
        }
    }

    /** The only line that the process prints before it ends. */
    private static String failure(Map<String, String> settings) throws InterruptedException {
        PackagedService process = PackagedService.launch(settings);
        assertThat(process.exitCode()).isEqualTo(1);
        assertThat(process.output().lines()).hasSize(1);
        return process.output();
    }
}
