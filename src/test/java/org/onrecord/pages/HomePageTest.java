package org.onrecord.pages;

import io.quarkus.test.junit.QuarkusTest;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class HomePageTest {

    @Test
    void leadsToDenialsAndPeople() {
        Document page = Browser.page("/");

        assertThat(page.select("form[role=search] input[name=q]")).hasSize(1);
        assertThat(page.select("section[aria-labelledby=denials] .words.denial"))
                .hasSizeGreaterThan(1);
        assertThat(page.select(".collisions li.after b").eachText()).contains("Said 3 days after:");
        assertThat(page.select(".ends span").eachText())
                .containsExactly("November 2017", "at most 3 a month", "July 2018");
        assertThat(page.select(".histogram title").eachText()).contains("July 2018: 3");
        assertThat(page.select("section[aria-labelledby=people] a").first().attr("href"))
                .isEqualTo("/people/donald-trump");
        assertThat(page.select("header .demo").text()).startsWith("This graph has demonstration data");
        assertThat(page.select("#empty")).isEmpty();
    }
}
