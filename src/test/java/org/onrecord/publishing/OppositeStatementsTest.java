package org.onrecord.publishing;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.GraphQL;
import org.onrecord.NdjsonImport;
import org.onrecord.PostgresServer;
import org.onrecord.model.Article;
import org.onrecord.model.Person;
import org.onrecord.model.Quote;
import org.onrecord.model.QuoteType;
import org.onrecord.model.SpeechAct;
import org.onrecord.publishing.statement.Circumstances;
import org.onrecord.publishing.statement.SpokenDate;
import org.onrecord.security.TestIssuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The same words, asserted in one article and denied in another, are two statements. */
@QuarkusTest
class OppositeStatementsTest {

    private static final String WORDS = "she took the money";

    private static final String QUOTES = """
            { person(slug: "os-ann") { quotes(orderBy: [{ field: CREATED_AT, direction: ASC }]) { nodes {
                id version speechAct type cue confidence
                variants { totalCount } appearances { nodes { article { url } } } } } } }
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

    /** A guess that a person replaced says nothing of the statement. */
    @Test
    void aSenseThatWasReadAndReplacedTellsNoStatementsApart() {
        publish("1", "DIRECT", "STATEMENT", "said", 0.8);
        publish("1", "DIRECT", "DENIAL", "said");
        publish("2", "INDIRECT", "DENIAL", "denied that");
        assertThat(quotes().getList("speechAct")).containsExactly("DENIAL");
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
    void aDenialOfWordsAndTheSameWordsThatDenyAreTwoStatementsInAnyOrder() {
        publish("1", "INDIRECT", "DENIAL", "said that");
        publish("2", "INDIRECT", "DENIAL", "denied that");
        publish("3", "MIXED", "REJECTION", "has rejected");
        publish("4", "INDIRECT", "DENIAL", "told reporters that");
        JsonPath quotes = quotes();
        assertThat(quotes.getList("cue")).containsExactly("said that", "denied that");
        assertThat(articles(quotes, 0)).containsExactly("1", "4");
        assertThat(articles(quotes, 1)).containsExactly("2", "3");
        assertThat(quotes.getList("variants.totalCount")).containsExactly(0, 0);
    }

    /** Articles call the same words a statement and a denial. The denial of these words is neither of the two. */
    @Test
    void aDenialThatIsInTheWordsIsAVariantOfTheStatementWithTheseWords() {
        publish("1", "INDIRECT", "STATEMENT", "said that");
        publish("2", "INDIRECT", "DENIAL", "said that");
        publish("3", "INDIRECT", "DENIAL", "denied that");
        assertThat(quotes().getList("cue")).containsExactly("said that", "said that", "denied that");
        assertThat(quotes().getList("variants.totalCount")).containsExactly(1, 1, 0);
    }

    /** A report that agrees with both, alone, joins one of the two. */
    @ParameterizedTest
    @CsvSource({
        "INDIRECT DENIAL in a statement, INDIRECT DENIAL said that",
        "INDIRECT DENIAL in a statement, INDIRECT STATEMENT said that",
        "DIRECT DENIAL said, INDIRECT DENIAL said that",
        "DIRECT DENIAL said, INDIRECT STATEMENT said that",
        "DIRECT DENIAL said, MIXED ADMISSION admitted that",
        "DIRECT DENIAL said, DIRECT STATEMENT said"
    })
    void wordsThatAreSaidAndDeniedAreTwoStatementsAlsoWithAReportOfOpenSense(String open, String said) {
        String denied = "INDIRECT DENIAL denied that";
        for (List<String> order : List.of(
                List.of(open, said, denied),
                List.of(open, denied, said),
                List.of(said, open, denied),
                List.of(said, denied, open),
                List.of(denied, open, said),
                List.of(denied, said, open))) {
            order.forEach(report -> publish(report, report));
            assertThat(quotes().getList("")).as("" + order).hasSize(2);
            assertAreApart(said, denied, "" + order);
            List<String> exported = exported();
            order.forEach(report -> publish(report, report));
            assertThat(exported()).as("sent again: " + order).isEqualTo(exported);
            delete();
            List<String> lines = new ArrayList<>(exported);
            lines.add(0, "{\"person\": {\"slug\": \"os-ann\", \"name\": \"Ann Oreed\"}}");
            assertThat(NdjsonImport.result(lines).getList("errors")).isEmpty();
            assertThat(exported()).as("imported: " + order).isEqualTo(exported);
            delete();
        }
    }

    @Test
    void aMergedQuoteKnowsTheSenseOfBoth() {
        publish("1", "INDIRECT", "DENIAL", "in a statement");
        publish(
                "2",
                Map.of("appearances", List.of(Map.of("exact", WORDS, "quote", quote("denied that", "os-twin")))),
                false);
        JsonPath people = GraphQL.data("{ into: person(slug: \"os-ann\") { id version }"
                + " from: person(slug: \"os-twin\") { id version } }");
        Response merged = GraphQL.postAs(
                TestIssuer.token("admin"),
                "mutation($in: MergePeopleInput!) { mergePeople(input: $in) { person { slug } } }",
                Map.of("in", Map.of("into", people.getMap("into"), "from", people.getMap("from"))));
        assertThat(merged.jsonPath().<Object>get("errors"))
                .as(merged.asString())
                .isNull();
        publish("3", "INDIRECT", "DENIAL", "said that");
        assertThat(articles(quotes(), 0)).containsExactly("1", "2");
        assertThat(articles(quotes(), 1)).containsExactly("3");
    }

    /** What other articles tell of a quote does not go when an editor changes something else. */
    @Test
    void anUpdateKeepsTheSenseThatReportsTell() {
        publish("1", "INDIRECT", "DENIAL", "in a statement");
        publish("2", "INDIRECT", "DENIAL", "denied that");
        assertThat(update(0, Map.of("spokenAt", "2026-11-23")).jsonPath().getBoolean("data.updateQuote.changed"))
                .isTrue();
        assertThat(update(0, Map.of("cue", "in a letter")).jsonPath().getBoolean("data.updateQuote.changed"))
                .isTrue();
        publish("3", "INDIRECT", "DENIAL", "said that");
        assertThat(articles(quotes(), 0)).containsExactly("1", "2");
        assertThat(articles(quotes(), 1)).containsExactly("3");
    }

    private static void assertAreApart(String one, String other, String description) {
        assertThat(quotes().<List<String>>getList("appearances.nodes.article.url"))
                .as(description)
                .noneMatch(urls -> urls.contains(url(one)) && urls.contains(url(other)));
    }

    /** @param report the type, the speech act and the cue */
    private static void publish(String name, String report) {
        String[] parts = report.split(" ", 3);
        publish(name, parts[0], parts[1], parts[2]);
    }

    /** Nothing tells whether they deny the words or say them. */
    @ParameterizedTest
    @ValueSource(strings = {"in a statement", "did not deny that", "said it was false that", "denied that he denied"})
    void aDenialWithAnUnknownCueIsTheDenialThatIsKnown(String cue) {
        publish("1", "INDIRECT", "DENIAL", "denied that");
        publish("2", "INDIRECT", "DENIAL", cue);
        publish("3", "DIRECT", "DENIAL", "said");
        assertThat(articles(quotes(), 0)).containsExactly("1", "2", "3");
    }

    @ParameterizedTest
    @CsvSource({
        "bestritt, sagte",
        "a nié, a dit",
        "негативно отрицал, сказал",
        "negó, dijo",
        "wies zurück, teilte mit",
        "se negó, añadió",
        "refused to, pledged to",
        "declined, protested"
    })
    void verbsOfAllLanguagesTellWhichWordsAreDenied(String denying, String saying) {
        publish("1", "INDIRECT", "DENIAL", denying);
        publish("2", "INDIRECT", "DENIAL", saying);
        assertThat(quotes().getList("cue")).containsExactly(denying, saying);
    }

    @Test
    void theSpeakersOwnDenialIsTheOneWhoseWordsDeny() {
        publish("1", "INDIRECT", "DENIAL", "denied that");
        publish("2", "INDIRECT", "DENIAL", "said that");
        publish("3", "DIRECT", "DENIAL", "said");
        assertThat(articles(quotes(), 1)).containsExactly("2", "3");
    }

    @Test
    void anUpdateOfTheCueDoesNotMakeTwoStatementsOne() {
        publish("1", "INDIRECT", "DENIAL", "said that");
        publish("2", "INDIRECT", "DENIAL", "denied that");
        Map<String, Object> cue = new HashMap<>();
        cue.put("cue", null);
        assertThat(update(1, cue).jsonPath().getString("errors[0].message"))
                .contains("`input.cue` makes the quote equal to another one");
        assertThat(update(1, Map.of("cue", "has denied that")).jsonPath().getBoolean("data.updateQuote.changed"))
                .isTrue();
        assertThat(quotes().getList("cue")).containsExactly("said that", "has denied that");
    }

    @Test
    void aPersonsReportDoesNotMakeAQuoteThatWasReadEqualToAnotherOne() {
        publish("1", "INDIRECT", "STATEMENT", "said", 0.8);
        publish("2", "INDIRECT", "DENIAL", "denied", 0.8);
        publish("3", "DIRECT", "DENIAL", "said");
        JsonPath quotes = quotes();
        assertThat(quotes.getList("type")).containsExactly("INDIRECT", "INDIRECT");
        assertThat(articles(quotes, 1)).containsExactly("2", "3");
        assertThat(quotes.getDouble("[0].confidence")).isEqualTo(0.8);
        assertThat(quotes.<Object>get("[1].confidence")).isNull();
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
        assertThat(update(1, Map.of("speechAct", "STATEMENT")).jsonPath().getString("errors[0].message"))
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
        SpokenDate unknown = SpokenDate.of(null, null, null, null);
        List<Circumstances> senses = new ArrayList<>();
        for (QuoteType type : QuoteType.values()) {
            for (SpeechAct act : SpeechAct.values()) {
                for (String cue : List.of("denied", "said", "on")) {
                    senses.add(Circumstances.of(type, act, cue, unknown, null));
                }
                if (act.denies()) { // What other reports of the speaker's own words tell.
                    senses.add(Circumstances.of(type, act, null, unknown, null).withCueDenies(true));
                    senses.add(Circumstances.of(type, act, null, unknown, null).withCueDenies(false));
                }
            }
        }
        try (Connection connection = PostgresServer.connect();
                PreparedStatement areOpposite = connection.prepareStatement("SELECT are_opposite(?, ?, ?, ?, ?, ?)")) {
            for (Circumstances one : senses) {
                for (Circumstances other : senses) {
                    areOpposite.setString(1, one.type().name());
                    areOpposite.setString(2, one.speechAct().name());
                    areOpposite.setObject(3, one.cueDenies(), Types.BOOLEAN);
                    areOpposite.setString(4, other.type().name());
                    areOpposite.setString(5, other.speechAct().name());
                    areOpposite.setObject(6, other.cueDenies(), Types.BOOLEAN);
                    ResultSet answer = areOpposite.executeQuery();
                    answer.next();
                    assertThat(answer.getBoolean(1)).as(one + ", " + other).isEqualTo(!one.agreesWith(other));
                }
            }
        }
    }

    private static Response update(int index, Map<String, Object> values) {
        JsonPath quotes = quotes();
        Map<String, Object> input = new HashMap<>(values);
        input.put("id", quotes.getString("[" + index + "].id"));
        input.put("version", quotes.getInt("[" + index + "].version"));
        return GraphQL.postAs(
                TestIssuer.token("editor"),
                "mutation($in: UpdateQuoteInput!) { updateQuote(input: $in) { changed } }",
                Map.of("in", input));
    }

    private static void publish(String name, String type, String speechAct, String cue) {
        publish(name, type, speechAct, cue, null);
    }

    /** @param confidence null if a person reports the quote */
    private static void publish(String name, String type, String speechAct, String cue, Double confidence) {
        Map<String, Object> quote = new HashMap<>(quote(cue, "os-ann"));
        quote.put("type", type);
        quote.put("speechAct", speechAct);
        quote.put("confidence", confidence);
        publish(name, Map.of("appearances", List.of(Map.of("exact", WORDS, "quote", quote))), false);
    }

    /** A denial in reported words. */
    private static Map<String, Object> quote(String cue, String speaker) {
        return Map.of(
                "text",
                WORDS,
                "type",
                "INDIRECT",
                "speechAct",
                "DENIAL",
                "cue",
                cue,
                "speaker",
                Map.of("person", Map.of("slug", speaker, "name", "Ann Oreed")));
    }

    private static String url(String name) {
        return "https://example.org/os/" + name.replace(' ', '-');
    }

    private static void read(String name, String body) {
        publish(name, Map.of("body", body), true);
    }

    private static void publish(String name, Map<String, Object> values, boolean read) {
        Map<String, Object> article = new HashMap<>(values);
        article.putAll(Map.of(
                "url",
                url(name),
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
