package org.onrecord.http.persisted;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.PostgresServer;
import org.onrecord.SqlStatements;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
class PersistedQueriesTest {

    private static final String NEWER = "application/graphql-response+json";

    @Test
    void supportsTheProtocolOfApollo() throws Exception {
        String query = newQuery();
        // The client sends the hash, then the hash with the document, and from then on only the hash.
        post(NEWER, null, hash(query))
                .then()
                .statusCode(404)
                .body("errors[0].message", equalTo("PersistedQueryNotFound"))
                .body("errors[0].extensions.code", equalTo("PERSISTED_QUERY_NOT_FOUND"))
                .body("data", nullValue());
        post(NEWER, query, hash(query)).then().statusCode(200).body("data.people.totalCount", notNullValue());
        post(NEWER, null, hash(query)).then().statusCode(200).body("data.people.totalCount", notNullValue());
        Response byGet = get(hash(query));
        assertThat(byGet.statusCode()).isEqualTo(200);
        assertThat(byGet.jsonPath().getInt("data.people.totalCount")).isNotNegative();
        // The response is the same as for the document.
        assertThat(given().queryParam("query", query).get("/graphql").header("ETag"))
                .isNotNull()
                .isEqualTo(byGet.header("ETag"));
    }

    @Test
    void answersAnUnknownHashAsJsonWith200AndNoStore() throws Exception {
        String hash = hash(newQuery());
        post("application/json", null, hash)
                .then()
                .statusCode(200)
                .body("errors[0].message", equalTo("PersistedQueryNotFound"));
        Response response = get(hash);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void registersADocumentByGet() throws Exception {
        String query = newQuery();
        given().queryParam("query", query)
                .queryParam("extensions", extensions(hash(query)))
                .get("/graphql")
                .then()
                .statusCode(200);
        post(NEWER, null, hash(query)).then().statusCode(200);
    }

    @Test
    void supportsDocumentId() throws Exception {
        String query = newQuery();
        post(NEWER, query, hash(query)).then().statusCode(200);
        for (String id : List.of(hash(query), "sha256:" + hash(query))) {
            given().accept(NEWER)
                    .contentType(ContentType.JSON)
                    .body(Map.of("documentId", id))
                    .post("/graphql")
                    .then()
                    .statusCode(200)
                    .body("data.people.totalCount", notNullValue());
            given().queryParam("documentId", id)
                    .get("/graphql")
                    .then()
                    .statusCode(200)
                    .body("data.people.totalCount", notNullValue());
        }
    }

    @Test
    void usesVariablesAndOperationNameWithAHash() throws Exception {
        String query =
                "query A { version } query B($n: Int!) { people(first: $n) { nodes { name } } } #" + UUID.randomUUID();
        given().contentType(ContentType.JSON)
                .body(Map.of(
                        "query",
                        query,
                        "operationName",
                        "A",
                        "extensions",
                        Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", hash(query)))))
                .post("/graphql")
                .then()
                .statusCode(200);
        given().queryParam("extensions", extensions(hash(query)))
                .queryParam("operationName", "B")
                .queryParam("variables", "{\"n\": 1}")
                .get("/graphql")
                .then()
                .statusCode(200)
                .body("data.people.nodes.size()", equalTo(1));
    }

    @Test
    void rejectsAHashOfAnotherDocument() throws Exception {
        String hash = hash(newQuery());
        for (String wrong : List.of(hash, "", "x", hash.toUpperCase())) {
            post(NEWER, "{ version }", wrong)
                    .then()
                    .statusCode(400)
                    .body("errors[0].extensions.code", equalTo("PERSISTED_QUERY_MISMATCH"))
                    .body("errors[0].message", containsString("SHA-256"));
        }
        post(NEWER, null, hash).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "[]",
                "{}",
                "{\"version\": 1}",
                "{\"version\": 2, \"sha256Hash\": \"a\"}",
                "{\"version\": \"1\", \"sha256Hash\": \"a\"}",
                "{\"version\": 1, \"sha256Hash\": 7}",
                "{\"sha256Hash\": \"a\"}"
            })
    void rejectsAMalformedExtension(String persistedQuery) {
        for (String query : List.of("", "\"query\": \"{ version }\", ")) {
            given().contentType(ContentType.JSON)
                    .body("{" + query + "\"extensions\": {\"persistedQuery\": " + persistedQuery + "}}")
                    .post("/graphql")
                    .then()
                    .statusCode(400)
                    .body("errors[0].extensions.code", equalTo("BAD_REQUEST"));
        }
    }

    @Test
    void ignoresANullExtension() {
        given().contentType(ContentType.JSON)
                .body("{\"query\": \"{ version }\", \"extensions\": {\"persistedQuery\": null}}")
                .post("/graphql")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ nothing }",
                "{",
                "query A { version } query B { version }",
                "query ($n: Int!) { people(first: $n) { totalCount } }",
                "mutation { version }"
            })
    void doesNotStoreADocumentThatWasNotExecuted(String document) throws Exception {
        String query = document + " # " + UUID.randomUUID();
        assertThat(post(NEWER, query, hash(query)).statusCode()).isEqualTo(400);
        assertThat(post(NEWER, null, hash(query)).statusCode()).isEqualTo(404);
        assertThat(stored(hash(query))).isNull();
    }

