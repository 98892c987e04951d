package org.onrecord.pages;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.NodeJs;
import org.onrecord.PostgresServer;
import org.onrecord.security.TestIssuer;

import static org.assertj.core.api.Assertions.assertThat;

/** Opens the pages in Chromium: accessibility, keyboard, layout, suggestions, and use without JavaScript. */
@QuarkusIntegrationTest
class ChromiumIT {

    private static final String HEBREW = "לא אמרתי את הדברים האלה, וכל מי שטוען אחרת משקר";
    private static final String ARABIC = "لم نتدخل في الانتخابات، ولن نتدخل أبدا";
    private static final String LONG = "Maximiliane von Donaudampfschifffahrts" + "elektrizitäten".repeat(12);

    private static final String PUBLISH = """
            mutation Publish($body: String!, $hebrew: String!, $arabic: String!, $long: String!) {
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
                    topics: [{slug: "russian-interference-2016"}]}}]})
              { article { id appearances { nodes { quote { id } } } } } }
            """;

    @AfterEach
    void removeWhatWasWritten() throws SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM article WHERE url LIKE 'https://example.org/chromium/%'");
            statement.execute(
                    "DELETE FROM quote WHERE speaker_id IN (SELECT id FROM person WHERE slug LIKE 'chromium-%')");
            statement.execute("DELETE FROM event WHERE slug LIKE 'chromium-%'");
            statement.execute("DELETE FROM person WHERE slug LIKE 'chromium-%'");
        }
    }

    @Test
    void pagesAreAccessible() throws Exception {
        String chromium = NodeJs.chromium();
        JsonPath demo = GraphQL.data("{ articles(first: 1) { nodes { id } } quotes(first: 1) { nodes { id } } }");
        JsonPath published = publish();

        List<String> arguments = new ArrayList<>(List.of(chromium));
        Stream.of(
                        "/",
                        "/search?q=helsinki+sumit",
                        "/path?from=people/vladimir-putin&to=people/viktor-netyksho",
                        "/path?from=people/chromium-long&to=events/chromium-talks",
                        "/people/vladimir-putin",
                        "/events/gru-indictment-2018",
                        "/articles/" + demo.getString("articles.nodes[0].id"),
                        "/quotes/" + demo.getString("quotes.nodes[0].id"),
                        "/nowhere",
                        "/people/chromium-long",
                        "/events/chromium-talks",
                        "/articles/" + published.getString("id"),
                        "/quotes/" + published.getString("appearances.nodes[0].quote.id"))
                .map(path -> "http://localhost:" + RestAssured.port + path)
                .forEach(arguments::add);
        JsonPath result = JsonPath.from(NodeJs.run("pages.mjs", arguments.toArray(String[]::new)));

        assertThat(result.getInt("windows")).isEqualTo((arguments.size() - 1) * 5 + 2);
        assertThat(result.getList("findings")).isEmpty();
    }

    /** Right-to-left texts, and names that are as long as a line of a phone is not. */
    private static JsonPath publish() {
        String body = HEBREW + ".\n\n" + ARABIC + ".\n\n" + LONG;
        Response response = GraphQL.postAs(
                TestIssuer.token("admin"),
                PUBLISH,
                Map.of("body", body, "hebrew", HEBREW, "arabic", ARABIC, "long", LONG));
        JsonPath published = response.jsonPath();
        assertThat(published.<Object>get("errors")).as(response.asString()).isNull();
        published.setRootPath("data.publishArticle.article");
        return published;
    }
}
