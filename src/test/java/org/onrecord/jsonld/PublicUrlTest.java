package org.onrecord.jsonld;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import org.onrecord.TestProfiles;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** A service with a configured public URL and short pages. */
@QuarkusTest
@TestProfile(TestProfiles.Registered.class)
class PublicUrlTest {

    @Test
    void usesTheConfiguredUrl() {
        Response response = given().header("Host", "evil.example.org").get("/people/donald-trump");
        assertThat(response.jsonPath().getString("'@id'"))
                .isEqualTo("https://example.org/onrecord/people/donald-trump");
        assertThat(response.asString()).doesNotContain("evil", "localhost");
    }

    @Test
    void limitsListsToTheMaximumPageSize() {
        Response response = given().get("/people/donald-trump");
        assertThat(response.jsonPath().getList("'@reverse'.creator")).hasSize(3);
        assertThat(response.header("Link")).startsWith("<https://example.org/onrecord/graphql?query=");
    }
}
