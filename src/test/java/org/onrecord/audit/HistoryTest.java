package org.onrecord.audit;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.GraphQL;
import org.onrecord.PostgresServer;
import org.onrecord.model.Person;
import org.onrecord.security.TestIssuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class HistoryTest {

    private static final String HISTORY =
            "{ person(slug: \"hi-ann\") { history { changedAt actor action nodeType before after } } }";

    @BeforeEach
    void createAndUpdatePerson() {
        String id = editor("mutation { createPerson(input: {slug: \"hi-ann\", name: \"Ann\","
                        + " alternateNames: [{name: \"Anna\"}]}) { person { id } } }")
                .getString("createPerson.person.id");
        editor("mutation { updatePerson(input: {id: \"" + id + "\", version: 0, name: \"Ann B.\"}) { changed } }");
    }

    @AfterEach
    void deletePeople() {
        QuarkusTransaction.requiringNew().run(() -> Person.delete("slug like 'hi-%'"));
    }

    @Test
    void editorsReadActorsAndOldAndNewValues() {
        JsonPath records = editor(HISTORY).setRootPath("data.person");
        assertThat(records.getList("history.action")).containsExactly("UPDATED", "CREATED", "CREATED");
        assertThat(records.getList("history.nodeType")).containsExactlyInAnyOrder("Person", "Person", "PersonName");
        assertThat(records.getList("history.actor")).containsOnly("reporter@example.org");
        assertThat(new JsonPath(records.getString("history[0].before")).getString("name"))
                .isEqualTo("Ann");
        JsonPath after = new JsonPath(records.getString("history[0].after"));
        assertThat(after.getString("name")).isEqualTo("Ann B.");
        assertThat(after.<Object>get("slug")).isNull();
        assertThat(records.<Object>get("history[1].before")).isNull();
    }

    @Test
    void identifiesActorsByIssuerAndSubject() {
        String namesake = TestIssuer.signed(TestIssuer.claims("editor").subject("another-reporter"));
        edit(namesake, "name: \"Ann C.\"");
        edit(TestIssuer.signed(TestIssuer.claims("editor").subject("chief").upn("Ön\tCall")), "name: \"Ann D.\"");
        JsonPath records = editor(
                        "{ person(slug: \"hi-ann\") { history(first: 3) { actor actorIssuer actorSubject } } }")
                .setRootPath("data.person.history");
        assertThat(records.getList("actorSubject")).containsExactly("chief", "another-reporter", "reporter");
        assertThat(records.getList("actorIssuer")).containsOnly(TestIssuer.url());
        assertThat(records.getList("actor"))
                .containsExactly("Ön\tCall", "reporter@example.org", "reporter@example.org");
        List<String> exported = exported("\"another-reporter\"");
        assertThat(exported).hasSize(1);
        assertThat(JsonPath.from(exported.get(0)).getString("auditRecord.actorIssuer"))
                .isEqualTo(TestIssuer.url());
    }

    @Test
    void importsHaveTheActorOfTheirRequest() {
        given().auth()
                .preemptive()
                .oauth2(TestIssuer.signed(TestIssuer.claims("admin").subject("importer")))
                .header("Content-Type", "application/x-ndjson")
                .body("{\"person\": {\"slug\": \"hi-ben\", \"name\": \"Ben\"}}".getBytes(StandardCharsets.UTF_8))
                .post("/import")
                .then()
                .statusCode(200);
        JsonPath records = editor("{ person(slug: \"hi-ben\") { history { actor actorIssuer actorSubject } } }");
        assertThat(records.getMap("person.history[0]"))
                .isEqualTo(Map.of(
                        "actor", "reporter@example.org",
                        "actorIssuer", TestIssuer.url(),
                        "actorSubject", "importer"));
    }

    @Test
    void writersThatAreNotClientsHaveNoSubject() throws SQLException {
        try (Connection connection = PostgresServer.connect()) {
            connection.createStatement().execute("UPDATE person SET name = 'Ann E.' WHERE slug = 'hi-ann'");
        }
        JsonPath records = editor(
                        "{ person(slug: \"hi-ann\") { history(first: 1) { actor actorIssuer actorSubject } } }")
                .setRootPath("data.person.history[0]");
        assertThat(records.getString("actor")).isEqualTo("database:postgres");
        assertThat(records.getMap("")).containsEntry("actorIssuer", null).containsEntry("actorSubject", null);
    }

    @Test
    void keysThatANodeHadAreRecorded() {
        editor("mutation { createPerson(input: {slug: \"hi-former\", name: \"A\", wikidataId: \"Q99999901\"}) {"
                + " person { id } } }");
        editor("mutation { createPerson(input: {slug: \"hi-eve\", name: \"E\", wikidataId: \"Q99999902\"}) {"
                + " person { id } } }");
        editor("mutation { updatePerson(input: " + reference("hi-former", ", slug: \"hi-renamed\"")
                + ") { changed } }");
        JsonPath merged = JsonPath.from(GraphQL.postAs(
                        TestIssuer.token("admin"),
                        "mutation { mergePeople(input: {from: " + reference("hi-renamed", "") + ", into: "
                                + reference("hi-eve", "") + "}) { person { history(first: 100) {"
                                + " action nodeType actorSubject after } } } }",
                        Map.of())
                .asString());
        List<Map<String, String>> records = merged.getList("data.mergePeople.person.history");
        List<String> keys = records.stream()
                .filter(record -> record.get("nodeType").equals("FormerPersonKey"))
                .filter(record -> record.get("action").equals("CREATED"))
                .map(record -> JsonPath.from(record.get("after")))
                .map(after -> after.getString("slug") + " " + after.getString("wikidata_id"))
                .toList();
        assertThat(keys).containsExactlyInAnyOrder("hi-renamed null", "null Q99999901");
        // The key from before the rename moves.
        assertThat(records)
                .filteredOn(record -> record.get("nodeType").equals("FormerPersonKey"))
                .filteredOn(record -> record.get("action").equals("UPDATED"))
                .singleElement()
                .satisfies(record -> assertThat(record.get("after")).contains("person_id"));
        assertThat(exported("FormerPersonKey").stream().filter(line -> line.contains("\"hi-former\"")))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("\"CREATED\""));
    }

    private static String reference(String slug, String change) {
        JsonPath person =
                editor("{ person(slug: \"" + slug + "\") { id version } }").setRootPath("data.person");
        return "{id: \"" + person.getString("id") + "\", version: " + person.getInt("version") + change + "}";
    }

    private static void edit(String token, String change) {
        GraphQL.dataAs(
                token,
                "mutation { updatePerson(input: " + reference("hi-ann", ", " + change) + ") { changed } }",
                Map.of());
    }

    private static List<String> exported(String text) {
        return given().auth()
                .preemptive()
                .oauth2(TestIssuer.token("admin"))
                .get("/export?type=audit")
                .asString()
                .lines()
                .filter(line -> line.contains(text))
                .toList();
    }

    @Test
    void partsHaveTheirOwnHistory() {
        JsonPath records =
                editor("{ person(slug: \"hi-ann\") { alternateNames { nodes { history { action nodeType } } } } }");
        assertThat(records.getList("person.alternateNames.nodes[0].history.action"))
                .containsExactly("CREATED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ person(slug: \"hi-ann\") { history { actor } } }",
                "{ people { nodes { history { actor } } } }",
                "{ people { edges { node { ... on Person { h: history(first: 1) { __typename } } } } } }",
                "{ node(id: \"UGVyc29uOjE=\") { ... on Person { history { actor } } } }",
                "{ nodes(ids: [\"UGVyc29uOjE=\"]) { ... on PersonName { history { actor } } } }",
                "{ search(text: \"Ann\") { nodes { ... on Person { history { actor } } } } }",
                "{ path(from: {personSlug: \"hi-ann\"}, to: {personSlug: \"hi-ann\"}) { steps { from { ... on Person"
                        + " { history { actor } } } } } }",
                "{ quotes { groups(by: SPEAKER) { node { ... on Person { history { actor } } } } } }",
                "{ version person(slug: \"hi-ann\") { alternateNames { nodes { history { actor } } } } }"
            })
    void readersCannotReadHistoryOnAnyPath(String query) {
        editor(query); // Puts the plan into the cache.
        for (String token : new String[] {null, TestIssuer.token(), TestIssuer.token("reader")}) {
            Response response = GraphQL.postAs(token, query, Map.of());
            assertThat(response.jsonPath().getString("errors[0].extensions.code"))
                    .isEqualTo(token == null ? "UNAUTHENTICATED" : "FORBIDDEN");
            assertThat(response.asString()).doesNotContain("reporter@example.org", "\"data\"");
        }
    }

    @Test
    void theSchemaContainsAuditRecordsOnlyInHistory() {
        String schema = RestAssured.get("/graphql/schema.graphql").asString();
        assertThat(schema.lines().filter(line -> line.contains("AuditRecord")).map(String::strip))
                .allMatch(line -> line.equals("type AuditRecord {") || line.endsWith("): [AuditRecord!]!"));
        assertThat(schema.lines()
                        .filter(line -> line.strip().startsWith("history"))
                        .map(String::strip))
                .allMatch("history("::equals);
    }

    @Test
    void responsesWithHistoryArePrivate() {
        Response response = RestAssured.given()
                .auth()
                .preemptive()
                .oauth2(TestIssuer.token("editor"))
                .queryParam("query", HISTORY)
                .get("/graphql");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.header("Cache-Control")).contains("private").doesNotContain("public");
        assertThat(List.of(response.header("Vary").split(", "))).contains("Authorization");
        String tag = response.header("ETag");
        assertThat(RestAssured.given()
                        .header("If-None-Match", tag)
                        .queryParam("query", HISTORY)
                        .get("/graphql")
                        .jsonPath()
                        .getString("errors[0].extensions.code"))
                .isEqualTo("UNAUTHENTICATED");
    }

    private static JsonPath editor(String operation) {
        return GraphQL.dataAs(TestIssuer.token("editor"), operation, Map.of());
    }
}
