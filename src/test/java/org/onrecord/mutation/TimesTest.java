package org.onrecord.mutation;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.json.Json;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.GraphQL;
import org.onrecord.NdjsonImport;
import org.onrecord.PostgresServer;
import org.onrecord.security.TestIssuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Times and dates come back as they were sent, in mutations, imports, filters and cursors. */
@QuarkusTest
class TimesTest {

    private static final String PUBLISH = """
            mutation($input: PublishArticleInput!) { publishArticle(input: $input) {
              changed article { id version datePublished dateModified } } }
            """;

    @AfterEach
    void deleteNodes() throws SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM article WHERE url LIKE 'https://example.org/times/%'");
            statement.execute("DELETE FROM quote WHERE attribution_text = 'times'");
            statement.execute("DELETE FROM event WHERE slug LIKE 'times-%'");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2018-07-16T16:00:00Z, 2018-07-16T16:00:00.000Z",
        "2018-07-16T18:00+02:00, 2018-07-16T16:00:00.000Z",
        "2018-07-16T16:00:00.123456Z, 2018-07-16T16:00:00.123456Z",
        "2018-07-16T16:00:00.123450+00:00, 2018-07-16T16:00:00.123450Z",
        "2018-07-16T16:00:00.1234569Z, 2018-07-16T16:00:00.123456Z",
        "1582-10-14T23:59:59Z, 1582-10-14T23:59:59.000Z",
        "1582-10-10T12:00:00.000001Z, 1582-10-10T12:00:00.000001Z",
        "0044-03-15T12:00:00Z, 0044-03-15T12:00:00.000Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00.000Z",
        "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z",
        "1900-06-01T12:00:00+17:30, 1900-05-31T18:30:00.000Z"
    })
    void keepsATime(String sent, String stored) {
        for (boolean byImport : new boolean[] {false, true}) {
            String url = "https://example.org/times/" + (byImport ? "import" : "mutation");
            Map<String, Object> article = article(url, sent);
            if (byImport) {
                assertThat(importArticle(article).getInt("nodes.created")).isEqualTo(1);
                assertThat(importArticle(article).getInt("nodes.unchanged")).isEqualTo(1);
            } else {
                assertThat(publish(article).getBoolean("changed")).isTrue();
            }
            JsonPath again = publish(article);
            assertThat(again.getBoolean("changed")).isFalse();
            assertThat(again.getString("article.datePublished")).isEqualTo(stored);
            assertThat(again.getString("article.dateModified")).isEqualTo(stored);
            for (String time : List.of(sent, stored)) {
                assertThat(found(url, "eq", time)).isTrue();
                assertThat(found(url, "lte", time)).isTrue();
                assertThat(found(url, "lt", time)).isFalse();
            }
            // A change of another field does not touch the times.
            article.put("headline", "Another headline");
            assertThat(publish(article).getBoolean("changed")).isTrue();
            assertThat(publish(article).getString("article.datePublished")).isEqualTo(stored);
            String id = again.getString("article.id");
            JsonPath updated = mutate(
                            "mutation($input: UpdateArticleInput!) { updateArticle(input: $input) {"
                                    + " changed article { datePublished } } }",
                            Map.of("id", id, "version", 1, "datePublished", stored, "dateModified", sent))
                    .setRootPath("data.updateArticle");
            assertThat(updated.getBoolean("changed")).isFalse();
            assertThat(updated.getString("article.datePublished")).isEqualTo(stored);
        }
        List<String> exported = given().auth()
                .preemptive()
                .oauth2(TestIssuer.token("admin"))
                .get("/export?type=article")
                .asString()
                .lines()
                .filter(line -> line.contains("example.org/times/"))
                .map(line -> new JsonPath(line).getString("article.datePublished"))
                .toList();
        assertThat(exported).containsExactly(stored, stored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1582-10-15", "1582-10-14", "1582-10-05", "1500-02-28", "0001-01-01", "9999-12-31"})
    void keepsADate(String date) {
        Map<String, Object> quote = Map.of(
                "text",
                "We said this",
                "type",
                "DIRECT",
                "speechAct",
                "STATEMENT",
                "attributionText",
                "times",
                "spokenAt",
                date,
                "occasion",
                Map.of(
                        "event",
                        Map.of(
                                "slug",
                                "times-" + date,
                                "name",
                                "E",
                                "type",
                                "OTHER",
                                "startDate",
                                date,
                                "endDate",
                                date)));
        Map<String, Object> article = article("https://example.org/times/dates", "2018-07-16T16:00:00Z");
        article.put("appearances", List.of(Map.of("exact", "We said this", "quote", quote)));
        publish(article);
        assertThat(publish(article).getBoolean("changed")).isFalse();
        assertThat(importArticle(article).getInt("nodes.unchanged")).isEqualTo(3);
        JsonPath found = GraphQL.data("""
                query($date: Date) { quotes(filter: {spokenAt: {eq: $date}, attributionText: {eq: "times"}}) {
                  nodes { spokenAt occasion { startDate endDate } } }
                  events(filter: {startDate: {eq: $date}, slug: {startsWith: "times-"}}) { totalCount } }
                """, Map.of("date", date));
        assertThat(found.getList("quotes.nodes.spokenAt")).containsExactly(date);
        assertThat(found.getList("quotes.nodes.occasion.startDate")).containsExactly(date);
        assertThat(found.getList("quotes.nodes.occasion.endDate")).containsExactly(date);
        assertThat(found.getInt("events.totalCount")).isEqualTo(1);
    }

    @Test
    void pagesThroughMicroseconds() {
        for (int i = 0; i < 5; i++) {
            publish(article("https://example.org/times/page-" + i, "1582-10-04T12:00:00.00000" + i + "Z"));
        }
        String query = """
                query($after: String) { articles(first: 2, after: $after, orderBy: {field: DATE_PUBLISHED},
                    filter: {url: {startsWith: "https://example.org/times/page-"}}) {
                  nodes { datePublished } pageInfo { hasNextPage endCursor } } }
                """;
        String after = null;
        StringBuilder seen = new StringBuilder();
        boolean hasNext = true;
        while (hasNext) {
            JsonPath page = GraphQL.data(query, after == null ? Map.of() : Map.of("after", after));
            page.getList("articles.nodes.datePublished", String.class)
                    .forEach(time -> seen.append(time.charAt(time.length() - 2)));
            hasNext = page.getBoolean("articles.pageInfo.hasNextPage");
            after = page.getString("articles.pageInfo.endCursor");
        }
        assertThat(seen).hasToString("01234");
    }

    private static boolean found(String url, String operator, String time) {
        return GraphQL.data(
                                "query($url: String!, $time: DateTime!) { articles(filter: {url: {eq: $url},"
                                        + " datePublished: {" + operator + ": $time}}) { totalCount } }",
                                Map.of("url", url, "time", time))
                        .getInt("articles.totalCount")
                == 1;
    }

    private static Map<String, Object> article(String url, String time) {
        Map<String, Object> article = new HashMap<>(Map.of("url", url, "headline", "Headline"));
        article.putAll(Map.of("publisher", "Publisher", "inLanguage", "en"));
        article.putAll(Map.of("datePublished", time, "dateModified", time));
        return article;
    }

    private static JsonPath publish(Map<String, Object> article) {
        return mutate(PUBLISH, article).setRootPath("data.publishArticle");
    }

    private static JsonPath mutate(String mutation, Map<String, Object> input) {
        return GraphQL.dataAs(TestIssuer.token("editor"), mutation, Map.of("input", input));
    }

    private static JsonPath importArticle(Map<String, Object> article) {
        String line =
                Json.createObjectBuilder(Map.of("article", article)).build().toString();
        JsonPath result = NdjsonImport.result(line);
        assertThat(result.getList("errors")).isEmpty();
        return result;
    }
}
