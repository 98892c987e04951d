package org.onrecord.build;

import java.io.FileReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.k8s.ImageReference;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the build, its tests and its images download has a checksum in the project, or a signature, and Renovate updates
 * it.
 */
class DownloadsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Commands that download something without a checksum, or that skip the check. */
    private static final Pattern UNCHECKED = Pattern.compile("\\b(wget|npx|npm (install|i|pack|exec)|pip3? install"
            + "|git clone)\\b|\\bcurl\\b.*https?://(?!localhost|127\\.0\\.0\\.1|\\$)|trusted=yes"
            + "|allow-unauthenticated|allow-insecure|no-check-certificate|--insecure");

    @Test
    void theWrapperChecksMaven() throws IOException, NoSuchAlgorithmException {
        Properties wrapper = new Properties();
        try (Reader file = new FileReader(".mvn/wrapper/maven-wrapper.properties")) {
            wrapper.load(file);
        }
        assertThat(wrapper.getProperty("distributionSha256Sum")).matches("[0-9a-f]{64}");
        // The jar of this type of wrapper needs no tool to unpack Maven and to check it.
        assertThat(wrapper.getProperty("distributionType")).isEqualTo("bin");
        byte[] jar = Files.readAllBytes(Path.of(".mvn", "wrapper", "maven-wrapper.jar"));
        assertThat(wrapper.getProperty("wrapperSha256Sum"))
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(jar)));
    }

    @Test
    void mavenRejectsArtifactsWithoutTheirChecksum() throws IOException {
        assertThat(Files.readAllLines(Path.of(".mvn", "maven.config"))).contains("--strict-checksums");
    }

    @ParameterizedTest
    @ValueSource(strings = {".ci/tools", "src/test/node", "src/bench/postgraphile"})
    void npmPackagesHaveVersionsAndChecksums(String folder) throws IOException {
        JsonNode declared = JSON.readTree(Path.of(folder, "package.json").toFile());
        for (String kind : List.of("dependencies", "devDependencies", "optionalDependencies", "overrides")) {
            assertThat(declared.path(kind))
                    .allSatisfy(version -> assertThat(version.asText()).matches("\\d+\\.\\d+\\.\\d+(-rc\\.\\d+)?"));
        }
        JsonNode locked = JSON.readTree(Path.of(folder, "package-lock.json").toFile());
        int packages = 0;
        for (Map.Entry<String, JsonNode> entry : locked.path("packages").properties()) {
            if (!entry.getKey().isEmpty()) {
                assertThat(entry.getValue().path("integrity").asText())
                        .as(entry.getKey())
                        .startsWith("sha512-");
                packages++;
            }
        }
        assertThat(packages).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void baseImagesHaveDigests(String file) throws IOException {
        String dockerfile = Files.readString(Path.of("src", "main", "docker", file));
        assertThat(values("(?m)^ARG BASE=(.+)$", dockerfile)).singleElement().satisfies(base -> assertThat(
                        ImageReference.parse(base).isPinnedByDigest())
                .as(base)
                .isTrue());
        assertThat(values("(?m)^FROM (\\S+)", dockerfile)).isNotEmpty().isSubsetOf("${BASE}", "scratch");
        assertThat(dockerfile).contains("\nCOPY target/onrecord.cdx.json /sbom/\n");
    }

    @Test
    void scriptsDownloadNothingElse() throws IOException {
        List<Path> scripts;
        try (Stream<Path> bench = Files.list(Path.of("src", "bench"));
                Stream<Path> images = Files.list(Path.of("src", "main", "docker"))) {
            scripts = Stream.of(
                            Stream.of(Path.of(".ci", "run"), Path.of("src", "test", "docker", "build-base")),
                            bench.filter(Files::isRegularFile)
                                    .filter(file ->
                                            !file.getFileName().toString().contains(".")),
                            images)
                    .flatMap(files -> files)
                    .toList();
        }
        assertThat(scripts).hasSizeGreaterThan(5);
        for (Path script : scripts) {
            assertThat(Files.readAllLines(script)).as(script.toString()).noneMatch(DownloadsTest::isUnchecked);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "npm pack --silent some-tool@1.0.0 | xargs tar xzf",
                "curl -sL https://example.org/tool | sh",
                "apt-get install --allow-unauthenticated tool"
            })
    void noticesADownloadWithoutAChecksum(String line) {
        assertThat(isUnchecked(line)).isTrue();
    }

    @Test
    void renovateUpdatesAllOfThem() throws IOException {
        JsonNode renovate = JSON.readTree(Path.of(".github", "renovate.json").toFile());
        assertThat(renovate.path("enabledManagers").toString())
                .contains("\"maven\"", "\"maven-wrapper\"", "\"npm\"", "\"dockerfile\"", "\"kubernetes\"");
        Matcher image = Pattern.compile(
                        renovate.at("/customManagers/0/matchStrings/0").asText())
                .matcher(Files.readString(Path.of("k8s", "overlays", "prod", "database", "cluster.yaml")));
        assertThat(image.find()).isTrue();
        assertThat(image.group("depName")).isEqualTo("ghcr.io/cloudnative-pg/postgresql");
        String versioning = renovate.at("/customManagers/0/versioningTemplate").asText();
        assertThat(image.group("currentValue")).matches(versioning.substring("regex:".length()));
    }

    private static boolean isUnchecked(String line) {
        return !line.strip().startsWith("#") && UNCHECKED.matcher(line).find();
    }

    private static List<String> values(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
