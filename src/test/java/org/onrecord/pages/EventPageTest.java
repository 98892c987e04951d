package org.onrecord.pages;

import java.util.List;
import java.util.regex.Pattern;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class EventPageTest {

    @Test
    void showsAnIndictmentWithItsDefendantsAndLinks() {
        Document page = Browser.page("/events/gru-indictment-2018");

        assertThat(page.select("header .when").text())
                .isEqualTo("Indictment · 13 July 2018 · Washington, D.C. · 1:18-cr-00215");
        assertThat(page.select(".graph li").eachText())
                .anyMatch(link -> link.startsWith("charges Hacking of the DNC and the DCCC"));
        assertThat(page.select(".roles dt").eachText()).containsExactly("Defendants 12", "Prosecutor", "Speaker");
        assertThat(page.select(".roles dd").first().select("a")).hasSize(12);
        assertThat(page.select(".roles dd").first().text()).contains("Viktor Borisovich Netyksho");
        assertThat(page.select(".timeline.wide[role=img]").attr("aria-label")).startsWith("Timeline of ");
        assertThat(page.select(".timeline.wide text.zero").text()).isEqualTo("0");
        assertThat(page.select(".timeline.wide text").eachText())
                .contains("Days", "−400", "−350", "−50", "July 2017", "January 2018");
        assertThat(page.select(".line li[aria-current]").text()).contains("On the day itself");
    }

    @Test
    void drawsTheTimelineAlsoForPhones() {
        Element picture = Browser.page("/events/gru-indictment-2018")
                .select(".timeline.narrow[role=img]")
                .first();

        assertThat(picture.attr("width")).isEqualTo("320");
        assertThat(picture.select("text.zero").text()).isEqualTo("0");
        assertThat(picture.select("text").eachText())
                .contains("−400", "−200", "2018")
                .doesNotContain("−50");
        assertThat(picture.select(".mark").eachAttr("cx"))
                .allSatisfy(
                        x -> assertThat(x.isEmpty() ? 0 : Integer.parseInt(x)).isLessThan(320));
    }

    @Test
    void namesTheListsOfAnEvent() {
        Document page = Browser.page("/events/helsinki-summit-2018");

        assertThat(page.select("footer a[href$=.csv]").text()).isEqualTo("Statements about it as a spreadsheet (CSV)");
        assertThat(page.select("footer a[href$=feed]").text()).isEqualTo("Feed of new statements about it");
    }

    @Test
    void countsTheDaysOfDenialsFromTheEvent() {
        Document page = Browser.page("/events/russian-interference-2016");
        assertThat(page.select("section[aria-labelledby=denials] .words.denial"))
                .isNotEmpty();

        Document investigation = Browser.page("/events/special-counsel-investigation");
        assertThat(investigation
                        .select("section[aria-labelledby=denials] .distance.after")
                        .text())
                .isEqualTo("425 days after it");
    }

    @Test
    void showsTheDenialsOfWhatAnIndictmentCharges() {
        Element charged = Browser.page("/events/gru-indictment-2018")
                .select("section[aria-labelledby=charged]")
                .first();

        assertThat(charged.select("h2 + .meta").text())
                .isEqualTo("Days are counted from the date of this event, 13 July 2018.");
        assertThat(charged.select("h3").eachText()).contains("charges Russian interference in the 2016 US election");
        Element helsinki = charged.select("article:contains(Russia did not meddle in the US election)")
                .first();
        assertThat(helsinki.select(".distance.after").text()).isEqualTo("3 days after it");
        Element before = charged.select("article:contains(He did not meddle in the US election)")
                .first();
        assertThat(before.select(".distance.before").text()).isEqualTo("244 days before it");
        assertThat(charged.select(".words a").eachAttr("href")).doesNotHaveDuplicates();
    }

    @Test
    void namesTheSourceOfADenialThatHasNoSpeaker() {
        Element denial = Browser.page("/events/russian-interference-2016")
                .select("section[aria-labelledby=denials] article:contains(The Russian state had no hand)")
                .first();
        assertThat(denial.select(".by").text()).isEqualTo("the Kremlin");
    }

    @Test
    void showsWhatWasSaidAtItAndAtItsPartsWithDenialsFirst() {
        Document summit = Browser.page("/events/helsinki-summit-2018");

        assertThat(summit.select("#said").text()).isEqualTo("16 statements made at it");
        List<String> acts = summit.select("section[aria-labelledby=said] .act").eachText();
        assertThat(acts).startsWith("Denial", "Denial", "Denial", "Praise").contains("Rejection");
        assertThat(summit.select("section[aria-labelledby=said] article:contains(better than super) .source a")
                        .first()
                        .text())
                .isEqualTo("Helsinki summit");
        assertThat(summit.select("section[aria-labelledby=said] p:has(.more)").text())
                .isEqualTo("Joint press conference at the Helsinki summit: and 7 more");
    }

    @Test
    void zoomsItsTimelineByLinks() {
        Document whole = Browser.page("/events/gru-indictment-2018");
        assertThat(whole.select(".zoom a[aria-current]").text()).isEqualTo("All");
        assertThat(whole.select(".zoom a").eachText())
                .containsExactly("All", "± 7 days", "± 30 days", "± 90 days", "± 365 days", "2017", "2018");

        Document week = follow(whole, "± 7 days");
        assertThat(week.select("#timeline").text()).isEqualTo("Timeline 6 July 2018 – 20 July 2018");
        assertThat(week.select(".zoom a[aria-current]").text()).isEqualTo("± 7 days");
        assertThat(week.select(".timeline.wide text").eachText()).contains("−6", "0", "+6", "6 July 2018");
        assertThat(week.select(".line time").eachAttr("datetime"))
                .isSubsetOf(whole.select(".line time").eachAttr("datetime"))
                .contains("2018-07-13", "2018-07-16")
                .doesNotContain("2017-05-17");

        Document year = follow(whole, "2017");
        assertThat(year.select(".line time").eachAttr("datetime")).containsExactly("2017-05-17");
        assertThat(year.select(".zoom a").eachText()).contains("January 2017", "December 2017");
        Document month = follow(year, "January 2017");
        assertThat(month.select(".line li")).isEmpty();
        assertThat(month.select("section[aria-labelledby=timeline] > p").text())
                .contains("Nothing is on record in this time.");
        assertThat(follow(month, "All").select("#timeline").text()).isEqualTo("Timeline");
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=2018-07-01", "to=2018-07-31", "from=2018-07-31&to=2018-07-01", "from=2030-01-01"})
    void showsATimelineOfAnyRange(String range) {
        Document page = Browser.page("/events/gru-indictment-2018?" + range);
        assertThat(page.select("#timeline")).hasSize(1);
        assertThat(page.select(".zoom a").first().attr("href")).isEqualTo("/events/gru-indictment-2018#timeline");
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=", "from=yesterday", "to=2018-02-30", "from=%3Cscript%3E", "from=0000000-1-1"})
    void rejectsARangeThatIsNoDate(String range) {
        Response response = Browser.get("/events/gru-indictment-2018?" + range);
        assertThat(response.statusCode()).isEqualTo(400);
        Browser.checked(response);
    }

    private static Document follow(Document page, String link) {
        String href =
                page.select(".zoom a:matchesOwn(^" + Pattern.quote(link) + "$)").attr("href");
        assertThat(href).endsWith("#timeline");
        return Browser.page(href.replace("#timeline", ""));
    }
}
