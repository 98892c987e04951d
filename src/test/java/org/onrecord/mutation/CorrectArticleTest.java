package org.onrecord.mutation;

import java.util.List;
import java.util.Map;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.NdjsonImport;
import org.onrecord.model.Article;
import org.onrecord.model.Person;
import org.onrecord.model.Quote;
import org.onrecord.security.TestIssuer;

import static org.assertj.core.api.Assertions.assertThat;

/** New bodies of articles with quotes. BodyRevisionTest has more texts. */
@QuarkusTest
class CorrectArticleTest {

    private static final String URL = "https://example.org/co/1";
    private static final String PUBLISH = """
            mutation($body: String, $appearances: [QuoteAppearanceInput!]) {
              publishArticle(input: {url: "https://example.org/co/1", headline: "Headline", publisher: "Publisher",
                inLanguage: "en", datePublished: "2018-07-16T16:00:00Z", body: $body, appearances: $appearances}) {
              changed } }
            """;
    private static final String CORRECT = """
            mutation($input: CorrectArticleInput!) { correctArticle(input: $input) { dropped } }
            """;

    @AfterEach
    void deleteNodes() {
        QuarkusTransaction.requiringNew().run(() -> {
            Article.delete("url like 'https://example.org/co/%'");
            Quote.delete("speaker.id in (select id from Person where slug like 'co-%')");
            Person.delete("slug like 'co-%'");
        });
    }

    @Test
    void keepsBothAppearancesOfTheSameWords() {
        publish("Ann said “No” and then “No” again.", at("ann", 10, 12), at("ann", 24, 26));
        assertThat(correct("On Monday Ann said “No” and then “No” again.", false)
                        .jsonPath()
                        .getList("data.correctArticle.dropped"))
                .isEmpty();
        assertThat(places()).containsExactly("co-ann 20", "co-ann 34");
    }

    @Test
    void dropsOneOfTwoAppearancesOfTheSameWords() {
        publish("Ann said “No”. Then she said “No” again.", at("ann", 10, 12), at("ann", 30, 32));
        assertThat(correct("Then she said “No” again.", true).jsonPath().getList("data.correctArticle.dropped"))
                .containsExactly("No");
        assertThat(places()).containsExactly("co-ann 15");
    }

    @Test
    void keepsAQuoteWhoseWordsAreRepeatedLater() {
        publish("Ann said “No” to it.", at("ann", 10, 12));
        correct("Ann said “No” to it. “No”, the paper wrote.", false);
        assertThat(places()).containsExactly("co-ann 10");
    }

    @Test
    void movesAnswersWithTheirSpeakers() {
        publish("Ann said “No”. Ben said “No”.", at("ann", 10, 12), at("ben", 25, 27));
        correct("Ben said “No”. Ann said “No”.", false);
        assertThat(places()).containsExactly("co-ben 10", "co-ann 25");
    }

    @Test
    void listsAnswersThatWereSwappedAsUnmatched() {
        publish("Ann: “Yes, all.” Ben: “No, never.”", at("ann", 6, 14), at("ben", 23, 32));
        Response rejected = correct("Ann: “No, never.” Ben: “Yes, all.”", false);
        assertThat(rejected.jsonPath().getString("errors[0].extensions.code")).isEqualTo("BAD_USER_INPUT");
        assertThat(rejected.jsonPath().getList("errors[0].extensions.unmatched"))
                .containsExactlyInAnyOrder("Yes, all", "No, never");
        assertThat(places()).containsExactly("co-ann 6", "co-ben 23");
    }

    @Test
    void publishesANewBodyWithoutAppearances() {
        publish("Ann said “No” and then “No” again.", at("ann", 10, 12), at("ann", 24, 26));
        publish("Today Ann said “No” and then “No” again.");
        assertThat(places()).containsExactly("co-ann 16", "co-ann 30");

        Response rejected = post(PUBLISH, Map.of("body", "Ann said “No” and then left."));
        assertThat(rejected.jsonPath().getString("errors[0].extensions.field")).isEqualTo("input.body");
        // Either of the two may be the one that is left.
        assertThat(rejected.jsonPath().getList("errors[0].extensions.unmatched"))
                .containsExactly("No", "No");
    }

    @Test
    void importsANewBody() {
        publish("Ann said “No” and then “No” again.", at("ann", 10, 12), at("ann", 24, 26));
        assertThat(importBody("Ann said “No” and left.").getInt("failed")).isEqualTo(1);
        JsonPath result = importBody("Today Ann said “No” and then “No” again.");
        assertThat(result.getString("status")).isEqualTo("done");
        assertThat(result.getInt("failed")).isZero();
        assertThat(places()).containsExactly("co-ann 16", "co-ann 30");
    }

    @Test
    void doesNotPutTwoQuotesInOnePlaceOfAFirstBody() {
        Map<String, Object> ann = Map.of("exact", "No", "quote", quote("ann"));
        Map<String, Object> ben = Map.of("exact", "No", "quote", quote("ben"));
        assertThat(post(PUBLISH, Map.of("appearances", List.of(ann, ben)))
                        .jsonPath()
                        .<Object>get("errors"))
                .isNull();
        assertThat(post(PUBLISH, Map.of("body", "Ann said “No”.")).jsonPath().getList("errors[0].extensions.unmatched"))
                .containsExactly("No", "No");
    }

    @Test
    void findsWholeWordsInAFirstBody() {
        publishWithoutBody();
        publish("In November Ann said “No”.");
        assertThat(places()).containsExactly("co-ann 22");
    }

    @Test
    void findsNoWordsInsideAnotherWordOfAFirstBody() {
        publishWithoutBody();
        assertThat(post(PUBLISH, Map.of("body", "In November Ann left."))
                        .jsonPath()
                        .getList("errors[0].extensions.unmatched"))
                .containsExactly("No");
    }

