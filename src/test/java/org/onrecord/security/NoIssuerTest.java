package org.onrecord.security;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.TestProfiles;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** A service in production without an issuer. */
@QuarkusTest
@TestProfile(TestProfiles.Observed.class)
class NoIssuerTest {

    static final String PUBLISH = """
            mutation { publishArticle(input: {url: "https://example.org/no-issuer", headline: "H", publisher: "P",
              inLanguage: "en", datePublished: "2018-07-16T12:00:00Z"}) { article { url } } }
            """;

    @Test
    void rejectsWritesAndNamesTheSetting() {
        for (String token : new String[] {null, TestIssuer.token("admin")}) {
            Response response = GraphQL.postAs(token, PUBLISH, Map.of());
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.jsonPath().getString("errors[0].extensions.code"))
                    .isEqualTo("FORBIDDEN");
            assertThat(response.jsonPath().getString("errors[0].message")).contains("ONRECORD_ACCESS_ISSUER");
        }
    }

    @Test
    void rejectsImportsExportsAndTheHistory() {
        Response imported = given().header("Content-Type", "application/x-ndjson")
                .body("{\"person\": {\"slug\": \"no-issuer\", \"name\": \"N\"}}".getBytes(StandardCharsets.UTF_8))
                .post("/import");
        for (Response response : List.of(imported, given().get("/export"), given().get("/export?type=audit"))) {
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.jsonPath().getString("errors[0].message")).contains("ONRECORD_ACCESS_ISSUER");
        }
    }

    @Test
    void acceptsQueries() {
        assertThat(GraphQL.data("{ version }").getString("version")).isNotEmpty();
    }
}
