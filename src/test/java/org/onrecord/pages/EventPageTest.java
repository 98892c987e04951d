package org.onrecord.pages;

import io.quarkus.test.junit.QuarkusTest;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

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
        assertThat(page.select("section[aria-labelledby=participants] li").eachText())
                .contains("Viktor Borisovich Netyksho Defendant");
        assertThat(page.select(".timeline[role=img]").attr("aria-label")).startsWith("Timeline of ");
        assertThat(page.select(".timeline text.zero").text()).isEqualTo("0");
        assertThat(page.select(".timeline text").eachText())
                .contains("Days", "−400", "−350", "−50", "7/2017", "1/2018");
        assertThat(page.select(".line li[aria-current]").text()).contains("On the day itself");
    }

    @Test
    void countsTheDaysOfDenialsFromTheEvent() {
        Document page = Browser.page("/events/russian-interference-2016");
        assertThat(page.select("section[aria-labelledby=denials] .words.denial"))
                .isNotEmpty();

        Document investigation = Browser.page("/events/special-counsel-investigation");
        assertThat(investigation.select(".distance.after").text()).isEqualTo("425 days after it");
    }
}
