package org.onrecord;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

/**
 * Runs the scripts of {@code src/test/node} with Node.js. Installs their dependencies from npm in {@code
 * target/node}.
 */
public final class NodeJs {

    private static final Path SOURCE = Path.of("src", "test", "node");
    private static final Path FOLDER = Path.of("target", "node");
    private static final Path INSTALLED = FOLDER.resolve("installed.json");

    private NodeJs() {}

    /** Runs a script and returns what it printed. Without Node.js the test is skipped, but fails in CI. */
    public static String run(String script, String... arguments) throws IOException, InterruptedException {
        if (!isInstalled("node") || !isInstalled("npm")) {
            skip("This test needs Node.js 18 or newer and npm on the path.");
        }
        install();
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** The path of Chromium or Chrome. Without it the test is skipped, but fails in CI. */
    public static String chromium() {
        return Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                .map(NodeJs::executable)
                .filter(Objects::nonNull)
                .findFirst()
                .map(Path::toString)
                .orElseGet(() -> skip("This test needs Chromium or Chrome on the path."));
    }

    private static String skip(String missing) {
        if (System.getenv("CI") != null) {
            throw new AssertionError(missing);
        }
        return Assumptions.abort(missing);
    }

    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        try (Stream<Path> files = Files.list(SOURCE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, FOLDER.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path lock = SOURCE.resolve("package-lock.json");
        if (!Files.exists(INSTALLED) || Files.mismatch(lock, INSTALLED) >= 0) {
            run(List.of("npm", "ci"));
            // Last, so that an interrupted installation is repeated.
            Files.copy(lock, INSTALLED, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        File errors = FOLDER.resolve("errors.txt").toFile();
        List<String> found = new ArrayList<>(command);
        found.set(0, executable(command.get(0)).toString());
        Process process = new ProcessBuilder(found)
                .directory(FOLDER.toFile())
                .redirectError(errors)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(
                    String.join(" ", command) + " failed:\n" + output + Files.readString(errors.toPath()));
        }
        return output;
    }

    private static boolean isInstalled(String program) {
        return executable(program) != null;
    }

    /** The file of a program on the path, null if there is none. On Windows npm is a script. */
    private static Path executable(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("", ".exe", ".cmd").map(ending -> Path.of(folder, program + ending)))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .orElse(null);
    }
}
