package org.onrecord.pages;

import io.quarkus.test.junit.QuarkusTest;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class PersonPageTest {

    @Test
    void showsDenialsWithWhatTheyRunInto() {
        Document page = Browser.page("/people/vladimir-putin");

        assertThat(page.title()).isEqualTo("Vladimir Putin · OnRecord");
        assertThat(page.select("h1").text()).isEqualTo("Vladimir Putin");
        assertThat(page.select(".counts").text()).isEqualTo("3 denials of 5 statements");
        assertThat(page.select("[lang=ru]").text()).isEqualTo("Владимир Владимирович Путин");

        Element helsinki = denial(page, "Russia did not meddle in the US election");
        assertThat(helsinki.select(".source").text())
                .isEqualTo("16 July 2018 · paraphrase · Joint press conference at the Helsinki summit"
                        + " · printed in OnRecord Demo Desk · Where it was printed · Cite");
        assertThat(helsinki.select(".runs-into + p").text())
                .isEqualTo("These events are linked with the event that the statement is about. Whether they contradict"
                        + " it is for the reader to judge.");
        assertThat(helsinki.select(".collisions time").eachAttr("datetime"))
                .isSorted()
                .hasSize(5);
        assertThat(helsinki.select(".collisions li").eachAttr("class"))
                .containsExactly("after", "after", "after", "after", "before");
        assertThat(helsinki.select("details")).as("a fold of two events").isEmpty();
        assertThat(indictment(helsinki).text())
                .isEqualTo("Said 3 days after: Indictment of 12 GRU officers Indictment · 13 July 2018 · 1:18-cr-00215"
                        + " charges Russian interference in the 2016 US election, Hacking of the DNC and the DCCC");
        assertThat(indictment(helsinki).className()).isEqualTo("after");

        // The next denial names the same event, and describes it no more.
        Element again = denial(page, "the Russian state has never interfered");
        assertThat(indictment(again).text())
                .isEqualTo("Said 3 days after: Indictment of 12 GRU officers Indictment · 13 July 2018 ·"
                        + " 1:18-cr-00215");

        Element before = denial(page, "He did not meddle in the US election");
        assertThat(indictment(before).select("b").text()).isEqualTo("Said 244 days before:");
        assertThat(indictment(before).className()).isEqualTo("before");
    }

    @Test
    void showsOtherStatementsByYearAndMonth() {
        Document page = Browser.page("/people/vladimir-putin");

        assertThat(Browser.texts(page, "section[aria-labelledby=others] h3")).containsExactly("2018");
        assertThat(page.select("section[aria-labelledby=others] .words")).hasSize(2);
        assertThat(page.select(".heatmap .heat4 title").text()).isEqualTo("July 2018: 4");
        assertThat(page.select(".heatmap").attr("aria-label"))
                .isEqualTo("5 statements between November 2017 and July 2018");
        assertThat(Browser.texts(page, ".acts li")).contains("Denial 3");
        assertThat(page.select("section[aria-labelledby=quoted] li").text()).startsWith("OnRecord Demo Desk");
    }

    @Test
    void showsWhatAPersonSaidOnOneTopicOverTime() {
        Document page = Browser.page("/people/donald-trump");

        Element topic = page.select("section[aria-labelledby=compared]").first();
        assertThat(Browser.texts(topic, ".when"))
                .containsSubsequence("11 November 2017 · Defence", "16 July 2018 · Denial", "17 July 2018 · Admission");
    }

    @Test
    void showsAPersonWhoSaidNothing() {
        Document page = Browser.page("/people/viktor-netyksho");
        assertThat(page.text()).contains("No statement of Viktor Borisovich Netyksho is on record yet.", "Defendant");
    }

    private static Element indictment(Element denial) {
        return denial.select(".collisions li:contains(Indictment of 12 GRU officers)")
                .first();
    }

    private static Element denial(Document page, String words) {
        return page.select("section[aria-labelledby=denials] article:has(.words:containsOwn(" + words + ")),"
                        + " section[aria-labelledby=denials] article:contains(" + words + ")")
                .first();
    }
}
