package org.onrecord.pages;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.NodeJs;
import org.onrecord.security.TestIssuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onrecord.PostgresServer.execute;

/** Opens the pages in Chromium: accessibility, keyboard, layout, speed, scripts, and use without JavaScript. */
@QuarkusIntegrationTest
class ChromiumIT {

    private static final String HEBREW = "לא אמרתי את הדברים האלה, וכל מי שטוען אחרת משקר";
    private static final String ARABIC = "لم نتدخل في الانتخابات، ولن نتدخل أبدا";
    private static final String LONG =
            "Maximiliane von Donaudampfschifffahrts" + "elektrizitäten".repeat(9) + "WM".repeat(21);

    private static final String PUBLISH = """
            mutation Publish($body: String!, $hebrew: String!, $arabic: String!, $long: String!,
                $longQuote: String!) {
              publishArticle(input: {
                url: "https://example.org/chromium/1", headline: $hebrew, publisher: $long, byline: $long,
                inLanguage: "he", datePublished: "2018-07-20T12:00:00Z", body: $body,
                appearances: [
                  {exact: $hebrew, quote: {text: $hebrew, inLanguage: "he", type: DIRECT, speechAct: DENIAL,
                    spokenAt: "2018-07-19", speaker: {person: {slug: "chromium-long", name: $long}},
                    topics: [{slug: "russian-interference-2016"}],
                    occasion: {event: {slug: "chromium-talks", name: $long, type: SUMMIT, startDate: "2018-07-19",
                      identifier: $long, location: $long,
                      links: [{relation: RESPONDS_TO, event: {slug: "russian-interference-2016"}}]}}}},
                  {exact: $arabic, quote: {text: $arabic, inLanguage: "ar", type: DIRECT, speechAct: STATEMENT,
                    spokenAt: "2018-07-18", speaker: {person: {slug: "chromium-long", name: $long}},
                    topics: [{slug: "russian-interference-2016"}]}},
                  {exact: $longQuote, quote: {text: $longQuote, inLanguage: "en", type: DIRECT, speechAct: DENIAL,
                    spokenAt: "2018-07-17", speaker: {person: {slug: "chromium-long", name: $long}}}}]})
              { article { id appearances { nodes { quote { id } } } } } }
            """;

    /** Characters of a long quote. */
    private static final int LONG_QUOTE = 10_000;

    private static final String MANY_QUOTES = """
            INSERT INTO quote (text, in_language, type, speech_act, speaker_id, spoken_at, spoken_at_precision)
            SELECT 'Statement number ' || i, 'en', 'DIRECT', CASE WHEN i % 2 = 0 THEN 'DENIAL' ELSE 'STATEMENT' END,
                person.id, date '1990-01-01' + i, 'DAY'
            FROM generate_series(1, 10000) AS i, person WHERE slug = 'chromium-many'
            """;

    @AfterEach
    void removeWhatWasWritten() throws SQLException {
        HostileTexts.remove();
        execute(
                "DELETE FROM article WHERE url LIKE 'https://example.org/chromium/%'",
                "DELETE FROM quote WHERE speaker_id IN (SELECT id FROM person WHERE slug LIKE 'chromium-%')",
                "DELETE FROM event WHERE slug LIKE 'chromium-%'",
                "DELETE FROM person WHERE slug LIKE 'chromium-%'");
    }

    @Test
    void pagesAreAccessible() throws Exception {
        String chromium = NodeJs.chromium();
        JsonPath demo = GraphQL.data("{ articles(first: 1) { nodes { id } } quotes(first: 1) { nodes { id } } }");
        JsonPath published = publish();
        execute("INSERT INTO person (slug, name) VALUES ('chromium-many', 'Martha Many')", MANY_QUOTES);

        List<String> pages = List.of(
                "/",
                "/search?q=helsinki+sumit",
                "/path?from=people/vladimir-putin&to=people/viktor-netyksho",
                "/read",
                "/review",
                "/path?from=people/chromium-long&to=events/chromium-talks",
                "/people/vladimir-putin",
                "/events/gru-indictment-2018",
                "/articles/" + demo.getString("articles.nodes[0].id"),
                "/quotes/" + demo.getString("quotes.nodes[0].id"),
                "/nowhere",
                "/people/chromium-long",
                "/events/chromium-talks",
                "/articles/" + published.getString("id"),
                "/quotes/" + published.getString("appearances.nodes[0].quote.id"));
        List<String> more = new ArrayList<>(HostileTexts.publish());
        more.add("/people/chromium-many");
        more.add("/people/chromium-many?denialsAfter=" + cursor());
        more.add("/quotes/" + published.getString("appearances.nodes[2].quote.id"));
        List<String> arguments = new ArrayList<>(List.of(chromium, TestIssuer.token("editor")));
        pages.forEach(path -> arguments.add(url(path)));
        arguments.add("--");
        more.forEach(path -> arguments.add(url(path)));
        JsonPath result = JsonPath.from(NodeJs.run("pages.mjs", arguments.toArray(String[]::new)));

        assertThat(result.getList("findings")).isEmpty();
        assertThat(result.getInt("windows")).isEqualTo(pages.size() * 5 + 7 + more.size());
    }

    @Test
    void graphiqlShowsAndExecutesTheFlagshipQuery() throws Exception {
        JsonPath result = JsonPath.from(NodeJs.run("graphiql.mjs", NodeJs.chromium(), url("/graphiql")));

        assertThat(result.getList("findings")).isEmpty();
        assertThat(result.getString("logo")).isEqualTo("OnRecord");
        assertThat(result.getInt("images")).isZero();
    }

    private static String url(String path) {
        return "http://localhost:" + RestAssured.port + path;
    }

    /** The cursor in the link from the page of a person with 10,000 statements to the older denials. */
    private static String cursor() {
        Document page = Browser.page("/people/chromium-many");
        assertThat(page.select(".counts").text()).isEqualTo("5,000 denials of 10,000 statements");
        assertThat(page.select("section[aria-labelledby=denials] .statement")).hasSize(20);
        assertThat(page.select("section[aria-labelledby=others] .statement")).hasSize(20);
        String link = older(page);
        assertThat(link).startsWith("/people/chromium-many?denialsAfter=");
        assertThat(denials(Browser.page(link)))
                .startsWith("Statement number 9960")
                .hasSize(20);
        Document home = Browser.page("/");
        assertThat(denials(Browser.page(older(home)))).hasSize(5).doesNotContainAnyElementsOf(denials(home));
        return link.substring(link.indexOf('=') + 1);
    }

    private static String older(Document page) {
        String link =
                page.select("section[aria-labelledby=denials] a.more").first().attr("href");
        assertThat(link).endsWith("#denials");
        return link.replace("#denials", "");
    }

    private static List<String> denials(Document page) {
        return page.select("section[aria-labelledby=denials] .words").eachText();
    }

    /** Right-to-left texts, names that are as long as a line of a phone is not, and a quote of 10,000 characters. */
    private static JsonPath publish() {
        String longQuote = "word ".repeat(LONG_QUOTE / 5 - 1) + "words";
        String body = HEBREW + ".\n\n" + ARABIC + ".\n\n" + LONG + ".\n\n" + longQuote;
        Response response = GraphQL.postAs(
                TestIssuer.token("admin"),
                PUBLISH,
                Map.of("body", body, "hebrew", HEBREW, "arabic", ARABIC, "long", LONG, "longQuote", longQuote));
        JsonPath published = response.jsonPath();
        assertThat(published.<Object>get("errors")).as(response.asString()).isNull();
        published.setRootPath("data.publishArticle.article");
        return published;
    }
}
