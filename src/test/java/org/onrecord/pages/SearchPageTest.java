package org.onrecord.pages;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.GraphQL;
import org.onrecord.PostgresServer;
import org.onrecord.security.TestIssuer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class SearchPageTest {

    @Test
    void marksWhatMatchesInNodesOfAllTypes() {
        Document page = Browser.page("/search?q=interference");

        assertThat(page.title()).isEqualTo("Search: interference · OnRecord");
        assertThat(page.select("meta[name=robots]").attr("content")).isEqualTo("noindex");
        assertThat(page.select("header input[name=q]").attr("value")).isEqualTo("interference");
        assertThat(page.select(".hit a[href=/events/russian-interference-2016]").html())
                .isEqualTo("Russian <mark>interference</mark> in the 2016 US election");
        assertThat(page.select(".hit .snippet mark").eachText()).isNotEmpty();
        assertThat(page.select(".hit")).hasSizeGreaterThan(1);
        assertThat(page.select(".when").first().text()).matches("\\d+ results");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Vladmir%20Puttin", "Puttin,%20Vladmir"})
    void findsAPersonInSpiteOfTypingErrors(String text) {
        Document page = Browser.page("/search?q=" + text);

        Element hit = page.select(".hit").first();
        assertThat(hit.select("h3 a").attr("href")).isEqualTo("/people/vladimir-putin");
        assertThat(hit.select("h3").text()).isEqualTo("Vladimir Putin");
    }

    @Test
    void isNarrowedByEachFacet() {
        for (String facet : new String[] {"type", "speaker", "act", "publisher", "year", "language"}) {
            // People have no language: each facet narrows the search.
            Document page = Browser.page("/search?q=election%20or%20Putin");
            Element choice = page.select(".facets a[href~=[?&]" + facet + "=]").first();
            assertThat(choice).as(facet).isNotNull();
            String count = choice.select(".meta").text();

            Document narrowed = Browser.page(choice.attr("href"));
            assertThat(narrowed.select(".when").first().text())
                    .as(choice.attr("href"))
                    .startsWith(count + " result");
            Element chosen = narrowed.select(".facets a[aria-current]").first();
            assertThat(chosen.text()).isEqualTo(choice.text());
            assertThat(chosen.attr("href")).isEqualTo("/search?q=election%20or%20Putin");
        }
    }

    @Test
    void hasNoFacetThatNarrowsNothing() {
        Document page = Browser.page("/search?q=netyksho");

        assertThat(page.select(".hit")).hasSizeGreaterThan(1);
        assertThat(page.select(".facets dt").eachText()).contains("Kind").doesNotContain("Speaker");
        page.select(".facets dd")
                .forEach(facet -> assertThat(facet.select("a .meta").eachText())
                        .isNotEqualTo(List.of(String.valueOf(page.select(".hit").size()))));
        assertThat(Browser.page("/search?q=did+putin+deny+it").select(".facets"))
                .isEmpty();
    }

    @Test
    void putsWordsThatWereSaidInQuotationMarks() {
        Document page = Browser.page("/search?q=election&type=QUOTE");

        page.select(".hit").forEach(hit -> assertThat(hit.select("q").isEmpty())
                .as(hit.text())
                .isEqualTo(hit.select(".source").text().endsWith("paraphrase")));
        assertThat(page.select(".hit q")).isNotEmpty();
        assertThat(page.select(".hit .source:contains(paraphrase)")).isNotEmpty();
    }

    @Test
    void isNarrowedBySeveralFacets() {
        Document page = Browser.page("/search?q=election&act=DENIAL&speaker=vladimir-putin&year=2018");

        assertThat(page.select(".facets a[aria-current]").eachText())
                .allSatisfy(choice -> assertThat(choice).matches("(Vladimir Putin|Denial|2018) \\d+"))
                .hasSize(3);
        assertThat(page.select(".hit .words")).isNotEmpty().allSatisfy(words -> assertThat(words.className())
                .contains("denial"));
        assertThat(page.select(".hit h3")).isEmpty();
    }

    @Test
    void isPaged() {
        Document first =
                Browser.page("/search?q=Russia%20or%20election%20or%20Helsinki%20or%20Putin%20or%20indictment");
        String next = first.select("a.more").attr("href");
        assertThat(first.select(".hit")).hasSize(20);
        assertThat(next).startsWith("/search?after=");

        Document second = Browser.page(next);
        assertThat(second.select(".hit a").eachAttr("href")).isNotEmpty();
        assertThat(second.select(".when").first().text())
                .isEqualTo(first.select(".when").first().text());
        // A facet leads to the first page of its results.
        assertThat(second.select(".facets a").eachAttr("href")).noneMatch(link -> link.contains("after="));
    }

    @Test
    void isSortedByRelevanceOrDate() {
        Document page = Browser.page("/search?q=Russia%20or%20election%20or%20Putin");
        assertThat(page.select(".sort b[aria-current]").text()).isEqualTo("Most relevant first");

        Document sorted = Browser.page(page.select(".sort a").attr("href"));
        assertThat(sorted.select(".sort b[aria-current]").text()).isEqualTo("Latest first");
        assertThat(dates(sorted)).isNotEmpty().isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(sorted.select(".facets a").eachAttr("href")).allMatch(link -> link.contains("sort=date"));

        // The next page goes on in the same order.
        Document next = Browser.page(sorted.select("a.more").attr("href"));
        assertThat(next.select(".sort b[aria-current]").text()).isEqualTo("Latest first");
        List<String> dates = new ArrayList<>(dates(sorted));
        dates.addAll(dates(next));
        assertThat(dates).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(sorted.select(".sort a").attr("href")).isEqualTo("/search?q=Russia%20or%20election%20or%20Putin");
    }

    @Test
    void isSortedFromTheEarliestDateAsTheFile() {
        Document page = Browser.page("/search?q=Russia%20or%20election%20or%20Putin");
        Document sorted =
                Browser.page(page.select(".sort a:contains(Earliest first)").attr("href"));

        assertThat(sorted.select(".sort b[aria-current]").text()).isEqualTo("Earliest first");
        assertThat(dates(sorted)).isNotEmpty().isSorted().contains("2016-10-19");
        String file = Browser.get(sorted.select("footer a[href^=/search.csv]").attr("href"))
                .asString();
        assertThat(file.lines().skip(1).findFirst().orElseThrow())
                .contains(sorted.select(".hit a").first().attr("href"));
        // What has no date comes last.
        assertThat(file.lines().reduce((first, last) -> last).orElseThrow())
                .matches("(PERSON|EVENT),[^,]*,[^,]*,\"[^\"]*\",\\w*,,.*");
    }

    /** The days of the hits that have one. The day of a report is no day of a statement. */
    private static List<String> dates(Document page) {
        return page.select(".hit .source time:not(:contains(reported))").eachAttr("datetime").stream()
                .map(date -> date.substring(0, 10))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "helsinki sumit, Helsinki summit",
        "Vladmir Puttin, Vladimir Putin",
        // A search for both words finds nothing.
        "Netyksho zzqqx, Viktor Borisovich Netyksho"
    })
    void suggestsTheNearestName(String text, String name) {
        Document page = Browser.page("/search?q=" + text.replace(" ", "%20"));
        Element suggestion = page.select("header .lead a").first();
        assertThat(suggestion.text()).isEqualToIgnoringCase(name);
        assertThat(Browser.page(suggestion.attr("href")).select(".hit h3").eachText())
                .contains(suggestion.text());
    }

    @Test
    void leadsToThePersonWhomTheWordsName() {
        Document page = Browser.page("/search?q=what+did+putin+deny");
        assertThat(page.select("header .lead").eachText())
                .containsExactly("Denials of Vladimir Putin", "See also Vladimir Putin");
        assertThat(page.select("header .lead a").eachAttr("href"))
                .containsExactly("/people/vladimir-putin#denials", "/people/vladimir-putin");
        assertThat(Browser.page("/search?q=putin+denied")
                        .select("header .lead a[href$=#denials]")
                        .text())
                .isEqualTo("Denials of Vladimir Putin");
        assertThat(Browser.page("/search?q=putin+helsinki").select("header .lead a[href$=#denials]"))
                .isEmpty();
        // A person who is a result is not there twice.
        assertThat(Browser.page("/search?q=vladimir+putin")
                        .select("header .lead a")
                        .eachText())
                .doesNotContain("Vladimir Putin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Netyksho",
                "Viktor%20Netyksho",
                "%22Viktor%20Borisovich%20Netyksho%22",
                "election",
                "zzqqx",
                "%22no%20such%22%20-words"
            })
    void suggestsNothingForRightOrUnknownWords(String text) {
        assertThat(Browser.page("/search?q=" + text).select("header.title .lead"))
                .isEmpty();
    }

    @Test
    void saysWhatToDoWithoutAResult() {
        Document page = Browser.page("/search?q=xylophone%20quux&year=2018");

        assertThat(page.select("h1").text()).isEqualTo("Nothing on record matches “xylophone quux”");
        assertThat(page.select("main li").text()).contains("spelling", "fewer words");
        assertThat(page.select("main li a").attr("href")).isEqualTo("/search?q=xylophone%20quux");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/search", "/search?q=", "/search?q=%20"})
    void leadsToPeopleWithoutAText(String path) {
        Document page = Browser.page(path);
        assertThat(page.select("h1").text()).isEqualTo("Search");
        assertThat(page.select("section[aria-labelledby=people] a").eachAttr("href"))
                .contains("/people/donald-trump");
    }

    @Test
    void escapesTheText() {
        String text = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E%3Cmark%3E";
        Document page = Browser.page("/search?q=" + text + "&publisher=" + text);
        assertThat(page.select("main script, main mark")).isEmpty();
        assertThat(page.select("header input[name=q]").attr("value")).isEqualTo("\"><script>alert(1)</script><mark>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"type=NONSENSE", "act=NONSENSE", "year=20x8", "year=99999", "after=nonsense", "q=%00", "q=long"})
    void rejectsValuesThatCannotBeRead(String parameter) {
        String path = "/search?" + (parameter.startsWith("q=") ? "" : "q=election&") + parameter;
        Response response = Browser.get(path.replace("long", "a".repeat(201)));
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(400);
        Browser.checked(response);
    }

    @Test
    void cutsLongNamesInFacets() throws SQLException {
        String publisher = "The Long Gazette of " + "x".repeat(900);
        JsonPath published = GraphQL.postAs(
                        TestIssuer.token("editor"),
                        "mutation ($publisher: String!) { publishArticle(input: {"
                                + " url: \"https://example.org/long-facet\","
                                + " headline: \"Zebracorns\", publisher: $publisher, inLanguage: \"en\","
                                + " datePublished: \"2018-07-16T12:00:00Z\", body: \"A zebracorn.\", appearances: [{"
                                + " exact: \"A zebracorn\", quote: {text: \"A zebracorn\", type: DIRECT,"
                                + " speechAct: STATEMENT, attributionText: \"A keeper\"}}]}) { changed } }",
                        Map.of("publisher", publisher))
                .jsonPath();
        try {
            assertThat(published.getBoolean("data.publishArticle.changed")).isTrue();

            Element choice = Browser.page("/search?q=zebracorn")
                    .select(".facets a[href*=publisher=]")
                    .first();
            assertThat(choice.ownText()).isEqualTo("The Long Gazette of…");
            assertThat(choice.attr("title")).isEqualTo(publisher);

            Element chosen = Browser.page(choice.attr("href"))
                    .select(".facets a[aria-current]")
                    .first();
            assertThat(chosen.ownText()).isEqualTo("The Long Gazette of…");
            assertThat(chosen.attr("title")).isEqualTo("Leave out: " + publisher);
        } finally {
            try (Connection connection = PostgresServer.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("DELETE FROM article WHERE url = 'https://example.org/long-facet'");
                statement.execute("DELETE FROM quote WHERE text = 'A zebracorn'");
            }
        }
    }

    @Test
    void findsNothingForFacetsOfDifferentTypes() {
        Document page = Browser.page("/search?q=election&type=PERSON&act=DENIAL");
        assertThat(page.select(".hit")).isEmpty();
        assertThat(page.select("h1").text()).startsWith("Nothing on record");
    }
}
