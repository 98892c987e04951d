package org.onrecord.docs;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** README, the guides, the page for operators and the security policy lead to each other. */
class LinksTest {

    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]*)(?:#([^):]*))?\\)");

    static Stream<MarkdownPage> pages() {
        return Stream.concat(
                MarkdownPage.all().stream(),
                Stream.of(MarkdownPage.operators(), MarkdownPage.of(Path.of(".github", "SECURITY.md"))));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadToFilesAndHeadings(MarkdownPage page) {
        List<MatchResult> links = LINK.matcher(page.text()).results().toList();
        assertThat(links).isNotEmpty().allSatisfy(link -> {
            Path target = link.group(1).isEmpty() ? page.path() : page.path().resolveSibling(link.group(1));
            assertThat(target).exists();
            if (link.group(2) != null) {
                assertThat(MarkdownPage.of(target).anchors())
                        .as(target.toString())
                        .contains(link.group(2));
            }
        });
    }
}
