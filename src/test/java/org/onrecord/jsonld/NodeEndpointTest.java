package org.onrecord.jsonld;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.GraphQL;
import org.onrecord.Management;
import org.onrecord.PostgresServer;
import org.onrecord.SqlStatements;
import org.onrecord.security.TestIssuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The URLs of people, events, articles and quotes. */
@QuarkusTest
class NodeEndpointTest {

    private static final String JSON_LD = "application/ld+json";

    /** The Accept header of a browser. */
    private static final String BROWSER =
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

    private static final String BODY = "“Say \"</script>\" — нет 🏃!” Ann said. “No,” the Kremlin said. “No,” it said.";

    private static final String PUBLISH = """
            mutation Publish($body: String!, $text: String!, $exact: String!) { publishArticle(input: {
              url: "https://example.org/ld/1?a=b&c", headline: "H </script>", publisher: "P", byline: "By A & B",
              inLanguage: "en", datePublished: "2018-07-16T12:00:00Z", body: $body,
              license: "https://creativecommons.org/licenses/by/4.0/",
              mentions: [{rel: MENTIONS, person: {slug: "ld-ann"}}], coverage: [{slug: "ld-talks"}],
              appearances: [
                {exact: $exact, quote: {text: $text, type: DIRECT, speechAct: NO_COMMENT, spokenAt: "2016-10-01",
                  spokenAtPrecision: MONTH, speaker: {person: {slug: "ld-ann", name: "Ann"}}, speakerRole: "President",
                  occasion: {slug: "ld-talks"},
                  topics: [{event: {slug: "ld-act", name: "Act", type: OTHER}}]}},
                {exact: "No,", suffix: "” the", quote: {text: "No", type: DIRECT, speechAct: DENIAL,
                  spokenAt: "2016-01-01", spokenAtPrecision: YEAR, attributionText: "the LD office"}},
                {exact: "No,", suffix: "” it", quote: {text: "No", type: DIRECT, speechAct: DENIAL,
                  spokenBefore: "2016-12-31", attributionText: "the LD office"}}]})
              { article { id appearances { nodes { quote { id text } } } } } }
            """;

    private static final String CREATE_EVENT = """
            mutation { createEvent(input: {slug: "ld-talks", name: "Talks", type: PRESS_CONFERENCE,
              startDate: "2018-07-16", location: "Helsinki", identifier: "1:18",
              wikidataId: "Q99999001", sameAs: ["https://example.org/talks"],
              superEvent: {event: {slug: "ld-summit", name: "Summit", type: SUMMIT}},
              participants: [{role: HOST, person: {person: {slug: "ld-ann", name: "Ann"}}},
                {role: DEFENDANT, person: {slug: "ld-ann"}}, {role: JUDGE, person: {slug: "ld-ann"}}],
              links: [{relation: CHARGES, event: {event: {slug: "ld-act", name: "Act", type: OTHER}}},
                {relation: PART_OF, event: {event: {slug: "ld-year", name: "Year", type: OTHER}}}]}) { event { id } } }
            """;