    @Test
    void findsNoGivenWordsInsideAnotherWord() {
        Map<String, Object> no = Map.of("exact", "No", "quote", quote("ann"));
        assertThat(post(PUBLISH, Map.of("body", "In November Ann left.", "appearances", List.of(no)))
                        .jsonPath()
                        .getString("errors[0].message"))
                .contains("as whole words");
        publish("In November Ann said “No”.", no);
        assertThat(places()).containsExactly("co-ann 22");
    }

    @Test
    void takesGivenPositionsInsideAWord() {
        publish("Die Neuwahl, sagte Ann.", at("ann", 7, 11));
        publish("Die Neuwahl, sagte Ann heute.");
        assertThat(places()).containsExactly("co-ann 7");
        publish("她说不会。", at("ann", 2, 3));
        publish("今天她说不会。");
        assertThat(places()).containsExactly("co-ann 4");
    }

    @Test
    void listsAQuoteAsUnmatchedIfTheArticleNowSaysTheOpposite() {
        publish("Ann said that she took it.", at("ann", 14, 25));
        for (String body : List.of("Ann denied that she took it.", "Ann never said that she took it.")) {
            assertThat(correct(body, false).jsonPath().getList("errors[0].extensions.unmatched"))
                    .containsExactly("she took it");
        }
        assertThat(places()).containsExactly("co-ann 14");
    }

    @Test
    void ofTwoPlacesOfAQuoteWithOneStartTheLongerOneStaysInAnyOrder() {
        String ends = "{ article(url: \"" + URL + "\") { appearances { nodes { exact } } } }";
        publish("Ann said “No, never”.", at("ann", 10, 12), at("ann", 10, 19));
        assertThat(GraphQL.data(ends).getList("article.appearances.nodes.exact"))
                .containsExactly("No, never");
        publish("Ann said “No, never”.", at("ann", 10, 19), at("ann", 10, 12));
        assertThat(GraphQL.data(ends).getList("article.appearances.nodes.exact"))
                .containsExactly("No, never");
    }

    /** The quote of another speaker is where the corrected quote was in the old text. */
    @Test
    void aCorrectedQuoteIsAtItsWordsInANewBody() {
        publish("Ann said “No”.", at("ann", 10, 12));
        JsonPath quote = GraphQL.data("{ person(slug: \"co-ann\") { quotes { nodes { id version } } } }")
                .setRootPath("data.person.quotes.nodes[0]");
        Map<String, Object> correction =
                Map.of("id", quote.getString("id"), "version", quote.getInt("version"), "text", "Not yet");
        assertThat(post(
                                "mutation($in: UpdateQuoteInput!) { updateQuote(input: $in) { changed } }",
                                Map.of("in", correction))
                        .jsonPath()
                        .<Object>get("errors"))
                .isNull();
        publish("Ben said “No”.\nAnn said “No”.", at("ben", 10, 12), at("ann", 25, 27));
        assertThat(places()).containsExactly("co-ben 10", "co-ann 25");
        assertThat(GraphQL.data("{ person(slug: \"co-ann\") { quotes { nodes { text } } } }")
                        .getList("person.quotes.nodes.text"))
                .containsExactly("Not yet");
    }

    private static void publishWithoutBody() {
        Map<String, Object> ann = Map.of("exact", "No", "quote", quote("ann"));
        assertThat(post(PUBLISH, Map.of("appearances", List.of(ann))).jsonPath().<Object>get("errors"))
                .isNull();
    }

    private static Map<String, Object> at(String person, int start, int end) {
        return Map.of("start", start, "end", end, "quote", quote(person));
    }

    /** The words in the article matter, not those of the quote. */
    private static Map<String, Object> quote(String person) {
        return Map.of(
                "text",
                "What " + person + " said",
                "type",
                "DIRECT",
                "speechAct",
                "STATEMENT",
                "speaker",
                Map.of("person", Map.of("slug", "co-" + person, "name", person)));
    }

    @SafeVarargs
    private static void publish(String body, Map<String, Object>... appearances) {
        Response response = post(
                PUBLISH,
                appearances.length == 0
                        ? Map.of("body", body)
                        : Map.of("body", body, "appearances", List.of(appearances)));
        assertThat(response.jsonPath().<Object>get("errors"))
                .as(response.asString())
                .isNull();
    }

    private static Response correct(String body, boolean dropUnmatched) {
        JsonPath article =
                GraphQL.data("{ article(url: \"" + URL + "\") { id version } }").setRootPath("data.article");
        return post(
                CORRECT,
                Map.of(
                        "input",
                        Map.of(
                                "id",
                                article.getString("id"),
                                "version",
                                article.getInt("version"),
                                "body",
                                body,
                                "dropUnmatched",
                                dropUnmatched)));
    }

    private static Response post(String mutation, Map<String, ?> variables) {
        return GraphQL.postAs(TestIssuer.token("editor"), mutation, variables);
    }

    private static JsonPath importBody(String body) {
        String line = "{\"article\": {\"url\": \"" + URL + "\", \"headline\": \"Headline\", \"publisher\":"
                + " \"Publisher\", \"inLanguage\": \"en\", \"datePublished\": \"2018-07-16T16:00:00Z\", \"body\": \""
                + body + "\"}}";
        return NdjsonImport.result(line);
    }

    /** The speaker and the start of each appearance, in the order of the text. */
    private static List<String> places() {
        return GraphQL.data("{ article(url: \"" + URL + "\") { appearances(orderBy: [{field: START, direction: ASC}]) {"
                        + " nodes { start quote { speaker { slug } } } } } }")
                .getList("article.appearances.nodes.collect { it.quote.speaker.slug + ' ' + it.start }");
    }
}
