package org.onrecord.pages;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onrecord.PostgresServer.execute;

/** A list of a page says that it has more elements, or leads to them. */
@QuarkusTest
class LongListsTest {

    @BeforeEach
    void write() throws SQLException {
        execute(
                "INSERT INTO person (slug, name) SELECT 'lists-' || i, 'Lister ' || i FROM generate_series(1, 25) i",
                "INSERT INTO person_name (person_id, name) SELECT id, 'Alias ' || i"
                        + " FROM person, generate_series(1, 7) i WHERE slug = 'lists-1'",
                "INSERT INTO event (slug, name, type, start_date)"
                        + " SELECT 'lists-' || i, 'List ' || i, 'OTHER', date '2016-01-01' + i"
                        + " FROM generate_series(1, 25) i",
                "INSERT INTO event_name (event_id, name) SELECT id, 'Alias ' || i FROM event, generate_series(1, 7) i"
                        + " WHERE slug = 'lists-1'",
                "UPDATE event SET super_event_id = (SELECT id FROM event WHERE slug = 'lists-1')"
                        + " WHERE slug LIKE 'lists-%' AND slug <> 'lists-1'",
                "INSERT INTO event_link (viewed_from_id, event_id, relation, direction)"
                        + " SELECT one.id, other.id, 'CHARGES', 'OUTGOING' FROM event one, event other"
                        + " WHERE one.slug = 'lists-1' AND other.slug LIKE 'lists-%' AND other.slug <> 'lists-1'"
                        + " UNION ALL SELECT other.id, one.id, 'CHARGES', 'INCOMING' FROM event one, event other"
                        + " WHERE one.slug = 'lists-1' AND other.slug LIKE 'lists-%' AND other.slug <> 'lists-1'",
                "INSERT INTO article (url, headline, publisher, in_language, date_published)"
                        + " SELECT 'https://example.org/lists/' || i, 'Article ' || i, 'Example ' || i, 'en',"
                        + " timestamptz '2016-01-01Z' + i * interval '1 day' FROM generate_series(1, 25) i",
                "INSERT INTO article_mention (article_id, person_id, rel) SELECT article.id, person.id, 'MENTIONS'"
                        + " FROM article, person WHERE url = 'https://example.org/lists/1' AND slug LIKE 'lists-%'",
                "INSERT INTO article_coverage (article_id, event_id) SELECT article.id, event.id"
                        + " FROM article, event WHERE url = 'https://example.org/lists/1' AND slug LIKE 'lists-%'",
                "INSERT INTO quote (text, in_language, type, speech_act, cue, attribution_text)"
                        + " VALUES ('it happened', 'en', 'INDIRECT', 'DENIAL', 'denied', 'the lists office')",
                "INSERT INTO quote_appearance (quote_id, article_id, exact, prefix)"
                        + " SELECT quote.id, article.id, 'it happened', CASE url WHEN 'https://example.org/lists/1'"
                        + " THEN 'The lists office denied that ' ELSE 'No, ' END FROM quote, article"
                        + " WHERE attribution_text = 'the lists office' AND url LIKE 'https://example.org/lists/%'",
                "INSERT INTO quote_topic (quote_id, event_id) SELECT quote.id, event.id FROM quote, event"
                        + " WHERE attribution_text = 'the lists office'"
                        + " AND slug IN (SELECT 'lists-' || i FROM generate_series(2, 9) i)",
                "INSERT INTO quote (text, in_language, type, speech_act, attribution_text)"
                        + " SELECT 'Remark ' || i, 'en', 'DIRECT', 'STATEMENT', 'the lists office'"
                        + " FROM generate_series(1, 105) i",
                "INSERT INTO quote_appearance (quote_id, article_id, exact) SELECT quote.id, article.id, text"
                        + " FROM quote, article WHERE attribution_text = 'the lists office' AND text LIKE 'Remark %'"
                        + " AND url = 'https://example.org/lists/2'");
    }

    @AfterEach
    void removeWhatWasWritten() throws SQLException {
        execute(
                "DELETE FROM article WHERE url LIKE 'https://example.org/lists/%'",
                "DELETE FROM quote WHERE attribution_text = 'the lists office'",
                "UPDATE event SET super_event_id = NULL WHERE slug LIKE 'lists-%'",
                "DELETE FROM event WHERE slug LIKE 'lists-%'",
                "DELETE FROM person WHERE slug LIKE 'lists-%'");
    }

