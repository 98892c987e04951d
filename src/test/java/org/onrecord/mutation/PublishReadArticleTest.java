package org.onrecord.mutation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.onrecord.GraphQL;
import org.onrecord.model.Article;
import org.onrecord.model.Person;
import org.onrecord.model.Quote;
import org.onrecord.security.TestIssuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Articles whose quotes the service reads, and their review. */
@QuarkusTest
class PublishReadArticleTest {

    private static final String URL = "https://example.org/pra/";

    private static final String BODY = "Ann Prafeld spoke in Prahausen on Monday.\n\n“The bridge opens in June,” Ann"
            + " Prafeld said. Prafeld denied that she had known of the delay. Carl Prastein called for her to resign.";

    private static final String DENIAL = "she had known of the delay";

    private static final String PUBLISH = "mutation($input: PublishArticleInput!, $read: Boolean) {"
            + " publishArticle(input: $input, read: $read) { changed created { __typename } article { id } } }";

    private static final String QUOTES = "query($url: String!) { article(url: $url) { version"
            + " mentions { nodes { person { slug } } }"
            + " appearances(first: 100) { nodes { id exact start confidence"
            + " quote { id version speechAct cue confidence speaker { slug } attributionText"
            + " appearances { totalCount } } } } } }";

    @BeforeEach
    void createPerson() {
        edit("createPerson", "CreatePersonInput", Map.of("slug", "pra-ann", "name", "Ann Prafeld"));
    }

    @AfterEach
    void deleteNodes() {
        QuarkusTransaction.requiringNew().run(() -> {
            Article.delete("url like ?1", URL + "%");
            Quote.delete("speaker.id in (select id from Person where slug like 'pra-%' or slug = 'carl-prastein')");
            Person.delete("slug like 'pra-%' or slug = 'carl-prastein'");
        });
    }

    @Test
    void storesWhatItReadsWithItsConfidence() {
        JsonPath first = publish(article("1", BODY), true);
        assertThat(first.getBoolean("changed")).isTrue();
        JsonPath read = quotes("1");
        assertThat(read.getList("exact")).contains("The bridge opens in June,", DENIAL);
        assertThat(read.getList("confidence", Double.class)).doesNotContainNull();
        assertThat(read.getList("quote.confidence", Double.class)).doesNotContainNull();
        assertThat(read.getString(at(DENIAL) + ".quote.speaker.slug")).isEqualTo("pra-ann");
        assertThat(read.getString(at(DENIAL) + ".quote.speechAct")).isEqualTo("DENIAL");
        assertThat(mentions("1")).containsExactlyInAnyOrder("pra-ann", "carl-prastein");

        assertThat(publish(article("1", BODY), true).getBoolean("changed")).isFalse();
        assertThat(quotes("1").getList("")).isEqualTo(read.getList(""));
        assertThat(publish(article("1", BODY), false).getBoolean("changed")).isFalse();
    }

    @Test
    void readsOnlyArticlesWithABodyAndWithoutAppearances() {
        Map<String, Object> withoutBody = article("1", BODY);
        withoutBody.remove("body");
        publish(withoutBody, true);
        assertThat(quotes("1").getList("")).isEmpty();
        Map<String, Object> withAppearances = article("1", BODY);
        withAppearances.put("appearances", List.of());
        publish(withAppearances, true);
        assertThat(quotes("1").getList("")).isEmpty();
    }

    @Test
    void leavesWhatAPersonRecorded() {
        Map<String, Object> input = article("1", BODY);
        input.put("appearances", List.of(recorded(DENIAL, "DENIAL", "denied"), recorded("on Monday", "OTHER", null)));
        input.put("mentions", List.of(Map.of("rel", "ABOUT", "person", Map.of("slug", "pra-ann"))));
        publish(input, false);
        JsonPath before = quotes("1");

        publish(article("1", BODY), true);
        JsonPath after = quotes("1");
        assertThat(after.getList("exact")).hasSizeGreaterThan(2).contains("The bridge opens in June,");
        for (String exact : List.of(DENIAL, "on Monday")) {
            assertThat(after.getList("findAll { it.exact == '" + exact + "' }")).hasSize(1);
            assertThat(after.getMap(at(exact))).isEqualTo(before.getMap(at(exact)));
        }
        assertThat(after.getString(at(DENIAL) + ".confidence")).isNull();
        assertThat(mentions("1")).contains("pra-ann", "carl-prastein");

        publish(article("1", "Update: " + BODY.replace("“The bridge opens in June,” Ann Prafeld said. ", "")), true);
        JsonPath changed = quotes("1");
        assertThat(changed.getList("exact")).contains(DENIAL, "on Monday").doesNotContain("The bridge opens in June,");
        assertThat(changed.getString(at(DENIAL) + ".id")).isEqualTo(before.getString(at(DENIAL) + ".id"));
        assertThat(changed.getInt(at(DENIAL) + ".start")).isLessThan(before.getInt(at(DENIAL) + ".start"));
    }

