package org.onrecord.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.GraphQL;
import org.onrecord.PostgresServer;
import org.onrecord.SqlStatements;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** What holds for all pages. */
@QuarkusTest
class PagesTest {

    private static List<String> pages() {
        var ids = GraphQL.data("{ articles(first: 1) { nodes { id } } quotes(first: 1) { nodes { id } } }");
        return List.of(
                "/",
                "/search",
                "/search?q=election&year=2018",
                "/path?from=people/vladimir-putin&to=people/viktor-netyksho",
                "/people/vladimir-putin",
                "/events/helsinki-summit-2018",
                "/articles/" + ids.getString("articles.nodes[0].id"),
                "/quotes/" + ids.getString("quotes.nodes[0].id"));
    }

    @Test
    void isReadWithOneStatement() {
        for (String path : pages()) {
            Browser.page(path); // A new connection would execute other statements first.
            assertThat(SqlStatements.during(() -> Browser.get(path))).hasSize(1);
        }
    }

    @Test
    void answers304WhileNothingIsWritten() {
        for (String path : pages()) {
            Response first = Browser.get(path);
            assertThat(first.header("Cache-Control")).isEqualTo("public, no-cache");
            String tag = first.header("ETag");

            Response second = Browser.request().header("If-None-Match", tag).get(path);
            assertThat(second.statusCode()).isEqualTo(304);
            assertThat(second.header("ETag")).isEqualTo(tag);
            assertThat(second.header("Vary")).isEqualTo("Accept, Accept-Encoding, Accept-Language");

            // The page in another language is another page.
            assertThat(Browser.request()
                            .header("Accept-Language", "de")
                            .header("If-None-Match", tag)
                            .get(path)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void leadsToItsQuery() {
        for (String path : pages()) {
            Document page = Browser.page(path);
            String link = page.select("footer a[href^=/graphiql?query=]").attr("href");
            String graphql = link.replace("/graphiql?", "/graphql?");
            var data = given().urlEncodingEnabled(false).get(graphql).jsonPath();
            assertThat(data.<Object>get("errors")).isNull();
            assertThat(data.getMap("data")).isNotEmpty();
            assertThat(Browser.get(link).asString()).contains("<title>GraphiQL · OnRecord</title>");
        }
    }

    @Test
    void namesNoMessageThatIsMissing() {
        for (String path : pages()) {
            for (String language : List.of("en", "de")) {
                Document page = Browser.page(path, language);
                assertThat(page.text()).doesNotContain("NOT_FOUND", "{0}", "{1}", "null");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de | de",
                "de-AT, en;q=0.5 | de",
                "fr, de;q=0.8, en;q=0.9 | en",
                "fr | en",
                "de;q=0, fr | en",
                "* | en",
                "%%% | en"
            })
    void isInTheLanguageThatTheBrowserPrefers(String accepted, String language) {
        Response response =
                Browser.request().header("Accept-Language", accepted).get("/people/vladimir-putin");
        Document page = Browser.checked(response);
        assertThat(response.header("Content-Language")).isEqualTo(language);
        assertThat(page.select("h2").first().text()).isEqualTo(language.equals("de") ? "Dementis" : "Denials");
        assertThat(page.text()).contains(language.equals("de") ? "16. Juli 2018" : "16 July 2018");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/people/nobody-at-all", "/quotes/1", "/nowhere", "/people/", "/assets/00/onrecord.css"})
    void showsAPageForAnUnknownUrl(String path) {
        Response response =
                Browser.request().header("X-Request-Id", "from-the-gateway").get(path);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        Document page = Browser.checked(response);
        assertThat(page.select("h1").text()).isEqualTo("There is no page at this address");
        assertThat(page.text()).contains("from-the-gateway");
        assertThat(Browser.request().header("Accept-Language", "de").get(path).asString())
                .contains("Unter dieser Adresse gibt es keine Seite");
        assertThat(given().accept("application/json").get(path).asString()).doesNotContain("There is no page");
    }

    @ParameterizedTest
    @CsvSource({
        "/people/vladimir-puttin, en, vladimir puttin, Search for “vladimir puttin”",
        "/people/Vladimir-Puttin, en, Vladimir Puttin, Search for “Vladimir Puttin”",
        "/events/helsinki-sumit/feed, en, helsinki sumit, Search for “helsinki sumit”",
        "/events/helsinki-sumit, de, helsinki sumit, Nach „helsinki sumit“ suchen"
    })
    void searchesForWhatAnUnknownUrlNames(String path, String language, String text, String link) {
        Response response =
                Browser.request().header("Accept-Language", language).get(path);
        assertThat(response.statusCode()).isEqualTo(404);
        Document page = Browser.checked(response);
        assertThat(page.select("input[name=q]").attr("value")).isEqualTo(text);
        assertThat(page.select("main a").text()).isEqualTo(link);
        assertThat(Browser.page(page.select("main a").attr("href"))
                        .select(".hit, header .lead a")
                        .eachText())
                .anyMatch(found -> found.contains("Vladimir Putin") || found.contains("Helsinki summit"));
        // Messages for developers are in English, and say no more.
        assertThat(page.select("main code")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/quotes/1", "/nowhere", "/people/", "/people/%22%3E%3Cscript%3E"})
    void doesNotSearchForOtherUrls(String path) {
        Document page = Browser.checked(Browser.get(path));
        assertThat(page.select("main a, main script")).isEmpty();
        assertThat(page.select("input[name=q]").attr("value")).isEmpty();
    }

    @Test
    void showsAPageForOtherErrors() throws Exception {
        Response rejected = Browser.request().post("/people/vladimir-putin");
        assertThat(rejected.statusCode()).isEqualTo(405);
        assertThat(rejected.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        Browser.checked(rejected);

        Response cursor = Browser.get("/people/vladimir-putin?denialsAfter=%3Cscript%3E");
        assertThat(cursor.statusCode()).isEqualTo(400);
        assertThat(Browser.checked(cursor).select("h1").text()).isEqualTo("This address cannot be read");

        Response away = PostgresServer.whileUnavailable(() -> Browser.get("/people/vladimir-putin"));
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(Browser.checked(away).select("h1").text()).isEqualTo("The service is busy");
        assertThat(Browser.get("/people/vladimir-putin").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/people/vladimir-putin", "/articles/1"})
    void showsAPageForAnUnknownHost(String path) {
        Response response = Browser.request().header("Host", "evil.example").get(path);
        assertThat(response.statusCode()).isEqualTo(421);
        Document page = Browser.checked(response);
        assertThat(page.select("h1").text()).isEqualTo("This address is not the one of this service");
        assertThat(page.select("code").text()).contains("evil.example");
        assertThat(given().header("Host", "evil.example").get(path).jsonPath().getString("errors[0].extensions.code"))
                .isEqualTo("MISDIRECTED_REQUEST");
    }

    @Test
    void showsAPageForAMalformedHost() {
        Response response = Browser.request().header("Host", "a..b").get("/people/vladimir-putin");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Browser.checked(response).select("h1").text()).isEqualTo("This address cannot be read");
    }

    @Test
    void servesItsFilesForAYear() {
        for (String file : Browser.page("/").select("link[href^=/assets/]").eachAttr("href")) {
            Response response = given().header("Accept-Encoding", "identity").get(file);
            assertThat(response.statusCode()).as(file).isEqualTo(200);
            assertThat(response.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        }
    }

    @Test
    void servesItsIconAtTheAddressThatClientsTry() {
        Response icon = given().get("/favicon.ico");
        assertThat(icon.statusCode()).isEqualTo(200);
        assertThat(icon.contentType()).isEqualTo("image/vnd.microsoft.icon");
        assertThat(icon.asByteArray()).startsWith(0, 0, 1, 0);
    }

    @Test
    void hasTheSameMessagesInEachLanguage() throws IOException {
        Properties english = messages("en");
        Properties german = messages("de");
        assertThat(german.keySet()).isEqualTo(english.keySet());
        for (String key : english.stringPropertyNames()) {
            assertThat(places(german.getProperty(key))).as(key).isEqualTo(places(english.getProperty(key)));
        }
        String templates = templates();
        assertThat(english.stringPropertyNames().stream()
                        .filter(key -> key.matches("[a-zA-Z]+"))
                        .filter(key -> !Pattern.compile("msg:" + key + "\\b")
                                .matcher(templates)
                                .find()))
                .isEmpty();
        assertThat(Pattern.compile("msg:(\\w+)")
                        .matcher(templates)
                        .results()
                        .map(use -> use.group(1))
                        .filter(key -> !english.containsKey(key)))
                .isEmpty();
    }

    private static TreeSet<String> places(String text) {
        TreeSet<String> places = new TreeSet<>();
        Pattern.compile("\\{\\d}").matcher(text).results().forEach(place -> places.add(place.group()));
        return places;
    }

    private static Properties messages(String language) throws IOException {
        try (InputStream file = PagesTest.class.getResourceAsStream("/pages/messages_" + language + ".properties")) {
            Properties messages = new Properties();
            messages.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            return messages;
        }
    }

    private static String templates() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "resources", "templates"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
