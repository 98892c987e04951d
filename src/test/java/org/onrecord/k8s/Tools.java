package org.onrecord.k8s;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.Assumptions;

/** The programs and files that the tests need, and that are not part of the project. */
final class Tools {

    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    private Tools() {}

    /** Skips the test and says why, but fails it in CI, where nothing may be missing. */
    static <T> T missing(String what) {
        if (System.getenv("CI") != null) {
            throw new AssertionError(what);
        }
        if (TOLD.add(what)) {
            System.err.println("Tests are skipped. " + what);
        }
        Assumptions.abort(what);
        throw new IllegalStateException("abort() always throws");
    }

    /** Finds the first of several programs that is on the path, or skips the test. */
    static Path program(String... names) {
        List<String> folders = Arrays.asList(System.getenv("PATH").split(File.pathSeparator));
        return Arrays.stream(names)
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> missing("This test needs one of these programs on the path: " + List.of(names)));
    }

    /**
     * Runs a program and returns what it printed on its standard output.
     *
     * @throws AssertionError if the program fails, with all that it printed
     */
    static String run(String... command) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("onrecord", ".err");
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed:\n" + output + Files.readString(errors));
            }
            return output;
        } finally {
            Files.delete(errors);
        }
    }
}
