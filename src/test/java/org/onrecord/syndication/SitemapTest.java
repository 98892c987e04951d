package org.onrecord.syndication;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import org.onrecord.GraphQL;
import org.onrecord.SqlStatements;
import org.onrecord.pages.Browser;
import org.onrecord.security.TestIssuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** What search engines read before they read pages. */
@QuarkusTest
class SitemapTest {

    private static final String NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

    @Test
    void listsEachPageWithTheTimeOfItsLastChange() throws Exception {
        Map<String, String> expected = new LinkedHashMap<>();
        for (String nodes : List.of("people", "events", "articles", "quotes")) {
            String query = "query ($after: String) { nodes: " + nodes
                    + "(first: 100, after: $after) { nodes { resourcePath updatedAt }"
                    + " pageInfo { hasNextPage endCursor } } }";
            String after = null;
            do {
                JsonPath page = GraphQL.data(query, after == null ? Map.of() : Map.of("after", after));
                for (int i = 0; i < page.getList("nodes.nodes").size(); i++) {
                    String node = "nodes.nodes[" + i + "].";
                    String second = page.getString(node + "updatedAt").substring(0, "2018-07-16T12:00:00".length());
                    expected.put(page.getString(node + "resourcePath"), second + "Z");
                }
                after = page.getBoolean("nodes.pageInfo.hasNextPage")
                        ? page.getString("nodes.pageInfo.endCursor")
                        : null;
            } while (after != null);
        }

        Map<String, String> listed = new LinkedHashMap<>();
        List<String> parts = List.copyOf(entries("/sitemap.xml", "sitemap").keySet());
        for (String part : parts) {
            entries(part, "url").forEach((url, updated) -> {
                assertThat(url).startsWith(RestAssured.baseURI + ":" + RestAssured.port + "/");
                assertThat(listed.put(URI.create(url).getPath(), updated))
                        .as(url)
                        .isNull();
            });
        }
        assertThat(listed.remove("/")).isEmpty();
        assertThat(listed).isEqualTo(expected);
        List<String> paths = new ArrayList<>(listed.keySet());
        for (int i = 0; i < paths.size(); i += 1 + paths.size() / 10) {
            var page = Browser.page(paths.get(i));
            assertThat(page.select("link[rel=canonical]").attr("href")).endsWith(paths.get(i));
        }
    }

    @Test
    void isReadWithOneStatementAndRevalidated() throws Exception {
        List<String> lists = new ArrayList<>(entries("/sitemap.xml", "sitemap").keySet());
        lists.remove(0); // The home page is not read.
        lists.add("/sitemap.xml");
        for (String list : lists) {
            Response first = given().urlEncodingEnabled(false).get(list);
            assertThat(first.header("Cache-Control")).isEqualTo("public, no-cache");
            assertThat(first.contentType()).isEqualTo("application/xml; charset=utf-8");
            assertThat(SqlStatements.during(() -> given().get(list))).hasSize(1);
            Response second = given().urlEncodingEnabled(false)
                    .header("If-None-Match", first.header("ETag"))
                    .get(list);
            assertThat(second.statusCode()).isEqualTo(304);
            assertThat(second.asByteArray()).isEmpty();
        }
        String tag = given().get("/sitemap.xml").header("ETag");
        String person = "mutation { createPerson(input: {slug: \"listed\", name: \"Listed\"}) { person { id } } }";
        GraphQL.postAs(TestIssuer.token("editor"), person, Map.of()).then().statusCode(200);
        assertThat(given().header("If-None-Match", tag).get("/sitemap.xml").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "people-99999999999999",
                "people-999999999999999999999",
                "quotes--1",
                "quotes-",
                "audit-0",
                "",
                "people-0'",
                "PEOPLE-0"
            })
    void hasNoOtherParts(String part) {
        assertThat(given().queryParam("part", part).get("/sitemap.xml").statusCode())
                .isEqualTo(404);
    }

    @Test
    void tellsCrawlersWhatToRead() {
        Response robots = given().get("/robots.txt");
        assertThat(robots.contentType()).isEqualTo("text/plain; charset=utf-8");
        assertThat(robots.header("Cache-Control")).isEqualTo("public, max-age=3600");
        assertThat(robots.asString())
                .startsWith("User-agent: *\nDisallow: /graphql\n")
                .contains("\nDisallow: /search\n", "\nDisallow: /path\n", "\nDisallow: /suggestions\n")
                .doesNotContain("Disallow: /\n", "/people", "/assets", "/feed")
                .endsWith("\n\nSitemap: "
                        + Browser.page("/").select("link[rel=canonical]").attr("href") + "sitemap.xml\n");
        assertThat(given().head("/robots.txt").statusCode()).isEqualTo(200);
        // A host that the service does not know to be its own is not in its responses.
        assertThat(given().header("Host", "evil.example").get("/robots.txt").asString())
                .contains("Disallow: /search")
                .doesNotContain("evil", "Sitemap");
    }

    /** The URLs of a list, each with its time or an empty text. */
    private static Map<String, String> entries(String list, String element) throws Exception {
        Response response = given().urlEncodingEnabled(false).get(list);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        NodeList elements = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(response.asByteArray()))
                .getElementsByTagNameNS(NAMESPACE, element);
        Map<String, String> entries = new LinkedHashMap<>();
        for (int i = 0; i < elements.getLength(); i++) {
            Element entry = (Element) elements.item(i);
            NodeList time = entry.getElementsByTagNameNS(NAMESPACE, "lastmod");
            entries.put(
                    entry.getElementsByTagNameNS(NAMESPACE, "loc").item(0).getTextContent(),
                    time.getLength() == 0 ? "" : time.item(0).getTextContent());
        }
        assertThat(entries).isNotEmpty();
        return entries;
    }
}
