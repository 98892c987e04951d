package org.onrecord.pages;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.PostgresServer;
import org.onrecord.security.TestIssuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** How a denial reads in whose article only the denied words are printed. */
@QuarkusTest
class StatementsTest {

    private static final String BODY = "Jo Wordly denied that the bridge had been closed by her. Jo Wordly again denied"
            + " that she lied. She rejected on Monday the claims of the opposition. “The bridge was never closed,” she"
            + " said. She denied having heard of it.";

    private static final String CLOSED = "denied that the bridge had been closed by her";

    private static final String PUBLISH = """
            mutation Publish($body: String!) { publishArticle(input: {
              url: "https://example.org/wording/1", headline: "On a bridge", publisher: "Wording Post",
              inLanguage: "en", datePublished: "2018-07-16T12:00:00Z", body: $body, appearances: [
                {exact: "the bridge had been closed by her", prefix: "Jo Wordly denied that ",
                  quote: {text: "the bridge had been closed by her",
                  type: INDIRECT, speechAct: DENIAL, cue: "denied",
                  speaker: {person: {slug: "wordly", name: "Jo Wordly"}}, topics: [{slug: "wordly-event"}],
                  occasion: {event: {slug: "wordly-event", name: "Closing of the bridge", type: INDICTMENT,
                    startDate: "2018-07-13"}}}},
                {exact: "Jo Wordly again denied that she lied", quote: {text: "She did not lie",
                  type: INDIRECT, speechAct: DENIAL, cue: "denied", speaker: {slug: "wordly"},
                  topics: [{slug: "wordly-event"}]}},
                {exact: "the claims of the opposition", prefix: "She rejected on Monday ",
                  quote: {text: "The claims of the opposition",
                  type: MIXED, speechAct: REJECTION, cue: "rejected", speaker: {slug: "wordly"},
                  topics: [{slug: "wordly-event"}]}},
                {exact: "The bridge was never closed", quote: {text: "The bridge was never closed",
                  type: DIRECT, speechAct: DENIAL, cue: "said", spokenAt: "2018-07-15",
                  speaker: {slug: "wordly"}, topics: [{slug: "wordly-event"}]}},
                {exact: "She denied having heard of it", quote: {text: "She denied having heard of it",
                  type: INDIRECT, speechAct: DENIAL, cue: "denied", speaker: {slug: "wordly"},
                  topics: [{slug: "wordly-event"}]}}]})
              { article { id appearances { nodes { quote { id } } } } } }
            """;

    private JsonPath published;

    @BeforeEach
    void publish() {
        Response response = GraphQL.postAs(TestIssuer.token("admin"), PUBLISH, Map.of("body", BODY));
        published = response.jsonPath();
        assertThat(published.<Object>get("errors")).as(response.asString()).isNull();
        published.setRootPath("data.publishArticle.article");
    }

