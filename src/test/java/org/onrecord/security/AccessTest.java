package org.onrecord.security;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;

import static org.assertj.core.api.Assertions.assertThat;

/** Access with signed tokens and an issuer that serves its keys. */
@QuarkusTest
class AccessTest {

    private static final String URL = "https://example.org/access-test";

    private static final String PUBLISH = """
            mutation Publish($input: PublishArticleInput!) { publishArticle(input: $input) { article { url } } }
            """;

    @Test
    void editorsAndAdminsWrite() {
        for (String role : List.of("editor", "admin")) {
            Response response = publish(TestIssuer.token(role));
            assertThat(response.jsonPath().<Object>get("errors")).isNull();
            assertThat(response.jsonPath().getString("data.publishArticle.article.url"))
                    .isEqualTo(URL);
        }
    }

    @Test
    void anonymousClientsReadButDoNotWrite() {
        assertRefused(publish(null), 401, "UNAUTHENTICATED");
        assertThat(publish(null).header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(GraphQL.data("{ version }").getString("version")).isNotEmpty();
    }

    @Test
    void rejectsATokenWithoutTheRole() {
        assertRefused(publish(TestIssuer.token()), 403, "FORBIDDEN");
        assertRefused(publish(TestIssuer.token("reader", "Editor", "editors")), 403, "FORBIDDEN");
    }

    @Test
    void readsRolesOnlyFromTheConfiguredClaim() {
        assertRefused(
                publish(TestIssuer.signed(TestIssuer.claims().claim("roles", List.of("admin")))), 403, "FORBIDDEN");
        assertRefused(publish(TestIssuer.signed(TestIssuer.claims().groups("admin"))), 403, "FORBIDDEN");
    }

    @Test
    void rejectsAnExpiredToken() {
        assertDoesNotCount(TestIssuer.signed(
                TestIssuer.claims("admin").expiresAt(Instant.now().minusSeconds(1))));
    }

    @Test
    void rejectsATokenOfAnotherIssuer() {
        assertDoesNotCount(TestIssuer.signed(TestIssuer.claims("admin").issuer("https://issuer.example.org")));
    }

    @Test
    void rejectsATokenForAnotherAudience() {
        assertDoesNotCount(TestIssuer.signed(TestIssuer.claims("admin").audience("payroll")));
    }

    @Test
    void rejectsATokenWithAnotherSignature() {
        assertDoesNotCount(TestIssuer.claims("admin")
                .jws()
                .keyId("test")
                .sign(TestIssuer.newKey().getPrivate()));
        assertDoesNotCount(TestIssuer.claims("admin")
                .jws()
                .keyId("test")
                .algorithm(SignatureAlgorithm.HS256)
                .signWithSecret("a secret that is long enough for the algorithm"));
    }

    @Test
    void rejectsAnUnsignedToken() {
        String[] parts = TestIssuer.token("admin").split("\\.");
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
        assertDoesNotCount(header + "." + parts[1] + ".");
        assertDoesNotCount(header + "." + parts[1] + "." + parts[2]);
        assertDoesNotCount(parts[0] + "." + parts[1] + ".");
    }

    @Test
    void rejectsTextThatIsNotAToken() {
        assertDoesNotCount("secret");
        assertDoesNotCount("a.b.c");
    }

    @Test
    void rejectsAMutationByGetDespiteAToken() {
        Response response = RestAssured.given()
                .auth()
                .preemptive()
                .oauth2(TestIssuer.token("admin"))
                .queryParam(
                        "query",
                        "mutation { publishArticle(input: {url: \"https://example.org/get\", headline: \"H\","
                                + " publisher: \"P\", inLanguage: \"en\","
                                + " datePublished: \"2018-07-16T12:00:00Z\"}) { article { url } } }")
                .get("/graphql");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(GraphQL.data("{ article(url: \"https://example.org/get\") { url } }")
                        .<Object>get("article"))
                .isNull();
    }

    private static void assertDoesNotCount(String token) {
        assertRefused(publish(token), 401, "UNAUTHENTICATED");
    }

    private static void assertRefused(Response response, int status, String code) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.jsonPath().getList("errors.extensions.code")).containsExactly(code);
        assertThat(response.jsonPath().<Object>get("data")).isNull();
    }

    private static Response publish(String token) {
        return GraphQL.postAs(
                token,
                PUBLISH,
                Map.of(
                        "input",
                        Map.of(
                                "url", URL,
                                "headline", "Headline",
                                "publisher", "Publisher",
                                "inLanguage", "en",
                                "datePublished", "2018-07-16T12:00:00Z")));
    }
}
