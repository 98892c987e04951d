package org.onrecord.observability;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class RequestIdTest {

    private static final String MADE_HERE = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    @ParameterizedTest
    @ValueSource(strings = {"7", "01JD8Q.gateway:7/a+b=@c_d-e", "b3c1f3a0-0000-4000-8000-000000000000"})
    void returnsAWellFormedIdOfTheClient(String id) {
        assertThat(ask("{ version }", id).header("X-Request-Id")).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a\"b", "<script>", "${jndi:x}", "a\tb", "ü", "a,b", "%0a"})
    void replacesAMalformedId(String id) {
        assertThat(ask("{ version }", id).headers().getValues("X-Request-Id"))
                .singleElement()
                .asString()
                .matches(MADE_HERE);
    }

    @Test
    void replacesAnIdOfMoreThan128Characters() {
        assertThat(ask("{ version }", "x".repeat(128)).header("X-Request-Id")).isEqualTo("x".repeat(128));
        assertThat(ask("{ version }", "x".repeat(129)).header("X-Request-Id")).matches(MADE_HERE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ people { totalCount }",
                "{ nothing }",
                "{ person { name } }",
                "query A { version } query B { version }",
                ""
            })
    void everyErrorHasTheRequestId(String query) {
        Response response = ask(query, "the-id-of-this");

        assertThat(response.jsonPath().getString("errors[0].extensions.requestId"))
                .isEqualTo("the-id-of-this")
                .isEqualTo(response.header("X-Request-Id"));
    }

    @Test
    void errorsOfInvalidRequestsHaveTheRequestId() {
        given().contentType("text/plain")
                .header("X-Request-Id", "plain")
                .body("{ version }")
                .post("/graphql")
                .then()
                .statusCode(415)
                .header("X-Request-Id", "plain");
        given().header("X-Request-Id", "gone")
                .delete("/graphql")
                .then()
                .statusCode(405)
                .header("X-Request-Id", "gone");
    }

    @Test
    void everyRequestHasItsOwnId() {
        assertThat(ask("{ version }", "").header("X-Request-Id"))
                .isNotEqualTo(ask("{ version }", "").header("X-Request-Id"));
    }

    private static Response ask(String query, String id) {
        return given().contentType(ContentType.JSON)
                .header("X-Request-Id", id)
                .body(Map.of("query", query))
                .post("/graphql");
    }
}
