package org.onrecord.syndication;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

import org.onrecord.GraphQL;
import org.onrecord.SqlStatements;
import org.onrecord.pages.Browser;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** What other sites and programs read about pages: the head of pages, cards, feeds and oEmbed. */
@QuarkusTest
class SyndicationTest {

    private static final String ATOM = "http://www.w3.org/2005/Atom";

    @Test
    void hasTagsForSharing() {
        var quote = Browser.page(quote());
        assertThat(quote.select("link[rel=canonical]").attr("href")).endsWith(quote());
        assertThat(property(quote, "og:type")).isEqualTo("article");
        assertThat(property(quote, "og:title")).isEqualTo("Vladimir Putin: Russia did not meddle in the US election");
        assertThat(property(quote, "og:image")).startsWith("http").endsWith(quote() + "/card.svg");
        assertThat(property(quote, "og:locale")).isEqualTo("en_US");
        assertThat(property(Browser.page("/people/vladimir-putin", "de"), "og:locale"))
                .isEqualTo("de_DE");
        assertThat(property(Browser.page("/people/vladimir-putin"), "og:type")).isEqualTo("profile");
        assertThat(property(Browser.page("/"), "og:type")).isEqualTo("website");
        assertThat(Browser.page("/people/vladimir-putin").select("meta[name=description], meta[name=twitter:card]"))
                .hasSize(2);
    }

    @Test
    void embedsTheDocumentThatTheAddressServes() {
        String article = "/articles/"
                + GraphQL.data("{ articles(first: 1) { nodes { id } } }").getString("articles.nodes[0].id");
        for (String path : List.of(quote(), "/events/helsinki-summit-2018", "/people/vladimir-putin", article)) {
            String embedded = Browser.page(path)
                    .select("script[type=application/ld+json]")
                    .first()
                    .data();
            JsonPath served = given().get(path).jsonPath();
            assertThat(new JsonPath(embedded).getMap("")).isEqualTo(served.getMap(""));
        }
    }

