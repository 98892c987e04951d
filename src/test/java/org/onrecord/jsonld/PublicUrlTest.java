package org.onrecord.jsonld;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

import org.onrecord.PostgresServer;
import org.onrecord.SqlStatements;
import org.onrecord.TestProfiles;
import org.onrecord.http.GraphQLEndpoint;
import org.onrecord.pages.Browser;
import org.onrecord.syndication.CsvTest;
import org.onrecord.websocket.Socket;

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

    /** The profile allows four rows in a file, and three nodes on a page. */
    @Test
    void leadsFromAFileToTheNext() throws SQLException {
        List<String> ids = new ArrayList<>();
        String next = "/quotes.csv?speechAct=DENIAL";
        int files = 0;
        while (next != null) {
            List<Map<String, String>> rows =
                    CsvTest.rows(given().urlEncodingEnabled(false).get(next));
            Map<String, String> last = rows.get(rows.size() - 1);
            next = null;
            if (last.get("type").equals("MORE")) {
                assertThat(last.get("url")).startsWith("https://example.org/onrecord/quotes.csv?after=");
                assertThat(last.get("text")).contains("This file has 4 rows, and there are more.");
                next = last.get("url").substring("https://example.org/onrecord".length());
                rows.remove(last);
                assertThat(rows).hasSize(4);
            }
            rows.forEach(row -> ids.add(row.get("id")));
            files++;
        }
        assertThat(ids).doesNotHaveDuplicates();
        try (Connection connection = PostgresServer.connect();
                ResultSet denials = connection
                        .createStatement()
                        .executeQuery("SELECT count(*) FROM quote WHERE speech_act = 'DENIAL'")) {
            denials.next();
            assertThat(ids).hasSize(denials.getInt(1));
        }
        assertThat(files).isGreaterThan(1);
        assertThat(SqlStatements.during(() -> given().get("/quotes.csv"))).hasSize(2);
    }

    @Test
    void leadsSearchEnginesToTheConfiguredUrl() {
        assertThat(given().get("/robots.txt").asString())
                .contains("\nDisallow: /onrecord/search\n")
                .endsWith("\nSitemap: https://example.org/onrecord/sitemap.xml\n");
        assertThat(given().get("/sitemap.xml").asString())
                .contains("<loc>https://example.org/onrecord/sitemap.xml?part=people-0</loc>");
        assertThat(given().get("/sitemap.xml?part=people-0").asString())
                .contains("<loc>https://example.org/onrecord/people/donald-trump</loc>");
    }

    @Test
    void pagesLeadToTheirPathOnce() {
        Response response = Browser.get("/path?from=trump&to=people/vladimir-putin");
        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.header("Location"))
                .isEqualTo("/onrecord/path?from=people/donald-trump&to=people/vladimir-putin");
        for (String path : List.of("/", "/search?q=helsinki+sumit", "/people/donald-trump", "/path", "/read")) {
            for (String attribute : List.of("href", "src", "action")) {
                assertThat(Jsoup.parse(Browser.get(path).asString())
                                .select("[" + attribute + "]")
                                .eachAttr(attribute))
                        .as(path)
                        .allMatch(url -> url.matches("#.*|/onrecord/.*|https?://.*"))
                        .noneMatch(url -> url.contains("/onrecord/onrecord"));
            }
        }
    }

    @Test
    void limitsListsToTheMaximumPageSize() {
        Response response = given().get("/people/donald-trump");
        assertThat(response.jsonPath().getList("'@reverse'.creator")).hasSize(3);
        assertThat(response.header("Link")).startsWith("<https://example.org/onrecord/graphql?query=");
    }

    @Test
    void pagesOfThePublicUrlArePagesOfThisService() {
        for (String origin : List.of("https://example.org", "HTTPS://EXAMPLE.ORG")) {
            assertThat(given().header("Origin", origin)
                            .get("/people/donald-trump")
                            .statusCode())
                    .isEqualTo(200);
            try (Socket socket =
                    Socket.open(Socket.url(RestAssured.port), GraphQLEndpoint.SUBPROTOCOL, Map.of("Origin", origin))) {
                socket.expectNothing();
            }
        }
        for (String origin : List.of("http://example.org", "https://example.org:8443", "https://example.org.evil")) {
            assertThat(given().header("Origin", origin)
                            .get("/people/donald-trump")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void demandsHttpsIfThePublicUrlHasIt() {
        for (String path : List.of("/people/donald-trump", "/graphql", "/nowhere", "/q/graphql-ui/")) {
            assertThat(given().get(path).header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
        }
    }
}
