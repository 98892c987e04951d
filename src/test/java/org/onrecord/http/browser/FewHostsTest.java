package org.onrecord.http.browser;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.TestProfiles;
import org.onrecord.pages.Browser;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** A service that answers only requests for few hosts, as in development. */
@QuarkusTest
@TestProfile(TestProfiles.Observed.class)
class FewHostsTest {

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "onrecord.internal:8080", "ONRECORD.internal", "a.b.tunnel.example"})
    void answersTheConfiguredAndLocalHosts(String host) {
        Response response = given().header("Host", host).get("/people/vladimir-putin");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.jsonPath().getString("'@id'"))
                .isEqualTo("http://" + host.toLowerCase() + "/people/vladimir-putin");
    }

    /** DNS rebinding: the name leads to this computer, and the page of the name is of the same origin. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "tunnel.example",
                "eviltunnel.example",
                "onrecord.internal.evil.example",
                "localhost.evil.example",
                "192.168.0.7"
            })
    void answersNoOtherHost(String host) {
        for (String path : new String[] {
            "/graphql?query=%7Bversion%7D",
            "/graphql/schema.graphql",
            "/graphiql",
            "/q/graphql-ui/",
            "/people/vladimir-putin",
            "/export",
            "/q/metrics",
            "/nowhere"
        }) {
            Response response = given().urlEncodingEnabled(false)
                    .header("Host", host)
                    .header("Origin", "http://" + host)
                    .get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(421);
            assertThat(response.jsonPath().getString("errors[0].extensions.code"))
                    .isEqualTo("MISDIRECTED_REQUEST");
            assertThat(response.jsonPath().getString("errors[0].message")).contains("`" + host + "`", "ONRECORD_HOSTS");
        }
        assertThat(given().header("Host", host)
                        .header("Upgrade", "websocket")
                        .header("Connection", "upgrade")
                        .header("Origin", "http://" + host)
                        .get("/graphql")
                        .statusCode())
                .isEqualTo(421);
    }

    /** The profile forbids it. */
    @Test
    void letsNoSearchEngineReadPages() {
        assertThat(given().get("/robots.txt").asString()).isEqualTo("User-agent: *\nDisallow: /\n");
        assertThat(given().get("/sitemap.xml").statusCode()).isEqualTo(404);
    }

    @Test
    void showsBrowsersAPageForAnotherHost() {
        for (String path : new String[] {"/", "/search?q=a", "/people/vladimir-putin", "/nowhere"}) {
            Response response = Browser.request().header("Host", "evil.example").get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(421);
            assertThat(Browser.checked(response).select("h1").text())
                    .isEqualTo("This address is not the one of this service");
        }
        Response response = Browser.request().header("Host", "evil.example").get("/graphql?query=%7Bversion%7D");
        assertThat(response.statusCode()).isEqualTo(421);
        assertThat(response.jsonPath().getString("errors[0].extensions.code")).isEqualTo("MISDIRECTED_REQUEST");
    }
}
