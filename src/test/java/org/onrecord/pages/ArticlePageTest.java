package org.onrecord.pages;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.onrecord.GraphQL;
import org.onrecord.PostgresServer;
import org.onrecord.pages.text.MarkedText;
import org.onrecord.pages.text.MarkedText.Mark;
import org.onrecord.security.TestIssuer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class ArticlePageTest {

    private static final String PUBLISH = """
            mutation Publish($body: String!, $license: String) { publishArticle(input: {
              url: "https://example.org/free", headline: "Free", publisher: "Example", inLanguage: "en",
              datePublished: "2018-07-16T12:00:00Z", body: $body, license: $license,
              appearances: [{exact: "No,", quote: {text: "No,", type: DIRECT, speechAct: DENIAL,
                attributionText: "free she"}}]})
              { article { id } } }
            """;

    @Test
    void showsTheTextAroundQuotesWithTheirSpeakers() {
        String id = GraphQL.data("{ articles(filter: {headline: {startsWith: \"In Helsinki\"}}) { nodes { id } } }")
                .getString("articles.nodes[0].id");
        Document page = Browser.page("/articles/" + id);

        assertThat(page.select("h1").text()).startsWith("In Helsinki, Putin denies it again");
        assertThat(page.select("#text").text()).isEqualTo("Around the quotes");
        assertThat(page.select(".text mark.denial").eachText()).anyMatch(text -> text.contains("never interfered"));
        // The demo's texts have full stops at the ends of sentences, also where a passage is cut.
        assertThat(page.select(".text p:not(.gap)").eachText()).noneMatch(text -> text.matches(".*\\w"));
        assertThat(page.select(".text a.speaker.denial").eachText()).contains("Vladimir Putin Denial");
        // The label of a quote is before its quotation mark.
        assertThat(page.select(".text").html()).contains("</a>“<mark").doesNotContainPattern("“\\s*<a");
        assertThat(page.select("[id~=^q[0-9]+$]")).isNotEmpty();
        assertThat(page.select("section[aria-labelledby=events] a[href^=/events/]"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://creativecommons.org/licenses/by/4.0/, true",
        "https://creativecommons.org/licenses/by-nc/4.0/, false",
        "https://creativecommons.org.example.org/licenses/by/4.0/, false",
        ", false"
    })
    void showsTheWholeTextOfAFreeArticle(String license, boolean isWhole) throws SQLException {
        String body = "The first sentence. " + "More words of it. ".repeat(20) + "“No,” she said.";
        Map<String, Object> variables = new HashMap<>(Map.of("body", body));
        variables.put("license", license);
        JsonPath published =
                GraphQL.postAs(TestIssuer.token("admin"), PUBLISH, variables).jsonPath();
        try {
            Document page = Browser.page("/articles/" + published.getString("data.publishArticle.article.id"));
            assertThat(page.select("#text").text()).isEqualTo(isWhole ? "Text" : "Around the quotes");
            assertThat(page.select(".text").text().contains("The first sentence."))
                    .isEqualTo(isWhole);
            assertThat(page.select("a[rel~=license]").eachAttr("href"))
                    .isEqualTo(license == null ? List.of() : List.of(license));
        } finally {
            try (Connection connection = PostgresServer.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("DELETE FROM article WHERE url = 'https://example.org/free'");
                statement.execute("DELETE FROM quote WHERE attribution_text = 'free she'");
            }
        }
    }

    @Test
    void marksOverlappingQuotesInPartsOfTheText() {
        Map<String, Object> outer = Map.of("id", 1, "speechAct", "STATEMENT", "number", 1);
        Map<String, Object> inner = Map.of("id", 2, "speechAct", "DENIAL", "number", 2);

        List<List<Map<String, Object>>> paragraphs = MarkedText.paragraphs(
                "🏃 said no,\n\nnever", 100, List.of(new Mark(102, 112, outer), new Mark(107, 118, inner)));

        assertThat(paragraphs).hasSize(2);
        assertThat(paragraphs.get(0)).extracting(part -> part.get("text")).containsExactly("🏃 ", "said ", "no,");
        assertThat(paragraphs.get(0)).extracting(part -> part.get("isMarked")).containsExactly(false, true, true);
        assertThat(paragraphs.get(0)).extracting(part -> part.get("isDenial")).containsExactly(false, false, true);
        assertThat(paragraphs.get(0).get(2).get("begins")).isEqualTo(List.of(inner));
        assertThat(paragraphs.get(1)).extracting(part -> part.get("isDenial")).containsExactly(true);
    }
}
