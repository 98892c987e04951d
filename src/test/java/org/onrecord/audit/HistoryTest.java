package org.onrecord.audit;

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
import org.onrecord.model.Person;
import org.onrecord.security.TestIssuer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class HistoryTest {

    private static final String HISTORY =
            "{ person(slug: \"hi-ann\") { history { changedAt actor action nodeType before after } } }";

    @BeforeEach
    void createAndUpdatePerson() {
        String id = editor("mutation { createPerson(input: {slug: \"hi-ann\", name: \"Ann\","
                        + " alternateNames: [{name: \"Anna\"}]}) { person { id } } }")
                .getString("data.createPerson.person.id");
        editor("mutation { updatePerson(input: {id: \"" + id + "\", version: 0, name: \"Ann B.\"}) { changed } }");
    }

    @AfterEach
    void deletePerson() {
        QuarkusTransaction.requiringNew().run(() -> Person.delete("slug", "hi-ann"));
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
    void partsHaveTheirOwnHistory() {
        JsonPath records =
                editor("{ person(slug: \"hi-ann\") { alternateNames { nodes { history { action nodeType } } } } }");
        assertThat(records.getList("data.person.alternateNames.nodes[0].history.action"))
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
        Response response = GraphQL.postAs(TestIssuer.token("editor"), operation, Map.of());
        assertThat(response.jsonPath().<Object>get("errors"))
                .as(response.asString())
                .isNull();
        return response.jsonPath();
    }
}
