package org.onrecord.pages;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.onrecord.GraphQL;
import org.onrecord.SqlStatements;
import org.onrecord.resource.GraphQLDocuments;
import org.onrecord.security.TestIssuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.onrecord.PostgresServer.execute;

/** An editor records an article and reviews its quotes, without GraphQL. */
@QuarkusTest
class ReviewPageTest {

    private static final String URL = "https://example.org/review/1";

    private static final String TEXT = "Rita Revsund denied that she had seen <b>the</b> report. “I was away in May,”"
            + " Rita Revsund said on Monday. “We will appeal,” Revsund added.";

    private static final String QUOTES = "query($url: String!) { article(url: $url) { id headline datePublished"
            + " publisher rejectedQuotes { totalCount } appearances(first: 9) { nodes { exact confidence"
            + " quote { id version speechAct corrected confidence spokenAt spokenAtPrecision"
            + " speaker { slug } } } } } }";

    private String review;

    /** Records an article, and follows the browser to the review of its quotes. */
    @BeforeEach
    void record() {
        Response recorded = send("/read", article(), Map.of("Sec-Fetch-Site", "same-origin"));
        assertThat(recorded.statusCode()).as(recorded.asString()).isEqualTo(303);
        review = recorded.header("Location");
    }

    @AfterEach
    void deleteNodes() throws Exception {
        execute(
                "DELETE FROM article WHERE url = '" + URL + "'",
                "DELETE FROM quote WHERE text IN ('We will appeal,', 'I was away in May,')",
                "DELETE FROM quote WHERE speaker_id IN (SELECT id FROM person WHERE slug LIKE 'rita-%')",
                "DELETE FROM person WHERE slug LIKE 'rita-%'");
    }

    private static Map<String, String> article() {
        Map<String, String> fields = new HashMap<>();
        fields.put("action", "record");
        fields.put("body", TEXT.replace(". ", ".\r\n"));
        fields.put("headline", "She was away");
        fields.put("datePublished", "2018-07-20");
        fields.put("inLanguage", "en");
        fields.put("publisher", "The Example");
        fields.put("url", URL);
        return fields;
    }

    private static Response send(String path, Map<String, String> fields, Map<String, String> headers) {
        return Browser.request()
                .header("Authorization", "Bearer " + TestIssuer.token("editor"))
                .headers(headers)
                .contentType("application/x-www-form-urlencoded; charset=utf-8")
                .formParams(fields)
                .urlEncodingEnabled(true)
                .post(path);
    }

    private static Document page(String path) {
        Response response = Browser.request()
                .header("Authorization", "Bearer " + TestIssuer.token("editor"))
                .get(path);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        return Browser.checked(response);
    }

    private static JsonPath stored() {
        JsonPath data = GraphQL.data(QUOTES, Map.of("url", URL));
        data.setRootPath("data.article");
        return data;
    }

    /** The fields that the browser sends for a button of the form of a quote. */
    private Map<String, String> form(String words, String action) {
        Element statement = page(review).select(".statement").stream()
                .filter(candidate -> candidate.select(".words").text().contains(words))
                .findFirst()
                .orElseThrow();
        Map<String, String> fields = new HashMap<>();
        Element form = statement.selectFirst("form[method=post][action=/review]");
        form.select("input").forEach(input -> fields.put(input.attr("name"), input.attr("value")));
        fields.put(
                form.selectFirst("select").attr("name"),
                form.selectFirst("option[selected]").attr("value"));
        assertThat(form.select("button[name=action]").eachAttr("value")).containsExactly("confirm", "reject");
        fields.put("action", action);
        return fields;
    }

    private void reviews(Map<String, String> form) {
        Response response = send("/review", form, Map.of("Sec-Fetch-Site", "same-origin"));
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(303);
        assertThat(response.header("Location")).startsWith(review.replaceAll("&token=.*", "&token="));
        review = response.header("Location");
    }

