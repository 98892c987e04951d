package org.onrecord.security;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;

import static org.assertj.core.api.Assertions.assertThat;

/** A service in development, without an issuer. */
@QuarkusTest
@TestProfile(DeveloperAuthenticationTest.Development.class)
class DeveloperAuthenticationTest {

    @Test
    void anonymousClientsWriteInDevelopment() {
        assertThat(GraphQL.data(NoIssuerTest.PUBLISH).getString("publishArticle.article.url"))
                .isEqualTo("https://example.org/no-issuer");
    }

    public static class Development extends NoIssuerTest.NoIssuer {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("onrecord.access.developer", "true");
        }
    }
}
