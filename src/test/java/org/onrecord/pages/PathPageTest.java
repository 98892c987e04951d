package org.onrecord.pages;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class PathPageTest {

    private static final String PATH = "/path?from=people/vladimir-putin&to=people/viktor-netyksho";

    @Test
    void saysEachStepOfAWay() {
        Document page = Browser.page(PATH);

        assertThat(page.title()).isEqualTo("Vladimir Putin and Viktor Borisovich Netyksho · OnRecord");
        assertThat(page.select(".ways p").first().text())
                .isEqualTo("Vladimir Putin said in a denial: He did not meddle in the US election (11 November 2017),"
                        + " which is about Russian interference in the 2016 US election, which is charged by"
                        + " Indictment of 12 GRU officers (13 July 2018), which names Viktor Borisovich Netyksho"
                        + " (Defendant).");
        assertThat(page.select("#ways + p").text())
                .isEqualTo("Vladimir Putin and Viktor Borisovich Netyksho are connected through 4 steps; there is no"
                        + " direct connection.");
        // Quotation marks are for words that were said.
        assertThat(page.select(".ways span.said[lang=en]")).isNotEmpty();
        assertThat(page.select(".ways q")).isEmpty();
        assertThat(page.select("svg.path text.Quote").text()).doesNotContain("“");
        assertThat(page.select(".ways a").eachAttr("href"))
                .contains("/people/vladimir-putin", "/events/gru-indictment-2018", "/people/viktor-netyksho");
        assertThat(page.select("form.pair input[type=search]").eachAttr("value"))
                .containsExactly("Vladimir Putin", "Viktor Borisovich Netyksho");
    }

    @Test
    void drawsANodeOfSeveralWaysOnce() {
        Document page = Browser.page(PATH);

        assertThat(page.select("svg.path.wide text.Person").eachText())
                .containsExactly("Vladimir Putin", "Viktor Borisovich Netyksho");
        assertThat(page.select("svg.path.wide text.edge.denial").eachText())
                .hasSize(2)
                .containsOnly("said in a denial");
        assertThat(page.select("svg.path.wide text.Event").eachText()).doesNotHaveDuplicates();
    }

    @Test
    void drawsTheDatesOfStatementsAndEvents() {
        Document page = Browser.page(PATH);

        assertThat(page.select("svg.path.wide text.date").eachText())
                .contains("11 November 2017", "16 July 2018", "13 July 2018");
        for (Element picture : page.select(".ways svg.path")) {
            // The event without a date, and the two people, have none.
            assertThat(picture.select("text.date")).hasSize(2);
        }
    }

    @Test
    void drawsEachWayInOneColumnForPhones() {
        Document page = Browser.page(PATH);

        assertThat(page.select(".ways > li")).hasSize(3).allSatisfy(way -> {
            assertThat(way.select("svg.path").attr("width")).isEqualTo("320");
            assertThat(way.select("svg.path rect").eachAttr("x")).hasSize(5).containsOnly("1");
            assertThat(way.select("svg.path text.Person").eachText())
                    .containsExactly("Vladimir Putin", "Viktor Borisovich Netyksho");
        });
    }

    @Test
    void drawsASingleWayOnce() {
        Document page = Browser.page("/path?from=people/viktor-netyksho&to=events/gru-indictment-2018");

        assertThat(page.select(".ways > li")).hasSize(1);
        assertThat(page.select("svg.path:not(.wide)")).hasSize(1);
        assertThat(page.select(".ways svg, svg.wide")).isEmpty();
    }

    @Test
    void isInGerman() {
        assertThat(Browser.page(PATH, "de").select(".ways p").first().text())
                .startsWith("Vladimir Putin sagte in einem Dementi: He did not meddle in the US election (11. November"
                        + " 2017); das betrifft");
    }

    @ParameterizedTest
    @CsvSource({
        "vladimir-putin, people/vladimir-putin",
        // The search finds events with these names too.
        "Putin, people/vladimir-putin",
        "mueller, people/robert-mueller",
        "Vladmir%20Puttin, people/vladimir-putin",
        "/people/vladimir-putin, people/vladimir-putin",
        "https://example.org/events/helsinki-summit-2018?after=x, events/helsinki-summit-2018",
        "/people/Vladimir-Putin, people/vladimir-putin",
        "helsinki-summit-2018, events/helsinki-summit-2018"
    })
    void redirectsToTheKeysOfWhatIsTyped(String typed, String key) {
        Response response = Browser.get("/path?from=" + typed + "&to=people/donald-trump");
        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.header("Location")).endsWith("/path?from=" + key + "&to=people/donald-trump");
    }

    @Test
    void letsTheReaderChooseIfSeveralNodesHaveAName() {
        Document page = Browser.page("/path?from=Donald&to=people/viktor-netyksho");
        assertThat(page.select("#which-from").text()).isEqualTo("Who or what is “Donald”?");
        assertThat(page.select("section[aria-labelledby=which-from] a").eachAttr("href"))
                .contains("/path?from=people/donald-trump&to=people/viktor-netyksho");
        assertThat(page.select("svg.path")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "from=zzqqx&to=people/donald-trump, Nobody and no event on record is named “zzqqx”",
        "from=people/nobody&to=people/donald-trump, Nobody and no event on record is named “people/nobody”",
        "from=people/donald-trump&to=people/donald-trump, Both boxes name Donald Trump"
    })
    void saysWhyThereIsNoWay(String query, String text) {
        Document page = Browser.page("/path?" + query);
        assertThat(page.select("main h2").text()).isEqualTo(text);
        assertThat(page.select("svg.path, .ways")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/path", "/path?from=", "/path?from=people/vladimir-putin", "/path?to=%20"})
    void asksForBothEnds(String path) {
        Document page = Browser.page(path);
        assertThat(page.select("form.pair input[required]")).hasSize(2);
        assertThat(page.select("main h2")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/people/vladimir-putin", "/events/gru-indictment-2018"})
    void isLinkedFromOtherPages(String path) {
        String link = Browser.page(path).select("main a[href^=/path]").attr("href");
        Document page = Browser.page(link);
        assertThat(page.select("input[name=from]").attr("value").isEmpty()).isEqualTo(path.equals("/"));
    }
}
