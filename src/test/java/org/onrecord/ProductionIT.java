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
    void failsWithOneLineIfASettingMakesNoSense() throws Exception {
        Map<String, String> settings = new HashMap<>(PostgresServer.createEmptyDatabase("never_migrated"));
        settings.put("ONRECORD_IMPORT_WRITERS", "0");
        assertThat(failure(settings)).contains("ONRECORD_IMPORT_WRITERS=0", "a number from 1");
        settings.put("ONRECORD_IMPORT_WRITERS", "2");
        settings.put("ONRECORD_LIMITS_PAGE_DEFAULT_SIZE", "500");
        assertThat(failure(settings))
                .contains("ONRECORD_LIMITS_PAGE_DEFAULT_SIZE=500", "from 1 to 100", "ONRECORD_LIMITS_PAGE_MAX_SIZE");
        settings.remove("ONRECORD_LIMITS_PAGE_DEFAULT_SIZE");
        settings.put("QUARKUS_DATASOURCE_READS_JDBC_MAX_SIZE", "0");
        assertThat(failure(settings)).contains("QUARKUS_DATASOURCE_READS_JDBC_MAX_SIZE=0", "a number from 1");
    }

    @Test
    void failsWithOneLineIfAPortIsInUse() throws Exception {
        Map<String, String> settings = new HashMap<>(PostgresServer.createDatabase("port_in_use"));
        try (ServerSocket used = new ServerSocket(0)) {
            String port = String.valueOf(used.getLocalPort());
            for (String variable : List.of("QUARKUS_HTTP_PORT", "QUARKUS_MANAGEMENT_PORT")) {
                Map<String, String> own = new HashMap<>(settings);
                own.put(variable, port);
                own.put("QUARKUS_LOG_LEVEL", "WARN"); // The service migrates first, which it logs.
                assertThat(failure(own)).contains("cannot listen on port " + port, variable);
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