    @Test
    void aReportOfAPersonReplacesWhatWasRead() {
        publish(article("1", BODY), true);
        Map<String, Object> second = article("2", BODY);
        second.put("appearances", List.of(recorded(DENIAL, "REJECTION", "dismissed")));
        publish(second, false);
        JsonPath first = quotes("1");
        assertThat(first.getInt(at(DENIAL) + ".quote.appearances.totalCount")).isEqualTo(2);
        assertThat(first.getString(at(DENIAL) + ".quote.confidence")).isNull();
        assertThat(first.getString(at(DENIAL) + ".confidence")).isNotNull();
        assertThat(first.getString(at(DENIAL) + ".quote.speechAct")).isEqualTo("REJECTION");
        assertThat(first.getString(at(DENIAL) + ".quote.cue")).isEqualTo("dismissed");
    }

    @Test
    void whatIsReadChangesNothingThatAPersonRecorded() {
        Map<String, Object> second = article("2", BODY);
        second.put("appearances", List.of(recorded(DENIAL, "REJECTION", null)));
        publish(second, false);
        publish(article("1", BODY), true);
        JsonPath first = quotes("1");
        assertThat(first.getInt(at(DENIAL) + ".quote.appearances.totalCount")).isEqualTo(2);
        assertThat(first.getString(at(DENIAL) + ".quote.confidence")).isNull();
        assertThat(first.getString(at(DENIAL) + ".confidence")).isNotNull();
        assertThat(first.getString(at(DENIAL) + ".quote.speechAct")).isEqualTo("REJECTION");
        assertThat(first.getString(at(DENIAL) + ".quote.cue")).isNull();
    }

    @Test
    void aMergedQuoteIsThatOfAPerson() {
        edit("createPerson", "CreatePersonInput", Map.of("slug", "pra-twin", "name", "Anna Prafeld-Twin"));
        publish(article("1", BODY), true);
        Map<String, Object> second = article("2", BODY);
        Map<String, Object> recorded = recorded(DENIAL, "DENIAL", null);
        quote(recorded).put("speaker", Map.of("slug", "pra-twin"));
        second.put("appearances", List.of(recorded));
        publish(second, false);
        edit("mergePeople", "MergePeopleInput", Map.of("from", reference("pra-twin"), "into", reference("pra-ann")));
        JsonPath first = quotes("1");
        assertThat(first.getInt(at(DENIAL) + ".quote.appearances.totalCount")).isEqualTo(2);
        assertThat(first.getString(at(DENIAL) + ".quote.confidence")).isNull();
    }

