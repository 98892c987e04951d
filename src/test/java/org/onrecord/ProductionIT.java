package org.onrecord;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is packaged for production. */
class ProductionIT {

    private static final Path APPLICATION = Path.of("target", "quarkus-app");

    @Test
    void itCarriesNeitherTheEmbeddedServerNorItsBinaries() throws IOException {
        try (Stream<Path> files = Files.walk(APPLICATION)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).toList();
            assertThat(names)
                    .anyMatch(name -> name.contains("postgresql")) // The driver: this looks where the libraries are.
                    .noneMatch(name -> name.contains("embedded") || name.contains("zonky"));
        }
    }

    @Test
    void withoutADatabaseItRefusesToStartWithOneClearLine() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                APPLICATION.resolve("quarkus-run.jar").toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_"));
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(output.lines())
                .singleElement()
                .asString()
                .contains("QUARKUS_DATASOURCE_JDBC_URL", "QUARKUS_DATASOURCE_USERNAME", "QUARKUS_DATASOURCE_PASSWORD");
    }
}
