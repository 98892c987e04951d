package org.onrecord;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.eclipse.microprofile.graphql.Description;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.onrecord.nativeimage.NativeConfiguration;
import org.onrecord.nativeimage.NativeConfiguration.Members;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A native image contains the resources and classes that code reads by name or by reflection. {@link WholeApiIT} checks
 * the same for what a running service reads.
 */
class NativeSourcesIT {

    private static NativeConfiguration configuration;

    @BeforeAll
    static void read() {
        configuration = NativeConfiguration.read();
    }

    @Test
    void containsEveryResource() {
        Path resources = Path.of("src", "main", "resources");
        List<String> ours = walk(resources, file -> true).stream()
                .map(file -> resources.relativize(file).toString().replace(File.separatorChar, '/'))
                // The build reads these.
                .filter(file -> !file.equals("application.properties") && !file.startsWith("META-INF/native-image/"))
                .toList();
        assertThat(ours).hasSizeGreaterThan(20).allSatisfy(file -> assertThat(configuration.hasResource(file))
                .as(file)
                .isTrue());
    }

    @Test
    void containsNoSourceMaps() {
        String page =
                "META-INF/io.smallrye_smallrye-graphql-ui-graphiql__jar/META-INF/resources/graphql-ui/graphiql.min.js";
        assertThat(configuration.hasResource(page)).isTrue();
        assertThat(configuration.hasResource(page + ".map")).isFalse();
    }

    /** Without a message, graphql-java fails while it creates an error, and the client gets no response. */
    @Test
    void containsAllMessagesOfGraphqlJava() throws IOException {
        String jar = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(file -> file.matches(".*graphql-java-\\d[^/\\\\]*\\.jar"))
                .findFirst()
                .orElseThrow();
        try (FileSystem content = FileSystems.newFileSystem(Path.of(jar))) {
            List<String> messages = walk(
                            content.getPath("i18n"), file -> !file.toString().contains("_"))
                    .stream()
                    .map(file -> "i18n." + file.getFileName().toString().replace(".properties", ""))
                    .toList();
            assertThat(messages).isNotEmpty();
            assertThat(configuration.bundles()).containsAll(messages);
        }
    }

    @Test
    void registersEveryTypeOfTheSchema() {
        Path classes = Path.of("target", "classes");
        List<String> described = walk(classes, file -> file.toString().endsWith(".class")).stream()
                .map(file -> classes.relativize(file).toString())
                .map(file -> file.replace(".class", "").replace(File.separatorChar, '.'))
                .filter(NativeSourcesIT::isDescribed)
                .toList();
        assertThat(described).hasSizeGreaterThan(50).allSatisfy(name -> assertThat(Members.values())
                .as(name)
                .allMatch(members -> configuration.hasAll(name, members)));
    }

    /** Caffeine composes the names of its classes. */
    @Test
    void registersTheClassesOfCaches() throws IOException {
        Pattern registration = Pattern.compile("classNames = \"(com\\.github\\.benmanes\\.caffeine\\.cache\\.\\w+)\"");
        for (Path file : walk(Path.of("src", "main", "java"), file -> true)) {
            String code = Files.readString(file);
            if (code.contains("Caffeine.newBuilder()")) {
                assertThat(registration.matcher(code).results().map(match -> match.group(1)))
                        .as(file.toString())
                        .isNotEmpty()
                        .allSatisfy(name -> assertThat(configuration.hasAll(name, Members.CONSTRUCTORS))
                                .as(name)
                                .isTrue());
            }
        }
    }

    /** Quarkus finds interceptors of settings when it builds the executable. It does not know other services. */
    @Test
    void usesNoServiceLoader() {
        assertThat(walk(Path.of("src", "main", "resources", "META-INF", "services"), file -> true))
                .extracting(file -> file.getFileName().toString())
                .containsExactly("io.smallrye.config.ConfigSourceInterceptor");
    }

    private static boolean isDescribed(String name) {
        try {
            return Class.forName(name, false, NativeSourcesIT.class.getClassLoader())
                    .isAnnotationPresent(Description.class);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> walk(Path folder, Predicate<Path> wanted) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(wanted).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
