package org.onrecord.syndication;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.onrecord.GraphQL;
import org.onrecord.SqlStatements;
import org.onrecord.pages.Browser;
import org.onrecord.security.TestIssuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The lists of pages as CSV files. */
@QuarkusTest
public class CsvTest {

    private static final List<String> COLUMNS = List.of(
            "type",
            "id",
            "url",
            "text",
            "language",
            "date",
            "date_precision",
            "speaker",
            "speaker_url",
            "attribution",
            "speech_act",
            "quote_type",
            "occasion",
            "occasion_url",
            "topics",
            "appearances",
            "publisher",
            "headline",
            "article_url",
            "article_date",
            "event_type",
            "location",
            "description");

    @Test
    void listsTheStatementsOfAPerson() {
        Response response = given().get("/people/vladimir-putin/quotes.csv");
        assertThat(response.contentType()).isEqualTo("text/csv; charset=utf-8; header=present");
        assertThat(response.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"people-vladimir-putin-quotes.csv\"");
        List<Map<String, String>> rows = rows(response);
        assertThat(rows).hasSize(5);
        Map<String, String> denial = rows.stream()
                .filter(row -> row.get("text").equals("Russia did not meddle in the US election"))
                .findFirst()
                .orElseThrow();
        JsonPath quote = GraphQL.data(
                "query ($id: ID!) { quote(id: $id) { appearances { totalCount nodes { article { url } } } } }",
                Map.of("id", denial.get("id")));
        assertThat(denial)
                .containsEntry("type", "QUOTE")
                .containsEntry("date", "2018-07-16")
                .containsEntry("date_precision", "DAY")
                .containsEntry("speaker", "Vladimir Putin")
                .containsEntry("speech_act", "DENIAL")
                .containsEntry("quote_type", "INDIRECT")
                .containsEntry("occasion", "Joint press conference at the Helsinki summit")
                .containsEntry("publisher", "OnRecord Demo Desk")
                .containsEntry("appearances", quote.getString("quote.appearances.totalCount"))
                .containsEntry("article_url", quote.getString("quote.appearances.nodes[0].article.url"));
        assertThat(denial.get("speaker_url")).matches("http://localhost:\\d+/people/vladimir-putin");
        assertThat(denial.get("url")).endsWith("/quotes/" + denial.get("id"));
        assertThat(denial.get("topics")).contains("Russian interference in the 2016 US election");
        assertThat(rows(given().get("/people/vladimir-putin/quotes.csv?speechAct=DENIAL")))
                .hasSize(3)
                .allSatisfy(row -> assertThat(row).containsEntry("speech_act", "DENIAL"));
    }

    @Test
    void listsWhatAPageLists() {
        for (String search :
                List.of("q=election", "q=election&type=QUOTE&sort=date", "q=election&year=2016&type=EVENT")) {
            List<String> shown = Browser.page("/search?" + search).select("article.hit").stream()
                    .map(hit -> hit.select("a").first().attr("href"))
                    .toList();
            List<String> urls = rows(given().get("/search.csv?" + search)).stream()
                    .map(row -> row.get("url").replaceFirst("http://localhost:\\d+", ""))
                    .toList();
            assertThat(shown).as(search).isNotEmpty();
            assertThat(urls.subList(0, shown.size())).as(search).isEqualTo(shown);
        }
        assertThat(rows(given().get("/search.csv?q=election")).stream().map(row -> row.get("type")))
                .contains("QUOTE", "ARTICLE", "EVENT");
        assertThat(rows(given().get("/search.csv?q=Netyksho&type=PERSON")).get(0))
                .containsEntry("type", "PERSON")
                .containsEntry("text", "Viktor Borisovich Netyksho");
        assertThat(rows(given().get("/events/russian-interference-2016/quotes.csv")).stream()
                        .map(row -> row.get("topics")))
                .isNotEmpty()
                .allMatch(topics -> topics.contains("Russian interference in the 2016 US election"));
        String csv = Browser.page("/search?q=election&type=QUOTE&sort=date")
                .select("footer a[type=text/csv]")
                .attr("href");
        assertThat(csv).isEqualTo("/search.csv?q=election&sort=date&type=QUOTE");
    }

    @Test
    void isReadWithAStatementForEachPage() {
        int total = GraphQL.data("{ quotes { totalCount } }").getInt("quotes.totalCount");
        assertThat(SqlStatements.during(() -> given().get("/quotes.csv"))).hasSize((total + 99) / 100);
        assertThat(rows(given().get("/quotes.csv"))).hasSize(total);
    }

