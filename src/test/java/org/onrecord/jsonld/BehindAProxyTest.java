package org.onrecord.jsonld;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import org.onrecord.TestProfiles;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** A service that trusts the headers of its proxy. */
@QuarkusTest
@TestProfile(TestProfiles.Observed.class)
class BehindAProxyTest {

    @Test
    void usesTheUrlOfTheProxy() {
        Response response = given().header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "onrecord.example.org")
                .get("/people/vladimir-putin");
        assertThat(response.jsonPath().getString("'@id'"))
                .isEqualTo("https://onrecord.example.org/people/vladimir-putin");
        assertThat(response.jsonPath().<String>getList("'@reverse'.creator.'@id'"))
                .isNotEmpty()
                .allMatch(id -> id.startsWith("https://onrecord.example.org/quotes/"));
        // Another URL results in another document.
        assertThat(given().header("If-None-Match", response.header("ETag"))
                        .get("/people/vladimir-putin")
                        .statusCode())
                .isEqualTo(200);
    }
}
