package org.onrecord.pages;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.PostgresServer;
import org.onrecord.security.TestIssuer;

import static org.assertj.core.api.Assertions.assertThat;

/** Pages of nodes whose texts are HTML, scripts or template expressions. */
@QuarkusTest
class HostileTextTest {

    private static final String HTML =
            "\"'></title></q><script>alert(1)</script><img src=x onerror=alert(1)>{inject:x}";

    private static final String PUBLISH = """
            mutation Publish($html: String!, $body: String!) { publishArticle(input: {
              url: "https://example.org/hostile/1?a=b&c", headline: $html, publisher: $html, byline: $html,
              abstract: $html, inLanguage: "en", datePublished: "2018-07-16T12:00:00Z", body: $body,
              mentions: [{rel: ABOUT, person: {slug: "hostile-ann"}}], coverage: [{slug: "hostile-talks"}],
              appearances: [
                {exact: $html, quote: {text: $html, type: DIRECT, speechAct: DENIAL, spokenAt: "2018-07-16",
                  speaker: {person: {slug: "hostile-ann", name: $html, description: $html,
                    alternateNames: [{name: $html}], sameAs: ["https://example.org/?%22onerror=%3Cscript%3E"]}},
                  speakerRole: $html, attributionText: $html, cue: $html,
                  occasion: {event: {slug: "hostile-talks", name: $html, type: SUMMIT, description: $html,
                    location: $html, identifier: $html, startDate: "2018-07-10",
                    participants: [{role: HOST, person: {slug: "hostile-ann"}}],
                    links: [{relation: CHARGES, event: {event: {slug: "hostile-act", name: $html, type: OTHER}}}]}},
                  topics: [{slug: "hostile-act"}]}}]})
              { article { id appearances { nodes { quote { id } } } } } }
            """;

    @AfterEach
    void removeWhatWasWritten() throws SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM article WHERE url LIKE 'https://example.org/hostile/%'");
            statement.execute(
                    "DELETE FROM quote WHERE speaker_id IN (SELECT id FROM person WHERE slug LIKE 'hostile-%')");
            statement.execute("DELETE FROM event WHERE slug LIKE 'hostile-%'");
            statement.execute("DELETE FROM person WHERE slug LIKE 'hostile-%'");
        }
    }

    @Test
    void showsHtmlInTextsAsText() {
        Response response = GraphQL.postAs(
                TestIssuer.token("admin"), PUBLISH, Map.of("html", HTML, "body", "Ann said: " + HTML + "\n\nThe end."));
        JsonPath published = response.jsonPath();
        assertThat(published.<Object>get("errors")).as(response.asString()).isNull();
        published.setRootPath("data.publishArticle.article");

        for (String path : List.of(
                "/",
                "/search?q=alert",
                "/path?from=people/hostile-ann&to=events/hostile-act",
                "/people/hostile-ann",
                "/events/hostile-talks",
                "/events/hostile-act",
                "/articles/" + published.getString("id"),
                "/quotes/" + published.getString("appearances.nodes[0].quote.id"))) {
            Document page = Browser.page(path); // Checks that no element and no attribute is a script.
            assertThat(page.select("img")).isEmpty();
            assertThat(page.select("head > title").text()).doesNotContain("NOT_FOUND");
            if (path.length() > 1) {
                assertThat(page.text()).as(path).contains(HTML);
            }
        }
    }
}