    @Test
    void showsTheQuotesOfTheRecordedArticleTheLeastCertainFirst() {
        JsonPath stored = stored();
        assertThat(stored.getString("headline")).isEqualTo("She was away");
        assertThat(stored.getString("publisher")).isEqualTo("The Example");
        assertThat(stored.getString("datePublished")).isEqualTo("2018-07-20T12:00:00.000Z");
        assertThat(stored.getList("appearances.nodes.exact"))
                .containsExactly("she had seen <b>the</b> report", "I was away in May,", "We will appeal,");

        Document page = page(review);
        assertThat(page.select("h1").text()).isEqualTo("Quotes to review");
        assertThat(page.select(".title .when").text()).isEqualTo("3 quotes");
        assertThat(page.select(".title .source").text()).startsWith("She was away The Example, 20 July 2018");
        assertThat(page.select(".statement .snippet mark").eachText())
                .containsExactlyInAnyOrderElementsOf(stored.getList("appearances.nodes.exact"));
        assertThat(page.select(".statement .source").eachText())
                .filteredOn(source -> source.endsWith("percent certain"))
                .extracting(source -> Integer.parseInt(source.replaceAll("(?s).* (\\d+) percent certain", "$1")))
                .isSorted()
                .hasSize(3);
        assertThat(page("/review").select(".statement .snippet mark").eachText())
                .contains("We will appeal,");
    }

    @Test
    void confirmsAQuote() {
        reviews(form("I was away", "confirm"));

        JsonPath stored = stored();
        assertThat(stored.getList("appearances.nodes.confidence"))
                .filteredOn(value -> value == null)
                .hasSize(1);
        assertThat(stored.getMap("appearances.nodes[1].quote"))
                .containsEntry("confidence", null)
                .containsEntry("speechAct", "STATEMENT")
                .containsEntry("corrected", false);
        assertThat(page(review).select(".statement")).hasSize(2);
    }

    @Test
    void correctsTheSpeechActOfAQuote() {
        Map<String, String> form = form("We will appeal", "confirm");
        String act = form.get("speechAct");
        form.put("speechAct", act.equals("PROMISE") ? "STATEMENT" : "PROMISE");
        reviews(form);

        assertThat(stored().getMap("appearances.nodes[2].quote"))
                .containsEntry("confidence", null)
                .containsEntry("speechAct", form.get("speechAct"))
                .containsEntry("corrected", true);
        assertThat(page(review).select(".statement")).hasSize(2);
    }

    @Test
    void correctsTheSpeakerAndTheDateOfAQuote() {
        Map<String, String> form = form("We will appeal", "confirm");
        assertThat(form).containsEntry("speaker", "Rita Revsund").containsEntry("spokenAt", form.get("shown-spokenAt"));
        form.put("speaker", "vladimir putin");
        form.put("spokenAt", "2018-06");
        reviews(form);

        Map<String, Object> quote = stored().getMap("appearances.nodes[2].quote");
        assertThat(quote)
                .containsEntry("confidence", null)
                .containsEntry("corrected", true)
                .containsEntry("speaker", Map.of("slug", "vladimir-putin"))
                .containsEntry("spokenAt", "2018-06-01")
                .containsEntry("spokenAtPrecision", "MONTH");

        Map<String, String> other = form("I was away", "confirm");
        other.put("speaker", "people/vladimir-putin");
        other.remove("spokenAt");
        reviews(other);
        assertThat(stored().getMap("appearances.nodes[1].quote"))
                .containsEntry("speaker", Map.of("slug", "vladimir-putin"))
                .containsEntry("spokenAt", null);
    }

