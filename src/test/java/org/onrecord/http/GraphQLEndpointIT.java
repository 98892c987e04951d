package org.onrecord.http;

import java.util.Map;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.nullValue;

@QuarkusIntegrationTest
class GraphQLEndpointIT extends GraphQLEndpointTest {

    /** Pages of other ports cannot read responses of the packaged service. */
    @Override
    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:5173", "http://127.0.0.1:3000"})
    void inDevelopmentPagesOfThisComputerMayAsk(String origin) {
        pagesOfOtherSitesCannotReadResponses(origin);
    }

    @Override
    @Test
    void explainsAQueryOnRequest() {
        // Production does not explain queries: a plan reveals the database, and EXPLAIN executes the query twice.
        given().contentType(ContentType.JSON)
                .header("X-Explain", "on")
                .body(Map.of("query", "{ people { totalCount } }"))
                .post("/graphql")
                .then()
                .statusCode(200)
                .body("extensions.explain", nullValue());
    }
}
