package org.onrecord.http;

import java.util.Map;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.nullValue;

@QuarkusIntegrationTest
class GraphQLEndpointIT extends GraphQLEndpointTest {

    @Override
    @Test
    void aPlanCanBeReadWithItsSqlAndWhatItTook() {
        // Production does not explain: a plan reveals the database, and explaining runs the query twice.
        given().contentType(ContentType.JSON)
                .header("X-Explain", "on")
                .body(Map.of("query", "{ people { totalCount } }"))
                .post("/graphql")
                .then()
                .statusCode(200)
                .body("extensions.explain", nullValue());
    }
}
