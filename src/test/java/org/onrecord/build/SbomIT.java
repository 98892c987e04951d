package org.onrecord.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The software bill of materials that the build writes, and the licences of the libraries that it lists. */
class SbomIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CLASSIFIER = Pattern.compile("[?&]classifier=([^&]+)");

    /** Licences that allow to distribute the library with OnRecord, under the Apache License 2.0. */
    private static final Set<String> ALLOWED = Set.of(
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CC0-1.0",
            "EPL-1.0",
            "EPL-2.0",
            "GPL-2.0-with-classpath-exception",
            "MIT",
            "MIT-0",
            // jboss-transaction-spi: the link of the licence is CC0.
            "Public Domain");

    /** Quarkus packages this library without some of its files. The hash is that of the whole library. */
    private static final String REWRITTEN = "io.opentelemetry.opentelemetry-exporter-otlp-";

    @Test
    @DisabledIfSystemProperty(named = "native.image.path", matches = ".+", disabledReason = "There are no jars.")
    void listsTheLibrariesOfThePackageWithTheirHashes() throws IOException {
        Map<String, String> listed = libraries().collect(Collectors.toMap(SbomIT::fileName, SbomIT::sha256));
        try (Stream<Path> files = Files.walk(Path.of("target", "quarkus-app", "lib"))) {
            Map<String, String> packaged = files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(file -> file.getFileName().toString(), SbomIT::sha256));
            assertThat(packaged.keySet()).hasSizeGreaterThan(100).isEqualTo(listed.keySet());
            assertThat(packaged.keySet())
                    .filteredOn(file -> !packaged.get(file).equals(listed.get(file)))
                    .allMatch(file -> file.startsWith(REWRITTEN));
        }
    }

    @Test
    void everyLibraryHasAnAllowedLicence() throws IOException {
        assertThat(libraries()).hasSizeGreaterThan(100).allSatisfy(library -> assertThat(isAllowed(library))
                .as(library.path("purl").asText() + " " + library.path("licenses"))
                .isTrue());
    }

    /** Maven and CycloneDX list licences of which the user may choose one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [{"license": {"id": "Apache-2.0"}}] | true
            [{"license": {"id": "GPL-2.0-only"}}, {"license": {"id": "EPL-2.0"}}] | true
            [{"license": {"id": "GPL-2.0-with-classpath-exception"}}] | true
            [{"license": {"id": "GPL-2.0-only"}}] | false
            [{"license": {"id": "LGPL-2.1-only"}}, {"license": {"id": "AGPL-3.0-only"}}] | false
            [{"license": {"name": "Our licence"}}] | false
            [{"expression": "GPL-2.0-only AND MIT"}] | false
            [] | false
            """)
    void rejectsOtherLicences(String licenses, boolean allowed) throws IOException {
        assertThat(isAllowed(JSON.createObjectNode().set("licenses", JSON.readTree(licenses))))
                .isEqualTo(allowed);
    }

    @Test
    void hasTheTimeOfTheCommit() throws IOException {
        String time = sbom().at("/metadata/timestamp").asText();
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<project.build.outputTimestamp>" + time + "</project.build.outputTimestamp>");
    }

    private static JsonNode sbom() throws IOException {
        return JSON.readTree(Path.of("target", "onrecord.cdx.json").toFile());
    }

    /** The components without OnRecord itself. */
    private static Stream<JsonNode> libraries() throws IOException {
        return stream(sbom().path("components"))
                .filter(component -> !component.path("group").asText().equals("org.onrecord"));
    }

    private static boolean isAllowed(JsonNode library) {
        return stream(library.path("licenses"))
                .flatMap(licence -> Stream.of(licence.at("/license/id"), licence.at("/license/name")))
                .anyMatch(licence -> ALLOWED.contains(licence.asText()));
    }

    /** The name that Quarkus gives the file of a library. */
    private static String fileName(JsonNode library) {
        Matcher classifier = CLASSIFIER.matcher(library.path("purl").asText());
        return library.path("group").asText() + "." + library.path("name").asText() + "-"
                + library.path("version").asText() + (classifier.find() ? "-" + classifier.group(1) : "") + ".jar";
    }

    private static String sha256(JsonNode library) {
        List<String> hashes = stream(library.path("hashes"))
                .filter(hash -> hash.path("alg").asText().equals("SHA-256"))
                .map(hash -> hash.path("content").asText())
                .toList();
        assertThat(hashes).as(library.path("purl").asText()).hasSize(1);
        return hashes.get(0);
    }

    private static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
