package org.onrecord;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void failsWithOneLineIfNoDatabaseIsConfigured() throws IOException, InterruptedException {
        PackagedService process = PackagedService.launch(Map.of());

        assertThat(process.exitCode()).isEqualTo(1);
        String output = process.output();
        assertThat(output.lines())
                .singleElement()
                .asString()
                .contains("QUARKUS_DATASOURCE_JDBC_URL", "QUARKUS_DATASOURCE_USERNAME", "QUARKUS_DATASOURCE_PASSWORD");
    }
}
