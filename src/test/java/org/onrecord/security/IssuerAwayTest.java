package org.onrecord.security;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;

import static org.assertj.core.api.Assertions.assertThat;

/** A service whose issuer does not answer. */
@QuarkusTest
@TestProfile(IssuerAwayTest.IssuerAway.class)
class IssuerAwayTest {

    @Test
    void readsWithoutATokenAndAnswers503WithOne() {
        assertThat(GraphQL.data("{ version }").getString("version")).isNotEmpty();
        Response response = GraphQL.postAs(TestIssuer.token("admin"), NoIssuerTest.PUBLISH, Map.of());
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(503);
        assertThat(response.jsonPath().getString("errors[0].extensions.code")).isEqualTo("SERVICE_UNAVAILABLE");
        assertThat(GraphQL.postAs(null, NoIssuerTest.PUBLISH, Map.of())
                        .jsonPath()
                        .getString("errors[0].extensions.code"))
                .isEqualTo("UNAUTHENTICATED");
    }

    public static class IssuerAway extends NoIssuerTest.NoIssuer {

        @Override
        public Map<String, String> getConfigOverrides() {
            // Nothing listens on this port, which is reserved for the discard protocol (RFC 863).
            return Map.of("onrecord.access.issuer", "http://localhost:9");
        }
    }
}