    @AfterEach
    void remove() throws SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM article WHERE url LIKE 'https://example.org/wording/%'");
            statement.execute("DELETE FROM quote WHERE speaker_id IN (SELECT id FROM person WHERE slug = 'wordly')");
            statement.execute("DELETE FROM event WHERE slug = 'wordly-event'");
            statement.execute("DELETE FROM person WHERE slug = 'wordly'");
        }
    }

    private String quote(int number) {
        return "/quotes/" + published.getString("appearances.nodes[" + number + "].quote.id");
    }

    @Test
    void jsonLdHasTheCueOfWordsThatWereDenied() {
        String id = published.getString("appearances.nodes[0].quote.id");
        assertThat(jsonLd("/quotes/" + id).getString("text")).isEqualTo(CLOSED);
        assertThat(jsonLd("/people/wordly").getList("'@reverse'.creator.text"))
                .contains(CLOSED, "She did not lie", "The bridge was never closed");
        assertThat(jsonLd("/articles/" + published.getString("id")).getList("hasPart.text"))
                .contains(CLOSED, "She did not lie");
    }

    private static JsonPath jsonLd(String path) {
        return given().accept("application/ld+json").get(path).jsonPath();
    }

    @Test
    void readsAsReportedOnEachPage() {
        for (String path : new String[] {
            "/people/wordly",
            "/events/wordly-event",
            quote(1),
            "/articles/" + published.getString("id"),
            "/search?q=bridge+closed"
        }) {
            Elements words = Browser.page(path).select("blockquote.words:has(a):contains(closed by her)");
            assertThat(words.eachText()).as(path).isNotEmpty().allMatch(CLOSED::equals);
            assertThat(words.select("q")).as(path).isEmpty();
        }
        Document page = Browser.page(quote(0));
        assertThat(page.select("h1").text()).isEqualTo(CLOSED);
        assertThat(page.title()).isEqualTo("Jo Wordly " + CLOSED + " · OnRecord");
        assertThat(page.select("meta[property=og:description]").attr("content")).isEqualTo(CLOSED);
        assertThat(page.select("#cite-apa").text())
                .startsWith("Jo Wordly (n.d.). " + CLOSED + " [paraphrase]. As cited in Wording Post");
        assertThat(page.select("#cite-mla").text()).startsWith("Jo Wordly. " + CLOSED + " [paraphrase]. Qtd. in");
        assertThat(page.select("#cite-bibtex").text()).contains("title = {{" + CLOSED + "}}");
        assertThat(JsonPath.from(page.select("#cite-claim").text()).getString("text"))
                .isEqualTo(CLOSED);
        assertThat(Browser.page("/events/wordly-event")
                        .select(".timeline title:contains(closed by her)")
                        .text())
                .isEmpty(); // A timeline has only statements with a date.
    }

    @Test
    void readsAsReportedInFeedsCardsAndFiles() {
        assertThat(given().get("/people/wordly/feed").asString())
                .contains("<p>" + CLOSED + "</p>", ">Jo Wordly " + CLOSED + "</title>");
        assertThat(given().get(quote(0) + "/card.svg").asString())
                .contains(">denied that the bridge", "paraphrase")
                .doesNotContain("“");
        assertThat(given().queryParam("url", given().get(quote(0)).jsonPath().getString("'@id'"))
                        .get("/oembed")
                        .jsonPath()
                        .getString("html"))
                .contains("<p>" + CLOSED + "</p>");
        assertThat(given().get("/people/wordly/quotes.csv").asString())
                .contains(",\"" + CLOSED + "\",", ",\"She did not lie\",");
    }

    @Test
    void showsWordsThatSayTheDenialThemselvesAlone() {
        assertThat(Browser.page(quote(1)).select("h1").text()).isEqualTo("She did not lie");
        assertThat(Browser.page(quote(2)).select("h1").text())
                .isEqualTo("rejected on Monday The claims of the opposition");
        assertThat(Browser.page(quote(3)).select("h1 q").text()).isEqualTo("The bridge was never closed");
        assertThat(Browser.page(quote(4)).select("h1").text()).isEqualTo("She denied having heard of it");
    }

    @Test
    void showsWhatWasDeclinedWithItsCue() {
        JsonPath declined =
                GraphQL.postAs(TestIssuer.token("admin"), """
                mutation { publishArticle(input: {
                  url: "https://example.org/wording/2", headline: "No word", publisher: "Wording Post",
                  inLanguage: "en", datePublished: "2018-07-17T12:00:00Z",
                  body: "Jo Wordly declined to discuss the bridge.", appearances: [
                    {exact: "to discuss the bridge", quote: {text: "to discuss the bridge", type: INDIRECT,
                      speechAct: NO_COMMENT, cue: "declined", speaker: {slug: "wordly"}}}]})
                  { article { appearances { nodes { quote { id } } } } } }
                """, Map.of()).jsonPath();
        String id = declined.getString("data.publishArticle.article.appearances.nodes[0].quote.id");
        assertThat(Browser.page("/quotes/" + id).select("h1").text()).isEqualTo("declined to discuss the bridge");
    }

    @Test
    void saysTheStepsOfAPathWithoutADoubleNegative() {
        Document page = Browser.page("/path?from=people/wordly&to=events/wordly-event");
        assertThat(page.select(".ways li").eachText())
                .anyMatch(way -> way.startsWith("Jo Wordly denied that the bridge had been closed by her"
                        + " (reported on 16 July 2018), which "))
                .noneMatch(way -> way.contains("denied:"));
        assertThat(page.select(".ways q"))
                .allSatisfy(words -> assertThat(words.text()).isEqualTo("The bridge was never closed"));
    }

    @Test
    void saysWhenAStatementWithoutADateWasReported() {
        Element statement = Browser.page("/people/wordly")
                .select("section[aria-labelledby=denials] article:contains(closed by her)")
                .first();
        assertThat(statement.select(".source").text())
                .isEqualTo("reported on 16 July 2018 · paraphrase · Closing of the bridge · printed in Wording Post"
                        + " · Where it was printed · Cite");
        assertThat(statement.select(".collisions li").text())
                .isEqualTo("Date of the statement unknown: Closing of the bridge Indictment · 13 July 2018");
        assertThat(Browser.page(quote(0), "de").select("header .when").text())
                .isEqualTo("Dementi · berichtet am 16. Juli 2018 · sinngemäß");
    }

    @Test
    void leadsToOtherStatementsOfTheDay() {
        Document page = Browser.page(quote(0));
        assertThat(page.select("#same-day").text())
                .isEqualTo("Other statements of Jo Wordly on the same day and topic");
        assertThat(page.select("#same-day ~ article .words").eachText())
                .contains("She did not lie")
                .doesNotContain("The bridge was never closed", CLOSED);
        assertThat(page.select("header a[href=#cite]").text()).isEqualTo("Cite");
        assertThat(Browser.page(quote(3)).select("#same-day")).isEmpty();
    }
}
