package org.onrecord.http.browser;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class SecurityHeadersTest {

    @ParameterizedTest
    @CsvSource({
        "/, 200",
        "/graphql?query=%7Bversion%7D, 200",
        "/graphql, 400",
        "/graphql/schema.graphql, 200",
        "/people/vladimir-putin, 200",
        "/people/nobody, 404",
        "/export, 401",
        "/nowhere, 404",
        "/q/graphql-ui/nothing, 404"
    })
    void eachResponseIsProtected(String path, int status) {
        Response response =
                given().urlEncodingEnabled(false).redirects().follow(false).get(path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().getValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(response.header("Referrer-Policy")).isIn("no-referrer", "same-origin");
        assertThat(response.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(response.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(response.header("Strict-Transport-Security")).isNull(); // Nothing says that HTTPS works.
    }

    /** A browser sends {@code Origin: null} with the forms of a page that has another policy. */
    @ParameterizedTest
    @CsvSource({
        "/read, text/html, same-origin",
        "/review, text/html, same-origin",
        "/people/vladimir-putin, text/html, same-origin",
        "/people/vladimir-putin, application/ld+json, no-referrer",
        "/nowhere, text/html, same-origin",
        "/nowhere, application/json, no-referrer",
        "/graphiql, text/html, no-referrer",
        "/graphql?query=%7Bversion%7D, application/json, no-referrer"
    })
    void formsOfPagesNameTheirOrigin(String path, String accepted, String policy) {
        Response response = given().urlEncodingEnabled(false).accept(accepted).get(path);
        assertThat(response.headers().getValues("Referrer-Policy")).containsExactly(policy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"query\": \"{ version }\"}", "{"})
    void responsesToPostRequestsLoadNothing(String body) {
        Response response = given().contentType("application/json").body(body).post("/graphql");
        assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.header("Content-Security-Policy")).isEqualTo("default-src 'none'; frame-ancestors 'none'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/graphiql?query=%7Bversion%7D", "/graphiql/graphiql.js", "/q/graphql-ui/graphiql.min.js"})
    void graphiqlRunsOnlyItsOwnScripts(String file) {
        Map<String, String> policy =
                Map.of("script-src", "'self'", "connect-src", "'self'", "frame-ancestors", "'self'");
        Response response = given().urlEncodingEnabled(false).get(file);
        assertThat(response.statusCode()).isEqualTo(200);
        policy.forEach((directive, value) ->
                assertThat(response.header("Content-Security-Policy")).contains("; " + directive + " " + value));
        assertThat(response.header("Content-Security-Policy")).startsWith("default-src 'none'; ");
        assertThat(response.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(response.header("Permissions-Policy")).contains("camera=()");
    }
}
