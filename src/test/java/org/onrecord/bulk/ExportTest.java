package org.onrecord.bulk;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.NdjsonImport;
import org.onrecord.PostgresServer;
import org.onrecord.security.TestIssuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code GET /export}, and its agreement with imports and mutations. */
@QuarkusTest
class ExportTest {

    private static final String ADMIN = TestIssuer.token("admin");

    /** Other tests use the same database. */
    @AfterAll
    static void deleteNodes() throws SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM article WHERE url LIKE 'https://example.org/by-%'"
                    + " OR url = 'https://example.org/since'");
            statement.execute("DELETE FROM quote WHERE attribution_text LIKE 'a source by-%'");
            statement.execute(
                    "DELETE FROM quote WHERE speaker_id IN (SELECT id FROM person WHERE slug LIKE 'by-%' OR slug LIKE"
                            + " 'since-%')");
            statement.execute("DELETE FROM event WHERE slug LIKE 'by-%'");
            statement.execute(
                    "DELETE FROM person WHERE slug LIKE 'by-%' OR slug LIKE 'since-%' OR slug = 'export-audit'");
        }
    }

    @Test
    void exportsPeopleThenEventsThenArticlesInTheOrderOfTheirKeys() {
        Response response = export("");
        assertThat(response.contentType()).isEqualTo("application/x-ndjson");
        assertThat(response.header("Graph-Version")).matches("[0-9]+");
        List<String> kinds = response.asString()
                .lines()
                .map(line -> line.substring(2, line.indexOf('"', 2)))
                .toList();
        assertThat(kinds).containsSubsequence("person", "event", "article");
        assertThat(kinds.lastIndexOf("person")).isLessThan(kinds.indexOf("event"));
        assertThat(kinds.lastIndexOf("event")).isLessThan(kinds.indexOf("article"));

        List<String> slugs = lines(export("?type=person")).stream()
                .map(line -> new JsonPath(line).getString("person.slug"))
                .toList();
        assertThat(slugs).contains("vladimir-putin").isSorted();
    }

    @Test
    void exportedLinesChangeNothingWhenImported() {
        // Only the demo story, because other tests leave nodes that an import would change.
        List<String> story = lines(export("")).stream()
                .filter(line -> line.contains("\"https://example.org/onrecord-demo/")
                        || line.contains("\"vladimir-putin\",\"name\""))
                .toList();
        assertThat(story).hasSizeGreaterThan(1);
        JsonPath result = importLines(story);
        assertThat(result.getList("errors")).isEmpty();
        assertThat(result.getInt("written")).isEqualTo(story.size());
        assertThat(result.getInt("nodes.created")).isZero();
        assertThat(result.getInt("nodes.updated")).isZero();

        for (String line : story) {
            Map<String, ?> article = new JsonPath(line).getMap("article");
            if (article != null) {
                assertThat(publish(article).getBoolean("data.publishArticle.changed"))
                        .isFalse();
            }
        }
    }

    @Test
    void importsWriteTheSameAsMutations() {
        Random random = new Random(2018);
        List<String> people = new ArrayList<>();
        List<String> articles = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            articles.add(article(i, random));
        }
        for (String by : List.of("single", "import")) {
            for (int i = 0; i < 4; i++) {
                people.add("{\"person\": {\"slug\": \"by-%s-%d\", \"name\": \"Person %d\"}}".formatted(by, i, i));
            }
            for (int i = 0; i < 3; i++) {
                people.add("{\"event\": {\"slug\": \"by-%s-event-%d\", \"name\": \"Event %d\", \"type\": \"OTHER\"}}"
                        .formatted(by, i, i));
            }
        }
        assertThat(importLines(people).getList("errors")).isEmpty();
        for (String line : articles) {
            JsonPath published = publish(new JsonPath(line.replace("BY", "single")).getMap("article"));
            assertThat(published.<Object>get("errors")).as(published.prettify()).isNull();
        }
        List<String> imported =
                articles.stream().map(line -> line.replace("BY", "import")).toList();
        assertThat(importLines(imported).getList("errors")).isEmpty();

        assertThat(exported("import")).hasSize(60).isEqualTo(exported("single"));
    }

    /** The lines of the articles that were written in one way, with neutral names. */
    private static List<String> exported(String by) {
        return lines(export("?type=article")).stream()
                .filter(line -> line.contains("https://example.org/by-" + by))
                .map(line -> line.replace("by-" + by, "by"))
                .toList();
    }

    /** An article with few different people and words, so that quotes are repeated. */
    private static String article(int number, Random random) {
        StringBuilder body = new StringBuilder("\uD83D\uDE00 ");
        StringBuilder appearances = new StringBuilder();
        for (int q = random.nextInt(4); q > 0; q--) {
            String words = "Words " + random.nextInt(8) + (random.nextBoolean() ? "!" : "");
            if (body.indexOf(words) >= 0) {
                continue;
            }
            body.append("“").append(words).append("” ");
            String who = random.nextInt(5) == 0
                    ? "\"attributionText\": \"a source by-BY\""
                    : "\"speaker\": {\"slug\": \"by-BY-%d\"}".formatted(random.nextInt(4));
            String date = random.nextBoolean()
                    ? "\"2018-0%d-16\"".formatted(1 + random.nextInt(9))
                    : "\"2018-01-01\", \"spokenAtPrecision\": \"YEAR\"";
            String topics = random.nextBoolean() ? "{\"slug\": \"by-BY-event-%d\"}".formatted(random.nextInt(3)) : "";
            appearances.append(appearances.isEmpty() ? "" : ",").append("""
                    {"exact": "“%1$s”", "quote": {"text": "%1$s", "type": "%2$s", "speechAct": "%3$s", %4$s,
                      "spokenAt": %5$s, "topics": [%6$s]}}
                    """.formatted(
                            words,
                            random.nextBoolean() ? "DIRECT" : "MIXED",
                            random.nextBoolean() ? "DENIAL" : "STATEMENT",
                            who,
                            date,
                            topics));
        }
        return """
                {"article": {"url": "https://example.org/by-BY/%1$02d", "headline": "Headline %1$d", "publisher": "P",
                  "inLanguage": "%2$s", "datePublished": "2018-07-16T16:00:00Z", "body": "%3$s",
                  "mentions": [{"rel": "ABOUT", "person": {"slug": "by-BY-%4$d"}}], "appearances": [%5$s]}}
                """.formatted(
                        number,
                        random.nextBoolean() ? "en" : "de",
                        body.toString().strip(),
                        random.nextInt(4),
                        appearances)
                .replace("\n", "");
    }

    @Test
    void exportsOnlyTheChangesSinceAVersion() {
        importLines(List.of(
                "{\"person\": {\"slug\": \"since-before\", \"name\": \"Before\"}}",
                "{\"person\": {\"slug\": \"since-speaker\", \"name\": \"Speaker\"}}",
                """
                        {"article": {"url": "https://example.org/since", "headline": "H", "publisher": "P",
                          "inLanguage": "en", "datePublished": "2018-07-16T16:00:00Z", "body": "He said no",
                          "appearances": [{"exact": "no", "quote": {"text": "no", "type": "DIRECT",
                            "speechAct": "DENIAL", "speaker": {"slug": "since-speaker"}}}]}}
                        """.replace("\n", "")));
        String version = export("?type=person").header("Graph-Version");
        importLines(List.of("{\"person\": {\"slug\": \"since-after\", \"name\": \"After\"}}"));
        String changed = export("?since=" + version).asString();
        assertThat(changed).contains("since-after").doesNotContain("since-before", "https://example.org/since\"");

        // A quote is exported with the articles it appears in.
        JsonPath quote = GraphQL.data("{ person(slug: \"since-speaker\") { quotes { nodes { id version } } } }");
        Response update = GraphQL.postAs(
                ADMIN,
                "mutation($id: ID!, $version: Int!) { updateQuote(input: {id: $id, version: $version, cue: \"said\"}) {"
                        + " changed } }",
                Map.of(
                        "id", quote.getString("person.quotes.nodes[0].id"),
                        "version", quote.getInt("person.quotes.nodes[0].version")));
        assertThat(update.jsonPath().getBoolean("data.updateQuote.changed")).isTrue();
        assertThat(export("?type=article&since=" + version).asString())
                .contains("https://example.org/since\"", "\"cue\":\"said\"");
    }

    @Test
    void exportsWhatIsCreatedAndNamedMeanwhile() throws Exception {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            // More than the buffers of a connection.
            statement.execute("""
                    INSERT INTO article (id, url, headline, publisher, date_published, in_language, version, body)
                    SELECT nextval('article_seq'), 'https://example.org/by-meanwhile/' || n, 'H', 'P', now(), 'en', 0,
                      repeat('0123456789', 10000)
                    FROM generate_series(1001, 1400) n
                    """);
        }
        String article = """
                {"article": {"url": "https://example.org/by-meanwhile/last", "headline": "H", "publisher": "P",
                  "inLanguage": "en", "datePublished": "2018-07-16T16:00:00Z", "coverage": [%s]}}
                """;
        importLines(List.of(article.formatted("").replace("\n", "")));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/export"))
                .header("Authorization", "Bearer " + ADMIN)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        List<String> lines;
        try (InputStream body = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofInputStream())
                .body()) {
            // The export waits for this client. It has not read the last article.
            JsonPath result = importLines(List.of(
                    "{\"person\": {\"slug\": \"by-meanwhile\", \"name\": \"Person\"}}",
                    """
                            {"event": {"slug": "by-meanwhile", "name": "Event", "type": "OTHER",
                              "participants": [{"role": "DEFENDANT", "person": {"slug": "by-meanwhile"}}]}}
                            """.replace("\n", ""),
                    article.formatted("{\"slug\": \"by-meanwhile\"}").replace("\n", "")));
            assertThat(result.getList("errors")).isEmpty();
            lines = new String(body.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains("by-meanwhile"))
                    .map(line -> line.replace("0123456789", ""))
                    .toList();
        }
        assertThat(lines)
                .anyMatch(line -> line.contains("by-meanwhile/last") && line.contains("\"coverage\":[{\"slug\""));
        assertThat(lines)
                .filteredOn(line -> line.contains("\"by-meanwhile\",\"name\""))
                .hasSize(2);
        assertThat(lines).filteredOn(line -> line.contains("by-meanwhile/1001")).hasSize(1);
    }

    @Test
    void exportsEachNodeOnceIfAnOlderTransactionRuns() throws SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT pg_current_xact_id()");
            importLines(List.of("{\"person\": {\"slug\": \"by-older\", \"name\": \"Person\"}}"));
            assertThat(lines(export("")))
                    .filteredOn(line -> line.contains("\"by-older\""))
                    .hasSize(1);
            connection.rollback();
        }
    }

    @Test
    void exportsToAdminsOnly() {
        assertRejected(given().get("/export"), 401, "UNAUTHENTICATED");
        assertRejected(as("editor").get("/export"), 403, "FORBIDDEN");
    }

    @Test
    void exportsAuditRecordsToAdminsOnly() {
        importLines(List.of("{\"person\": {\"slug\": \"export-audit\", \"name\": \"Audit\"}}"));
        assertRejected(given().get("/export?type=audit"), 401, "UNAUTHENTICATED");
        assertRejected(as("editor").get("/export?type=audit"), 403, "FORBIDDEN");
        String line = lines(as("admin").get("/export?type=audit")).stream()
                .filter(record -> record.contains("export-audit"))
                .findFirst()
                .orElseThrow();
        JsonPath record = new JsonPath(line).setRootPath("auditRecord");
        assertThat(record.getString("actor")).isEqualTo("reporter@example.org");
        assertThat(record.getString("action")).isEqualTo("CREATED");
        assertThat(record.getString("after.name")).isEqualTo("Audit");
        assertThat(record.getString("node"))
                .isEqualTo(GraphQL.data("{ person(slug: \"export-audit\") { id } }")
                        .getString("person.id"));
        assertThat(export("").asString()).doesNotContain("auditRecord", "reporter@example.org");
    }

    @Test
    void rejectsInvalidRequests() {
        assertRejected(as("admin").get("/export?type=quote"), 400, "BAD_USER_INPUT");
        assertRejected(as("admin").get("/export?since=yesterday"), 400, "BAD_USER_INPUT");
        assertRejected(as("admin").get("/export?since=-1"), 400, "BAD_USER_INPUT");
        assertRejected(as("admin").get("/export?since=1%20OR%201=1"), 400, "BAD_USER_INPUT");
        assertRejected(given().post("/export"), 405, "METHOD_NOT_ALLOWED");
        assertRejected(given().auth().preemptive().oauth2("no.token.really").get("/export"), 401, "UNAUTHENTICATED");
    }

    private static io.restassured.specification.RequestSpecification as(String role) {
        return given().auth().preemptive().oauth2(TestIssuer.token(role));
    }

    private static Response export(String query) {
        Response response = as("admin").get("/export" + query);
        assertThat(response.statusCode()).isEqualTo(200);
        return response;
    }

    private static List<String> lines(Response response) {
        return response.asString().lines().toList();
    }

    private static JsonPath importLines(List<String> lines) {
        return NdjsonImport.result(lines);
    }

    private static JsonPath publish(Map<String, ?> article) {
        return GraphQL.postAs(
                        ADMIN,
                        "mutation($input: PublishArticleInput!) { publishArticle(input: $input) { changed } }",
                        Map.of("input", article))
                .jsonPath();
    }

    private static void assertRejected(Response response, int status, String code) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.jsonPath().getString("errors[0].extensions.code")).isEqualTo(code);
    }
}