    @Test
    void anImportReadsTheArticlesWithoutAppearances() {
        Map<String, Object> second = article("2", BODY);
        second.put("appearances", List.of(recorded(DENIAL, "DENIAL", null)));
        String lines = line(article("1", BODY)) + "\n" + line(second);
        Response imported = importLines("?read=true", lines);
        assertThat(imported.asString()).contains("\"status\":\"done\"", "\"failed\":0");
        JsonPath first = quotes("1");
        assertThat(first.getList("exact")).hasSizeGreaterThan(1);
        assertThat(quotes("2").getList("exact")).containsExactly(DENIAL);
        assertThat(importLines("?read=true", line(article("1", BODY))).asString())
                .contains("\"created\":0,\"updated\":0");

        String exported = exported();
        deleteNodes();
        createPerson();
        edit("createPerson", "CreatePersonInput", Map.of("slug", "carl-prastein", "name", "Carl Prastein"));
        assertThat(importLines("", exported).asString()).contains("\"failed\":0");
        assertThat(quotes("1").getList("confidence")).isEqualTo(first.getList("confidence"));
        assertThat(importLines("?read=maybe", "").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            spoke in|spoke on Sunday in
            known of the delay|known of the long delay
            to resign|to resign on Tuesday
            Prafeld denied that|Prafeld said that
            on Monday.|on Monday. Ann Prafeld said that it rained.
             Prafeld denied that she had known of the delay.|
            Ann Prafeld spoke|Carl Prastein said that she lied. Ann Prafeld spoke
            """)
    void anImportReadsCorrectedArticlesAgain(String before, String after) {
        String confirmed = "The bridge opens in June,";
        String corrected = BODY.replace(before, after == null ? "" : after);
        importLines("?read=true", line(article("1", BODY)) + "\n" + line(article("2", BODY)));
        review("confirmQuote", confirmed);
        String id = quotes("1").getString(at(confirmed) + ".id");

        String result = importLines("?read=true", line(article("1", corrected)) + "\n" + line(article("2", corrected)))
                .asString();

        assertThat(result).contains("\"failed\":0");
        for (String name : List.of("1", "2")) {
            assertThat(quotes(name).getList("exact", String.class))
                    .containsExactlyInAnyOrderElementsOf(readAgain(corrected));
        }
        assertThat(quotes("1").getString(at(confirmed) + ".id")).isEqualTo(id);
        assertThat(quotes("1").getString(at(confirmed) + ".confidence")).isNull();
    }

    @Test
    void aConfirmedQuoteIsNotKeptWhereTheArticleSaysTheOpposite() {
        publish(article("1", BODY), true);
        review("confirmQuote", DENIAL);
        String corrected = BODY.replace("Prafeld denied", "Prafeld admitted");
        assertThat(importLines("?read=true", line(article("1", corrected))).asString())
                .contains("\"failed\":1", "no clear place", DENIAL);
        assertThat(quotes("1").getString(at(DENIAL) + ".quote.speechAct")).isEqualTo("DENIAL");
    }

    @Test
    void listsFiltersAndCountsWhatIsNotConfirmed() {
        publish(article("1", BODY), true);
        String query = "query($filter: QuoteFilter!) { quotes(filter: $filter, orderBy: [{field: CONFIDENCE,"
                + " direction: ASC}]) { totalCount nodes { confidence } } }";
        Map<String, Object> ofAnn = Map.of("speaker", Map.of("slug", Map.of("eq", "pra-ann")));
        Map<String, Object> all = new HashMap<>(ofAnn);
        all.put("confidence", Map.of("isNull", false));
        JsonPath unconfirmed = GraphQL.data(query, Map.of("filter", all));
        assertThat(unconfirmed.getInt("quotes.totalCount")).isEqualTo(2);
        List<Double> confidences = unconfirmed.getList("quotes.nodes.confidence", Double.class);
        for (Map.Entry<String, Integer> comparison : Map.of(
                        "lt", 0, "lte", Collections.frequency(confidences, confidences.get(0)))
                .entrySet()) {
            Map<String, Object> least = new HashMap<>(ofAnn);
            least.put("confidence", Map.of(comparison.getKey(), confidences.get(0)));
            assertThat(GraphQL.data(query, Map.of("filter", least)).getInt("quotes.totalCount"))
                    .as(comparison.getKey())
                    .isEqualTo(comparison.getValue());
        }
        Map<String, Object> places = new HashMap<>(ofAnn);
        places.put("appearances", Map.of("some", Map.of("confidence", Map.of("isNull", false))));
        assertThat(GraphQL.data(query, Map.of("filter", places)).getInt("quotes.totalCount"))
                .isEqualTo(2);

        review("confirmQuote", DENIAL);
        assertThat(GraphQL.data(query, Map.of("filter", all)).getInt("quotes.totalCount"))
                .isEqualTo(1);
        assertThat(GraphQL.data(query, Map.of("filter", places)).getInt("quotes.totalCount"))
                .isEqualTo(1);
    }

    @Test
    void aConfirmedQuoteRemains() {
        publish(article("1", BODY), true);
        JsonPath before = quotes("1");
        assertThat(review("confirmQuote", DENIAL).getBoolean("changed")).isTrue();
        JsonPath confirmed = quotes("1");
        assertThat(confirmed.getString(at(DENIAL) + ".confidence")).isNull();
        assertThat(confirmed.getString(at(DENIAL) + ".quote.confidence")).isNull();
        assertThat(confirmed.getString(at(DENIAL) + ".id")).isEqualTo(before.getString(at(DENIAL) + ".id"));
        assertThat(review("confirmQuote", DENIAL).getBoolean("changed")).isFalse();
        assertThat(publish(article("1", BODY), true).getBoolean("changed")).isFalse();
        assertThat(publish(article("1", "New. " + BODY), true).getBoolean("changed"))
                .isTrue();
        assertThat(quotes("1").getString(at(DENIAL) + ".confidence")).isNull();
        assertThat(history(confirmed.getString(at(DENIAL) + ".quote.id"))).anySatisfy(record -> {
            assertThat(record).containsEntry("action", "UPDATED");
            assertThat(record.get("after")).contains("\"confidence\": null");
        });
    }

    @Test
    void aCorrectedQuoteIsConfirmed() {
        publish(article("1", BODY), true);
        edit("createPerson", "CreatePersonInput", Map.of("slug", "pra-bea", "name", "Bea Prabauer"));
        Map<String, Object> correction = quoteOf(DENIAL);
        correction.put("speechAct", "REJECTION");
        correction.put("speaker", Map.of("slug", "pra-bea"));
        edit("updateQuote", "UpdateQuoteInput", correction);
        publish(article("1", BODY), true);
        JsonPath corrected = quotes("1");
        assertThat(corrected.getList("findAll { it.exact == '" + DENIAL + "' }.quote.speaker.slug"))
                .containsExactly("pra-bea");
        assertThat(corrected.getString(at(DENIAL) + ".quote.speechAct")).isEqualTo("REJECTION");
        assertThat(corrected.getString(at(DENIAL) + ".quote.confidence")).isNull();
        assertThat(corrected.getString(at(DENIAL) + ".confidence")).isNull();
    }

    @Test
    void aRejectedQuoteDoesNotComeBack() {
        publish(article("1", BODY), true);
        String id = quotes("1").getString(at(DENIAL) + ".quote.id");
        String article =
                GraphQL.data("{ article(url: \"" + URL + "1\") { id } }").getString("article.id");
        JsonPath rejected = review("rejectQuote", DENIAL);
        assertThat(rejected.getString("quote")).isNull();
        assertThat(rejected.getList("articles.id")).containsExactly(article);
        assertThat(GraphQL.data("{ node(id: \"" + id + "\") { id } }").getString("node"))
                .isNull();
        JsonPath stored = GraphQL.data(
                        "{ article(url: \"" + URL + "1\") { rejectedQuotes { nodes { exact prefix suffix" + " } } } }")
                .setRootPath("data.article.rejectedQuotes.nodes");
        assertThat(stored.getList("exact")).containsExactly(DENIAL);
        assertThat(stored.getString("[0].prefix")).endsWith(" Prafeld denied that ");
        assertThat(stored.getString("[0].suffix")).startsWith(". Carl");
        assertThat(history(article)).anySatisfy(record -> assertThat(record)
                .containsEntry("nodeType", "RejectedQuote")
                .containsEntry("action", "CREATED")
                .containsEntry("actor", "reporter@example.org"));

        assertThat(publish(article("1", BODY), true).getBoolean("changed")).isFalse();
        String changed = "Update: " + BODY.replace("known of the delay", "known of the long delay");
        publish(article("1", changed), true);
        assertThat(quotes("1").getList("exact", String.class))
                .contains("The bridge opens in June,")
                .noneMatch(exact -> exact.contains("delay"));
        assertThat(readAgain(changed)).noneMatch(exact -> exact.contains("delay"));

        publish(article("2", BODY), true);
        assertThat(quotes("2").getList("exact")).contains(DENIAL);

        String exported = given().auth()
                .preemptive()
                .oauth2(TestIssuer.token("admin"))
                .get("/export?type=article")
                .asString()
                .lines()
                .filter(line -> line.contains(URL + "1"))
                .findFirst()
                .orElseThrow();
        QuarkusTransaction.requiringNew().run(() -> Article.delete("url", URL + "1"));
        assertThat(importLines("", exported).asString()).contains("\"failed\":0");
        publish(article("1", BODY), true);
        assertThat(quotes("1").getList("exact")).doesNotContain(DENIAL);

        Map<String, Object> update = new HashMap<>(GraphQL.data("{ article(url: \"" + URL + "1\") { id version } }")
                .getMap("article"));
        update.put("rejectedQuotes", List.of());
        edit("updateArticle", "UpdateArticleInput", update);
        publish(article("1", BODY), true);
        assertThat(quotes("1").getList("exact")).contains(DENIAL);
    }

    @Test
    void aQuoteThatTheInputRejectsIsNotRead() {
        Map<String, Object> input = article("1", BODY);
        input.put("rejectedQuotes", List.of(Map.of("exact", DENIAL, "prefix", "Prafeld denied that ")));
        publish(input, true);
        assertThat(quotes("1").getList("exact"))
                .contains("The bridge opens in June,")
                .doesNotContain(DENIAL);
        assertThat(publish(input, true).getBoolean("changed")).isFalse();
        input.put("rejectedQuotes", List.of());
        publish(input, true);
        assertThat(quotes("1").getList("exact")).contains(DENIAL);
        assertThat(publish(input, true).getBoolean("changed")).isFalse();
        assertThat(importLines("?read=true", line(input)).asString()).contains("\"created\":0,\"updated\":0");
    }

    /** A copy takes the changes of an export. */
    @Test
    void aCopyLosesTheLastRejectedQuoteToo() {
        Map<String, Object> input = article("1", BODY);
        input.put("rejectedQuotes", List.of(Map.of("exact", DENIAL)));
        publish(input, false);
        String rejecting = exported();
        input.put("rejectedQuotes", List.of());
        publish(input, false);
        String lastExport = exported();
        assertThat(importLines("", rejecting).asString()).contains("\"failed\":0");
        assertThat(exported()).isEqualTo(rejecting).contains(DENIAL + "\"}]");
        assertThat(importLines("", lastExport).asString()).contains("\"failed\":0");
        assertThat(exported()).isEqualTo(lastExport);
    }

    private static String exported() {
        return given().auth()
                .preemptive()
                .oauth2(TestIssuer.token("admin"))
                .get("/export?type=article")
                .asString()
                .lines()
                .filter(line -> line.contains(URL))
                .reduce("", (all, line) -> all + line + "\n");
    }

    @Test
    void rejectsInOneArticleOnly() {
        publish(article("1", BODY), true);
        publish(article("2", BODY), true);
        Map<String, Object> input = quoteOf(DENIAL);
        input.put("article", Map.of("url", URL + "1"));
        edit("rejectQuote", "RejectQuoteInput", input);
        assertThat(quotes("1").getList("exact")).doesNotContain(DENIAL);
        assertThat(quotes("2").getList("exact")).contains(DENIAL);
    }

    @Test
    void rejectsNothingThatAPersonRecorded() {
        Map<String, Object> input = article("1", BODY);
        input.put("appearances", List.of(recorded(DENIAL, "DENIAL", null)));
        publish(input, false);
        Response response = send(TestIssuer.token("editor"), "rejectQuote", "RejectQuoteInput", quoteOf(DENIAL));
        assertThat(response.jsonPath().getList("errors.extensions.field")).containsExactly("input.id");
        assertThat(response.jsonPath().getString("errors[0].message")).contains("was not read");
        for (String mutation : List.of("confirmQuote", "rejectQuote")) {
            String type = mutation.substring(0, 1).toUpperCase() + mutation.substring(1) + "Input";
            assertThat(send(TestIssuer.token("reader"), mutation, type, quoteOf(DENIAL))
                            .jsonPath()
                            .getList("errors.extensions.code"))
                    .containsExactly("FORBIDDEN");
            Map<String, Object> outdated = quoteOf(DENIAL);
            outdated.put("version", 4711);
            assertThat(send(TestIssuer.token("editor"), mutation, type, outdated)
                            .jsonPath()
                            .getList("errors.extensions.code"))
                    .containsExactly("CONFLICT");
        }
    }

    private static List<String> readAgain(String body) {
        return GraphQL.data(
                        "query($input: ReadInput!) { read(input: $input) { appearances { exact } } }",
                        Map.of("input", Map.of("url", URL + "1", "body", body)))
                .getList("read.appearances.exact", String.class);
    }

    private static List<Map<String, String>> history(String id) {
        return GraphQL.postAs(
                        TestIssuer.token("editor"),
                        "query($id: ID!) { node(id: $id) { ... on Quote { history { action actor nodeType after } }"
                                + " ... on Article { history { action actor nodeType after } } } }",
                        Map.of("id", id))
                .jsonPath()
                .getList("data.node.history");
    }

    /** The id and the version of the quote with some words. */
    private static Map<String, Object> quoteOf(String exact) {
        JsonPath quotes = quotes("1");
        Map<String, Object> quote = new HashMap<>();
        quote.put("id", quotes.getString(at(exact) + ".quote.id"));
        quote.put("version", quotes.getInt(at(exact) + ".quote.version"));
        return quote;
    }

    private static JsonPath review(String mutation, String exact) {
        String type = mutation.substring(0, 1).toUpperCase() + mutation.substring(1) + "Input";
        String fields = mutation.equals("confirmQuote") ? "changed" : "articles { id }";
        Response response = GraphQL.postAs(
                TestIssuer.token("admin"),
                "mutation($input: " + type + "!) { " + mutation + "(input: $input) { quote { id } " + fields + " } }",
                Map.of("input", quoteOf(exact)));
        assertThat(response.jsonPath().<Object>get("errors"))
                .as(response.asString())
                .isNull();
        return response.jsonPath().setRootPath("data." + mutation);
    }

    private static Response importLines(String parameters, String lines) {
        return given().auth()
                .preemptive()
                .oauth2(TestIssuer.token("admin"))
                .header("Content-Type", "application/x-ndjson")
                .body(lines.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/import" + parameters);
    }

    private static String line(Map<String, Object> article) {
        return new io.vertx.core.json.JsonObject(Map.of("article", article)).encode();
    }

    private static Map<String, Object> article(String name, String body) {
        return new HashMap<>(Map.of(
                "url", URL + name,
                "headline", "The bridge",
                "publisher", "Example News",
                "inLanguage", "en",
                "datePublished", "2024-03-05T09:00:00Z",
                "body", body));
    }

    private static Map<String, Object> recorded(String exact, String speechAct, String cue) {
        Map<String, Object> quote = new HashMap<>(Map.of(
                "text", exact, "type", "INDIRECT", "speechAct", speechAct, "speaker", Map.of("slug", "pra-ann")));
        quote.put("cue", cue);
        return new HashMap<>(Map.of("exact", exact, "quote", quote));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> quote(Map<String, Object> appearance) {
        return (Map<String, Object>) appearance.get("quote");
    }

    private static Map<String, Object> reference(String slug) {
        return new HashMap<>(
                GraphQL.data("query($slug: String!) { person(slug: $slug) { id version } }", Map.of("slug", slug))
                        .getMap("person"));
    }

    private static String at(String exact) {
        return "find { it.exact == '" + exact + "' }";
    }

    private static JsonPath publish(Map<String, Object> article, boolean read) {
        Response response = GraphQL.postAs(TestIssuer.token("editor"), PUBLISH, Map.of("input", article, "read", read));
        assertThat(response.jsonPath().<Object>get("errors"))
                .as(response.asString())
                .isNull();
        return response.jsonPath().setRootPath("data.publishArticle");
    }

    private static JsonPath quotes(String name) {
        return GraphQL.data(QUOTES, Map.of("url", URL + name)).setRootPath("data.article.appearances.nodes");
    }

    private static List<String> mentions(String name) {
        return new ArrayList<>(GraphQL.data(QUOTES, Map.of("url", URL + name))
                .getList("article.mentions.nodes.person.slug", String.class));
    }

    /** Runs a mutation as an admin. */
    private static Response edit(String mutation, String type, Map<String, Object> input) {
        Response response = send(TestIssuer.token("admin"), mutation, type, input);
        assertThat(response.jsonPath().<Object>get("errors"))
                .as(response.asString())
                .isNull();
        return response;
    }

    private static Response send(String token, String mutation, String type, Map<String, Object> input) {
        return GraphQL.postAs(
                token,
                "mutation($input: " + type + "!) { " + mutation + "(input: $input) { __typename } }",
                Map.of("input", input));
    }
}
