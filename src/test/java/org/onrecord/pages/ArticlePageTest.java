package org.onrecord.pages;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.pages.MarkedText.Mark;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class ArticlePageTest {

    @Test
    void showsTheTextAroundQuotesWithTheirSpeakers() {
        String id = GraphQL.data("{ articles(filter: {headline: {startsWith: \"In Helsinki\"}}) { nodes { id } } }")
                .getString("articles.nodes[0].id");
        Document page = Browser.page("/articles/" + id);

        assertThat(page.select("h1").text()).startsWith("In Helsinki, Putin denies it again");
        assertThat(page.select("#text").text()).isEqualTo("Around the quotes");
        assertThat(page.select(".text mark.denial").eachText()).anyMatch(text -> text.contains("never interfered"));
        assertThat(page.select(".text a.speaker.denial").eachText()).contains("Vladimir Putin Denial");
        assertThat(page.select("[id~=^q[0-9]+$]")).isNotEmpty();
        assertThat(page.select("section[aria-labelledby=events] a[href^=/events/]"))
                .isNotEmpty();
    }

    @Test
    void marksOverlappingQuotesInPartsOfTheText() {
        Map<String, Object> outer = Map.of("id", 1, "speechAct", "STATEMENT", "number", 1);
        Map<String, Object> inner = Map.of("id", 2, "speechAct", "DENIAL", "number", 2);

        List<List<Map<String, Object>>> paragraphs = MarkedText.paragraphs(
                "🏃 said no,\n\nnever", 100, List.of(new Mark(102, 112, outer), new Mark(107, 118, inner)));

        assertThat(paragraphs).hasSize(2);
        assertThat(paragraphs.get(0)).extracting(part -> part.get("text")).containsExactly("🏃 ", "said ", "no,");
        assertThat(paragraphs.get(0)).extracting(part -> part.get("isMarked")).containsExactly(false, true, true);
        assertThat(paragraphs.get(0)).extracting(part -> part.get("isDenial")).containsExactly(false, false, true);
        assertThat(paragraphs.get(0).get(2).get("begins")).isEqualTo(List.of(inner));
        assertThat(paragraphs.get(1)).extracting(part -> part.get("isDenial")).containsExactly(true);
    }
}
