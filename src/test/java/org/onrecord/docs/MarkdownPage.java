package org.onrecord.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page of the documentation in Markdown. */
public record MarkdownPage(Path path, String text) {

    private static final Path GUIDES = Path.of("src", "docs");
    private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    /** A block of code, {@code language} is empty if it has none. */
    public record Block(String language, String text) {}

    public static MarkdownPage of(Path path) {
        try {
            return new MarkdownPage(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static MarkdownPage readme() {
        return of(Path.of("README.md"));
    }

    public static MarkdownPage operators() {
        return of(Path.of("k8s", "README.md"));
    }

    /** @param name without the suffix */
    public static MarkdownPage guide(String name) {
        return of(GUIDES.resolve(name + ".md"));
    }

    public static List<MarkdownPage> guides() {
        try (Stream<Path> files = Files.list(GUIDES)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(MarkdownPage::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** README and the guides. */
    public static List<MarkdownPage> all() {
        return Stream.concat(Stream.of(readme()), guides().stream()).toList();
    }

    public List<Block> blocks() {
        return BLOCK.matcher(text)
                .results()
                .map(block -> new Block(block.group(1), block.group(2)))
                .toList();
    }

    /** The text without blocks of code. */
    private String prose() {
        return BLOCK.matcher(text).replaceAll("");
    }

    /** The anchors of the headings, as Git hosts derive them. */
    public Set<String> anchors() {
        return prose().lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** The cells of each row of all tables, without the heads. */
    public List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        List<String> lines = prose().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            boolean isHead = i + 1 < lines.size() && lines.get(i + 1).startsWith("|---");
            if (lines.get(i).startsWith("| ") && !isHead) {
                rows.add(Arrays.stream(lines.get(i).substring(1).split("\\|"))
                        .map(String::strip)
                        .toList());
            }
        }
        return rows;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
