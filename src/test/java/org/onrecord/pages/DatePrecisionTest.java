package org.onrecord.pages;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.security.TestIssuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onrecord.PostgresServer.execute;

/** The database stores the first day of a month or a year of which no day is known. Pages do not show this day. */
@QuarkusTest
class DatePrecisionTest {

    private static final String PUBLISH = """
            mutation Publish { publishArticle(input: {
              url: "https://example.org/precision", headline: "Dates", publisher: "Example", inLanguage: "en",
              datePublished: "2016-04-16T12:00:00Z", body: "Ann Known: “One,” “Two,” “Three,” “Four,”",
              appearances: [
                {exact: "One,", quote: {text: "One,", type: DIRECT, speechAct: DENIAL, spokenAt: "2016-01-01",
                  spokenAtPrecision: YEAR, speaker: {person: {slug: "precision-ann", name: "Ann Known"}},
                  topics: [{event: {slug: "precision-event", name: "Dated", type: OTHER, startDate: "2016-02-02"}}]}},
                {exact: "Two,", quote: {text: "Two,", type: DIRECT, speechAct: STATEMENT, spokenAt: "2016-03-01",
                  spokenAtPrecision: MONTH, speaker: {slug: "precision-ann"}, topics: [{slug: "precision-event"}]}},
                {exact: "Three,", quote: {text: "Three,", type: DIRECT, speechAct: STATEMENT, spokenAt: "2016-01-01",
                  spokenAtPrecision: DAY, speaker: {slug: "precision-ann"}, topics: [{slug: "precision-event"}]}},
                {exact: "Four,", quote: {text: "Four,", type: DIRECT, speechAct: DENIAL,
                  attributionText: "the precision office"}}]})
              { article { appearances { nodes { quote { id } } } } } }
            """;

    private List<String> ids;

    @BeforeEach
    void publish() {
        JsonPath published =
                GraphQL.postAs(TestIssuer.token("admin"), PUBLISH, Map.of()).jsonPath();
        ids = published.getList("data.publishArticle.article.appearances.nodes.quote.id");
        assertThat(ids).as(published.prettify()).hasSize(4);
    }

    @AfterEach
    void removeWhatWasWritten() throws Exception {
        execute(
                "DELETE FROM article WHERE url = 'https://example.org/precision'",
                "DELETE FROM quote WHERE attribution_text = 'the precision office'",
                "DELETE FROM quote WHERE speaker_id IN (SELECT id FROM person WHERE slug = 'precision-ann')",
                "DELETE FROM event WHERE slug = 'precision-event'",
                "DELETE FROM person WHERE slug = 'precision-ann'");
    }

    @Test
    void aTimelineHasTheKnownPartsOfDates() {
        Document page = Browser.page("/events/precision-event");

        assertThat(page.select(".line li:contains(One,) time").text()).isEqualTo("2016");
        assertThat(page.select(".line li:contains(Two,) time").text()).isEqualTo("March 2016");
        assertThat(page.select(".line li:contains(Three,) time").text()).isEqualTo("1 January 2016");
        assertThat(page.select(".line li:contains(Dated) time").text()).isEqualTo("2 February 2016");
        assertThat(page.select(".line time").eachAttr("datetime"))
                .containsExactlyInAnyOrder("2016", "2016-01-01", "2016-02-02", "2016-03", "2016-04-16");
        assertThat(page.select("svg.timeline.wide circle title").eachText())
                .containsExactlyInAnyOrder("2016: One,", "1 January 2016: Three,", "March 2016: Two,");
        assertThat(page.select("section[aria-labelledby=denials] time").eachAttr("datetime"))
                .containsExactly("2016");
    }

    @Test
    void theMonthsOfAPersonDoNotHaveStatementsOfAYear() {
        Document page = Browser.page("/people/precision-ann");

        assertThat(page.select("svg.heatmap title").eachText())
                .hasSize(12)
                .contains("January 2016: 1", "February 2016: 0", "March 2016: 1");
        // In the year there are both other dates, but these two are of different days.
        assertThat(page.select("section[aria-labelledby=compared] .words").eachText())
                .containsExactlyInAnyOrder("One,", "Two,", "Three,");
    }

    @Test
    void aPersonWithoutMonthsHasTheKindsOfStatements() throws Exception {
        execute("UPDATE quote SET spoken_at_precision = 'YEAR', spoken_at = '2016-01-01' WHERE spoken_at IS NOT NULL"
                + " AND speaker_id IN (SELECT id FROM person WHERE slug = 'precision-ann')");
        Document page = Browser.page("/people/precision-ann");

        assertThat(page.select("svg.heatmap")).isEmpty();
        assertThat(page.select("ul.acts li").eachText()).isNotEmpty();
    }

    @Test
    void aYearIsNotAnotherDayThanAMonthInIt() throws Exception {
        execute("DELETE FROM quote WHERE text = 'Three,' AND speaker_id IN"
                + " (SELECT id FROM person WHERE slug = 'precision-ann')");

        assertThat(Browser.page("/people/precision-ann").select("section[aria-labelledby=compared]"))
                .isEmpty();
    }

    @Test
    void denialsOfAYearAreInNoMonthOfTheHomePage() {
        assertThat(Browser.page("/").select(".ends span").eachText()).first().isEqualTo("November 2017");
    }

    @Test
    void noOtherStatementIsOfTheSameDayAsOneOfAYear() {
        assertThat(Browser.page("/quotes/" + ids.get(0)).select("#same-day")).isEmpty();
        assertThat(Browser.page("/quotes/" + ids.get(2)).select("#same-day")).isEmpty();
    }

    @Test
    void aClaimHasTheKnownPartOfTheDateAndNoInventedPerson() {
        JsonPath ofYear = claim(ids.get(0));
        assertThat(ofYear.getString("dateCreated")).isEqualTo("2016");
        assertThat(ofYear.getMap("author")).isEqualTo(Map.of("@type", "Person", "name", "Ann Known"));

        JsonPath ofAnOffice = claim(ids.get(3));
        assertThat(ofAnOffice.getString("creditText")).isEqualTo("the precision office");
        assertThat(ofAnOffice.getMap("")).doesNotContainKeys("author", "dateCreated");
    }

    private static JsonPath claim(String id) {
        return JsonPath.from(Browser.page("/quotes/" + id).select("#cite-claim").text());
    }
}
