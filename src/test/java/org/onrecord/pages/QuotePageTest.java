package org.onrecord.pages;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class QuotePageTest {

    @Test
    void showsWhereADenialIsPrintedAndWhatItRunsInto() {
        Document page = Browser.page(path("Russia did not meddle in the US election"));

        assertThat(page.title()).isEqualTo("Vladimir Putin: Russia did not meddle in the US election · OnRecord");
        assertThat(page.select("h1").text()).isEqualTo("Russia did not meddle in the US election");
        assertThat(page.select("h1").attr("lang")).isEqualTo("en");
        assertThat(page.select("header .by a[href=/people/vladimir-putin]").text())
                .isEqualTo("Vladimir Putin");
        assertThat(page.select(".collisions li:contains(GRU)").text()).startsWith("Said 3 days after: Indictment");
        assertThat(page.select("#printed").text()).isEqualTo("Printed in 1 article");
        assertThat(page.select("a[href*=#:~:text=]").attr("href")).startsWith("https://example.org/");
        assertThat(page.select(".line li[aria-current] .words").text())
                .isEqualTo("Russia did not meddle in the US election");
        assertThat(page.select(".line .words a").eachAttr("href"))
                .as("statements on its topics")
                .hasSizeGreaterThan(2)
                .doesNotHaveDuplicates();
        assertThat(page.select(".line time").eachAttr("datetime")).isSorted();
    }

    @Test
    void marksTheWordsInWhichVariantsDiffer() {
        Document page = Browser.page(path("I have president Putin, he just said it's not Russia."));
        assertThat(page.select("#variants")).hasSize(1);
        // The articles differ only in case and punctuation.
        assertThat(page.select("#printed").text()).isEqualTo("Printed in 2 articles");
        assertThat(page.select("section[aria-labelledby=printed] mark")).isEmpty();
        assertThat(page.select("section[aria-labelledby=printed]").text()).doesNotContain("Marked words");
        assertThat(page.select("section[aria-labelledby=variants] mark").eachText())
                .noneMatch(word -> word.contains("Putin"));
        // Both are the speaker's own words.
        assertThat(page.select("section[aria-labelledby=variants] .words q")).hasSize(1);
    }

    @Test
    void keepsTheSpeakerAndTheSourceAsPrintedApart() {
        assertThat(Browser.page(path("He did not meddle in the US election"))
                        .select("header .by")
                        .text())
                .isEqualTo("Vladimir Putin, President of Russia · attributed to “Putin, as Trump tells it” · APEC"
                        + " Economic Leaders’ Meeting 2017");
        assertThat(Browser.page(path("The Russian state had no hand in the election"))
                        .select("header .by")
                        .text())
                .startsWith("the Kremlin")
                .doesNotContain("attributed");
    }

    @Test
    void hasAnAddressToCopy() {
        String path = path("He did not meddle in the US election");
        Document page = Browser.page(path);

        assertThat(page.select("#permalink").text()).endsWith(path);
        // A script shows the button where the browser can copy.
        assertThat(page.select("button[data-copy=permalink][hidden]")).hasSize(1);
    }

    @Test
    void hasCitations() {
        String path = path("Russia did not meddle in the US election");
        Document page = Browser.page(path);
        assertThat(page.select("#cite-apa").text())
                .startsWith("Vladimir Putin (16 July 2018). Russia did not meddle in the US election [paraphrase]. As"
                        + " cited in OnRecord Demo Desk");
        assertThat(page.select("#cite-bibtex").text()).contains("@misc{", "year = {2018}", "url = {http");
        assertThat(JsonPath.from(page.select("#cite-claim").text()).getString("'@type'"))
                .isEqualTo("Claim");
        assertThat(page.select("#cite-mla").text()).endsWith(path + ".");
    }

    private static String path(String begin) {
        String query = "query ($begin: String!) { quotes(filter: {text: {startsWith: $begin}}) { nodes { id } } }";
        return "/quotes/" + GraphQL.data(query, Map.of("begin", begin)).getString("quotes.nodes[0].id");
    }
}
