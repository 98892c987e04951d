package org.onrecord.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.persistence.Entity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** README is short, and names what exists. */
class ReadmeTest {

    private static final Path SOURCES = Path.of("src", "main", "java", "org", "onrecord");

    private static final Pattern FILE = Pattern.compile("[\\w/-]+\\.(?:java|sql|properties)\\b");
    private static final Pattern FOLDER = Pattern.compile("(?<= )([a-z]+)/(?= |,|$)", Pattern.MULTILINE);

    /** Packages inside of others that README lists only where it helps. */
    private static final Set<String> UNLISTED = Set.of("persistence", "clause", "quotation", "sentence", "untagged");

    /** An entity that the guide for contributors adds as an example. */
    private static final String EXAMPLE = "QuoteMention.java";

    private final MarkdownPage readme = MarkdownPage.readme();

    @Test
    void isReadInThreeMinutes() {
        assertThat(readme.text().lines()).hasSizeLessThanOrEqualTo(150);
    }

    @Test
    void linksEveryGuide() {
        assertThat(MarkdownPage.guides()).hasSizeGreaterThan(5).allSatisfy(guide -> assertThat(readme.text())
                .contains("(" + guide + ")"));
        assertThat(readme.text()).contains("(" + MarkdownPage.operators() + ")");
    }

    @Test
    void showsEveryEntityInTheModel() throws Exception {
        String model = readme.blocks().stream()
                .map(MarkdownPage.Block::text)
                .filter(text -> text.startsWith("erDiagram"))
                .findFirst()
                .orElseThrow();
        try (Stream<Path> files = Files.list(SOURCES.resolve("model"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString().replace(".java", "");
                if (!name.equals("package-info")
                        && Class.forName("org.onrecord.model." + name).isAnnotationPresent(Entity.class)) {
                    assertThat(model).containsPattern("\\b" + name + "\\b");
                }
            }
        }
    }

    @Test
    void listsEveryPackage() throws IOException {
        String layout = readme.text().substring(readme.text().indexOf("## Layout"));
        // A name is listed as often as there are packages with it.
        List<String> listed = FOLDER.matcher(layout)
                .results()
                .map((MatchResult match) -> match.group(1))
                .sorted()
                .toList();
        List<String> folders;
        try (Stream<Path> paths = Files.walk(SOURCES)) {
            folders = paths.filter(Files::isDirectory)
                    .filter(path -> !path.equals(SOURCES))
                    .map(path -> path.getFileName().toString())
                    .filter(name -> !UNLISTED.contains(name) || listed.contains(name))
                    .sorted()
                    .toList();
        }
        assertThat(listed).isEqualTo(folders);
    }

    static Stream<MarkdownPage> pages() {
        return Stream.of(MarkdownPage.readme(), MarkdownPage.guide("contributing"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namesFilesThatExist(MarkdownPage page) throws IOException {
        List<String> files;
        try (Stream<Path> paths = Files.walk(Path.of("src"))) {
            files = paths.map(path -> "/" + path.toString().replace('\\', '/')).toList();
        }
        assertThat(FILE.matcher(page.text()).results().map(MatchResult::group))
                .isNotEmpty()
                .filteredOn(name -> !name.endsWith(EXAMPLE))
                .allSatisfy(name -> assertThat(files).anyMatch(file -> file.endsWith("/" + name)));
    }
}
