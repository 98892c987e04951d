package org.onrecord.mutation;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.PostgresServer;
import org.onrecord.security.TestIssuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.onrecord.PostgresServer.execute;

/** The times {@code createdAt} and {@code updatedAt} of nodes. */
@QuarkusTest
class NodeTimesTest {

    private static final String ADMIN = TestIssuer.token("admin");

    private static final String ARTICLE = """
            {"article": {"url": "https://example.org/nt/1", "headline": "H", "publisher": "P", "inLanguage": "en",
             "datePublished": "2018-07-16T12:00:00Z", "body": "“No,” he said.",
             "appearances": [{"exact": "No,", "quote": {"text": "No", "type": "DIRECT", "speechAct": "DENIAL",
               "speaker": {"slug": "nt-ann"}, "topics": [{"slug": "nt-act"}]}}]}}
            """;

    private Instant before;

    private record Times(Instant created, Instant updated) {}

    @BeforeEach
    void createNodes() throws SQLException {
        before = instant("SELECT clock_timestamp()::timestamptz(3) - interval '1 ms'");
        mutate("createPerson(input: {slug: \"nt-ann\", name: \"Ann\"}) { person { id } }");
        mutate("createEvent(input: {slug: \"nt-act\", name: \"Act\", type: OTHER}) { event { id } }");
        importLine(ARTICLE);
    }

    @AfterEach
    void deleteNodes() throws SQLException {
        execute("DELETE FROM article WHERE url LIKE 'https://example.org/nt/%'");
        execute("DELETE FROM quote WHERE speaker_id IN (SELECT id FROM person WHERE slug LIKE 'nt-%')");
        execute("DELETE FROM event WHERE slug LIKE 'nt-%'");
        execute("DELETE FROM person WHERE slug LIKE 'nt-%'");
    }

    @Test
    void nodesOfMutationsAndImportsHaveTheTimeOfTheirCreation() {
        for (String node : List.of("person", "event", "article", "quote")) {
            Times times = times(node);
            assertThat(times.created)
                    .as(node)
                    .isAfter(before)
                    .isBeforeOrEqualTo(Instant.now().plusSeconds(1));
            assertThat(times.updated).as(node).isEqualTo(times.created);
        }
    }

    @Test
    void anUpdateOfTheNodeOrOfAPartChangesOnlyUpdatedAt() {
        Times created = times("person");
        updatePerson("description: \"A\"");
        Times updated = times("person");
        assertThat(updated.created).isEqualTo(created.created);
        assertThat(updated.updated).isAfter(created.updated);
        updatePerson("description: \"A\"");
        assertThat(times("person")).isEqualTo(updated);
        updatePerson("alternateNames: [{name: \"Anna\"}]");
        assertThat(times("person").updated).isAfter(updated.updated);
        assertThat(times("event").updated).isEqualTo(times("event").created);
    }

    @Test
    void anImportWithoutAChangeLeavesTheTimes() {
        Times article = times("article");
        importLine(ARTICLE);
        assertThat(times("article")).isEqualTo(article);
        importLine(ARTICLE.replace("\"headline\": \"H\"", "\"headline\": \"I\""));
        assertThat(times("article").updated).isAfter(article.updated);
        assertThat(times("article").created).isEqualTo(article.created);
    }

    @Test
    void plainSqlSetsTheTimesToo() throws SQLException {
        Times created = times("quote");
        execute("UPDATE quote SET cue = 'said' WHERE id IN (SELECT q.id FROM quote q JOIN person p"
                + " ON p.id = q.speaker_id WHERE p.slug = 'nt-ann')");
        assertThat(times("quote").updated).isAfter(created.updated);
        assertThat(times("quote").created).isEqualTo(created.created);
    }

