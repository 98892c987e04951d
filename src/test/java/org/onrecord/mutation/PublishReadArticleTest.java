package org.onrecord.mutation;

import java.util.ArrayList;
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

    private static final String PUBLISH = "mutation($input: PublishArticleInput!, $read: Boolean!) {"
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

        publish(article("1", "New: " + BODY.replace("“The bridge opens in June,” Ann Prafeld said. ", "")), true);
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

        String exported = given().auth()
                .preemptive()
                .oauth2(TestIssuer.token("admin"))
                .get("/export?type=article")
                .asString()
                .lines()
                .filter(line -> line.contains(URL))
                .reduce("", (all, line) -> all + line + "\n");
        deleteNodes();
        createPerson();
        edit("createPerson", "CreatePersonInput", Map.of("slug", "carl-prastein", "name", "Carl Prastein"));
        assertThat(importLines("", exported).asString()).contains("\"failed\":0");
        assertThat(quotes("1").getList("confidence")).isEqualTo(first.getList("confidence"));
        assertThat(importLines("?read=maybe", "").statusCode()).isEqualTo(400);
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
        return new HashMap<>(GraphQL.data(
                        "query($slug: String!) { person(slug: $slug) { id version } }", Map.of("slug", slug))
                .getMap("person"));
    }

    private static String at(String exact) {
        return "find { it.exact == '" + exact + "' }";
    }

    private static JsonPath publish(Map<String, Object> article, boolean read) {
        Response response = GraphQL.postAs(
                TestIssuer.token("editor"), PUBLISH, Map.of("input", article, "read", read));
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
        Response response = GraphQL.postAs(
                TestIssuer.token("admin"),
                "mutation($input: " + type + "!) { " + mutation + "(input: $input) { __typename } }",
                Map.of("input", input));
        assertThat(response.jsonPath().<Object>get("errors"))
                .as(response.asString())
                .isNull();
        return response;
    }
}
