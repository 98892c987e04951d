package org.onrecord.nativeimage;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.onrecord.nativeimage.NativeConfiguration.Members;
import org.onrecord.nativeimage.ReflectionTrace.Kind;

/** Records what processes of the packaged service read by reflection. A native executable records nothing. */
public final class TracedReads {

    private final Path trace;

    public TracedReads() throws IOException {
        trace = Files.createTempFile("onrecord-reflection", ".trace");
        trace.toFile().deleteOnExit();
    }

    /** The environment variables of a process that records its reads. */
    public Map<String, String> environment() throws IOException, URISyntaxException {
        return System.getProperty("native.image.path") != null
                ? Map.of()
                : Map.of("JAVA_TOOL_OPTIONS", ReflectionAgent.option(trace));
    }

    /** The recorded reads that fail in a native image, each with the method that reads. */
    public List<String> unregistered() throws IOException {
        NativeConfiguration configuration = NativeConfiguration.read();
        return Files.readAllLines(trace).stream()
                .filter(line -> isMissing(configuration, line.split(" ", 3)))
                .toList();
    }

    private static boolean isMissing(NativeConfiguration configuration, String[] read) {
        String name = read[1];
        return switch (Kind.valueOf(read[0])) {
            case RESOURCE -> isOurResource(name) && !configuration.hasResource(name);
            case CLASS -> isOurs(name) && !configuration.hasClass(name);
            default -> isOurs(name) && !configuration.hasAll(name, Members.valueOf(read[0]));
        };
    }

    private static boolean isOurs(String name) {
        return name.startsWith("org.onrecord.") && !name.contains("$$Lambda");
    }

    private static boolean isOurResource(String name) {
        return !name.equals("application.properties") // The build reads it.
                && Files.isRegularFile(Path.of("src", "main", "resources").resolve(name));
    }
}