    @Test
    void recordsTheSpeakerWhoIsNotOnRecord() {
        Map<String, String> form = form("We will appeal", "confirm");
        form.put("speaker", "Rita Nova Review");
        form.put("newSlug", "vladimir-putin");
        Response taken = send("/review", form, Map.of());
        assertThat(taken.statusCode()).as(taken.asString()).isEqualTo(400);
        assertThat(Browser.checked(taken).select("main code").text())
                .contains("people/vladimir-putin is the address of somebody on record");
        form.put("newSlug", "Rita Nova");
        Response noSlug = send("/review", form, Map.of());
        assertThat(noSlug.statusCode()).as(noSlug.asString()).isEqualTo(400);
        assertThat(Browser.checked(noSlug).select("main code").text()).contains("slug");

        form.put("newSlug", "rita-nova-review");
        reviews(form);
        assertThat(stored().getMap("appearances.nodes[2].quote"))
                .containsEntry("speaker", Map.of("slug", "rita-nova-review"))
                .containsEntry("confidence", null);
        assertThat(GraphQL.data("{ person(slug: \"rita-nova-review\") { name } }")
                        .getString("person.name"))
                .isEqualTo("Rita Nova Review");
    }

    /** The name that the article prints is that of a new person. */
    @Test
    void recordsTheShownSpeakerAsANewPerson() {
        Map<String, String> form = form("We will appeal", "confirm");
        form.put("newSlug", "rita-revsund-junior");
        reviews(form);
        assertThat(stored().getMap("appearances.nodes[2].quote"))
                .containsEntry("speaker", Map.of("slug", "rita-revsund-junior"));
    }

    @ParameterizedTest
    @CsvSource({
        "speaker, Putin, people/vladimir-putin",
        "speaker, Nobody Whatsoever, Nobody on record is named",
        "speaker, people/nobody-whatsoever, Nobody on record is named",
        "speaker, events/helsinki-summit-2018, Nobody on record is named",
        "speaker, , Nobody on record is named",
        "spokenAt, July 2018, is no date",
        "spokenAt, 2018-13, 2018-13",
    })
    void saysWhyACorrectionIsNotPossible(String field, String value, String message) {
        Map<String, String> form = form("We will appeal", "confirm");
        form.put(field, value == null ? "" : value);
        Response response = send("/review", form, Map.of());

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(400);
        assertThat(Browser.checked(response).select("main code").text()).contains(message);
        assertThat(stored().getList("appearances.nodes.confidence")).doesNotContainNull();
    }

    @Test
    void rejectsAQuote() {
        reviews(form("report", "reject"));

        assertThat(stored().getList("appearances.nodes.exact"))
                .containsExactly("I was away in May,", "We will appeal,");
        assertThat(stored().getInt("rejectedQuotes.totalCount")).isEqualTo(1);

        reviews(form("I was away", "reject"));
        reviews(form("We will appeal", "reject"));
        assertThat(page(review).select(".lead").text()).isEqualTo("No quote waits for a review.");
        Response again = send("/read", article(), Map.of());
        assertThat(again.statusCode()).isEqualTo(303);
        assertThat(stored().getList("appearances.nodes")).isEmpty();
    }

    @Test
    void saysThatAnotherEditorWasFaster() {
        Map<String, String> form = form("I was away", "confirm");
        reviews(form);
        Response late = send("/review", form, Map.of());

        assertThat(late.statusCode()).isEqualTo(409);
        Document page = Browser.checked(late);
        assertThat(page.select("h1").text()).isEqualTo("Somebody else was faster");
        assertThat(page.select(".lead").text()).contains("Go back");
    }

