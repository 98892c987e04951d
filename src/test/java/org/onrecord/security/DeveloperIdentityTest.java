package org.onrecord.security;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;

import static org.assertj.core.api.Assertions.assertThat;

/** As development is, without an issuer. */
@QuarkusTest
@TestProfile(DeveloperIdentityTest.Development.class)
class DeveloperIdentityTest {

    @Test
    void whoSendsNoTokenIsTheDeveloperAndWrites() {
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
