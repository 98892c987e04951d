package org.onrecord.security;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.TestProfiles;

import static org.assertj.core.api.Assertions.assertThat;

/** A service that requires an access token for reading. */
@QuarkusTest
@TestProfile(TestProfiles.Closed.class)
class ClosedReadingTest {

    @Test
    void rejectsQueriesWithoutAToken() {
        assertThat(GraphQL.postAs(null, "{ version }", Map.of()).statusCode()).isEqualTo(401);
        assertThat(RestAssured.given()
                        .queryParam("query", "{ version }")
                        .get("/graphql")
                        .statusCode())
                .isEqualTo(401);
        assertThat(RestAssured.get("/graphql/schema.graphql").statusCode()).isEqualTo(401);
        assertThat(RestAssured.get("/export").statusCode()).isEqualTo(401);
        assertThat(RestAssured.get("/quotes.csv").statusCode()).isEqualTo(401);
        assertThat(RestAssured.get("/sitemap.xml").statusCode()).isEqualTo(401);
        assertThat(RestAssured.get("/robots.txt").asString()).isEqualTo("User-agent: *\nDisallow: /\n");
    }

    /** The profile opens exports to everyone who may read. */
    @Test
    void exportsTheGraphWithAnyValidToken() {
        assertThat(export("/export").statusCode()).isEqualTo(200);
        assertThat(export("/export?type=audit").statusCode()).isEqualTo(403);
    }

    private static Response export(String path) {
        return RestAssured.given()
                .auth()
                .preemptive()
                .oauth2(TestIssuer.token())
                .get(path);
    }

    @Test
    void rejectsNodeUrlsWithoutAToken() {
        for (String path : new String[] {"/people/nobody", "/events/nothing", "/articles/1", "/quotes/1"}) {
            Response response = rejected(path, "application/ld+json");
            assertThat(response.jsonPath().getString("errors[0].extensions.code"))
                    .isEqualTo("UNAUTHENTICATED");
        }
        for (String path : new String[] {"/people/nobody", "/quotes/1", "/", "/search?q=Putin", "/read"}) {
            assertThat(rejected(path, "text/html").contentType()).startsWith("text/html");
        }
        Response response = RestAssured.given()
                .auth()
                .preemptive()
                .oauth2(TestIssuer.token())
                .get("/people/nobody");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.header("Vary")).contains("Authorization");
    }

    private static Response rejected(String path, String accept) {
        Response response = RestAssured.given().accept(accept).get(path);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.header("WWW-Authenticate")).isEqualTo("Bearer");
        return response;
    }

    @Test
    void acceptsQueriesWithAnyValidToken() {
        assertThat(GraphQL.postAs(TestIssuer.token(), "{ version }", Map.of()).statusCode())
                .isEqualTo(200);
        assertThat(RestAssured.given()
                        .auth()
                        .preemptive()
                        .oauth2(TestIssuer.token())
                        .get("/graphql/schema.graphql")
                        .statusCode())
                .isEqualTo(200);
    }
}