    @Test
    void leadsToFeedsAndOEmbed() {
        for (String path :
                List.of("/", "/people/vladimir-putin", "/events/helsinki-summit-2018", "/search?q=election", quote())) {
            for (String href : Browser.page(path)
                    .select("link[rel=alternate], footer a[type]")
                    .eachAttr("href")) {
                Response response = given().urlEncodingEnabled(false).get(href);
                assertThat(response.statusCode()).as(href).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/feed",
                "/feed?speechAct=DENIAL",
                "/people/vladimir-putin/feed",
                "/events/helsinki-summit-2018/feed"
            })
    void servesAFeed(String path) throws Exception {
        Response response = given().get(path);
        assertThat(response.contentType()).isEqualTo("application/atom+xml; charset=utf-8");
        Document feed = xml(response);
        assertThat(feed.getDocumentElement().getNamespaceURI()).isEqualTo(ATOM);
        assertThat(texts(feed, "title").get(0)).matches("OnRecord · \\S.*\\S");
        List<String> ids = texts(feed, "id");
        assertThat(ids.get(0)).startsWith("http").endsWith(path);
        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(3);
        assertThat(texts(feed, "updated")).hasSize(ids.size());
        assertThat(texts(feed, "updated").get(0))
                .isEqualTo(
                        texts(feed, "updated").stream().max(String::compareTo).orElseThrow());
        assertThat(texts(feed, "author")).hasSize(ids.size() - 1).noneMatch(String::isBlank);
        assertThat(texts(feed, "published")).hasSize(ids.size() - 1);

        assertThat(SqlStatements.during(() -> given().get(path))).hasSize(1);
        assertThat(given().header("If-None-Match", response.header("ETag"))
                        .get(path)
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void hasOnlyDenialsInAFeedOfDenials() throws Exception {
        NodeList categories = xml(given().get("/feed?speechAct=DENIAL")).getElementsByTagNameNS(ATOM, "category");
        for (int i = 0; i < categories.getLength(); i++) {
            assertThat(categories.item(i).getAttributes().getNamedItem("term").getNodeValue())
                    .isEqualTo("DENIAL");
        }
    }

    @Test
    void leadsFromPageToPageOfAFeed() throws Exception {
        List<String> quotes = new ArrayList<>();
        String next = "/feed";
        String id = null;
        while (next != null) {
            Document feed = xml(given().urlEncodingEnabled(false).get(next));
            List<String> ids = texts(feed, "id");
            assertThat(id == null || id.equals(ids.get(0))).isTrue();
            id = ids.get(0);
            quotes.addAll(ids.subList(1, ids.size()));
            next = Jsoup.parse(given().urlEncodingEnabled(false).get(next).asString())
                    .select("feed > link[rel=next]")
                    .attr("href");
            next = next.isEmpty() ? null : next;
        }
        assertThat(quotes).doesNotHaveDuplicates();
        assertThat(quotes).hasSize(GraphQL.data("{ quotes { totalCount } }").getInt("quotes.totalCount"));
    }

    @Test
    void drawsACard() throws Exception {
        String path = quote() + "/card.svg";
        Response response = given().get(path);
        assertThat(response.contentType()).isEqualTo("image/svg+xml; charset=utf-8");
        assertThat(response.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        Document card = xml(response);
        assertThat(card.getDocumentElement().getAttribute("width")).isEqualTo("1200");
        assertThat(card.getDocumentElement().getTextContent().replaceAll("\\s+", " "))
                .contains("Russia did not meddle in the US election", "Vladimir Putin", "Denial", "16 July 2018");
        String words = "//*[local-name() = 'text'][contains(., 'Russia did not')]/..";
        assertThat(XPathFactory.newInstance().newXPath().evaluate(words + "/@font-size", card))
                .as("the largest size in which the words fit")
                .isEqualTo("68");
        assertThat(SqlStatements.during(() -> given().get(path))).hasSize(1);
        Response unchanged =
                given().header("If-None-Match", response.header("ETag")).get(path);
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.header("Cross-Origin-Resource-Policy"))
                .as("a browser replaces the header of the stored card")
                .isEqualTo("cross-origin");
    }

    @Test
    void embedsAQuote() throws Exception {
        String url = Browser.page(quote()).select("link[rel=canonical]").attr("href");
        JsonPath json = given().queryParam("url", url).get("/oembed").jsonPath();
        assertThat(json.getString("type")).isEqualTo("rich");
        assertThat(json.getString("version")).isEqualTo("1.0");
        assertThat(json.getString("author_name")).isEqualTo("Vladimir Putin");
        var html = Jsoup.parseBodyFragment(json.getString("html"));
        assertThat(html.select("blockquote > p").text()).isEqualTo("Russia did not meddle in the US election");
        assertThat(html.select("script, style, [style], iframe")).isEmpty();

        Document xml = xml(given().queryParam("url", url + "?a=b#c")
                .queryParam("format", "xml")
                .get("/oembed"));
        assertThat(xml.getElementsByTagName("html").item(0).getTextContent()).isEqualTo(json.getString("html"));

        JsonPath small = given().queryParam("url", url)
                .queryParam("maxwidth", 200)
                .queryParam("maxheight", 130)
                .get("/oembed")
                .jsonPath();
        assertThat(small.getInt("width")).isEqualTo(200);
        assertThat(small.getInt("height")).isLessThanOrEqualTo(130);
        assertThat(small.getString("html")).contains("…");
        assertThat(html.select("footer").text()).isEqualTo("— Vladimir Putin, 16 July 2018 · paraphrase · OnRecord");
    }

    @ParameterizedTest
    @CsvSource({
        "/oembed, 400",
        "/oembed?url=https://elsewhere.example/quotes/1, 404",
        "/oembed?url=x&format=yaml, 501",
        "/oembed?url=x&maxwidth=-1, 400",
        "/people/nobody/feed, 404",
        "/feed?speechAct=NONSENSE, 400",
        "/feed?after=x, 400",
        "/quotes/1/card.svg, 404",
        "/quotes/UXVvdGU6OTk5OTk5OTk=/card.svg, 404"
    })
    void rejectsWhatItDoesNotKnow(String path, int status) {
        assertThat(given().urlEncodingEnabled(false).get(path).statusCode()).isEqualTo(status);
    }

    private static String quote() {
        String query = "query ($text: String!) { quotes(filter: {text: {eq: $text}}) { nodes { id } } }";
        return "/quotes/"
                + GraphQL.data(query, Map.of("text", "Russia did not meddle in the US election"))
                        .getString("quotes.nodes[0].id");
    }

    private static String property(org.jsoup.nodes.Document page, String name) {
        return page.select("meta[property=" + name + "]").attr("content");
    }

    private static Document xml(Response response) throws Exception {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(response.asByteArray()));
    }

    private static List<String> texts(Document document, String name) {
        NodeList elements = document.getElementsByTagNameNS(ATOM, name);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < elements.getLength(); i++) {
            texts.add(elements.item(i).getTextContent());
        }
        return texts;
    }
}