    @Test
    void onlyEditorsRecordAndReview() {
        Map<String, String> form = form("I was away", "confirm");
        Document anonymous = Browser.page(review);
        assertThat(anonymous.select(".statement")).hasSize(3);
        assertThat(anonymous.select("form[method=post]")).isEmpty();
        assertThat(anonymous.select(".title > .meta").text())
                .isEqualTo("Editors confirm or reject them here, or with the API.");
        for (String path : List.of("/review", "/read")) {
            Map<String, String> fields = path.equals("/read") ? article() : form;
            Response response = Browser.request()
                    .contentType("application/x-www-form-urlencoded")
                    .formParams(fields)
                    .post(path);
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(Browser.checked(response).select("main code").text()).contains("one of the roles");
        }
        assertThat(stored().getList("appearances.nodes.confidence")).doesNotContainNull();
        Response read = Browser.request()
                .contentType("application/x-www-form-urlencoded")
                .formParam("body", TEXT)
                .post("/read");
        assertThat(Browser.checked(read).select("input[name=url]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Sec-Fetch-Site, none",
        "Origin, https://example.org",
        "Origin, http://localhost",
        "Origin, null"
    })
    void takesNoFormOfAnotherSite(String name, String value) {
        for (Response response : List.of(
                send("/review", form("I was away", "reject"), Map.of(name, value)),
                send("/read", article(), Map.of(name, value)))) {
            assertThat(response.statusCode()).as(response.asString()).isEqualTo(403);
        }
        assertThat(stored().getList("appearances.nodes")).hasSize(3);
    }

    @Test
    void takesTheFormOfAnOldBrowser() {
        String origin = "http://localhost:" + RestAssured.port;
        Response response = send("/review", form("I was away", "reject"), Map.of("Origin", origin));

        assertThat(response.statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @CsvSource({
        "action, publish, 400",
        "version, x, 400",
        "version, , 400",
        "id, nobody, 400",
        "id, , 400",
        "speechAct, SHOUT, 400",
    })
    void explainsWhatIsWrong(String field, String value, int status) {
        Map<String, String> form = form("I was away", "confirm");
        form.put(field, value == null ? "" : value);
        Response response = send("/review", form, Map.of());

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(Browser.checked(response).select("main code").text()).isNotEmpty();
    }

    @Test
    void rejectsOtherRequests() {
        Response put = Browser.request().put("/review");
        assertThat(put.statusCode()).isEqualTo(405);
        assertThat(put.header("Allow")).isEqualTo("GET, HEAD, POST, OPTIONS");
        assertThat(Browser.request()
                        .contentType("application/json")
                        .body("{}")
                        .post("/review")
                        .statusCode())
                .isEqualTo(415);
        assertThat(Browser.get("/review?article=nobody").statusCode()).isEqualTo(400);
        assertThat(Browser.get("/review?after=nowhere").statusCode()).isEqualTo(400);
        assertThat(Browser.get("/review?token=x").statusCode()).isEqualTo(400);
        assertThat(Browser.request().options("/review").statusCode()).isEqualTo(204);
        assertThat(Browser.request().head("/review").statusCode()).isEqualTo(200);
    }

    @Test
    void readsAPageWithOneStatement() {
        Browser.page("/review"); // A new connection would execute other statements first.
        assertThat(SqlStatements.during(() -> Browser.page("/review"))).hasSize(1);
    }

    @Test
    void readsOnlyThePageOfALongList() throws Exception {
        execute(
                "INSERT INTO quote (text, in_language, type, speech_act, speaker_id, spoken_at, spoken_at_precision,"
                        + " confidence) SELECT 'Word number ' || i, 'en', 'DIRECT', 'STATEMENT', person.id,"
                        + " date '1990-01-01' + i, 'DAY', i / 10000.0"
                        + " FROM generate_series(1, 5000) i, person WHERE slug = 'rita-revsund'",
                "ANALYZE quote");
        try {
            String document = GraphQLDocuments.text("/pages/review.graphql");
            Map<String, Object> variables = Map.of(
                    "first",
                    20,
                    "ofArticle",
                    false,
                    "text",
                    true,
                    "filter",
                    Map.of("confidence", Map.of("isNull", false)));
            JsonPath explained = given().header("X-Explain", "on")
                    .contentType("application/json")
                    .body(Map.of("query", document, "operationName", "ReviewPage", "variables", variables))
                    .post("/graphql")
                    .jsonPath();
            assertThat(explained.getList("data.quotes.nodes")).hasSize(20);
            assertThat(explained.getList("extensions.explain.analysis", String.class))
                    .anySatisfy(line -> assertThat(line).contains("Index Scan using quote_unconfirmed on quote"))
                    .noneSatisfy(line -> assertThat(line).contains("Seq Scan on quote "));
        } finally {
            deleteNodes();
            execute("ANALYZE quote");
        }
    }
}
