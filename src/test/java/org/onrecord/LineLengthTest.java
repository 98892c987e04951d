package org.onrecord;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The lines of all text files of the project have at most 120 columns, as {@code .editorconfig} says. */
class LineLengthTest {

    private static final int MAX = 120;

    private static final Set<String> SKIPPED_FOLDERS = Set.of(".git", ".idea", ".vscode", "node_modules", "target");

    /** Text files by their names. JSON is left out, because its strings cannot be broken. */
    private static final Pattern TEXT = Pattern.compile(
            "Dockerfile.*|[^.]+|\\.[^.]+|.+\\.(config|html|java|lua|md|mjs|properties|sql|ts|xml|ya?ml|graphql)");

    /** Generated files, and files of third parties. */
    private static final Set<String> SKIPPED_FILES = Set.of("LICENSE", "mvnw", "schema.graphql");

    @Test
    void noLineIsLongerThan120Columns() throws IOException {
        List<String> tooLong = new ArrayList<>();
        int files = 0;
        for (Path file : textFiles()) {
            files++;
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                int columns = lines.get(i).codePointCount(0, lines.get(i).length());
                if (columns > MAX) {
                    tooLong.add(file + ":" + (i + 1) + " has " + columns + " columns");
                }
            }
        }
        assertThat(files).isGreaterThan(300);
        assertThat(tooLong).as("%d lines are too long", tooLong.size()).isEmpty();
    }

    private static List<Path> textFiles() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(Path.of(""), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                return SKIPPED_FOLDERS.contains(name) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (TEXT.matcher(name).matches() && !SKIPPED_FILES.contains(name)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }
}