    @Test
    void executesButDoesNotStoreALargeDocument() throws Exception {
        String query = newQuery();
        String largest = query + " ".repeat(32 * 1024 - query.length());
        post(NEWER, largest, hash(largest)).then().statusCode(200);
        post(NEWER, null, hash(largest)).then().statusCode(200);
        String larger = largest + " ";
        post(NEWER, larger, hash(larger)).then().statusCode(200);
        post(NEWER, null, hash(larger)).then().statusCode(404);
    }

    @Test
    void readsADocumentOfAnotherReplicaOnlyOnce() throws Exception {
        String own = newQuery();
        post(NEWER, own, hash(own)).then().statusCode(200);
        assertThat(stored(hash(own))).isEqualTo(own);
        String others = newQuery();
        store(others, "0 hours");

        assertThat(SqlStatements.during(() -> post(NEWER, null, hash(own)))).hasSize(1);
        assertThat(SqlStatements.during(() -> post(NEWER, own, hash(own)))).hasSize(1);
        // It is read, its first use is counted, and it is executed.
        assertThat(SqlStatements.during(() -> post(NEWER, null, hash(others)))).hasSize(3);
        assertThat(SqlStatements.during(() -> post(NEWER, null, hash(others)))).hasSize(1);
    }

    @Test
    void deletesTheDocumentsThatWereUsedLeast() throws Exception {
        try (Connection connection = PostgresServer.connect()) {
            connection.createStatement().execute("DELETE FROM persisted_query");
            String used = newQuery();
            store(used, "30 days");
            String unused = newQuery();
            store(unused, "20 days");
            connection
                    .createStatement()
                    .execute("INSERT INTO persisted_query SELECT encode(sha256(n::text::bytea), 'hex'), n::text,"
                            + " now() - interval '10 days' FROM generate_series(1, 9998) n");
            post(NEWER, null, hash(used)).then().statusCode(200);

            for (int i = 0; i < 2; i++) {
                String another = newQuery();
                post(NEWER, another, hash(another)).then().statusCode(200);
                assertThat(stored(hash(another))).isNotNull();
                assertThat(stored(hash(used))).isNotNull();
                assertThat(stored(hash(unused))).isNull();
                try (ResultSet row =
                        connection.createStatement().executeQuery("SELECT count(*) FROM persisted_query")) {
                    row.next();
                    assertThat(row.getInt(1)).isEqualTo(10_000);
                }
            }
            connection.createStatement().execute("DELETE FROM persisted_query");
        }
    }

