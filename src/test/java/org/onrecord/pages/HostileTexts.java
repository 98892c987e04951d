package org.onrecord.pages;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

import org.onrecord.GraphQL;
import org.onrecord.PostgresServer;
import org.onrecord.security.TestIssuer;

import static org.assertj.core.api.Assertions.assertThat;

/** Nodes of all types, each text of which is HTML, a script, and an expression of a template. */
final class HostileTexts {

    static final String HTML = "\"'></title></q><script>alert(1)</script><img src=x onerror=alert(1)>{inject:x}";

    private static final String PUBLISH = """
            mutation Publish($html: String!, $body: String!, $start: Int!, $end: Int!) { publishArticle(input: {
              url: "https://example.org/hostile/1?a=b&c", headline: $html, publisher: $html, byline: $html,
              abstract: $html, section: $html, inLanguage: "en", datePublished: "2018-07-16T12:00:00Z", body: $body,
              image: "https://example.org/?%22onerror=%3Cscript%3E", license: "https://example.org/?%22%3Cscript%3E",
              mentions: [{rel: ABOUT, person: {slug: "hostile-ann"}}], coverage: [{slug: "hostile-talks"}],
              appearances: [
                {exact: $html, start: $start, end: $end, prefix: $html, suffix: $html,
                  quote: {text: $html, type: DIRECT, speechAct: DENIAL, spokenAt: "2018-07-16",
                    speaker: {person: {slug: "hostile-ann", name: $html, description: $html,
                      image: "https://example.org/?%22onerror=%3Cscript%3E",
                      alternateNames: [{name: $html}], sameAs: ["https://example.org/?%22onerror=%3Cscript%3E"]}},
                    speakerRole: $html, attributionText: $html, cue: $html,
                    occasion: {event: {slug: "hostile-talks", name: $html, type: SUMMIT, description: $html,
                      alternateNames: [{name: $html}], sameAs: ["https://example.org/?%22onerror=%3Cscript%3E"],
                      location: $html, identifier: $html, startDate: "2018-07-10",
                      participants: [{role: HOST, person: {slug: "hostile-ann"}}],
                      links: [{relation: CHARGES, event: {event: {slug: "hostile-act", name: $html, type: OTHER}}}]}},
                    topics: [{slug: "hostile-act"}]}},
                {exact: $html, start: 0, end: $start,
                  quote: {text: "He denied it", type: INDIRECT, speechAct: DENIAL, attributionText: $html,
                    topics: [{slug: "hostile-act"}]}}]})
              { article { id appearances { nodes { quote { id } } } } } }
            """;

    private HostileTexts() {}

    /** Publishes the nodes, and returns the paths of the pages that show them. */
    static List<String> publish() {
        Response response = GraphQL.postAs(
                TestIssuer.token("admin"),
                PUBLISH,
                Map.of(
                        "html",
                        HTML,
                        "body",
                        HTML.repeat(3) + "\n\nThe end.",
                        "start",
                        HTML.length(),
                        "end",
                        2 * HTML.length()));
        JsonPath published = response.jsonPath();
        assertThat(published.<Object>get("errors")).as(response.asString()).isNull();
        published.setRootPath("data.publishArticle.article");
        return List.of(
                "/",
                "/search?q=alert",
                "/path?from=people/hostile-ann&to=events/hostile-act",
                "/people/hostile-ann",
                "/events/hostile-talks",
                "/events/hostile-act",
                "/articles/" + published.getString("id"),
                "/quotes/" + published.getString("appearances.nodes[0].quote.id"),
                "/quotes/" + published.getString("appearances.nodes[1].quote.id"));
    }

    static void remove() throws SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM article WHERE url LIKE 'https://example.org/hostile/%'");
            statement.execute("DELETE FROM quote WHERE attribution_text LIKE '%<script>%'");
            statement.execute("DELETE FROM event WHERE slug LIKE 'hostile-%'");
            statement.execute("DELETE FROM person WHERE slug LIKE 'hostile-%'");
        }
    }
}
