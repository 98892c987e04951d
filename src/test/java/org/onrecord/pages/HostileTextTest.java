package org.onrecord.pages;

import java.sql.SQLException;

import io.quarkus.test.junit.QuarkusTest;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Pages of nodes whose texts are HTML, scripts or template expressions. */
@QuarkusTest
class HostileTextTest {

    @AfterEach
    void removeWhatWasWritten() throws SQLException {
        HostileTexts.remove();
    }

    @Test
    void showsHtmlInTextsAsText() {
        for (String path : HostileTexts.publish()) {
            Document page = Browser.page(path); // Checks that no element and no attribute is a script.
            assertThat(page.select("img")).isEmpty();
            assertThat(page.select("head > title").text()).doesNotContain("NOT_FOUND");
            if (path.length() > 1) {
                assertThat(page.text()).as(path).contains(HostileTexts.HTML);
            }
            if (path.equals("/people/hostile-ann") || path.equals("/events/hostile-talks")) {
                assertThat(page.select("header.title .meta").text()).startsWith("Also named: " + HostileTexts.HTML);
            }
        }
    }
}
