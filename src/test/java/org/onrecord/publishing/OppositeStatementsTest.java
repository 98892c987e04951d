package org.onrecord.publishing;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.PostgresServer;
import org.onrecord.model.Article;
import org.onrecord.model.Person;
import org.onrecord.model.Quote;
import org.onrecord.model.QuoteType;
import org.onrecord.model.SpeechAct;
import org.onrecord.publishing.SameWords.Sense;
import org.onrecord.security.TestIssuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The same words, asserted in one article and denied in another, are two statements. */
@QuarkusTest
class OppositeStatementsTest {

    private static final String WORDS = "she took the money";

    private static final String QUOTES = """
            { person(slug: "os-ann") { quotes(orderBy: [{ field: CREATED_AT, direction: ASC }]) { nodes {
                id version speechAct type cue variants { totalCount } appearances { nodes { article { url } } } } } } }
            """;

    @AfterEach
    void delete() {
        QuarkusTransaction.requiringNew().run(() -> {
            Article.delete("url like 'https://example.org/os/%'");
            Quote.delete("speaker.id in (select id from Person where slug like 'os-%')");
            Person.delete("slug like 'os-%'");
        });
    }

    @Test
    void wordsThatAreSaidAndDeniedAreTwoStatementsInAnyOrder() {
        publish("1", "INDIRECT", "STATEMENT", "said");
        publish("2", "INDIRECT", "DENIAL", "denied");
        publish("3", "INDIRECT", "ADMISSION", "admitted");
        publish("4", "MIXED", "REJECTION", "rejected");
        JsonPath quotes = quotes();
        assertThat(quotes.getList("speechAct")).containsExactly("STATEMENT", "DENIAL");
        assertThat(quotes.getList("cue")).containsExactly("said", "denied");
        assertThat(articles(quotes, 0)).containsExactly("1", "3");
        assertThat(articles(quotes, 1)).containsExactly("2", "4");
    }

    @Test
    void whatIsDeclinedAndWhatIsPromisedAreTwoStatements() {
        publish("1", "INDIRECT", "PROMISE", "promised");
        publish("2", "INDIRECT", "NO_COMMENT", "declined");
        assertThat(quotes().getList("speechAct")).containsExactly("PROMISE", "NO_COMMENT");
    }

    @Test
    void oppositeStatementsAreNoVariantsOfEachOther() {
        publish("1", "INDIRECT", "DENIAL", "denied");
        publish("2", "INDIRECT", "STATEMENT", "said");
        assertThat(quotes().getList("variants.totalCount")).containsExactly(0, 0);
    }

    @Test
    void theWordsOfTheSpeakerAreOneStatementWhateverAnArticleCallsThem() {
        publish("1", "DIRECT", "STATEMENT", "said");
        publish("2", "DIRECT", "DENIAL", "denied");
        assertThat(articles(quotes(), 0)).containsExactly("1", "2");
    }

    @Test
    void aDenialInTheWordsOfTheSpeakerIsTheStatementThatAnArticleReports() {
        publish("1", "DIRECT", "DENIAL", "said");
        publish("2", "MIXED", "STATEMENT", "said");
        assertThat(articles(quotes(), 0)).containsExactly("1", "2");
    }

    @Test
    void aDenialIsOneStatementInTheWordsOfTheSpeakerAndOfTheArticle() {
        publish("1", "DIRECT", "DENIAL", "said");
        publish("2", "INDIRECT", "DENIAL", "denied");
        assertThat(articles(quotes(), 0)).containsExactly("1", "2");
    }

    @Test
    void ofTwoStatementsThatAgreeWithAReportTheOneThatDeniesAsItDoesIsMeant() {
        publish("1", "DIRECT", "STATEMENT", "said");
        publish("2", "INDIRECT", "DENIAL", "denied");
        publish("3", "DIRECT", "DENIAL", "said");
        JsonPath quotes = quotes();
        assertThat(articles(quotes, 0)).containsExactly("1");
        assertThat(articles(quotes, 1)).containsExactly("2", "3");
    }

    @Test
    void anUpdateDoesNotMakeTwoStatementsOne() {
        publish("1", "INDIRECT", "STATEMENT", "said");
        publish("2", "INDIRECT", "DENIAL", "denied");
        JsonPath quotes = quotes();
        Response response = GraphQL.postAs(
                TestIssuer.token("editor"),
                "mutation($in: UpdateQuoteInput!) { updateQuote(input: $in) { changed } }",
                Map.of(
                        "in",
                        Map.of(
                                "id",
                                quotes.getString("[1].id"),
                                "version",
                                quotes.getInt("[1].version"),
                                "speechAct",
                                "STATEMENT")));
        assertThat(response.jsonPath().getString("errors[0].message"))
                .contains("`input.speechAct` makes the quote equal to another one");
        assertThat(quotes().getList("speechAct")).containsExactly("STATEMENT", "DENIAL");
    }

