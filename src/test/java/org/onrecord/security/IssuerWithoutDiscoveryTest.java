package org.onrecord.security;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.TestProfiles;

import static org.assertj.core.api.Assertions.assertThat;

/** An issuer without OpenID Connect Discovery: ONRECORD_ACCESS_JWKS configures the URL of its keys. */
@QuarkusTest
@TestProfile(TestProfiles.Closed.class)
class IssuerWithoutDiscoveryTest {

    @Test
    void acceptsATokenOfTheIssuer() {
        Response response = GraphQL.postAs(TestIssuer.token("editor"), NoIssuerTest.PUBLISH, Map.of());
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.jsonPath().getString("data.publishArticle.article.url"))
                .isEqualTo("https://example.org/no-issuer");
    }

    @Test
    void rejectsATokenOfAnotherIssuerOrKey() {
        assertDoesNotCount(TestIssuer.signed(TestIssuer.claims("admin").issuer("https://other.example.org")));
        assertDoesNotCount(TestIssuer.signed(TestIssuer.claims("admin").audience("payroll")));
        for (String key : List.of("test", "unknown")) {
            assertDoesNotCount(TestIssuer.claims("admin")
                    .jws()
                    .keyId(key)
                    .sign(TestIssuer.newKey().getPrivate()));
        }
        Response withoutTheRole = GraphQL.postAs(TestIssuer.token("reader"), NoIssuerTest.PUBLISH, Map.of());
        assertThat(withoutTheRole.statusCode()).isEqualTo(403);
    }

    /** A token with an unknown key makes the service read the keys, and not again for a moment. */
    @Test
    void acceptsANewKeyOfTheIssuerWithinSeconds() throws InterruptedException {
        assertDoesNotCount(TestIssuer.claims("admin")
                .jws()
                .keyId("unknown")
                .sign(TestIssuer.newKey().getPrivate()));
        String token = TestIssuer.claims("editor").jws().keyId("new").sign(TestIssuer.publishKey("new"));
        Instant end = Instant.now().plusSeconds(30);
        while (GraphQL.postAs(token, "{ version }", Map.of()).statusCode() != 200) {
            assertThat(Instant.now())
                    .as("The service does not know the new key.")
                    .isBefore(end);
            Thread.sleep(500);
        }
    }

    private static void assertDoesNotCount(String token) {
        Response response = GraphQL.postAs(token, NoIssuerTest.PUBLISH, Map.of());
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(401);
        assertThat(response.jsonPath().getList("errors.extensions.code")).containsExactly("UNAUTHENTICATED");
    }
}