    @Test
    void anUpdateOfOtherColumnsDoesNotComputeTheWordsAgain() throws SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET track_functions = 'all'");
            for (String update : List.of(
                    "article SET section = 'Politics' WHERE url = 'https://example.org/nt/1'",
                    "article SET version = version + 1 WHERE url = 'https://example.org/nt/1'",
                    "event SET type = 'TRIAL' WHERE slug = 'nt-act'",
                    "quote SET cue = 'said' WHERE speaker_id = (SELECT id FROM person WHERE slug = 'nt-ann')")) {
                assertThat(computations(statement, update)).as(update).isZero();
            }
            for (String update : List.of(
                    "article SET body = body || '' WHERE url = 'https://example.org/nt/1'",
                    "event SET location = 'Rome' WHERE slug = 'nt-act'",
                    "quote SET in_language = 'de' WHERE speaker_id = (SELECT id FROM person WHERE slug = 'nt-ann')",
                    // Nobody can write other words.
                    "article SET words = '' WHERE url = 'https://example.org/nt/1'")) {
                assertThat(computations(statement, update)).as(update).isOne();
            }
        }
    }

    @Test
    void aMutationSetsOnlyTheColumnsThatChange() throws SQLException {
        execute("CREATE FUNCTION nt_fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'set'; END $$");
        try {
            execute("CREATE TRIGGER nt_fail BEFORE UPDATE OF headline, body ON article EXECUTE FUNCTION nt_fail()");
            JsonPath article = GraphQL.data("{ article(url: \"https://example.org/nt/1\") { id version } }");
            mutate("correctArticle(input: {id: \"" + article.getString("article.id") + "\", version: "
                    + article.getInt("article.version")
                    + ", body: \"“No,” he said.\","
                    + " dateModified: \"2018-07-17T12:00:00Z\"}) { article { id } }");
        } finally {
            execute("DROP FUNCTION nt_fail CASCADE");
        }
        assertThat(GraphQL.data("{ article(url: \"https://example.org/nt/1\") { dateModified } }")
                        .getString("article.dateModified"))
                .startsWith("2018-07-17T12:00:00");
    }

    /** How often the triggers compute words for an UPDATE, which is rolled back. */
    private static int computations(Statement statement, String update) throws SQLException {
        statement.execute("BEGIN");
        try {
            String calls = "SELECT coalesce(sum(calls), 0) FROM pg_stat_xact_user_functions"
                    + " WHERE funcname LIKE 'compute%words'";
            int before = count(statement, calls);
            assertThat(statement.executeUpdate("UPDATE " + update)).isOne();
            return count(statement, calls) - before;
        } finally {
            statement.execute("ROLLBACK");
        }
    }

    private static int count(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void aMergeUpdatesTheRemainingNode() {
        Times remaining = times("person");
        mutate("createPerson(input: {slug: \"nt-anna\", name: \"Anna\", description: \"D\"}) { person { id } }");
        mutate("mergePeople(input: {from: " + key("nt-anna") + ", into: " + key("nt-ann") + "}) { person { id } }");
        assertThat(times("person").created).isEqualTo(remaining.created);
        assertThat(times("person").updated).isAfter(remaining.updated);
    }

    @Test
    void listsAreFilteredAndOrderedByTheTimes() {
        JsonPath data = GraphQL.data("""
                query($since: DateTime!) {
                  quotes(first: 1, orderBy: [{field: CREATED_AT, direction: DESC}]) { nodes { speaker { slug } } }
                  articles(filter: {updatedAt: {gt: $since}, url: {startsWith: "https://example.org/nt/"}}) {
                    totalCount } }
                """, Map.of("since", before.toString()));
        assertThat(data.getList("quotes.nodes.speaker.slug")).containsExactly("nt-ann");
        assertThat(data.getInt("articles.totalCount")).isEqualTo(1);
    }

    @Test
    void noInputSetsTheTimes() {
        Response response = GraphQL.postAs(
                ADMIN,
                "mutation { createPerson(input: {slug: \"nt-x\", name: \"X\", createdAt: \"2000-01-01T00:00:00Z\"})"
                        + " { person { id } } }",
                Map.of());
        assertThat(response.asString()).contains("createdAt").contains("VALIDATION_FAILED");
        assertThat(importResult(
                        ARTICLE.replace("\"headline\"", "\"updatedAt\": \"2000-01-01T00:00:00Z\", \"headline\"")))
                .contains("updatedAt", "\"failed\":1");
    }

    private static Times times(String node) {
        String selection =
                switch (node) {
                    case "person" -> "person(slug: \"nt-ann\") { createdAt updatedAt }";
                    case "event" -> "event(slug: \"nt-act\") { createdAt updatedAt }";
                    case "article" -> "article(url: \"https://example.org/nt/1\") { createdAt updatedAt }";
                    default -> "person(slug: \"nt-ann\") { quotes { nodes { createdAt updatedAt } } }";
                };
        JsonPath data = GraphQL.data("{" + selection + "}");
        String path = node.equals("quote") ? "person.quotes.nodes[0]." : node + ".";
        return new Times(
                Instant.parse(data.getString(path + "createdAt")), Instant.parse(data.getString(path + "updatedAt")));
    }

    private static void updatePerson(String change) {
        mutate("updatePerson(input: {" + key("nt-ann").substring(1).replace("}", ", " + change + "}")
                + ") { changed }");
    }

    /** The id and the version of a person, as an input. */
    private static String key(String slug) {
        JsonPath person = GraphQL.data("{ person(slug: \"" + slug + "\") { id version } }")
                .setRootPath("data.person");
        return "{id: \"" + person.getString("id") + "\", version: " + person.getInt("version") + "}";
    }

    private static void mutate(String mutation) {
        assertThat(GraphQL.postAs(ADMIN, "mutation { " + mutation + " }", Map.of())
                        .asString())
                .doesNotContain("\"errors\"");
    }

    private static void importLine(String line) {
        assertThat(importResult(line)).contains("\"failed\":0");
    }

    private static String importResult(String line) {
        return given().auth()
                .preemptive()
                .oauth2(ADMIN)
                .header("Content-Type", "application/x-ndjson")
                .body(line.replace("\n", " ").strip().getBytes(StandardCharsets.UTF_8))
                .post("/import")
                .asString();
    }

    private static Instant instant(String sql) throws SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getObject(1, java.time.OffsetDateTime.class).toInstant();
        }
    }
}
