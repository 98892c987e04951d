package org.onrecord.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.SqlStatements;
import org.onrecord.security.TestIssuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class DemoStoryTest {

    @Test
    void flagshipQueryReturnsTheDenialsAndTheIndictmentWithTwelveDefendants() {
        JsonPath person =
                GraphQL.data(GraphQL.operation("DenialsAndIndictments")).setRootPath("data.person");

        assertThat(person.getString("name")).isEqualTo("Vladimir Putin");
        assertThat(person.getInt("denials.totalCount")).isEqualTo(3);
        assertThat(person.getList("denials.nodes.type")).contains("INDIRECT", "DIRECT");
        String interference =
                "denials.nodes.topics.nodes.flatten().event.find { it.name == 'Russian interference in the 2016 US"
                        + " election' }";
        assertThat(person.getList(interference + ".linkedEvents.nodes.identifier"))
                .containsExactlyInAnyOrder("1:18-cr-00215", "1:18-cr-00032");
        String indictment = interference + ".linkedEvents.nodes.find { it.identifier == '1:18-cr-00215' }";
        assertThat(person.getString(indictment + ".startDate")).isEqualTo("2018-07-13");
        assertThat(person.getInt(indictment + ".participants.totalCount")).isEqualTo(12);
        assertThat(person.getList(indictment + ".participants.nodes.person.name", String.class))
                .hasSize(12)
                .contains("Viktor Borisovich Netyksho", "Anatoliy Sergeyevich Kovalev");
    }

    @Test
    void flagshipQueryFindsTheDenialInTheRawArticleOfReadme() throws IOException {
        String file = "src/docs/raw-article.ndjson";
        assertThat(Files.readString(Path.of("README.md"))).contains("/import?read=true", "@" + file);
        String imported = given().auth()
                .preemptive()
                .oauth2(TestIssuer.token("admin"))
                .header("Content-Type", "application/x-ndjson")
                .body(Files.readAllBytes(Path.of(file)))
                .post("/import?read=true")
                .asString();
        try {
            assertThat(imported).contains("\"written\":1,\"failed\":0");
            JsonPath person =
                    GraphQL.data(GraphQL.operation("DenialsAndIndictments")).setRootPath("data.person");
            String denial =
                    "denials.nodes.find { it.appearances.nodes.any { it.article.publisher =~ 'Example Wire' } }";
            assertThat(person.getString(denial + ".text")).startsWith("the Russian state had anything to do with");
            String topic = denial + ".topics.nodes[0].event";
            assertThat(person.getString(topic + ".name")).isEqualTo("Russian interference in the 2016 US election");
            assertThat(person.getList(topic + ".linkedEvents.nodes.identifier")).contains("1:18-cr-00215");
        } finally {
            deleteRawArticle();
        }
    }

    private static void deleteRawArticle() {
        JsonPath article = GraphQL.data("{ article(url: \"https://example.org/raw/helsinki-denial\") { id version } }");
        Response deleted = GraphQL.postAs(
                TestIssuer.token("admin"),
                "mutation($input: DeleteArticleInput!) { deleteArticle(input: $input) { deletedId } }",
                Map.of("input", article.getMap("article")));
        assertThat(deleted.jsonPath().<Object>get("errors"))
                .as(deleted.asString())
                .isNull();
    }

    @Test
    void flagshipQueryRunsOneStatement() {
        String query = GraphQL.operation("DenialsAndIndictments");
        GraphQL.data(query);
        assertThat(SqlStatements.during(() -> GraphQL.data(query))).hasSize(1);
    }

    @Test
    void findsTheDenialsOfJuly2018() {
        JsonPath data = GraphQL.data(GraphQL.operation("DenialsOfJuly2018"));

        assertThat(data.getList("quotes.nodes.speaker.name", String.class))
                .containsSubsequence("Donald Trump", "Vladimir Putin", "Vladimir Putin");
        assertThat(data.getList("quotes.nodes.text", String.class))
                .contains("There was no collusion at all", "Russia did not meddle in the US election");
        assertThat(data.getList("quotes.nodes.spokenAt", String.class)).allMatch(date -> date.startsWith("2018-07-"));
        assertThat(data.getInt("quotes.totalCount"))
                .isEqualTo(data.getList("quotes.nodes").size());
    }

    @Test
    void countsQuotesBySpeechActMonthSpeakerAndPublisher() {
        JsonPath data = GraphQL.data(GraphQL.operation("QuoteFacets"), Map.of("about", "russian-interference-2016"));

        assertThat(data.getInt("quotes.totalCount")).isEqualTo(17);
        assertThat(data.getList("quotes.bySpeechAct.key", String.class))
                .containsExactly("DENIAL", "ALLEGATION", "DEFENSE", "ADMISSION", "STATEMENT");
        assertThat(data.getList("quotes.bySpeechAct.count", Integer.class)).containsExactly(5, 4, 4, 2, 2);
        // A quote without a date is counted in the last group.
        assertThat(data.getList("quotes.byMonth.key", String.class))
                .containsExactly("2016-10", "2017-01", "2017-11", "2018-07", "2019-05", null);
        assertThat(data.getList("quotes.byMonth.count", Integer.class)).containsExactly(1, 1, 2, 11, 1, 1);
        assertThat(data.getList("quotes.bySpeaker.count", Integer.class)).containsExactly(9, 3, 2);
        assertThat(data.getString("quotes.bySpeaker[0].node.name")).isEqualTo("Donald Trump");
        assertThat(data.<Object>get("quotes.bySpeaker[2].node")).isNull();
        assertThat(data.getList("appearances.byPublisher.key")).containsExactly("OnRecord Demo Desk");
        assertThat(data.getInt("appearances.byPublisher[0].count")).isEqualTo(18);
    }

    @Test
    void everyAppearanceMatchesTheBody() {
        List<Map<String, Object>> articles = GraphQL.data(
                        "{ articles(first: 100, filter: {publisher: {eq: \"OnRecord Demo Desk\"}}) {"
                                + " nodes { body appearances(first: 100) { nodes { exact start end } } } } }")
                .getList("articles.nodes");
        int quotes = 0;
        for (Map<String, Object> article : articles) {
            int[] body = ((String) article.get("body")).codePoints().toArray();
            for (Object node : (List<?>) ((Map<?, ?>) article.get("appearances")).get("nodes")) {
                Map<?, ?> appearance = (Map<?, ?>) node;
                int start = (Integer) appearance.get("start");
                int end = (Integer) appearance.get("end");
                assertThat(new String(body, start, end - start)).isEqualTo(appearance.get("exact"));
                quotes++;
            }
        }
        assertThat(quotes).isGreaterThanOrEqualTo(25);
    }

    @Test
    void twoWordingsOfAStatementAreOneQuote() {
        JsonPath data = GraphQL.data("""
                { quotes(filter: {speaker: {slug: {eq: "donald-trump"}},
                      text: {startsWithInsensitive: "I have president Putin"},
                      appearances: {some: {article: {url: {eq: "https://example.org/onrecord-demo/correction"}}}},
                      occasion: {slug: {eq: "helsinki-press-conference-2018"}}}) {
                    nodes { text appearances { nodes { exact article { url } } } } } }
                """);
        assertThat(data.getList("quotes.nodes")).hasSize(1);
        assertThat(data.getList("quotes.nodes[0].appearances.nodes.exact", String.class))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void quoteOfAnUnknownSpeakerHasAnAttributionText() {
        JsonPath data = GraphQL.data("""
                { quotes(filter: {attributionText: {eq: "the Kremlin"},
                      appearances: {some: {article: {publisher: {eq: "OnRecord Demo Desk"}}}}}) {
                    nodes { speechAct speaker { name } } } }
                """);
        assertThat(data.getList("quotes.nodes")).hasSize(1);
        assertThat(data.getString("quotes.nodes[0].speechAct")).isEqualTo("DENIAL");
        assertThat(data.<Object>get("quotes.nodes[0].speaker")).isNull();
    }
}
