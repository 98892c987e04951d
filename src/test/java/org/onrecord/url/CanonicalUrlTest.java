package org.onrecord.url;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import db.migration.V14__Canonical_urls;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.onrecord.GraphQL;
import org.onrecord.NdjsonImport;
import org.onrecord.model.Article;
import org.onrecord.security.TestIssuer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class CanonicalUrlTest {

    private static final String CANONICAL = "https://example.org/cu/~a%2Fb?id=1&x=a%20b";
    private static final List<String> SPELLINGS = List.of(
            CANONICAL,
            "HTTPS://Example.ORG:443/cu/%7ea%2fb?id=1&x=a%20b",
            "https://example.org:/x/../cu/./%7Ea%2Fb?utm_source=a&id=1&UTM_Medium=b&x=%61%20b&fbclid=c#top");

    @Inject
    AgroalDataSource dataSource;

    @Inject
    Flyway flyway;

    @AfterEach
    void deleteArticles() {
        QuarkusTransaction.requiringNew().run(() -> Article.delete("url like 'https://example.org/cu/%'"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.org,               https://example.org/",
        "http://example.org:80/a,           http://example.org/a",
        "http://example.org:443/a,          http://example.org:443/a",
        "https://example.org:08443/a,       https://example.org:8443/a",
        "https://User@EXAMPLE.org/A?B=C,    https://User@example.org/A?B=C",
        "https://[2001:DB8::1]:443/a,       https://[2001:db8::1]/a",
        "https://bücher.example/é?q=é,      https://xn--bcher-kva.example/%C3%A9?q=%C3%A9",
        "https://example.org/%c3%a9,        https://example.org/%C3%A9",
        "https://example.org/a/..,          https://example.org/",
        "https://example.org/../../a/./b/., https://example.org/a/b/",
        "https://example.org/a/b/../c,      https://example.org/a/c",
        "https://example.org/a.b/..c,       https://example.org/a.b/..c",
        "https://example.org/100%/%zz,      https://example.org/100%/%zz",
        "https://example.org/a?,            https://example.org/a?",
        "https://example.org/a?utm_id=1,    https://example.org/a",
        "https://example.org/?gclid,        https://example.org/",
        "https://example.org/a?u=utm_id#b,  https://example.org/a?u=utm_id",
        "https://example.org/?a=1&&b=2,     https://example.org/?a=1&&b=2",
        "https://example.org/a/,            https://example.org/a/",
        "https://example.org/?q=a+b&q=%2B,  https://example.org/?q=a+b&q=%2B",
    })
    void hasOneFormForAllSpellings(String spelling, String canonical) {
        assertThat(CanonicalUrl.of(spelling)).isEqualTo(canonical);
        assertThat(CanonicalUrl.of(canonical)).isEqualTo(canonical);
    }

    @Test
    void publishesOneArticleForAllSpellings() {
        for (String spelling : SPELLINGS) {
            assertThat(publish(spelling, null).getString("data.publishArticle.article.url"))
                    .isEqualTo(CANONICAL);
        }
        assertThat(GraphQL.data("{ articles(filter: {url: {startsWith: \"https://example.org/cu/\"}}) { totalCount } }")
                        .getInt("articles.totalCount"))
                .isEqualTo(1);
        assertThat(publish(SPELLINGS.get(1), null).getBoolean("data.publishArticle.changed"))
                .isFalse();
    }

    @Test
    void findsAnArticleByAnySpelling() {
        publish(SPELLINGS.get(2), null);
        for (String spelling : SPELLINGS) {
            Map<String, ?> variables = Map.of("url", spelling);
            assertThat(GraphQL.data("query($url: String!) { article(url: $url) { url } }", variables)
                            .getString("article.url"))
                    .isEqualTo(CANONICAL);
            assertThat(GraphQL.data(
                                    "query($url: String!) { articles(filter: {url: {in: [$url]}}) { nodes { url } } }",
                                    variables)
                            .getList("articles.nodes.url"))
                    .containsExactly(CANONICAL);
            assertThat(GraphQL.data("{ article(url: \"" + spelling + "\") { url } }")
                            .getString("article.url"))
                    .isEqualTo(CANONICAL);
        }
    }

    @Test
    void refersToAnArticleByAnySpelling() {
        publish(CANONICAL, null);
        assertThat(publish("https://example.org/cu/copy", SPELLINGS.get(2))
                        .getString("data.publishArticle.article.isBasedOn.url"))
                .isEqualTo(CANONICAL);
        assertThat(publish(SPELLINGS.get(1), SPELLINGS.get(2)).getString("errors[0].extensions.field"))
                .isEqualTo("input.isBasedOn");
    }

    @Test
    void importsOneArticleForAllSpellings() {
        StringBuilder lines = new StringBuilder();
        for (String spelling : SPELLINGS) {
            lines.append("{\"article\": {\"url\": \"")
                    .append(spelling)
                    .append("\", \"headline\": \"Headline\", \"publisher\": \"Publisher\", \"inLanguage\": \"en\","
                            + " \"datePublished\": \"2018-07-16T16:00:00Z\"}}\n");
        }
        lines.append(lines.toString()
                .lines()
                .findFirst()
                .orElseThrow()
                .replace(CANONICAL, CANONICAL + "&copy")
                .replace("\"inLanguage\"", "\"isBasedOn\": {\"url\": \"" + SPELLINGS.get(1) + "\"}, \"inLanguage\""));
        JsonPath last = NdjsonImport.result(lines.toString());
        assertThat(last.getInt("failed")).as(last.prettify()).isZero();
        assertThat(last.getInt("nodes.created")).isEqualTo(2);
        assertThat(last.getInt("nodes.unchanged")).isEqualTo(2);
    }

    @Test
    void theMigrationChangesStoredUrls() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO article (url, headline, publisher, date_published, in_language) VALUES"
                    + " ('https://Example.org/cu/old#top', 'Old', 'Publisher', now(), 'en'),"
                    + " ('https://example.org/cu/twice', 'First', 'Publisher', now(), 'en'),"
                    + " ('https://example.org/cu/twice?utm_id=1', 'Second', 'Publisher', now(), 'en')");
            new V14__Canonical_urls().migrate(connection);
        }
        assertThat(GraphQL.data("{ articles(filter: {url: {startsWith: \"https://example.org/cu/\"}}"
                                + " orderBy: [{field: HEADLINE, direction: ASC}]) { nodes { url } } }")
                        .getList("articles.nodes.url"))
                .containsExactly(
                        "https://example.org/cu/twice",
                        "https://example.org/cu/old",
                        "https://example.org/cu/twice?utm_id=1");
        assertThat(Stream.of(flyway.info().applied())
                        .filter(migration -> migration.getVersion() != null)
                        .map(migration -> migration.getVersion() + " " + migration.getDescription()))
                .contains("14 Canonical urls");
    }

    @Test
    void rejectsWhatIsNoUrl() {
        for (String url : List.of("HTTPS://example.org:port/", "https://", "ftp://example.org/", "https:///a")) {
            assertThat(publish(url, null).getString("errors[0].extensions.field"))
                    .as(url)
                    .isEqualTo("input.url");
        }
    }

    private static JsonPath publish(String url, String isBasedOn) {
        return GraphQL.postAs(
                        TestIssuer.token("editor"),
                        """
                        mutation($url: String!, $isBasedOn: ArticleReference) {
                          publishArticle(input: {url: $url, headline: "Headline", publisher: "Publisher",
                            inLanguage: "en", datePublished: "2018-07-16T16:00:00Z", isBasedOn: $isBasedOn}) {
                          changed article { url isBasedOn { url } } } }
                        """,
                        isBasedOn == null
                                ? Map.of("url", url)
                                : Map.of("url", url, "isBasedOn", Map.of("url", isBasedOn)))
                .jsonPath();
    }
}