    @Test
    void anImportOfTheExportKeepsOppositeStatementsApart() {
        publish("1", "INDIRECT", "STATEMENT", "said");
        publish("2", "INDIRECT", "DENIAL", "denied");
        List<String> exported = exported();
        assertThat(exported).hasSize(2);
        delete();
        List<String> lines = new ArrayList<>(exported);
        lines.add(0, "{\"person\": {\"slug\": \"os-ann\", \"name\": \"Ann Oreed\"}}");
        Response imported = given().auth()
                .preemptive()
                .oauth2(TestIssuer.token("admin"))
                .header("Content-Type", "application/x-ndjson")
                .body(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                .post("/import");
        assertThat(imported.asString()).contains("\"failed\":0");
        assertThat(exported()).isEqualTo(exported);
        assertThat(quotes().getList("speechAct")).containsExactly("STATEMENT", "DENIAL");
    }

    @Test
    void aDenialThatIsReadIsNotTakenForTheStatementItDenies() {
        read("1", "Senator Ann Oreed said that she took the money on Monday. She left.");
        read("2", "Senator Ann Oreed denied that she took the money on Monday. She left.");
        JsonPath articles = GraphQL.data("""
                { articles(filter: { url: { startsWith: "https://example.org/os/" } },
                    orderBy: [{ field: URL, direction: ASC }]) { nodes { appearances { nodes {
                        exact quote { speechAct appearances { totalCount } } } } } } }
                """).setRootPath("data.articles.nodes.appearances.nodes");
        assertThat(articles.getList("exact.flatten()")).hasSize(2).doesNotContainNull();
        assertThat(articles.getList("[0].quote.speechAct")).containsExactly("STATEMENT");
        assertThat(articles.getList("[1].quote.speechAct")).containsExactly("DENIAL");
        assertThat(articles.getList("quote.appearances.totalCount.flatten()")).containsOnly(1);
    }

    @Test
    void theDatabaseAndTheServiceAgree() throws SQLException {
        List<Sense> senses = Arrays.stream(QuoteType.values())
                .flatMap(type -> Arrays.stream(SpeechAct.values()).map(act -> new Sense(type, act)))
                .toList();
        try (Connection connection = PostgresServer.connect();
                PreparedStatement areOpposite = connection.prepareStatement("SELECT are_opposite(?, ?, ?, ?)")) {
            for (Sense one : senses) {
                for (Sense other : senses) {
                    areOpposite.setString(1, one.type().name());
                    areOpposite.setString(2, one.speechAct().name());
                    areOpposite.setString(3, other.type().name());
                    areOpposite.setString(4, other.speechAct().name());
                    ResultSet answer = areOpposite.executeQuery();
                    answer.next();
                    assertThat(answer.getBoolean(1)).as(one + ", " + other).isEqualTo(one.isOppositeOf(other));
                }
            }
        }
    }

    private static void publish(String name, String type, String speechAct, String cue) {
        Map<String, Object> quote = Map.of(
                "text",
                WORDS,
                "type",
                type,
                "speechAct",
                speechAct,
                "cue",
                cue,
                "speaker",
                Map.of("person", Map.of("slug", "os-ann", "name", "Ann Oreed")));
        publish(name, Map.of("appearances", List.of(Map.of("exact", WORDS, "quote", quote))), false);
    }

    private static void read(String name, String body) {
        publish(name, Map.of("body", body), true);
    }

    private static void publish(String name, Map<String, Object> values, boolean read) {
        Map<String, Object> article = new HashMap<>(values);
        article.putAll(Map.of(
                "url",
                "https://example.org/os/" + name,
                "headline",
                "Money",
                "publisher",
                "P",
                "inLanguage",
                "en",
                "datePublished",
                "2026-11-24T10:00:00Z"));
        Response response = GraphQL.postAs(
                TestIssuer.token("editor"),
                "mutation($input: PublishArticleInput!, $read: Boolean) {"
                        + " publishArticle(input: $input, read: $read) { changed } }",
                Map.of("input", article, "read", read));
        assertThat(response.jsonPath().<Object>get("errors"))
                .as(response.asString())
                .isNull();
    }

    private static JsonPath quotes() {
        return GraphQL.data(QUOTES).setRootPath("data.person.quotes.nodes");
    }

    /** The last parts of the URLs of the articles with a quote. */
    private static List<String> articles(JsonPath quotes, int index) {
        return quotes.getList("[" + index + "].appearances.nodes.article.url", String.class).stream()
                .map(url -> url.substring(url.lastIndexOf('/') + 1))
                .toList();
    }

    private static List<String> exported() {
        return given().auth()
                .preemptive()
                .oauth2(TestIssuer.token("admin"))
                .get("/export?type=article")
                .asString()
                .lines()
                .filter(line -> line.contains("https://example.org/os/"))
                .toList();
    }
}
