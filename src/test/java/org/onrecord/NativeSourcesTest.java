package org.onrecord;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a native image is told of what it cannot see in the code: resources, and what is reached by its name. It reads what
 * {@code ./mvnw package -DskipTests -Dnative -Dquarkus.native.sources-only=true} leaves, which takes no GraalVM.
 */
class NativeSourcesTest {

    private static final Path SOURCES = Path.of("target", "native-sources");

    /** What is registered, by the name of the file, Quarkus's and ours. */
    private static final List<JsonNode> RESOURCES = new ArrayList<>();

    private static final List<JsonNode> REFLECTION = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(SOURCES), "The sources of a native image have not been made.");
        try (Stream<Path> files = Files.list(SOURCES)) {
            Path jar = files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow();
            try (FileSystem content = FileSystems.newFileSystem(jar)) {
                List<Path> all = walk(content.getPath("META-INF", "native-image"), file -> true);
                for (Path file : all) {
                    if (file.endsWith("resource-config.json")) {
                        RESOURCES.add(new ObjectMapper().readTree(Files.readString(file)));
                    } else if (file.endsWith("reflect-config.json")) {
                        REFLECTION.add(new ObjectMapper().readTree(Files.readString(file)));
                    }
                }
            }
        }
    }

    @Test
    void everyResourceIsInIt() {
        List<Pattern> included = RESOURCES.stream()
                .flatMap(config -> config.findValuesAsText("pattern").stream())
                .map(Pattern::compile)
                .toList();
        Path resources = Path.of("src", "main", "resources");
        List<String> ours = walk(resources, file -> true).stream()
                .map(file -> resources.relativize(file).toString().replace(File.separatorChar, '/'))
                // Read when it is built.
                .filter(file -> !file.equals("application.properties") && !file.startsWith("META-INF/native-image/"))
                .toList();
        assertThat(ours).hasSizeGreaterThan(20).allSatisfy(file -> assertThat(included)
                .as(file)
                .anyMatch(pattern -> pattern.matcher(file).matches()));
    }

    /** A message that is missing takes the error with it that it was for, and the response. */
    @Test
    void allMessagesOfGraphqlJavaAreInIt() throws IOException {
        String jar = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(file -> file.matches(".*graphql-java-\\d[^/\\\\]*\\.jar"))
                .findFirst()
                .orElseThrow();
        List<String> bundles = RESOURCES.stream()
                .flatMap(config -> config.path("bundles").findValuesAsText("name").stream())
                .toList();
        try (FileSystem content = FileSystems.newFileSystem(Path.of(jar))) {
            List<String> messages = walk(
                            content.getPath("i18n"), file -> !file.toString().contains("_"))
                    .stream()
                    .map(file -> "i18n." + file.getFileName().toString().replace(".properties", ""))
                    .toList();
            assertThat(messages).isNotEmpty();
            assertThat(bundles).containsAll(messages);
        }
    }

    @Test
    void whatIsReadFromJsonAndWrittenToItIsReachedByReflection() {
        List<String> names = walk(Path.of("target", "classes", "org", "onrecord", "publish"), file -> file.toString()
                        .matches(".*(Input|Reference|Entry|Payload)\\.class"))
                .stream()
                .map(file -> Path.of("target", "classes").relativize(file).toString())
                .map(file -> file.replace(".class", "").replace(File.separatorChar, '.'))
                .filter(name -> isRecord(name))
                .toList();
        assertThat(names).hasSizeGreaterThan(30).allSatisfy(name -> {
            assertThat(registered(name).path("allDeclaredConstructors").asBoolean())
                    .as(name)
                    .isTrue();
            assertThat(registered(name).path("allDeclaredFields").asBoolean())
                    .as(name)
                    .isTrue();
        });
    }

    /** Caffeine looks its classes up by names that it puts together. */
    @Test
    void theClassesOfCachesAreReachedByReflection() throws IOException {
        Pattern registration = Pattern.compile("classNames = \"(com\\.github\\.benmanes\\.caffeine\\.cache\\.\\w+)\"");
        for (Path file : walk(Path.of("src", "main", "java"), file -> true)) {
            String code = Files.readString(file);
            if (code.contains("Caffeine.newBuilder()")) {
                assertThat(registration.matcher(code).results().map(match -> match.group(1)))
                        .as(file.toString())
                        .isNotEmpty()
                        .allSatisfy(name -> assertThat(registered(name)
                                        .path("allDeclaredConstructors")
                                        .asBoolean())
                                .as(name)
                                .isTrue());
            }
        }
    }

    @Test
    void nothingIsFoundByAServiceLoader() {
        assertThat(Path.of("src", "main", "resources", "META-INF", "services")).doesNotExist();
    }

    private static boolean isRecord(String name) {
        try {
            return Class.forName(name, false, NativeSourcesTest.class.getClassLoader())
                    .isRecord();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode registered(String name) {
        for (JsonNode config : REFLECTION) {
            for (JsonNode type : config) {
                if (type.path("name").asText(type.path("type").asText()).equals(name)) {
                    return type;
                }
            }
        }
        throw new AssertionError(name + " is not registered");
    }

    private static List<Path> walk(Path folder, Predicate<Path> wanted) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(wanted).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