    @Test
    void documentsThatAreSentAndNotUsedDoNotDisplaceOthers() throws Exception {
        try (Connection connection = PostgresServer.connect()) {
            connection.createStatement().execute("DELETE FROM persisted_query");
            String used = newQuery();
            store(used, "2 days");
            post(NEWER, null, hash(used)).then().statusCode(200);
            connection
                    .createStatement()
                    .execute("INSERT INTO persisted_query SELECT encode(sha256(n::text::bytea), 'hex'), n::text, now()"
                            + " FROM generate_series(1, 10100) n");
            String another = newQuery();
            post(NEWER, another, hash(another)).then().statusCode(200);

            assertThat(stored(hash(used))).isEqualTo(used);
            assertThat(stored(hash(another))).isEqualTo(another);
            try (ResultSet row = connection.createStatement().executeQuery("SELECT count(*) FROM persisted_query")) {
                row.next();
                assertThat(row.getInt(1)).isEqualTo(10_000);
            }
            connection.createStatement().execute("DELETE FROM persisted_query");
        }
    }

    @Test
    void executesQueriesIfTheStoreCannotBeWritten() throws Exception {
        String before = newQuery();
        store(before, "2 hours");
        try (Connection connection = PostgresServer.connect()) {
            connection
                    .createStatement()
                    .execute("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
                            + " 'BEGIN RAISE ''cannot execute in a read-only transaction''; END';"
                            + " CREATE TRIGGER refuse BEFORE INSERT OR UPDATE OR DELETE ON persisted_query"
                            + " EXECUTE FUNCTION refuse()");
            try {
                String query = newQuery();
                post(NEWER, query, hash(query)).then().statusCode(200).body("errors", nullValue());
                // This replica has the document in memory and only reads.
                post(NEWER, null, hash(query)).then().statusCode(200);
                post(NEWER, null, hash(before)).then().statusCode(200);
                assertThat(stored(hash(query))).isNull();
            } finally {
                connection.createStatement().execute("DROP FUNCTION refuse CASCADE");
            }
        }
    }

    @Test
    void doesNotWaitForABusyStore() throws Exception {
        String query = newQuery();
        try (Connection connection = PostgresServer.connect()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("LOCK TABLE persisted_query IN SHARE MODE");
            // Without a timeout it would wait forever: this connection holds the lock.
            post(NEWER, query, hash(query)).then().statusCode(200).body("errors", nullValue());
            connection.rollback();
        }
        assertThat(stored(hash(query))).isNull();
    }

    @Test
    void asksForTheDocumentIfTheStoreCannotBeRead() throws Exception {
        String query = newQuery();
        store(query, "0 hours");
        try (Connection connection = PostgresServer.connect()) {
            connection.createStatement().execute("ALTER TABLE persisted_query RENAME TO persisted_query_away");
            try {
                post(NEWER, null, hash(query)).then().statusCode(404);
                post(NEWER, query, hash(query)).then().statusCode(200);
            } finally {
                connection.createStatement().execute("ALTER TABLE persisted_query_away RENAME TO persisted_query");
            }
        }
    }

    private static String newQuery() {
        return "{ people { totalCount } } # " + UUID.randomUUID();
    }

    static String hash(String document) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(document.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String extensions(String hash) {
        return "{\"persistedQuery\": {\"version\": 1, \"sha256Hash\": \"" + hash + "\"}}";
    }

    private static Response get(String hash) {
        return given().queryParam("extensions", extensions(hash)).get("/graphql");
    }

    static Response post(String accept, String query, String hash) {
        Map<String, Object> request = new HashMap<>();
        if (query != null) {
            request.put("query", query);
        }
        request.put("extensions", Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", hash)));
        return given().accept(accept)
                .contentType(ContentType.JSON)
                .body(request)
                .post("/graphql");
    }

    private static void store(String document, String unusedFor) throws Exception {
        try (Connection connection = PostgresServer.connect();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO persisted_query VALUES (?, ?, now() - ?::interval)")) {
            insert.setString(1, hash(document));
            insert.setString(2, document);
            insert.setString(3, unusedFor);
            insert.execute();
        }
    }

    private static String stored(String hash) throws SQLException {
        try (Connection connection = PostgresServer.connect();
                PreparedStatement select =
                        connection.prepareStatement("SELECT document FROM persisted_query WHERE hash = ?")) {
            select.setString(1, hash);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }
}
