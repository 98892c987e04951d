package org.onrecord.pages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Requests pages as a browser does, and checks what holds for all pages. */
public final class Browser {

    /** The Accept header of a browser. */
    public static final String ACCEPT =
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

    /** Bytes of a page with its files, compressed. */
    private static final int MAX_WEIGHT = 60_000;

    private static final Set<String> URL_ATTRIBUTES = Set.of("href", "src", "action");

    private Browser() {}

    public static RequestSpecification request() {
        return given().urlEncodingEnabled(false)
                .header("Accept", ACCEPT)
                .redirects()
                .follow(false);
    }

    public static Response get(String path) {
        return request().get(path);
    }

    /** A page in English. */
    public static Document page(String path) {
        return page(path, "en");
    }

    public static Document page(String path, String language) {
        Response response = request().header("Accept-Language", language).get(path);
        assertThat(response.statusCode()).as(path + "\n" + response.asString()).isEqualTo(200);
        return checked(response);
    }

    /** The page of a response, after checks of what holds for each page, also for the page of an error. */
    public static Document checked(Response response) {
        assertThat(response.contentType()).isEqualTo("text/html; charset=utf-8");
        assertThat(response.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .doesNotContain("unsafe");
        assertThat(response.header("Vary")).contains("Accept", "Accept-Language");
        assertThat(response.headers().getValues("Set-Cookie")).isEmpty();
        assertThat(weight(response)).isLessThan(MAX_WEIGHT);
        Document page = Jsoup.parse(response.asString());
        assertThat(page.select("html").attr("lang")).isEqualTo(response.header("Content-Language"));
        assertThat(page.select("h1, main, head > title")).hasSize(3);
        assertThat(page.select("a.skip").attr("href")).isEqualTo("#content");
        for (Element element : page.getAllElements()) {
            element.attributes().forEach(attribute -> {
                assertThat(attribute.getKey()).doesNotStartWith("on").isNotEqualTo("style");
                if (URL_ATTRIBUTES.contains(attribute.getKey())) {
                    assertThat(attribute.getValue()).matches("(?s)[/#?].*|https?://.*");
                }
            });
        }
        assertThat(page.select("style, iframe, object, base")).isEmpty();
        assertThat(page.select("script:not([type=application/ld+json])"))
                .allSatisfy(script -> assertThat(script.attr("src")).startsWith("/assets/"));
        assertThat(page.select("script[type=application/ld+json]"))
                .allSatisfy(script -> assertThat(new JsonPath(script.data()).getString("'@context'"))
                        .isEqualTo("https://schema.org"));
        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
        assertThat(page.select("svg:not([role=img]):not([aria-hidden=true])")).isEmpty();
        return page;
    }

    /** The bytes of a page, its style and its scripts, compressed. */
    private static int weight(Response response) {
        int weight = compressed(response.asByteArray());
        for (String file : Jsoup.parse(response.asString()).select("link[rel=stylesheet], script[src]").stream()
                .map(file -> file.hasAttr("href") ? file.attr("href") : file.attr("src"))
                .filter(file -> file.startsWith("/"))
                .toList()) {
            weight += compressed(given().get(file).asByteArray());
        }
        return weight;
    }

    private static int compressed(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.size();
    }

    /** The text of the elements that a CSS selector finds, one string each, with single spaces. */
    public static java.util.List<String> texts(Element page, String selector) {
        return page.select(selector).eachText();
    }
}