    @AfterEach
    void removeWhatWasWritten() throws SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM article WHERE url LIKE 'https://example.org/ld/%'");
            statement.execute("DELETE FROM quote WHERE attribution_text = 'the LD office'");
            statement.execute("DELETE FROM quote WHERE speaker_id IN (SELECT id FROM person WHERE slug LIKE 'ld-%')");
            statement.execute("UPDATE event SET super_event_id = NULL WHERE slug LIKE 'ld-%'");
            statement.execute("DELETE FROM event WHERE slug LIKE 'ld-%'");
            statement.execute("DELETE FROM person WHERE slug LIKE 'ld-%'");
        }
    }

    @Test
    void describesAPerson() {
        Response response = get("/people/vladimir-putin");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType()).isEqualTo(JSON_LD);
        JsonPath person = json(response);
        assertThat(person.getString("'@context'")).isEqualTo("https://schema.org");
        assertThat(person.getString("'@type'")).isEqualTo("Person");
        assertThat(person.getString("'@id'")).isEqualTo(address("/people/vladimir-putin"));
        assertThat(person.getString("name")).isEqualTo("Vladimir Putin");
        assertThat(person.getList("alternateName")).contains("Vladimir Poutine", "Владимир Владимирович Путин");
        assertThat(person.getList("sameAs")).contains("https://www.wikidata.org/wiki/Q7747");
        assertThat(person.getString("identifier.value")).isEqualTo("Q7747");
        assertThat(person.getList("'@reverse'.creator.text")).contains("Russia did not meddle in the US election");
        assertThat(person.getList("performerIn.performerIn.name")).contains("Helsinki summit");
    }

    @Test
    void describesAnEvent() {
        ok(CREATE_EVENT);
        publish();

        JsonPath event = json(get("/events/ld-talks"));

        assertThat(event.getString("'@type'")).isEqualTo("Event");
        assertThat(event.getString("startDate")).isEqualTo("2018-07-16");
        assertThat(event.getString("location.'@type'")).isEqualTo("Place");
        assertThat(event.getString("location.name")).isEqualTo("Helsinki");
        assertThat(event.getString("keywords")).isEqualTo("press conference");
        assertThat(event.getString("identifier[0]")).isEqualTo("1:18");
        assertThat(event.getString("identifier[1].value")).isEqualTo("Q99999001");
        assertThat(event.getList("sameAs"))
                .containsExactly("https://example.org/talks", "https://www.wikidata.org/wiki/Q99999001");
        assertThat(event.getList("superEvent.name")).containsExactly("Summit", "Year");
        assertThat(event.getString("organizer[0].roleName")).isEqualTo("host");
        assertThat(event.getString("organizer[0].organizer.'@id'")).isEqualTo(address("/people/ld-ann"));
        assertThat(event.getString("contributor[0].roleName")).isEqualTo("judge");
        assertThat(event.getString("about[0].roleName")).isEqualTo("defendant");
        assertThat(event.getString("about[1].'@id'")).isEqualTo(address("/events/ld-act"));
        assertThat(event.getList("recordedIn.'@type'")).containsExactly("Quotation");
        assertThat(event.getList("subjectOf.headline")).containsExactly("H </script>");
        assertThat(event.getString("endDate")).isNull();

        JsonPath act = json(get("/events/ld-act"));
        assertThat(act.getList("subjectOf.'@id'"))
                .contains(address("/events/ld-talks"))
                .hasSize(2);
        assertThat(json(get("/events/ld-year")).getList("subEvent.'@id'")).containsExactly(address("/events/ld-talks"));
    }

    @Test
    void describesAnArticleWithThePositionsOfItsQuotes() {
        ok(CREATE_EVENT);
        JsonPath published = publish();

        JsonPath article = json(get("/articles/" + published.getString("id")));

        assertThat(article.getString("'@type'")).isEqualTo("NewsArticle");
        assertThat(article.getString("url")).isEqualTo("https://example.org/ld/1?a=b&c");
        assertThat(article.getString("headline")).isEqualTo("H </script>");
        assertThat(article.getMap("publisher")).isEqualTo(Map.of("@type", "Organization", "name", "P"));
        assertThat(article.getString("creditText")).isEqualTo("By A & B");
        assertThat(article.getString("datePublished")).isEqualTo("2018-07-16T12:00:00.000Z");
        assertThat(article.getString("articleBody")).isEqualTo(BODY);
        assertThat(article.getList("about.name")).containsExactly("Talks");
        assertThat(article.getList("mentions.name")).containsExactly("Ann");
        assertThat(article.getList("hasPart.'@id'")).hasSize(2).doesNotHaveDuplicates();
        assertThat(article.getString("hasPart[0].creator.name")).isEqualTo("Ann");
        assertThat(article.getString("isBasedOn")).isNull();
        assertThat(article.getString("dateModified")).isNull();
        assertThat(article.getString("mainEntityOfPage.url")).isEqualTo(article.getString("'@id'"));
        assertThat(Instant.parse(article.getString("mainEntityOfPage.dateModified")))
                .isAfterOrEqualTo(Instant.parse(article.getString("mainEntityOfPage.dateCreated")))
                .isAfter(Instant.parse("2026-01-01T00:00:00Z"));
        List<Map<String, Object>> annotations = article.getList("'@included'");
        assertThat(annotations).hasSize(3);
        for (int i = 0; i < 3; i++) {
            JsonPath annotation = article.setRootPath("'@included'[" + i + "]");
            assertThat(annotation.getString("'@context'")).isEqualTo("http://www.w3.org/ns/anno.jsonld");
            assertThat(annotation.getString("target.source"))
                    .isEqualTo(annotation.getString("id").split("#")[0]);
            int[] body = BODY.codePoints().toArray();
            int start = annotation.getInt("target.selector[1].start");
            int end = annotation.getInt("target.selector[1].end");
            assertThat(new String(body, start, end - start))
                    .isEqualTo(annotation.getString("target.selector[0].exact"));
        }
    }

    @Test
    void describesAnArticleWithoutTheTextThatItsLicenceDoesNotAllow() {
        String id = GraphQL.data("{ articles(first: 1, filter: {body: {isNull: false}}) { nodes { id } } }")
                .getString("articles.nodes[0].id");

        JsonPath article = json(get("/articles/" + id));

        assertThat(article.getMap("")).doesNotContainKey("articleBody");
        assertThat(article.getString("'@included'[0].target.selector[0].prefix"))
                .isNotEmpty();
    }

    @Test
    void describesAQuoteWithThePrecisionOfItsDate() {
        ok(CREATE_EVENT);
        JsonPath published = publish();

        JsonPath quote = json(get("/quotes/" + published.getString("appearances.nodes[0].quote.id")));
        assertThat(quote.getString("'@type'")).isEqualTo("Quotation");
        assertThat(quote.getString("text")).isEqualTo("Say \"</script>\" — нет 🏃!");
        assertThat(quote.getString("dateCreated")).isEqualTo("2016-10");
        assertThat(quote.getString("keywords")).isEqualTo("no comment");
        assertThat(quote.getString("creator.roleName")).isEqualTo("President");
        assertThat(quote.getString("creator.creator.'@id'")).isEqualTo(address("/people/ld-ann"));
        assertThat(quote.getString("recordedAt.name")).isEqualTo("Talks");
        assertThat(quote.getList("about.name")).containsExactly("Act");
        assertThat(quote.getList("isPartOf.'@id'")).containsExactly(address("/articles/" + published.getString("id")));

        JsonPath nobodys = json(get("/quotes/" + published.getString("appearances.nodes[1].quote.id")));
        assertThat(nobodys.getString("dateCreated")).isEqualTo("2016");
        assertThat(nobodys.getString("creditText")).isEqualTo("the LD office");
        assertThat(nobodys.getMap("")).doesNotContainKeys("creator", "recordedAt", "about", "speaker");
        assertThat(nobodys.getList("isPartOf")).hasSize(1);
        assertThat(nobodys.getList("'@included'")).hasSize(2);
    }

    @Test
    void everyReferencedNodeHasADocument() {
        Set<String> met = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(address("/people/vladimir-putin")));
        Pattern id = Pattern.compile("\"@id\":\"([^\"]*)\"");
        while (!open.isEmpty()) {
            String address = open.remove();
            if (met.add(address)) {
                Response response =
                        given().urlEncodingEnabled(false).accept(JSON_LD).get(address);
                assertThat(response.statusCode()).as(address).isEqualTo(200);
                assertThat(json(response).getString("'@id'")).isEqualTo(address);
                id.matcher(response.asString()).results().forEach(found -> open.add(found.group(1)));
            }
        }
        for (String collection : List.of("/people/", "/events/", "/articles/", "/quotes/")) {
            assertThat(met).anyMatch(address -> address.contains(collection));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/ld+json | application/ld+json",
                "application/json | application/json",
                "*/* | application/ld+json",
                "application/* | application/ld+json",
                "application/json, text/plain, */* | application/json",
                "application/ld+json;profile=\"http://www.w3.org/ns/json-ld#compacted\" | application/ld+json",
                "text/html;q=0.5, application/ld+json;q=0.6 | application/ld+json",
                "text/turtle, application/ld+json;q=0.1 | application/ld+json",
                "APPLICATION/LD+JSON | application/ld+json"
            })
    void sendsJsonToPrograms(String accept, String expected) {
        Response response = given().header("Accept", accept).get("/people/donald-trump");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType()).isEqualTo(expected);
        assertThat(json(response).getString("name")).isEqualTo("Donald Trump");
    }

    @Test
    void sendsJsonLdByDefault() {
        Response response = given().headers("Accept", "").get("/people/donald-trump");
        assertThat(response.contentType()).isEqualTo(JSON_LD);
    }

    @Test
    void sendsPagesToBrowsers() {
        Response page = given().header("Accept", BROWSER).get("/events/helsinki-summit-2018");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.contentType()).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("Vary")).contains("Accept");
        Response document = given().header("Accept", BROWSER).get("/events/helsinki-summit-2018?format=json-ld");
        assertThat(document.contentType()).isEqualTo(JSON_LD);
        assertThat(json(document).getString("name")).isEqualTo("Helsinki summit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "text/turtle", "application/ld+json;q=0", "nonsense"})
    void rejectsOtherMediaTypes(String accept) {
        Response response = given().header("Accept", accept).get("/people/donald-trump");
        assertThat(response.statusCode()).isEqualTo(406);
        assertThat(response.asString()).contains("application/ld+json");
        assertThat(response.header("Vary")).contains("Accept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void rejectsOtherMethods(String method) {
        Response response = given().accept(JSON_LD)
                .contentType("application/json")
                .body("{}")
                .request(method, "/people/donald-trump");
        assertError(response, 405, "METHOD_NOT_ALLOWED");
        assertThat(response.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(given().options("/people/donald-trump").header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @Test
    void answersHeadLikeGetWithoutABody() {
        for (String accept : List.of(JSON_LD, BROWSER)) {
            Response get =
                    given().header("Accept", accept).redirects().follow(false).get("/people/donald-trump");
            Response head =
                    given().header("Accept", accept).redirects().follow(false).head("/people/donald-trump");
            assertThat(head.statusCode()).isEqualTo(get.statusCode());
            assertThat(head.asByteArray()).isEmpty();
            for (String header : List.of("ETag", "Content-Type", "Cache-Control", "Vary", "Location")) {
                assertThat(head.header(header)).isEqualTo(get.header(header));
            }
        }
        assertThat(given().head("/people/nobody-at-all").statusCode()).isEqualTo(404);
    }

    @Test
    void answers304WhileNothingIsWritten() {
        Response first = get("/people/vladimir-putin");
        String tag = first.header("ETag");
        assertThat(tag).startsWith("W/\"");
        assertThat(first.header("Cache-Control")).isEqualTo("public, no-cache");
        assertThat(first.header("Vary")).isEqualTo("Accept, Accept-Encoding");

        Response second = given().accept(JSON_LD).header("If-None-Match", tag).get("/people/vladimir-putin");
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.asByteArray()).isEmpty();
        assertThat(second.header("ETag")).isEqualTo(tag);
        assertThat(second.header("Vary")).isEqualTo("Accept, Accept-Encoding");

        // The tags of another node and another representation differ.
        for (Response other : List.of(
                given().accept(JSON_LD).header("If-None-Match", tag).get("/people/donald-trump"),
                given().accept("application/json").header("If-None-Match", tag).get("/people/vladimir-putin"))) {
            assertThat(other.statusCode()).isEqualTo(200);
        }
        ok(CREATE_EVENT);
        assertThat(given().accept(JSON_LD)
                        .header("If-None-Match", tag)
                        .get("/people/vladimir-putin")
                        .statusCode())
                .isEqualTo(200);
        assertThat(given().accept(JSON_LD)
                        .header("If-None-Match", "*")
                        .get("/people/vladimir-putin")
                        .statusCode())
                .isEqualTo(304);
        assertThat(given().accept(JSON_LD)
                        .header("If-None-Match", "*")
                        .get("/people/nobody-at-all")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void redirectsFormerSlugs() {
        ok(CREATE_EVENT);
        ok("mutation { createPerson(input: {slug: \"ld-bob\", name: \"Bob\"}) { person { id } } }");
        JsonPath ids = GraphQL.data(
                "{ ann: person(slug: \"ld-ann\") { id version } bob: person(slug: \"ld-bob\") { id version }"
                        + " talks: event(slug: \"ld-talks\") { id version } }");
        ok(("mutation { mergePeople(input: {into: {id: \"%s\", version: %d}, from: {id: \"%s\", version: %d}})"
                        + " { person { slug } } }")
                .formatted(
                        ids.getString("ann.id"),
                        ids.getInt("ann.version"),
                        ids.getString("bob.id"),
                        ids.getInt("bob.version")));
        ok("mutation { updateEvent(input: {id: \"%s\", version: %d, slug: \"ld-renamed\"}) { event { slug } } }"
                .formatted(ids.getString("talks.id"), ids.getInt("talks.version")));

        for (String accept : List.of(JSON_LD, BROWSER)) {
            assertMoved("/people/ld-bob", accept, "/people/ld-ann");
            assertMoved("/events/ld-talks", accept, "/events/ld-renamed");
            assertMoved("/events/ld-talks?from=2018-07-01", accept, "/events/ld-renamed?from=2018-07-01");
        }
        assertMoved("/events/ld-talks/feed?a=b", "*/*", "/events/ld-renamed/feed?a=b");
        assertThat(given().accept(JSON_LD).get("/people/ld-bob").jsonPath().getString("name"))
                .isEqualTo("Ann");
    }

    @Test
    void redirectsCapitalLettersOfASlug() {
        for (String accept : List.of(JSON_LD, BROWSER)) {
            assertMoved("/people/Vladimir-Putin", accept, "/people/vladimir-putin");
            assertMoved("/events/HELSINKI-summit-2018", accept, "/events/helsinki-summit-2018");
            assertThat(given().accept(accept).get("/people/Nobody-Here").statusCode())
                    .isEqualTo(404);
        }
        assertMoved("/people/Vladimir-Putin/feed", "*/*", "/people/vladimir-putin/feed");
        assertMoved("/people/Vladimir-Putin/quotes.csv", "*/*", "/people/vladimir-putin/quotes.csv");
    }

    @Test
    void redirectsOtherSpellingsOfAnId() {
        String id = GraphQL.data("{ quotes(first: 1) { nodes { id } } }").getString("quotes.nodes[0].id");
        assertThat(id).contains("=");
        assertMoved("/quotes/" + id.replace("=", ""), JSON_LD, "/quotes/" + id);
        assertThat(get("/quotes/" + id.replace("=", "%3D")).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/people/nobody-at-all",
                "/people/Nobody-At-All",
                "/people/UGVyc29uOjE=",
                "/people/%D0%9F%D1%83%D1%82%D0%B8%D0%BD",
                "/people/..%2f..%2fetc%2fpasswd",
                "/people/a%22%7D%20%7D%23",
                "/people/%3C%2Fscript%3E",
                "/people/'%20OR%20'1'='1",
                "/people/$slug",
                "/people/+",
                "/events/vladimir-putin",
                "/articles/UGVyc29uOjE=",
                "/articles/QXJ0aWNsZTo5OTk5OTk5OTk=",
                "/articles/https:%2F%2Fexample.org",
                "/articles/%00",
                "/quotes/QXJ0aWNsZTox",
                "/quotes/not-base64!",
                "/quotes/1"
            })
    void answers404ForUnknownNodes(String path) {
        Response response = get(path);
        assertError(response, 404, "NOT_FOUND");
        assertThat(response.contentType()).startsWith("application/json");
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(response.header("ETag")).isNull();
        assertThat(given().urlEncodingEnabled(false)
                        .header("Accept", BROWSER)
                        .get(path)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void rejectsMalformedUrls() throws IOException {
        assertError(get("/people/%00"), 400, "BAD_USER_INPUT");
        assertThat(statusLine("GET /people/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .contains(" 400 ");
        assertThat(statusLine("GET /people/%ff HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .contains(" 404 ");
        assertThat(statusLine("GET /people/donald-trump HTTP/1.0\r\n\r\n")).contains(" 400 ");
        assertThat(get("/people/" + "x".repeat(15_000)).statusCode()).isEqualTo(404);
        assertThat(given().urlEncodingEnabled(false)
                        .accept("text/html")
                        .get("/people/%2e%2e")
                        .asString())
                .isEqualTo(given().accept("text/html").get("/").asString());
    }

    private static String statusLine(String request) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    @Test
    void linksToTheNextPageOfLongLists() {
        String names = IntStream.rangeClosed(1, 101)
                .mapToObj(i -> "{name: \"Ann " + i + "\"}")
                .reduce((one, other) -> one + ", " + other)
                .orElseThrow();
        ok("mutation { createPerson(input: {slug: \"ld-ann\", name: \"Ann\", alternateNames: [" + names
                + "]}) { person { id } } }");

        Response response = get("/people/ld-ann");

        assertThat(json(response).getList("alternateName")).hasSize(100);
        String link = response.header("Link");
        assertThat(link)
                .matches("<" + Pattern.quote(address("/graphql?")) + "[^>]*>; rel=\"next\"; type=\"application/json\"");
        JsonPath next = given().urlEncodingEnabled(false)
                .get(link.substring(1, link.indexOf('>')))
                .jsonPath();
        assertThat(next.getList("data.person.alternateNames.nodes")).hasSize(1);
        assertThat(next.getBoolean("data.person.alternateNames.pageInfo.hasNextPage"))
                .isFalse();
        assertThat(get("/people/vladimir-putin").header("Link")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/people/vladimir-putin", "/events/helsinki-summit-2018", "/people/nobody-at-all"})
    void readsADocumentWithOneStatement(String path) {
        get(path); // A new connection would execute other statements first.
        assertThat(SqlStatements.during(() -> get(path))).hasSize(1);
    }

    /** The article is as long as articles may be, and each of its characters has three bytes. */
    @Test
    void rejectsADocumentWithTooManyBytes() throws SQLException {
        try (Connection connection = PostgresServer.connect()) {
            connection.createStatement().execute("""
                    INSERT INTO article (url, headline, publisher, date_published, in_language, body)
                    VALUES ('https://example.org/ld/long', 'Long', 'Example News', now(), 'ja',
                      repeat('長い記事。', 1000000))
                    """);
        }
        String id = GraphQL.data("{ article(url: \"https://example.org/ld/long\") { id } }")
                .getString("article.id");
        assertError(get("/articles/" + id), 400, "RESPONSE_LIMIT_EXCEEDED");
    }

    @Test
    void answers503WithoutTheDatabase() throws SQLException {
        Response response = PostgresServer.whileUnavailable(() -> get("/people/vladimir-putin"));
        assertError(response, 503, "SERVICE_UNAVAILABLE");
        assertThat(get("/people/vladimir-putin").statusCode()).isEqualTo(200);
    }

    @Test
    void hasARequestIdAndMetrics() {
        assertThat(given().accept(JSON_LD)
                        .header("X-Request-Id", "from-the-gateway")
                        .get("/people/vladimir-putin")
                        .header("X-Request-Id"))
                .isEqualTo("from-the-gateway");
        Response unknown = get("/people/nobody-at-all");
        assertThat(unknown.jsonPath().getString("errors[0].extensions.requestId"))
                .isNotEmpty()
                .isEqualTo(unknown.header("X-Request-Id"));
        String metrics = Management.metrics();
        assertThat(metrics).contains("operation=\"PersonAsJsonLd\"", "uri=\"/people/{slug}\"");
        assertThat(metrics).doesNotContain("uri=\"/people/vladimir-putin\"");
    }

    @Test
    void compressesADocumentOnRequest() throws IOException, InterruptedException {
        HttpResponse<byte[]> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address("/events/helsinki-summit-2018")))
                                .header("Accept-Encoding", "gzip")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        String document = new String(
                new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(document).isEqualTo(get("/events/helsinki-summit-2018").asString());
    }

    private static Response get(String path) {
        return given().urlEncodingEnabled(false)
                .accept(JSON_LD)
                .redirects()
                .follow(false)
                .get(path);
    }

    private static JsonPath json(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return JsonPath.from(response.asString());
    }

    private static String address(String path) {
        return "http://localhost:" + RestAssured.port + path;
    }

    private static void assertMoved(String from, String accept, String to) {
        Response response = given().urlEncodingEnabled(false)
                .header("Accept", accept)
                .redirects()
                .follow(false)
                .get(from);
        assertThat(response.statusCode()).isEqualTo(301);
        assertThat(response.header("Location")).isEqualTo(address(to));
    }

    private static void assertError(Response response, int status, String code) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.jsonPath().getList("errors.extensions.code")).containsExactly(code);
    }

    private static JsonPath publish() {
        String text = "Say \"</script>\" — нет 🏃!";
        return GraphQL.dataAs(TestIssuer.token("editor"), PUBLISH, Map.of("body", BODY, "text", text, "exact", text))
                .setRootPath("data.publishArticle.article");
    }

    private static void ok(String mutation) {
        GraphQL.dataAs(TestIssuer.token("admin"), mutation, Map.of());
    }
}
