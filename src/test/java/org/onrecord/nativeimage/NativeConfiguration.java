package org.onrecord.nativeimage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Assumptions;

import org.onrecord.Tier;

/**
 * The configuration of the native image, from Quarkus and from this project: resources, and what is read by reflection.
 * {@code ./mvnw verify -Pfull} creates it in {@code target/native-sources}, without GraalVM.
 */
public final class NativeConfiguration {

    private static final Path SOURCES = Path.of("target", "native-sources");

    private final List<JsonNode> resources = new ArrayList<>();
    private final List<JsonNode> reflection = new ArrayList<>();

    private NativeConfiguration() {}

    /** Reads the configuration. Skips the test outside the profile "full", which creates the files. */
    public static NativeConfiguration read() {
        Assumptions.assumeTrue(Tier.isFull(), "Only ./mvnw verify -Pfull creates " + SOURCES + ".");
        NativeConfiguration configuration = new NativeConfiguration();
        try (Stream<Path> files = Files.list(SOURCES)) {
            Path jar = files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow();
            try (FileSystem content = FileSystems.newFileSystem(jar);
                    Stream<Path> all = Files.walk(content.getPath("META-INF", "native-image"))) {
                for (Path file : all.toList()) {
                    if (file.endsWith("resource-config.json")) {
                        configuration.resources.add(new ObjectMapper().readTree(Files.readString(file)));
                    } else if (file.endsWith("reflect-config.json")) {
                        new ObjectMapper().readTree(Files.readString(file)).forEach(configuration.reflection::add);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return configuration;
    }

    /** Whether the image contains a resource, by its path without a leading slash. */
    public boolean hasResource(String path) {
        return matches("includes", path) && !matches("excludes", path);
    }

    private boolean matches(String list, String path) {
        return resources.stream()
                .flatMap(config -> config.path("resources").path(list).findValuesAsText("pattern").stream())
                .anyMatch(pattern -> Pattern.matches(pattern, path));
    }

    /** The names of the resource bundles in the image. */
    public Set<String> bundles() {
        Set<String> names = new HashSet<>();
        resources.forEach(config -> names.addAll(config.path("bundles").findValuesAsText("name")));
        return names;
    }

    /** Whether the image can read all members of a kind that a class declares. */
    public boolean hasAll(String type, Members members) {
        return reflection.stream()
                .filter(entry ->
                        entry.path("name").asText(entry.path("type").asText()).equals(type))
                .anyMatch(entry -> entry.path(members.key).asBoolean());
    }

    /** Whether the image can find a class by its name. */
    public boolean hasClass(String type) {
        return reflection.stream()
                .anyMatch(entry ->
                        entry.path("name").asText(entry.path("type").asText()).equals(type));
    }

    /** The kinds of members, with their names in {@code reflect-config.json} of GraalVM. */
    public enum Members {
        FIELDS("allDeclaredFields"),
        METHODS("allDeclaredMethods"),
        CONSTRUCTORS("allDeclaredConstructors"),
        RECORD_COMPONENTS("allRecordComponents");

        private final String key;

        Members(String key) {
            this.key = key;
        }
    }
}