    /** Spreadsheets execute a cell that begins so. */
    @Test
    void escapesTextsThatSpreadsheetsWouldTakeForSyntax() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("Levi, \"Lou\" O'Neil", "Levi, \"Lou\" O'Neil");
        texts.put("אסף לוי, \"אסי\"", "אסף לוי, \"אסי\"");
        texts.put("Two\nlines", "Two\nlines");
        texts.put("=HYPERLINK(\"https://evil.example\")", "'=HYPERLINK(\"https://evil.example\")");
        texts.put("+1", "'+1");
        texts.put("-2+3", "'-2+3");
        texts.put("@SUM(A1)", "'@SUM(A1)");
        texts.put("＝1+1", "'＝1+1");
        texts.put("a;=1+1", "a;'=1+1");
        texts.put("a\n@b - c", "a\n'@b - c");
        texts.put("x;\"=1+1;y", "x;'\"=1+1;y");
        texts.put("x;'\"\"@SUM(A1)", "x;''\"\"@SUM(A1)");
        texts.put("x\n\"+1", "x\n'\"+1");
        texts.put("x;\"y\" = z", "x;\"y\" = z");
        texts.put("a = b", "a = b");
        texts.put("'=1", "'=1");
        texts.put("ends; -", "ends; -");
        List<String> appearances = new ArrayList<>();
        texts.keySet()
                .forEach(text -> appearances.add(
                        "{exact: %1$s, quote: {text: %1$s, type: DIRECT, speechAct: STATEMENT,".formatted(json(text))
                                + " speaker: {person: {slug: \"csv-speaker\", name: \"=A1, \\\"B\\\"\"}}}}"));
        String publish = "mutation { publishArticle(input: {url: \"https://example.org/csv/1\", headline: \"@A, B\","
                + " publisher: \"P\", inLanguage: \"en\", datePublished: \"2018-07-16T12:00:00Z\", appearances: ["
                + String.join(", ", appearances) + "]}) { article { id } } }";
        Response published = GraphQL.postAs(TestIssuer.token("editor"), publish, Map.of());
        String id = published.jsonPath().getString("data.publishArticle.article.id");
        assertThat(id).as(published.asString()).isNotNull();
        try {
            Response response = given().get("/people/csv-speaker/quotes.csv");
            assertThat(rows(response).stream().map(row -> row.get("text")))
                    .containsExactlyInAnyOrderElementsOf(texts.values());
            assertThat(rows(response)).allSatisfy(row -> assertThat(row)
                    .containsEntry("speaker", "'=A1, \"B\"")
                    .containsEntry("headline", "'@A, B"));
        } finally {
            GraphQL.postAs(
                    TestIssuer.token("admin"),
                    "mutation ($id: ID!) { deleteArticle(input: {id: $id}) { deletedId } }",
                    Map.of("id", id));
        }
    }

    private static String json(String text) {
        return "\"" + text.replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    @ParameterizedTest
    @CsvSource({
        "/people/nobody/quotes.csv, 404",
        "/events/nothing/quotes.csv, 404",
        "/quotes.csv?speechAct=NONSENSE, 400",
        "/quotes.csv?after=x, 400",
        "/search.csv, 400",
        "/search.csv?q=%20, 400",
        "/search.csv?q=a&type=NOTHING, 400"
    })
    void rejectsWhatItDoesNotKnow(String path, int status) {
        Response response = given().urlEncodingEnabled(false).get(path);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.header("Content-Disposition")).isNull();
        assertThat(Browser.get(path).statusCode()).isIn(status);
    }

    @Test
    void redirectsFormerSlugs() {
        String admin = TestIssuer.token("admin");
        String create =
                "mutation { createEvent(input: {slug: \"quotes-csv\", name: \"E\", type: OTHER}) { event { id } } }";
        String id = GraphQL.postAs(admin, create, Map.of()).jsonPath().getString("data.createEvent.event.id");
        try {
            String rename = "mutation ($id: ID!) { updateEvent(input: {id: $id, version: 0, slug: \"renamed-csv\"})"
                    + " { event { slug } } }";
            GraphQL.postAs(admin, rename, Map.of("id", id));
            for (String slug : List.of("quotes-csv", "Quotes-CSV", "Renamed-csv")) {
                Response moved =
                        given().redirects().follow(false).get("/events/" + slug + "/quotes.csv?speechAct=DENIAL");
                assertThat(moved.statusCode()).as(slug).isEqualTo(301);
                assertThat(moved.header("Location"))
                        .as(slug)
                        .endsWith("/events/renamed-csv/quotes.csv?speechAct=DENIAL");
            }
        } finally {
            GraphQL.postAs(
                    admin, "mutation ($id: ID!) { deleteEvent(input: {id: $id}) { deletedId } }", Map.of("id", id));
        }
    }

    @Test
    void answersHead() {
        Response response = given().head("/quotes.csv");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.header("Content-Disposition")).isEqualTo("attachment; filename=\"quotes.csv\"");
    }

    @ParameterizedTest
    @CsvSource({
        "/search?q=election&type=QUOTE, /search.csv?q=election&type=QUOTE",
        "/people/vladimir-putin?speechAct=DENIAL, /people/vladimir-putin/quotes.csv?speechAct=DENIAL",
        "/events/russian-interference-2016, /events/russian-interference-2016/quotes.csv"
    })
    void isAlsoServedAtTheAddressOfThePage(String page, String file) {
        Response direct = given().get(file);
        Response negotiated =
                given().accept("text/csv, text/html;q=0.9, */*;q=0.8").get(page);
        assertThat(rows(negotiated)).isEqualTo(rows(direct)).isNotEmpty();
        for (String header : List.of("Content-Type", "Content-Disposition", "ETag", "Vary", "Cache-Control")) {
            assertThat(negotiated.header(header)).as(header).isEqualTo(direct.header(header));
        }
        assertThat(negotiated.header("Vary")).contains("Accept");
        assertThat(negotiated.headers().getValues("X-Request-Id")).hasSize(1);
        for (String accept : List.of("*/*", "text/html, text/csv;q=0.9", Browser.ACCEPT, "text/*")) {
            assertThat(given().accept(accept).get(page).contentType())
                    .as(accept)
                    .doesNotContain("csv");
        }
        assertThat(given().accept("text/csv").get("/people/nobody").statusCode())
                .isEqualTo(404);
        assertThat(given().accept("text/csv").get("/quotes/UXVvdGU6Mw==").statusCode())
                .isEqualTo(406);
        Response other = given().accept("image/png").get(page);
        assertThat(other.statusCode()).isEqualTo(406);
        assertThat(other.jsonPath().getString("errors[0].message")).endsWith(" or text/csv.");
    }

    @Test
    void isSentAgainOnlyAfterAChange() {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String path : List.of(
                "/quotes.csv", "/search.csv?q=election", "/people/vladimir-putin/quotes.csv?speechAct=DENIAL")) {
            String tag = given().get(path).header("ETag");
            assertThat(tag).startsWith("W/\"");
            for (String condition : List.of(tag, "\"x\", " + tag, "*")) {
                Response unchanged = given().header("If-None-Match", condition).get(path);
                assertThat(unchanged.statusCode()).as(condition).isEqualTo(304);
                assertThat(unchanged.header("ETag")).isEqualTo(tag);
                assertThat(unchanged.asString()).isEmpty();
            }
            tags.put(path, tag);
        }
        assertThat(tags.values()).doesNotHaveDuplicates();
        Response created = GraphQL.postAs(
                TestIssuer.token("admin"),
                "mutation { createPerson(input: {slug: \"csv-change\", name: \"C\"}) { person { id } } }",
                Map.of());
        try {
            tags.forEach((path, tag) -> {
                Response changed = given().header("If-None-Match", tag).get(path);
                assertThat(rows(changed)).isNotEmpty();
                assertThat(changed.header("ETag")).isNotEqualTo(tag);
            });
        } finally {
            GraphQL.postAs(
                    TestIssuer.token("admin"),
                    "mutation ($id: ID!) { deletePerson(input: {id: $id}) { deletedId } }",
                    Map.of("id", created.jsonPath().getString("data.createPerson.person.id")));
        }
    }

    /** The rows of a file by their columns (RFC 4180). */
    public static List<Map<String, String>> rows(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        String csv = new String(response.asByteArray(), StandardCharsets.UTF_8);
        assertThat(csv).startsWith("\uFEFFtype,").endsWith("\r\n");
        List<List<String>> lines = lines(csv.substring(1));
        assertThat(lines.get(0)).isEqualTo(COLUMNS);
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> line : lines.subList(1, lines.size())) {
            assertThat(line).hasSameSizeAs(COLUMNS);
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < line.size(); i++) {
                row.put(COLUMNS.get(i), line.get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<List<String>> lines(String csv) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char character = csv.charAt(i);
            if (isQuoted && csv.startsWith("\"\"", i)) {
                cell.append(character);
                i++;
            } else if (character == '"') {
                isQuoted = !isQuoted;
            } else if (!isQuoted && character == ',') {
                line.add(cell.toString());
                cell.setLength(0);
            } else if (!isQuoted && csv.startsWith("\r\n", i)) {
                line.add(cell.toString());
                cell.setLength(0);
                lines.add(line);
                line = new ArrayList<>();
                i++;
            } else {
                cell.append(character);
            }
        }
        assertThat(isQuoted).isFalse();
        assertThat(cell).isEmpty();
        return lines;
    }
}
