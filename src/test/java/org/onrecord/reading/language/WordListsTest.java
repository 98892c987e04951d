package org.onrecord.reading.language;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** {@code lists.tsv} documents the word lists of all languages, and no name of a list is a typing error. */
class WordListsTest {

    private static final Path RESOURCES = Path.of("src/main/resources/reading");
    private static final Path SOURCES = Path.of("src/main/java/org/onrecord");

    private static final Pattern HEAD = Pattern.compile("(?m)^\\[(.+)]$");
    private static final Pattern LITERAL = Pattern.compile("\"([^\"\n]+)\"");

    /** A list that is looked up by its name: list("doubts"), is("doubts", i). */
    private static final Pattern LOOKED_UP =
            Pattern.compile("\\b(?:list\\(|(?:is|has|hasEnding|gender)\\((?=\"[^\"]+\",))\\s*\"([^\"]+)\"");

    @Test
    void eachListHasOneLineOfDocumentation() throws IOException {
        List<String> documented = documented();
        assertThat(documented).doesNotHaveDuplicates();
        assertThat(documentation()).allMatch(line -> line.matches("[a-z ]+\t[^\t]{20,250}"));
        assertThat(new TreeSet<>(documented)).isEqualTo(new TreeSet<>(inLanguages()));
    }

    @Test
    void noLanguageHasAListTwice() throws IOException {
        for (String code : Language.KNOWN) {
            assertThat(listsOf(code)).as(code).isNotEmpty().doesNotHaveDuplicates();
        }
    }

    @Test
    void eachListIsUsed() throws IOException {
        Set<String> literals = new TreeSet<>(found(LITERAL, SOURCES));
        assertThat(literals).containsAll(documented());
    }

    @Test
    void codeLooksUpOnlyDocumentedLists() throws IOException {
        List<String> names = found(LOOKED_UP, SOURCES.resolve("reading"));
        assertThat(names).hasSizeGreaterThan(documented().size());
        assertThat(documented()).containsAll(names);
    }

    @Test
    void aListOfALanguageMayBeMissing() {
        assertThat(Language.of("en").list("source ends")).isEmpty();
        assertThat(Language.of("de").list("source ends")).contains("am");
    }

    @Test
    void rejectsNamesThatNoListHas() {
        Language english = Language.of("en");
        assertThatThrownBy(() -> english.list("sorce ends"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"sorce ends\"")
                .hasMessageContaining("reading/lists.tsv");
        List<String> lines = List.of("[source ends]", "am im", "[sorce ends]", "in");
        assertThatThrownBy(() -> new WordLists(lines))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"sorce ends\"");
    }

    private static List<String> documentation() throws IOException {
        return Files.readAllLines(RESOURCES.resolve("lists.tsv")).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .toList();
    }

    private static List<String> documented() throws IOException {
        return documentation().stream().map(line -> line.split("\t")[0]).toList();
    }

    private static List<String> inLanguages() throws IOException {
        List<String> names = new ArrayList<>();
        for (String code : Language.KNOWN) {
            names.addAll(listsOf(code));
        }
        return names;
    }

    private static List<String> listsOf(String code) throws IOException {
        return HEAD.matcher(Files.readString(RESOURCES.resolve(code).resolve("lists.txt")))
                .results()
                .map(head -> head.group(1))
                .toList();
    }

    /** Returns what the group of a pattern matches in the sources of a folder. */
    private static List<String> found(Pattern pattern, Path folder) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                pattern.matcher(Files.readString(file))
                        .results()
                        .map(match -> match.group(1))
                        .forEach(found::add);
            }
        }
        return found;
    }
}