    @Test
    void aQuoteLeadsToAllArticles() {
        String id = id("{ quotes(filter: {text: {eq: \"it happened\"}}) { nodes { id } } }", "quotes");
        Document first = Browser.page("/quotes/" + id);
        assertThat(first.select("#printed").text()).isEqualTo("Printed in 25 articles");
        assertThat(first.select("#topics + .meta").text()).isEqualTo("and 3 more");
        Document second = Browser.page(next(first, "printed"));

        List<String> articles = new ArrayList<>(articles(first));
        assertThat(articles).hasSize(20).startsWith("Article 1", "Article 2");
        articles.addAll(articles(second));
        assertThat(articles).hasSize(25).doesNotHaveDuplicates().endsWith("Article 24", "Article 25");
        assertThat(second.select("section[aria-labelledby=printed] a.more")).isEmpty();
        // Only the first article has the cue, without which the words would say the opposite.
        for (Document page : List.of(first, second)) {
            assertThat(page.select("h1").text()).isEqualTo("denied that it happened");
            assertThat(page.select("header .when").text()).contains("reported on 2 January 2016");
            assertThat(page.select("#cite-apa").text()).contains("denied that it happened", "Article 1.");
        }
    }

    private static List<String> articles(Document page) {
        return page.select("section[aria-labelledby=printed] .source a[href^=/articles/]")
                .eachText();
    }

    @Test
    void anArticleLeadsToAllQuotes() {
        Document first = Browser.page("/articles/" + article(2));
        assertThat(first.select("#quotes").text()).isEqualTo("106 quotes in this article");
        Document second = Browser.page(next(first, "quotes"));

        List<String> quotes = new ArrayList<>();
        for (Document page : List.of(first, second)) {
            quotes.addAll(page.select("section[aria-labelledby=quotes] .words").eachText());
        }
        assertThat(quotes).hasSize(106).doesNotHaveDuplicates();
        assertThat(second.select("section[aria-labelledby=quotes] a.more")).isEmpty();
    }

    @Test
    void anArticleCountsThePeopleAndEventsThatItDoesNotList() {
        Document page = Browser.page("/articles/" + article(1));
        assertThat(page.select("section[aria-labelledby=people] .meta").text()).isEqualTo("and 5 more");
        assertThat(page.select("section[aria-labelledby=events] > .meta").text())
                .isEqualTo("and 5 more");
    }

    @Test
    void anEventCountsWhatItDoesNotList() {
        Document page = Browser.page("/events/lists-1");
        assertThat(page.select("section[aria-labelledby=links] > .meta").eachText())
                .containsExactly("and 4 more", "and 4 more");
        // The denial is about eight of the events. The page shows it once.
        assertThat(page.select("section[aria-labelledby=charged] h3")).hasSize(1);
        assertThat(page.select("section[aria-labelledby=charged] > .meta")
                        .last()
                        .text())
                .isEqualTo("and 3 more");
        assertThat(page.select("header .meta").first().text()).endsWith("Alias 5 and 2 more");
        assertThat(Browser.page("/people/lists-1")
                        .select("header .meta")
                        .first()
                        .text())
                .endsWith("Alias 5 and 2 more");
    }

    @Test
    void theLatestMonthsAreThere() throws SQLException {
        execute("INSERT INTO quote (text, in_language, type, speech_act, speaker_id, spoken_at, spoken_at_precision,"
                + " attribution_text) SELECT 'Monthly ' || i, 'en', 'DIRECT', 'DENIAL', person.id,"
                + " date '2019-12-01' - i * interval '1 month', 'MONTH', 'the lists office'"
                + " FROM generate_series(0, 499) i, person WHERE slug = 'lists-1'");

        assertThat(Browser.page("/").select(".ends span").eachText())
                .startsWith("January 1980")
                .endsWith("December 2019");
        assertThat(Browser.page("/people/lists-1").select("svg.heatmap title").eachText())
                .contains("January 1980: 1", "December 2019: 1")
                .doesNotContain("December 1979: 1");
    }

    private static String next(Document page, String section) {
        String link =
                page.select("section[aria-labelledby=" + section + "] a.more").attr("href");
        assertThat(link).contains("?appearancesAfter=").endsWith("#" + section);
        return link.replace("#" + section, "");
    }

    private static String article(int number) {
        return id(
                "{ articles(filter: {url: {eq: \"https://example.org/lists/" + number + "\"}}) { nodes { id } } }",
                "articles");
    }

    private static String id(String query, String list) {
        return GraphQL.data(query, Map.of()).getString(list + ".nodes[0].id");
    }
}
