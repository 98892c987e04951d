package org.onrecord.http.persisted;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.TestProfiles;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.onrecord.http.persisted.PersistedQueriesTest.hash;
import static org.onrecord.http.persisted.PersistedQueriesTest.post;

/** A service for the pages of one site: it executes only their documents, and only they can read its responses. */
@QuarkusTest
@TestProfile(TestProfiles.Registered.class)
class RestrictedServiceTest {

    private static final String REGISTERED = "query People { people { totalCount } }";
    private static final String REGISTERED_WITH_APOLLO = "query Quotes { quotes { totalCount } }";
    private static final String OUTDATED = "{ outdated { field } }";
    private static final String NEWER = "application/graphql-response+json";

    @Test
    void executesRegisteredDocumentsByIdAndByText() {
        for (String document : new String[] {REGISTERED, REGISTERED_WITH_APOLLO}) {
            post(NEWER, null, hash(document)).then().statusCode(200).body("data", notNullValue());
            post(NEWER, document, hash(document)).then().statusCode(200).body("data", notNullValue());
            given().queryParam("query", document)
                    .get("/graphql")
                    .then()
                    .statusCode(200)
                    .body("data", notNullValue());
        }
        given().queryParam("documentId", "short-name")
                .queryParam("variables", "{\"slug\": \"vladimir-putin\"}")
                .get("/graphql")
                .then()
                .statusCode(200)
                .body("data.person.name", equalTo("Vladimir Putin"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ version }",
                "query People { people { totalCount } } ",
                "{ __schema { queryType { name } } }",
                "mutation { publish }",
                "{"
            })
    void rejectsOtherDocuments(String document) {
        for (String mediaType : new String[] {NEWER, "application/json"}) {
            for (Response response : new Response[] {
                given().accept(mediaType)
                        .contentType(ContentType.JSON)
                        .body(Map.of("query", document))
                        .post("/graphql"),
                given().accept(mediaType).queryParam("query", document).get("/graphql"),
                post(mediaType, document, hash(document)),
                post(mediaType, null, hash(document)),
                post(mediaType, null, "unknown")
            }) {
                assertThat(response.statusCode()).isEqualTo(mediaType.equals(NEWER) ? 403 : 200);
                assertThat(response.jsonPath().getString("errors[0].extensions.code"))
                        .isEqualTo("PERSISTED_QUERY_NOT_IN_LIST");
                assertThat(response.jsonPath().<Object>get("data")).isNull();
            }
        }
    }

    @Test
    void reportsValidationErrorsOfARegisteredDocument() {
        post(NEWER, null, hash(OUTDATED))
                .then()
                .statusCode(400)
                .body("errors[0].extensions.code", equalTo("GRAPHQL_VALIDATION_FAILED"));
    }

    @Test
    void sendsTheConfiguredCacheControl() {
        Response response = given().queryParam("query", REGISTERED).get("/graphql");
        assertThat(response.header("Cache-Control")).isEqualTo("private, max-age=90");
        assertThat(response.header("Vary")).isEqualTo("Accept, Accept-Encoding, Origin");
        given().header("If-None-Match", response.header("ETag"))
                .queryParam("query", REGISTERED)
                .get("/graphql")
                .then()
                .statusCode(304)
                .header("Cache-Control", equalTo("private, max-age=90"))
                .header("Vary", equalTo("Accept, Accept-Encoding, Origin"));
    }

    @Test
    void pagesOfTheSiteCanReadResponses() {
        given().header("Origin", TestProfiles.SITE)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .options("/graphql")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", equalTo(TestProfiles.SITE))
                .header("Access-Control-Allow-Methods", equalTo("GET,HEAD,POST"))
                .header("Access-Control-Max-Age", equalTo("3600"))
                .header("Access-Control-Allow-Headers", equalTo("content-type"));
        given().header("Origin", TestProfiles.SITE)
                .contentType(ContentType.JSON)
                .body(Map.of("query", REGISTERED))
                .post("/graphql")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", equalTo(TestProfiles.SITE))
                .header("Access-Control-Expose-Headers", equalTo("ETag,Link,X-Request-Id"))
                .body("data.people.totalCount", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example",
                "http://onrecord.example",
                "https://onrecord.example.elsewhere.example",
                "https://onrecord.example:8443",
                "null"
            })
    void rejectsPagesOfOtherSites(String origin) {
        given().header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .options("/graphql")
                .then()
                .statusCode(403)
                .header("Access-Control-Allow-Origin", nullValue());
        given().header("Origin", origin)
                .contentType(ContentType.JSON)
                .body(Map.of("query", REGISTERED))
                .post("/graphql")
                .then()
                .statusCode(403)
                .header("Access-Control-Allow-Origin", nullValue())
                .body(equalTo(""));
    }
}
