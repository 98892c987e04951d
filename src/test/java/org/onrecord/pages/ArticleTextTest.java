package org.onrecord.pages;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.TestProfiles;
import org.onrecord.security.TestIssuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onrecord.PostgresServer.execute;

/** A service that shows no text of articles: only quotes. */
@QuarkusTest
@TestProfile(TestProfiles.Closed.class)
class ArticleTextTest {

    private static final String BEFORE = "The harbour was quiet.";
    private static final String QUOTE = "We have never interfered,";
    private static final String AFTER = "The gulls were loud.";

    private static final String PUBLISH = """
            mutation Publish($body: String!) { publishArticle(read: true, input: {
              url: "https://example.org/none", headline: "None", publisher: "Example", inLanguage: "en",
              datePublished: "2018-07-16T12:00:00Z", body: $body,
              license: "https://creativecommons.org/licenses/by/4.0/"})
              { article { id appearances { nodes { prefix suffix quote { id } } } } } }
            """;

    @AfterEach
    void removeWhatWasWritten() throws Exception {
        execute(
                "DELETE FROM article WHERE url = 'https://example.org/none'",
                "DELETE FROM quote WHERE text LIKE 'We have never interfered%'");
    }

    @Test
    void showsReadersOnlyTheQuotes() {
        JsonPath article = publish();
        String quote = article.getString("appearances.nodes[0].quote.id");
        assertThat(article.getString("appearances.nodes[0].prefix")).contains("quiet.");

        for (String path : List.of("/articles/" + article.getString("id"), "/quotes/" + quote, "/review")) {
            assertThat(text(path, Browser.ACCEPT, TestIssuer.token()))
                    .as(path)
                    .contains(QUOTE.substring(0, QUOTE.length() - 1))
                    .doesNotContain("quiet", "harbour", "gulls", "told reporters");
        }
    }

    @Test
    void programsToo() {
        JsonPath article = publish();
        String quote = article.getString("appearances.nodes[0].quote.id");

        for (String path : List.of("/articles/" + article.getString("id"), "/quotes/" + quote)) {
            assertThat(text(path, "application/ld+json", TestIssuer.token()))
                    .as(path)
                    .contains("\"exact\":\"" + QUOTE.substring(0, QUOTE.length() - 1))
                    .doesNotContain("quiet", "harbour", "gulls", "told reporters");
        }
    }

    @Test
    void showsEditorsTheTextAroundTheQuotesThatTheyReview() {
        publish();

        assertThat(text("/review", Browser.ACCEPT, TestIssuer.token("editor"))).contains("harbour", "gulls");
    }

    private static String text(String path, String accept, String token) {
        Response response = Browser.request()
                .header("Accept", accept)
                .auth()
                .preemptive()
                .oauth2(token)
                .get(path);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.asString();
    }

    private static JsonPath publish() {
        String body = BEFORE + " “" + QUOTE + "” Adeyemi told reporters in Helsinki. " + AFTER;
        JsonPath published = GraphQL.postAs(TestIssuer.token("admin"), PUBLISH, Map.of("body", body))
                .jsonPath();
        published.setRootPath("data.publishArticle.article");
        return published;
    }
}
