package org.onrecord.publishing;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.GraphQL;
import org.onrecord.PostgresServer;
import org.onrecord.Tier;
import org.onrecord.model.Article;
import org.onrecord.model.Event;
import org.onrecord.model.Person;
import org.onrecord.model.Quote;
import org.onrecord.security.TestIssuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

/** The same words at another time are another statement. */
@QuarkusTest
class RepeatedStatementsTest {

    private static final String WORDS = "We had nothing to do with it";

    private static final String QUOTES = """
            { person(slug: "rs-ann") { quotes(orderBy: [{field: SPOKEN_AT, direction: ASC}]) { nodes {
                id version text inLanguage cue spokenAt spokenAtPrecision spokenAfter spokenBefore occasion { slug }
                topics { nodes { event { slug } } } variants { nodes { spokenAt } }
                appearances { nodes { article { url } } } } } } }
            """;

    @Inject
    Jsonb jsonb;

    @AfterEach
    void delete() {
        QuarkusTransaction.requiringNew().run(() -> {
            Article.delete("url like 'https://example.org/rs/%'");
            Quote.delete("attributionText like 'rs-%'");
            Quote.delete("speaker.id in (select id from Person where slug like 'rs-%')");
            Event.delete("slug like 'rs-%'");
            Person.delete("slug like 'rs-%'");
        });
    }

    @Test
    void theSameWordsAtAnotherTimeAreAnotherStatementWithItsOwnTopics() {
        publish(article("2001", "2001-09-12", said("2001-09-12", "rs-first")));
        publish(article("2020", "2020-03-02", said("2020-03-01", "rs-second")));
        JsonPath quotes = quotes();
        assertThat(quotes.getList("spokenAt")).containsExactly("2001-09-12", "2020-03-01");
        assertThat(quotes.getList("topics[0].nodes.event.slug")).containsExactly("rs-first");
        assertThat(quotes.getList("topics[1].nodes.event.slug")).containsExactly("rs-second");
        assertThat(quotes.getList("variants[0].nodes.spokenAt")).containsExactly("2020-03-01");
        assertThat(quotes.getList("variants[1].nodes.spokenAt")).containsExactly("2001-09-12");
    }

    @Test
    void datesThatAgreeAsFarAsTheyAreKnownAreOneStatement() {
        publish(article("1", "2020-03-04", said("2020-01-01", "YEAR")));
        publish(article("2", "2020-03-05", said("2020-03-01", "MONTH")));
        publish(article("3", "2020-03-03", said("2020-03-02", "DAY")));
        publish(article("4", "2020-03-03", said("2020-03-03", "DAY"))); // The date in another time zone.
        publish(article("5", "2020-03-06", said("2020-01-01", "YEAR")));
        assertThat(quotes().getList("spokenAt")).containsExactly("2020-03-02");
        publish(article("6", "2020-03-06", said("2020-03-05", "DAY")));
        assertThat(quotes().getList("spokenAt")).containsExactly("2020-03-02", "2020-03-05");
        // It agrees with both. It joins the nearest one before its article.
        publish(article("7", "2020-03-04", said("2020-03-01", "MONTH")));
        publish(article("8", "2020-03-07", said("2020-03-01", "MONTH")));
        assertThat(urls("2020-03-02")).containsExactlyInAnyOrder("1", "2", "3", "4", "5", "7");
        assertThat(urls("2020-03-05")).containsExactlyInAnyOrder("6", "8");
    }

    @Test
    void aStatementOfAMonthOrYearWasMadeBeforeItsArticle() {
        publish(article("march", "2018-03-01", said("2018-01-01", "YEAR")));
        publish(article("november", "2018-11-21", said("2018-11-20")));
        assertThat(quotes().getList("spokenAt")).containsExactly("2018-01-01", "2018-11-20");
        assertThat(quotes().getList("spokenBefore")).containsExactly("2018-03-01", null);
        publish(article("february", "2018-02-10", said("2018-02-01", "MONTH")));
        publish(article("undated", "2018-02-08", said(null)));
        publish(article("day", "2018-02-21", said("2018-02-10")));
        assertThat(quotes().getList("spokenAt")).containsExactly("2018-02-01", "2018-02-10", "2018-11-20");
        assertThat(quotes().getList("spokenBefore")).containsExactly("2018-02-08", null, null);
        assertThat(urls("2018-02-01")).containsExactlyInAnyOrder("march", "february", "undated");
        List<String> exported = exported();
        delete();
        importLines(exported);
        assertThat(exported()).isEqualTo(exported);
        importLines(exported);
        assertThat(exported()).isEqualTo(exported);

        // An editor who knows no day any more.
        assertThat(update(1, Map.of("spokenAtPrecision", "MONTH", "spokenAt", "2017-05-01"))
                        .jsonPath()
                        .<Object>get("errors"))
                .isNull();
        assertThat(quotes().getList("spokenBefore")).containsExactly("2018-02-21", "2018-02-08", null);
    }

    @Test
    void aMonthThatTheArticleContradictsCounts() {
        publish(article("preview", "2018-04-20", said("2018-05-01", "MONTH")));
        publish(article("day", "2018-05-16", said("2018-05-15")));
        assertThat(urls("2018-05-15")).containsExactlyInAnyOrder("preview", "day");
    }

    @Test
    void anUndatedRepetitionJoinsTheNearestStatementBeforeItsArticle() {
        publish(article("2001", "2001-09-12", said("2001-09-12")));
        publish(article("2020", "2020-03-02", said("2020-03-01")));
        publish(article("2010", "2010-01-01", said(null)));
        publish(article("2021", "2021-01-01", said(null)));
        publish(article("1999", "1999-01-01", said(null)));
        publish(article("1998", "1998-01-01", said(null)));
        assertThat(urls("2001-09-12")).containsExactlyInAnyOrder("2001", "2010");
        assertThat(urls("2020-03-01")).containsExactlyInAnyOrder("2020", "2021");
        // No statement is known that could have been repeated then.
        assertThat(urls(null)).containsExactlyInAnyOrder("1999", "1998");
        assertThat(quotes().getList("findAll { it.spokenAt == null }.spokenBefore"))
                .containsExactly("1998-01-01");
    }

    @Test
    void aDateReportedLaterDatesAnUndatedStatementOnlyIfItWasMadeBeforeTheFirstReport() {
        publish(article("2010", "2010-01-01", said(null)));
        publish(article("2020", "2020-03-02", said("2020-03-01")));
        assertThat(quotes().getList("spokenAt")).containsExactly("2020-03-01", null);
        publish(article("2001", "2001-09-12", said("2001-09-12")));
        assertThat(quotes().getList("spokenAt")).containsExactly("2001-09-12", "2020-03-01");
        assertThat(urls("2001-09-12")).containsExactlyInAnyOrder("2010", "2001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"No", "I don't know, John.", "“Absolutely not!”", "我不知道"})
    void briefWordsWithoutADateAreAnotherStatementAfterAWeek(String brief) {
        publish(article("2016", "2016-05-20", saying(brief, null)));
        publish(article("2016-copy", "2016-05-22", saying(brief, null)));
        publish(article("2020-dated", "2020-03-02", saying(brief, "2020-03-01")));
        publish(article("2020", "2020-03-04", saying(brief, null)));
        publish(article("2024", "2024-01-01", saying(brief, null)));
        assertThat(quotes().getList("spokenAt")).containsExactly("2020-03-01", null, null);
        assertThat(quotes().getList("spokenBefore")).containsExactly(null, "2016-05-20", "2024-01-01");
        assertThat(quotes().getList("spokenAfter")).containsExactly(null, "2016-05-15", "2023-12-25");
        assertThat(urls("2020-03-01")).containsExactlyInAnyOrder("2020-dated", "2020");
        assertThat(quotes().getList("variants[1].nodes")).hasSize(2);
        List<String> exported = exported();
        delete();
        exported.forEach(line -> importLines(List.of(line)));
        assertThat(exported()).isEqualTo(exported);
    }

    @Test
    void briefWordsThatAreReportedEveryDayDoNotBecomeOneStatement() {
        for (int day = 30; day > 0; day--) {
            publish(article("" + day, "2020-04-%02d".formatted(day), saying("No comment", null)));
        }
        List<String> before = quotes().getList("spokenBefore");
        assertThat(before).hasSize(4);
        assertThat(quotes().getList("appearances.nodes", List.class)).allMatch(reports -> reports.size() <= 9);
    }

    @Test
    void aReportCanSayBetweenWhichDaysAStatementWasMade() {
        publish(article("1", "2020-03-20", said(null, Map.of("spokenAfter", "2020-03-01"))));
        publish(article("2", "2020-03-20", said(null, Map.of("spokenBefore", "2020-02-01"))));
        publish(article("3", "2020-03-20", said("2020-02-28")));
        publish(article("4", "2020-03-20", said("2020-03-05")));
        assertThat(quotes().getList("spokenAt")).containsExactly("2020-02-28", "2020-03-05", null);
        assertThat(urls("2020-03-05")).containsExactlyInAnyOrder("1", "4");
        assertThat(urls(null)).containsExactly("2");
        Response reversed = update(0, Map.of("spokenAfter", "2020-03-02", "spokenBefore", "2020-03-01"));
        assertThat(reversed.jsonPath().getString("errors[0].extensions.field")).isEqualTo("input.spokenAfter");
    }

    /** "The spokesman" is another one each time. */
    @Test
    void theWordsOfAnUnnamedSourceAreAnotherStatementAfterAWeek() {
        publish(article("2016", "2016-05-20", from("rs-spokesman", null, null)));
        publish(article("2016-copy", "2016-05-22", from("rs-spokesman", null, null)));
        publish(article("2024", "2024-01-01", from("rs-spokesman", null, null)));
        assertThat(GraphQL.data("{ quotes(filter: {attributionText: {eq: \"rs-spokesman\"}},"
                                + " orderBy: [{field: SPOKEN_BEFORE, direction: ASC}]) { nodes {"
                                + " spokenBefore appearances { totalCount } } } }")
                        .getList("quotes.nodes.appearances.totalCount"))
                .containsExactly(2, 1);
    }

    @Test
    void theSameWordsAtAnotherEventAreAnotherStatement() {
        publish(article("1", "2020-03-02", saidAt("rs-rally", "2020-03-01")));
        publish(article("2", "2020-03-02", saidAt("rs-debate", "2020-03-01")));
        publish(article("3", "2020-03-05", saidAt("rs-rally", null)));
        publish(article("4", "2020-03-05", saidAt("rs-debate", null)));
        assertThat(urlsAt("rs-rally")).containsExactlyInAnyOrder("1", "3");
        assertThat(urlsAt("rs-debate")).containsExactlyInAnyOrder("2", "4");
        publish(article("5", "2020-03-05", said("2020-03-01")));
        assertThat(quotes().getList("occasion.slug")).containsExactlyInAnyOrder("rs-rally", "rs-debate");
        List<String> exported = exported();
        assertThat(publish(article("1", "2020-03-02", saidAt("rs-rally", "2020-03-01")))
                        .getBoolean("data.publishArticle.changed"))
                .isFalse();
        exported.forEach(line -> importLines(List.of(line)));
        assertThat(exported()).isEqualTo(exported);
    }

    @Test
    void aReportThatNamesTheEventJoinsTheStatementWithoutOne() {
        publish(article("1", "2020-03-02", said("2020-03-01")));
        publish(article("2", "2020-03-02", saidAt("rs-rally", "2020-03-01")));
        publish(article("3", "2020-03-02", saidAt("rs-debate", "2020-03-01")));
        assertThat(urlsAt("rs-rally")).containsExactlyInAnyOrder("1", "2");
        assertThat(urlsAt("rs-debate")).containsExactly("3");
    }

    @Test
    void mergedEventsHaveEachStatementOnce() {
        publish(article("1", "2020-03-02", saidAt("rs-rally", "2020-03-01")));
        publish(article("2", "2020-03-02", saidAt("rs-twin", "2020-03-01")));
        publish(article("3", "2020-03-05", saidAt("rs-twin", "2020-03-04")));
        merge("mergeEvents(input: $in) { event { slug } }", "MergeEventsInput", "event", "rs-rally");
        assertThat(quotes().getList("occasion.slug")).containsExactly("rs-rally", "rs-rally");
        assertThat(urls("2020-03-01")).containsExactlyInAnyOrder("1", "2");
        assertThat(urls("2020-03-04")).containsExactly("3");
    }

    @Test
    void aMergedQuoteIsFoundByEachIdThatItHad() {
        publish(article("1", "2020-03-02", saidAt("rs-rally", "2020-03-01")));
        publish(article("2", "2020-03-02", saidAt("rs-twin", "2020-03-01")));
        publish(article("3", "2020-03-02", saidAt("rs-debate", "2020-03-01")));
        List<String> ids = quotes().getList("id");
        assertThat(ids).hasSize(3);
        merge("mergeEvents(input: $in) { event { slug } }", "MergeEventsInput", "event", "rs-rally");
        JsonPath both = GraphQL.data("{ into: event(slug: \"rs-debate\") { id version }"
                + " from: event(slug: \"rs-rally\") { id version } }");
        GraphQL.postAs(
                        TestIssuer.token("admin"),
                        "mutation($in: MergeEventsInput!) { mergeEvents(input: $in) { event { slug } } }",
                        Map.of("in", Map.of("into", both.getMap("into"), "from", both.getMap("from"))))
                .then()
                .body("errors", equalTo(null));
        List<String> present = quotes().getList("id");
        assertThat(present).hasSize(1);

        for (String id : ids) {
            JsonPath found = GraphQL.post(
                            "query($id: ID!, $ids: [ID!]!) { quote(id: $id) { id text } node(id: $id) { id }"
                                    + " nodes(ids: $ids) { id } }",
                            Map.of("id", id, "ids", List.of(id, present.get(0))),
                            null)
                    .jsonPath();
            assertThat(found.getString("data.quote.id")).as(id).isEqualTo(present.get(0));
            assertThat(found.getString("data.quote.text")).isNotEmpty();
            assertThat(found.getString("data.node.id")).isEqualTo(present.get(0));
            assertThat(found.getList("data.nodes.id"))
                    .containsOnly(present.get(0))
                    .hasSize(2);
            if (!id.equals(present.get(0))) {
                given().redirects()
                        .follow(false)
                        .get("/quotes/" + id)
                        .then()
                        .statusCode(301)
                        .header("Location", endsWith("/quotes/" + present.get(0)));
            }
        }
    }

    @Test
    void anEventIsNotDeletedIfItTellsStatementsApart() {
        publish(article("1", "2020-03-02", saidAt("rs-rally", "2020-03-01")));
        publish(article("2", "2020-03-02", saidAt("rs-debate", "2020-03-01")));
        Response cleared = update(0, Collections.singletonMap("occasion", null));
        assertThat(cleared.jsonPath().getString("errors[0].extensions.field")).isEqualTo("input.occasion");
        Response refused = deleteEvent("rs-rally");
        assertThat(refused.jsonPath().getString("errors[0].extensions.field")).isEqualTo("input.id");
        assertThat(refused.jsonPath().getString("errors[0].message")).contains(quotes().getList("id", String.class));
        assertThat(update(0, Map.of("spokenAt", "2020-01-01")).jsonPath().<Object>get("errors"))
                .isNull();
        assertThat(deleteEvent("rs-rally").jsonPath().<Object>get("errors")).isNull();
        assertThat(deleteEvent("rs-debate").jsonPath().<Object>get("errors")).isNull();
        assertThat(quotes().getList("spokenAt")).containsExactly("2020-01-01", "2020-03-01");
    }

    /** Merges "rs-twin" into another node. */
    private static void merge(String mutation, String input, String lookup, String into) {
        JsonPath two = GraphQL.data("{ into: " + lookup + "(slug: \"" + into + "\") { id version } from: " + lookup
                + "(slug: \"rs-twin\") { id version } }");
        Response merged = GraphQL.postAs(
                TestIssuer.token("admin"),
                "mutation($in: " + input + "!) { " + mutation + " }",
                Map.of("in", Map.of("into", two.getMap("into"), "from", two.getMap("from"))));
        assertThat(merged.jsonPath().<Object>get("errors"))
                .as(merged.asString())
                .isNull();
    }

    private static Response deleteEvent(String slug) {
        return GraphQL.postAs(
                TestIssuer.token("admin"),
                "mutation($in: DeleteEventInput!) { deleteEvent(input: $in) { deletedId } }",
                Map.of(
                        "in",
                        GraphQL.data("{ event(slug: \"" + slug + "\") { id version } }")
                                .getMap("event")));
    }

    /** Otherwise the article would be sent again as a report of another statement. */
    @Test
    void aStatementIsNotDatedAfterAnArticleThatReportsIt() {
        List<Map<String, Object>> articles = List.of(
                article("9", "2020-01-09", saying("No comment", null)),
                article("1", "2020-01-01", saying("No comment", null)),
                article("10", "2020-01-10", saying("No comment", "2020-01-09")));
        articles.forEach(RepeatedStatementsTest::publish);
        assertThat(urls("2020-01-09")).containsExactly("10");
        for (Map<String, Object> article : articles) {
            assertThat(publish(article).getBoolean("data.publishArticle.changed"))
                    .as("" + article.get("url"))
                    .isFalse();
        }
    }

    @Test
    void anEarlierLastDayMovesTheWeekBeforeIt() {
        publish(article("1", "2020-03-10", saying("No comment", null)));
        assertThat(update(0, Map.of("spokenBefore", "2020-02-01")).jsonPath().<Object>get("errors"))
                .isNull();
        assertThat(quotes().getList("spokenAfter")).containsExactly("2020-01-25");
    }

    @Test
    void aLongSentenceWithoutSpacesIsNotBrief() {
        String thai = "เราจะไม่มีวันยอมรับข้อตกลงฉบับนี้โดยไม่ได้รับความเห็นชอบจากรัฐสภา";
        publish(article("1", "2020-03-01", saying(thai, null)));
        publish(article("2", "2020-06-01", saying(thai, null)));
        assertThat(urls(null)).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void sendingAgainChangesNothing() {
        List<Map<String, Object>> articles = List.of(
                article("2010", "2010-01-01", said(null)),
                article("2001", "2001-09-12", said("2001-09-12")),
                article("2020", "2020-03-02", said("2020-03-01"), said("2001-09-12")),
                article("2021", "2021-03-02", said(null)));
        articles.forEach(RepeatedStatementsTest::publish);
        for (Map<String, Object> article : articles) {
            assertThat(publish(article).getBoolean("data.publishArticle.changed"))
                    .isFalse();
        }
    }

    @Test
    void aStatementRepeatedEveryDayDoesNotMoveFromDayToDay() {
        List<Map<String, Object>> articles = new ArrayList<>();
        for (int day = 20; day > 10; day--) {
            articles.add(article("" + day, "2020-03-25", said("2020-03-" + day)));
        }
        articles.forEach(RepeatedStatementsTest::publish);
        List<String> days = List.of("2020-03-12", "2020-03-14", "2020-03-16", "2020-03-18", "2020-03-20");
        assertThat(quotes().getList("spokenAt")).isEqualTo(days);
        assertThat(urls("2020-03-12")).containsExactlyInAnyOrder("12", "11");
        List<String> exported = exported();
        for (Map<String, Object> article : articles) {
            assertThat(publish(article).getBoolean("data.publishArticle.changed"))
                    .isFalse();
        }
        importLines(articles.stream().map(this::line).toList());
        assertThat(exported()).isEqualTo(exported);
    }

    /** A newspaper in another time zone prints the next day or the day before, but not both of them. */
    @ParameterizedTest
    @ValueSource(strings = {"12 13 14", "12 14 13", "13 12 14", "13 14 12", "14 12 13", "14 13 12"})
    void reportsOfDaysThatAreNotAdjacentAreNeverOneStatement(String order) {
        List<Map<String, Object>> articles = Arrays.stream(order.split(" "))
                .map(day -> article(day, "2020-03-25", said("2020-03-" + day)))
                .toList();
        articles.forEach(RepeatedStatementsTest::publish);
        List<List<String>> published = quotes().getList("appearances.nodes.article.url");
        assertThat(published).hasSize(2).noneMatch(RepeatedStatementsTest::isOfDaysApart);
        for (Map<String, Object> article : articles) {
            assertThat(publish(article).getBoolean("data.publishArticle.changed"))
                    .isFalse();
        }
        List<String> exported = new ArrayList<>(exported());
        for (int i = 0; i < 3; i++) {
            Collections.rotate(exported, 1);
            delete();
            exported.forEach(line -> importLines(List.of(line)));
            assertThat(quotes().<List<String>>getList("appearances.nodes.article.url"))
                    .hasSize(2)
                    .noneMatch(RepeatedStatementsTest::isOfDaysApart);
            assertThat(exported()).containsExactlyInAnyOrderElementsOf(exported);
        }
        delete();
        importLines(articles.stream().map(this::line).toList());
        assertThat(quotes().<List<String>>getList("appearances.nodes.article.url"))
                .hasSize(2)
                .noneMatch(RepeatedStatementsTest::isOfDaysApart);
        publish(article("month", "2020-03-26", said("2020-03-01", "MONTH")));
        publish(article("april", "2020-04-02", said("2020-04-01", "MONTH")));
        assertThat(quotes().getList("spokenAt")).hasSize(3).endsWith("2020-04-01");
    }

    @ParameterizedTest
    @CsvSource({"2001-09-13, DAY", "2001-09-01, MONTH", "2001-01-01, YEAR"})
    void theDateOfAPersonReplacesTheOneThatWasRead(String spokenAt, String precision) {
        publish(article("read", "2001-09-14", said("2001-09-12", Map.of("confidence", 0.8))));
        Map<String, Object> recorded = article("recorded", "2001-09-14", said(spokenAt, precision));
        assertThat(publish(recorded).getList("data.publishArticle.differences")).isEmpty();
        JsonPath quotes = quotes();
        assertThat(quotes.getList("spokenAt")).containsExactly(spokenAt);
        assertThat(quotes.getList("spokenAtPrecision")).containsExactly(precision);
        assertThat(quotes.getList("[0].appearances.nodes")).hasSize(2);
        List<String> exported = exported();
        publish(article("read", "2001-09-14", said("2001-09-12", Map.of("confidence", 0.8))));
        assertThat(publish(recorded).getBoolean("data.publishArticle.changed")).isFalse();
        publish(article("undated", "2001-09-14", said(null)));
        assertThat(quotes().getList("spokenAt")).containsExactly(spokenAt);
        deleteArticle("undated");
        assertThat(exported()).isEqualTo(exported);
        // What a person has recorded stays, whatever another one reports.
        assertThat(publish(article("other", "2001-09-14", said("2001-09-12")))
                        .getList("data.publishArticle.differences"))
                .hasSize(precision.equals("DAY") ? 1 : 0);
    }

    /** The articles of 5 and 13 March agree on 6 March, and that of 4 March reports another statement. */
    @Test
    void anExportTellsOnWhichDaysTheArticlesAgreeThatKnowNone() {
        for (String day : List.of("05", "13", "04")) {
            publish(article(day, "2020-03-" + day, saying("No comment", null)));
        }
        assertThat(quotes().getList("spokenBefore")).containsExactlyInAnyOrder("2020-03-05", "2020-03-04");
        List<String> exported = new ArrayList<>(exported());
        for (int i = 0; i < 3; i++) {
            Collections.rotate(exported, 1);
            delete();
            exported.forEach(line -> importLines(List.of(line)));
            assertThat(exported()).containsExactlyInAnyOrderElementsOf(exported);
        }
    }

    @Test
    void mergedPeopleKeepStatementsOfDaysThatAreNotAdjacent() {
        publish(article("13", "2020-03-25", said("2020-03-13")));
        publish(article("14", "2020-03-25", said("2020-03-14")));
        publish(article("12", "2020-03-25", said("2020-03-12", null, "rs-twin", null)));
        merge("mergePeople(input: $in) { person { slug } }", "MergePeopleInput", "person", "rs-ann");
        assertThat(quotes().getList("spokenAt")).containsExactly("2020-03-12", "2020-03-13");
    }

    /** The 31st of March may be the 1st of April, but March is not April. */
    @Test
    void reportsOfDifferentMonthsAreNeverOneStatement() {
        publish(article("day", "2020-04-25", said("2020-03-31")));
        publish(article("march", "2020-04-25", said("2020-03-01", "MONTH")));
        publish(article("april", "2020-04-25", said("2020-04-01", "MONTH")));
        assertThat(quotes().getList("spokenAt")).containsExactly("2020-03-31", "2020-04-01");
    }

    private static boolean isOfDaysApart(List<String> urls) {
        return urls.contains("https://example.org/rs/12") && urls.contains("https://example.org/rs/14");
    }

    @Test
    void whatAnEditorHasCorrectedStaysWhenItsArticleIsSentAgain() {
        publish(article("other", "2001-09-14", said("2001-09-14", null, "rs-twin", null)));
        Map<Map<String, Object>, List<String>> differences = Map.of(
                Map.of("speaker", Map.of("slug", "rs-twin")), List.of("speaker"),
                Map.of("attributionText", "rs-police", "speaker", Map.of("slug", "rs-twin")), List.of("speaker"),
                Map.of("spokenAt", "2010-01-01"), List.of("spokenAt"),
                Map.of("text", "We had something to do with it"), List.of("text"),
                Map.of("type", "INDIRECT", "speechAct", "ADMISSION"), List.of("type", "speechAct"));
        differences.forEach((correction, fields) -> {
            Map<String, Object> article = article("sent", "2001-09-14", said("2001-09-12"));
            publish(article);
            assertThat(update(0, correction).jsonPath().<Object>get("errors")).isNull();
            List<String> exported = exported();

            JsonPath again = publish(article);
            assertThat(again.getBoolean("data.publishArticle.changed")).isFalse();
            assertThat(again.getList("data.publishArticle.differences.field"))
                    .containsExactlyElementsOf(fields.stream()
                            .map(field -> "input.appearances[0].quote." + field)
                            .toList());
            importLines(List.of(line(article)));
            assertThat(exported()).as("after " + correction).isEqualTo(exported);
            // It stays in a database that has the graph from an export, too.
            deleteArticle("sent");
            importLines(exported);
            importLines(List.of(line(article)));
            assertThat(exported()).as("imported after " + correction).isEqualTo(exported);
            deleteArticle("sent");
        });
    }

    /** Several people make a statement together, and a quote can contain another one. */
    @Test
    void aCorrectedQuoteTakesNoOtherQuoteAtItsPlace() {
        publish(article("other", "2001-09-14", said("2001-09-12", null, "rs-other", null)));
        Map<String, Object> ofAnn = said("2001-09-12");
        Map<String, Object> longerOfAnn = new HashMap<>(said("2001-09-12", Map.of("text", WORDS + " then")));
        longerOfAnn.put("exact", WORDS + " then");
        Map<String, Object> ofTwin = said("2001-09-12", null, "rs-twin", null);
        List<Map<String, Object>> corrections = List.of(
                Map.of("speechAct", "ADMISSION"),
                Map.of("spokenAt", "2010-01-01"),
                Map.of("text", "We had something to do with it"),
                Map.of("speaker", Map.of("slug", "rs-other"), "spokenAt", "2010-01-01"));
        for (String body : Arrays.asList(null, WORDS + " then, they said.")) {
            // Without a body, the words are the place.
            Map<String, Object> lastOfAnn = body == null ? ofAnn : longerOfAnn;
            for (List<Map<String, Object>> reports : List.of(List.of(ofAnn, ofTwin), List.of(ofTwin, lastOfAnn))) {
                for (Map<String, Object> correction : corrections) {
                    Map<String, Object> article = new HashMap<>(article("sent", "2001-09-14"));
                    article.put("appearances", reports);
                    if (body != null) {
                        article.put("body", body);
                    }
                    publish(article);
                    String description = body + reports + correction;
                    assertThat(update(0, correction).jsonPath().<Object>get("errors"))
                            .as(description)
                            .isNull();
                    assertIsUnchangedWhenSentAgain(article, description);
                    Response both = update(firstQuoteOf("rs-twin"), Map.of("spokenAt", "2009-01-01"));
                    assertThat(both.jsonPath().<Object>get("errors")).isNull();
                    assertIsUnchangedWhenSentAgain(article, description + " and another one");
                    deleteArticle("sent");
                }
            }
        }
    }

    @Test
    void aCorrectedQuoteKeepsEachOfItsPlaces() {
        Map<String, Object> first = new HashMap<>(said("2001-09-12", Map.of("cue", "said")));
        Map<String, Object> second = new HashMap<>(said("2001-09-12", Map.of("cue", "added")));
        first.putAll(Map.of("start", 0, "end", WORDS.length()));
        second.putAll(Map.of("start", WORDS.length() + 7, "end", 2 * WORDS.length() + 7));
        for (Map<String, Object> correction : List.<Map<String, Object>>of(
                Map.of("spokenAt", "2010-01-01"), Map.of("text", "We had something to do with it"))) {
            Map<String, Object> article = new HashMap<>(article("sent", "2001-09-14"));
            article.put("body", WORDS + ", we: \"" + WORDS + "\".");
            article.put("appearances", List.of(first, second));
            publish(article);
            assertThat(quotes().getList("id")).hasSize(1);
            assertThat(update(0, correction).jsonPath().<Object>get("errors")).isNull();
            assertIsUnchangedWhenSentAgain(article, correction.toString());
            deleteArticle("sent");
        }
    }

    private void assertIsUnchangedWhenSentAgain(Map<String, Object> article, String description) {
        List<String> exported = exported();
        assertThat(publish(article).getBoolean("data.publishArticle.changed"))
                .as(description)
                .isFalse();
        importLines(List.of(line(article)));
        assertThat(exported()).as(description).isEqualTo(exported);
    }

    /** A report that an update changes, and still agrees with. */
    private static Map<String, Object> deniedAtTheRally() {
        return said(
                "2001-09-12",
                Map.of(
                        "text",
                        WORDS + "!!",
                        "type",
                        "INDIRECT",
                        "cue",
                        "denied that",
                        "occasion",
                        Map.of("event", Map.of("slug", "rs-rally", "name", "Event", "type", "OTHER"))));
    }

    @Test
    void aCorrectionStaysThatAgreesWithWhatArticlesReport() {
        Map<String, Object> said = deniedAtTheRally();
        List<Map<String, Object>> corrections = List.of(
                Map.of("spokenAt", "2001-09-01", "spokenAtPrecision", "MONTH"),
                Map.of("spokenAt", "2001-09-13"),
                Collections.singletonMap("spokenAt", null),
                Collections.singletonMap("occasion", null),
                Collections.singletonMap("cue", null),
                Map.of("text", WORDS));
        for (Map<String, Object> correction : corrections) {
            Map<String, Object> article = article("sent", "2001-09-14", said);
            publish(article);
            assertThat(update(0, correction).jsonPath().<Object>get("errors"))
                    .as("" + correction)
                    .isNull();
            assertIsUnchangedWhenSentAgain(article, "" + correction);
            Map<String, Object> corrected = quotes().getMap("[0]");
            publish(article("another", "2001-09-14", said));
            assertThat(quotes().getMap("[0]"))
                    .as("" + correction)
                    .extracting("text", "spokenAt", "spokenAtPrecision", "cue")
                    .containsExactly(
                            corrected.get("text"),
                            corrected.get("spokenAt"),
                            corrected.get("spokenAtPrecision"),
                            corrected.get("cue"));
            assertThat(quotes().getList("[0].appearances.nodes")).hasSize(2);
            assertIsUnchangedWhenSentAgain(article, "" + correction);
            deleteArticle("sent");
            deleteArticle("another");
        }
    }

    /** The copy has the article as it was, and takes the changes of an export. */
    @Test
    void aCopyTakesWhatAnEditorHasCorrected() {
        Map<String, Object> said = deniedAtTheRally();
        Map<String, Object> article = article("sent", "2001-09-14", said);
        List<Map<String, Object>> corrections = List.of(
                Map.of("speechAct", "REJECTION"),
                Map.of("type", "DIRECT", "speechAct", "STATEMENT"),
                Collections.singletonMap("cue", null),
                Map.of("text", WORDS),
                Map.of("spokenAt", "2001-09-13"),
                Map.of("spokenAt", "2001-09-01", "spokenAtPrecision", "MONTH"),
                Collections.singletonMap("spokenAt", null),
                Map.of("spokenAt", "2010-01-01"),
                Collections.singletonMap("occasion", null),
                Map.of("text", "We had something to do with it"));
        for (Map<String, Object> correction : corrections) {
            publish(article);
            assertThat(update(0, correction).jsonPath().<Object>get("errors"))
                    .as("" + correction)
                    .isNull();
            List<String> once = exported();
            assertThat(update(0, Map.of("speechAct", "APOLOGY")).jsonPath().<Object>get("errors"))
                    .isNull();
            List<String> twice = exported();
            deleteArticle("sent");
            publish(article);
            importLines(once);
            assertThat(exported()).as("" + correction).isEqualTo(once);
            importLines(twice);
            assertThat(exported()).as(correction + " and another one").isEqualTo(twice);
            assertIsUnchangedWhenSentAgain(article, "" + correction);
            deleteArticle("sent");
        }
    }

    @Test
    void whatNoEditorHasCorrectedIsReplacedByWhatTheArticleReports() {
        publish(article("sent", "2001-09-14", said("2001-09-12")));
        assertThat(update(0, Map.of("speakerRole", "minister")).jsonPath().<Object>get("errors"))
                .isNull();
        publish(article("sent", "2001-09-14", said("2010-01-01")));
        assertThat(quotes().getList("spokenAt")).containsExactly("2010-01-01");

        assertThat(update(0, Map.of("spokenAt", "2009-01-01", "corrected", false))
                        .jsonPath()
                        .<Object>get("errors"))
                .isNull();
        publish(article("sent", "2001-09-14", said("2010-01-01")));
        assertThat(quotes().getList("spokenAt")).containsExactly("2010-01-01");
    }

    /** An import of one batch takes the statements with dates first. */
    @Test
    void anImportMatchesInAnyOrderOfItsLines() {
        List<Map<String, Object>> articles = new ArrayList<>();
        for (int year : List.of(1999, 2000, 2002, 2010, 2021)) {
            articles.add(article("u" + year, year + "-05-05", said(null)));
        }
        for (int year : List.of(2001, 2005, 2020)) {
            articles.add(article("d" + year, year + "-03-02", said(year + "-03-01")));
        }
        long seed = Long.getLong("onrecord.test.seed", System.nanoTime());
        System.out.printf("Orders of lines: -Donrecord.test.seed=%d repeats them.%n", seed);
        Random random = new Random(seed);
        String expected = null;
        for (int round = 0; round < (Tier.isFull() ? 30 : 6); round++) {
            Collections.shuffle(articles, random);
            importLines(articles.stream().map(this::line).toList());
            String exported = String.join("\n", exported());
            assertThat(exported).as("seed " + seed).isEqualTo(expected == null ? exported : expected);
            expected = exported;
            delete();
        }
        assertThat(expected.lines()).hasSize(articles.size());
    }

    @Test
    void anExportIsTheSameAfterAnImport() {
        // Articles on both sides of 2005 report the undated statement, which is older than the first of them.
        publish(article("2004", "2004-01-01", said(null)));
        publish(article("2010", "2010-01-01", said(null)));
        publish(article("2005", "2005-03-02", said("2005-03-01")));
        publish(article("2020", "2020-03-02", said("2020-03-01"), said("2005-03-01")));
        publish(article("2021", "2021-03-02", said(null)));
        List<String> before = exported();
        assertThat(before).hasSize(5);
        assertThat(quotes().getList("spokenAt")).containsExactly("2005-03-01", "2020-03-01", null);
        for (int i = 0; i < 3; i++) {
            delete();
            List<String> lines = new ArrayList<>(before);
            Collections.rotate(lines, i);
            lines.forEach(line -> importLines(List.of(line)));
            assertThat(exported()).isEqualTo(before);
        }
    }

    @Test
    void anUpdateMakesNoTwoEqualStatements() {
        publish(article("2001", "2001-09-12", said("2001-09-12")));
        publish(article("2020", "2020-03-02", said("2020-03-01")));
        publish(article("other", "2020-03-02", Map.of("exact", "No", "quote", quote("No", "2021-01-01", null))));
        Response sameDate = update(1, Map.of("spokenAt", "2001-09-13"));
        assertThat(sameDate.jsonPath().getString("errors[0].extensions.field")).isEqualTo("input.spokenAt");
        assertThat(update(1, Map.of("spokenAt", "2019-03-01")).jsonPath().<Object>get("errors"))
                .isNull();
        Response sameWords = update(2, Map.of("text", WORDS + "!", "spokenAt", "2001-09-13"));
        assertThat(sameWords.jsonPath().getString("errors[0].extensions.field")).isEqualTo("input.text");
        assertThat(update(2, Map.of("text", WORDS + "!", "spokenAt", "2010-01-01"))
                        .jsonPath()
                        .<Object>get("errors"))
                .isNull();
        assertThat(quotes().getList("spokenAt")).containsExactly("2001-09-12", "2010-01-01", "2019-03-01");
        // Words of another language are another statement, whatever their date.
        assertThat(update(2, Map.of("inLanguage", "de", "spokenAt", "2001-09-12"))
                        .jsonPath()
                        .<Object>get("errors"))
                .isNull();
    }

    @Test
    void anUpdateThatRemovesTheDateKeepsTheDayOfTheFirstReport() {
        publish(article("1", "2001-09-14", said("2001-09-12")));
        publish(article("2", "2001-09-13", said("2001-09-12")));
        Map<String, Object> withoutDate = new HashMap<>();
        withoutDate.put("spokenAt", null);
        assertThat(update(0, withoutDate).jsonPath().<Object>get("errors")).isNull();
        assertThat(quotes().getList("spokenBefore")).containsExactly("2001-09-13");
    }

    @Test
    void theFirstReportThatRemainsSaysByWhenAStatementWasMade() {
        publish(article("3", "2001-09-13", said(null)));
        publish(article("5", "2001-09-15", said(null)));
        publish(article("9", "2001-09-19", said(null), saying("No comment", null)));
        assertThat(quotes().getList("spokenBefore")).containsExactly("2001-09-13", "2001-09-19");
        deleteArticle("3");
        assertThat(quotes().getList("spokenBefore")).containsExactly("2001-09-15", "2001-09-19");
        publish(article("5", "2001-09-15"));
        assertThat(quotes().getList("spokenBefore")).containsExactly("2001-09-19", "2001-09-19");
        updateArticle("9", "2001-09-21T01:00:00+02:00");
        assertThat(quotes().getList("spokenBefore")).containsExactly("2001-09-20", "2001-09-20");
        assertThat(quotes().getList("spokenAfter")).containsExactly(null, "2001-09-13");
        publish(article("9", "2001-09-08", said(null), saying("No comment", null)));
        assertThat(quotes().getList("spokenBefore")).containsExactly("2001-09-08", "2001-09-08");
        assertThat(quotes().getList("spokenAfter")).containsExactly(null, "2001-09-01");
        importLines(List.of(line(article("9", "2001-09-18", said(null), saying("No comment", null)))));
        assertThat(quotes().getList("spokenBefore")).containsExactly("2001-09-18", "2001-09-18");
        assertThat(quotes().getList("spokenAfter")).containsExactly(null, "2001-09-11");
    }

    @Test
    void anEditorsDaysAndGivenDaysRemainWhenAnArticleGetsAnotherDate() {
        publish(article(
                "3",
                "2001-09-13",
                said(null),
                said(
                        "2001-09-01",
                        Map.of(
                                "text",
                                "Never in my life, I swear it",
                                "spokenAtPrecision",
                                "MONTH",
                                "spokenBefore",
                                "2001-09-05"))));
        update(1, Map.of("spokenBefore", "2001-09-02"));
        updateArticle("3", "2001-09-20T12:00:00Z");
        assertThat(quotes().getList("spokenBefore")).containsExactlyInAnyOrder("2001-09-02", "2001-09-05");
    }

    /** Both quotes would be those of "the day before 20 September". */
    @Test
    void anArticleThatGetsAnotherDateMakesNoTwoEqualStatements() {
        publish(article("3", "2001-09-13", saying("No comment", null)));
        publish(article("30", "2001-09-30", saying("No comment", null)));
        updateArticle("3", "2001-09-28T12:00:00Z");
        assertThat(quotes().getList("spokenBefore")).containsExactlyInAnyOrder("2001-09-13", "2001-09-30");
    }

    private static void updateArticle(String name, String datePublished) {
        Map<String, Object> input =
                new HashMap<>(GraphQL.data("{ article(url: \"https://example.org/rs/" + name + "\") { id version } }")
                        .getMap("article"));
        input.put("datePublished", datePublished);
        Response response = GraphQL.postAs(
                TestIssuer.token("editor"),
                "mutation($in: UpdateArticleInput!) { updateArticle(input: $in) { changed } }",
                Map.of("in", input));
        assertThat(response.jsonPath().<Object>get("errors"))
                .as(response.asString())
                .isNull();
    }

    @Test
    void mergedPeopleKeepStatementsOfDifferentTimes() {
        publish(article("1", "2001-09-12", said("2001-09-12")));
        publish(article("2", "2020-03-02", said("2020-03-01")));
        String twin = "rs-twin";
        publish(article("3", "2001-09-13", said("2001-09-13", null, twin, null)));
        publish(article("4", "2010-03-02", said("2010-03-01", null, twin, null)));
        publish(article("5", "2020-05-02", said("2020-01-01", "YEAR", twin, null)));
        merge("mergePeople(input: $in) { person { slug } }", "MergePeopleInput", "person", "rs-ann");
        assertThat(quotes().getList("spokenAt")).containsExactly("2001-09-12", "2010-03-01", "2020-03-01");
        assertThat(urls("2001-09-12")).containsExactlyInAnyOrder("1", "3");
        assertThat(urls("2020-03-01")).containsExactlyInAnyOrder("2", "5");
    }

    @Test
    void theDatabaseRejectsTwoEqualStatements() throws SQLException {
        publish(article("1", "2001-09-12", said("2001-09-12")));
        String copy = "INSERT INTO quote (text, in_language, type, speech_act, speaker_id, spoken_at,"
                + " spoken_at_precision, occurrence)"
                + " SELECT text || '.', 'en-GB', type, speech_act, speaker_id, %s, 'DAY', %d"
                + " FROM quote WHERE speaker_id = (SELECT id FROM person WHERE slug = 'rs-ann')";
        try (Connection connection = PostgresServer.connect()) {
            assertThatThrownBy(() -> connection.createStatement().execute(copy.formatted("spoken_at", 1)))
                    .hasMessageContaining("quote_statement_of_speaker");
            assertThatThrownBy(() -> connection.createStatement().execute(copy.formatted("spoken_at - 1", 2)))
                    .hasMessageContaining("their dates overlap");
            connection.createStatement().execute(copy.formatted("spoken_at + 2", 2));
            assertThatThrownBy(() -> connection
                            .createStatement()
                            .execute("UPDATE quote SET spoken_at = '2001-09-13' WHERE occurrence = 2"
                                    + " AND speaker_id = (SELECT id FROM person WHERE slug = 'rs-ann')"))
                    .hasMessageContaining("their dates overlap");
        }
    }

    /** Imports take shared locks, so only the database keeps them apart. */
    @Test
    void concurrentWritersStoreEachStatementOnce() throws Exception {
        List<Callable<Void>> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String name = "w" + i;
            Map<String, Object> first =
                    article(name + "-2001", "2001-09-14", said(i % 2 == 0 ? "2001-09-12" : "2001-09-13"));
            Map<String, Object> second = article(name + "-2020", "2020-03-02", said("2020-03-01"));
            Map<String, Object> month = article(name + "-month", "2020-03-20", said("2020-03-01", "MONTH"));
            List<Map<String, Object>> articles = new ArrayList<>(List.of(first, second, month));
            Collections.rotate(articles, i);
            if (i < 6) { // An instance runs two imports at once.
                writers.add(() -> {
                    articles.forEach(RepeatedStatementsTest::publish);
                    return null;
                });
            } else {
                List<String> lines = articles.stream().map(this::line).toList();
                writers.add(() -> {
                    lines.forEach(line -> importLines(List.of(line)));
                    return null;
                });
            }
        }
        ExecutorService executor = Executors.newFixedThreadPool(writers.size());
        for (Future<Void> writer : executor.invokeAll(writers)) {
            writer.get();
        }
        executor.shutdown();
        List<String> days = quotes().getList("spokenAt", String.class);
        assertThat(days).hasSize(2).endsWith("2020-03-01");
        assertThat(days.get(0)).isIn("2001-09-12", "2001-09-13");
        assertThat(urls(days.get(0))).hasSize(8);
        assertThat(urls("2020-03-01")).hasSize(16);
    }

    /**
     * The first statement is deleted while the second writer adds a statement of another time. The third writer sees
     * neither of the two. Imports take shared locks, so only the database keeps them apart.
     */
    @Test
    void threeWritersStoreAStatementOnceWhenAnotherOneIsDeleted() throws Exception {
        publish(article("1", "2001-09-14", from("rs-source", "2001-09-12", "rs-first")));
        publish(article(
                "other", "2001-09-14", from("rs-other", null, "rs-second"), from("rs-other", null, "rs-third")));
        ExecutorService writers = Executors.newFixedThreadPool(2);
        try (Connection second = PostgresServer.connect();
                Connection third = PostgresServer.connect()) {
            // A writer waits for the lock of its topic after it has inserted its quote.
            lockEvent(second, "rs-second");
            lockEvent(third, "rs-third");
            String line = line(article("2", "2020-03-02", from("rs-source", "2020-03-01", "rs-second")));
            Future<?> secondWriter = writers.submit(() -> importLines(List.of(line)));
            awaitWaiting(() -> waiting() == 1);
            deleteArticle("1");
            String other = line(article("3", "2020-03-02", from("rs-source", "2020-03-01", "rs-third")));
            Future<?> thirdWriter = writers.submit(() -> importLines(List.of(other)));
            awaitWaiting(() -> waiting() == 2);
            second.rollback();
            // The second writer ends, or waits for the third one.
            awaitWaiting(() -> secondWriter.isDone() || waitingForIndex() == 1);
            third.rollback();
            secondWriter.get();
            thirdWriter.get();
        } finally {
            writers.shutdownNow();
        }
        JsonPath quotes = GraphQL.data("{ quotes(filter: {attributionText: {eq: \"rs-source\"}}) { nodes {"
                + " topics { totalCount } appearances { nodes { article { url } } } } } }");
        assertThat(quotes.getList("quotes.nodes")).hasSize(1);
        assertThat(quotes.getInt("quotes.nodes[0].topics.totalCount")).isEqualTo(2);
    }

    private static void lockEvent(Connection connection, String slug) throws SQLException {
        connection.setAutoCommit(false);
        connection.createStatement().execute("SELECT FROM event WHERE slug = '" + slug + "' FOR UPDATE");
    }

    private static void awaitWaiting(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("the writers wait").isLessThan(deadline);
            Thread.sleep(10);
        }
    }

    private static long waiting() throws SQLException {
        return count("pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()");
    }

    /** The writers that insert or number a quote and wait for another one, which holds the number. */
    private static long waitingForIndex() throws SQLException {
        return count("pg_locks waiting JOIN pg_locks holding ON holding.transactionid = waiting.transactionid"
                + " AND holding.granted JOIN pg_stat_activity holder ON holder.pid = holding.pid"
                + " WHERE NOT waiting.granted AND holder.wait_event_type = 'Lock'");
    }

    private static void deleteArticle(String name) {
        String url = "https://example.org/rs/" + name;
        Map<String, Object> article =
                GraphQL.data("{ article(url: \"" + url + "\") { id version } }").getMap("article");
        if (article != null) {
            Response deleted = GraphQL.postAs(
                    TestIssuer.token("admin"),
                    "mutation($in: DeleteArticleInput!) { deleteArticle(input: $in) { deletedId } }",
                    Map.of("in", article));
            assertThat(deleted.jsonPath().getString("errors[0].extensions.code"))
                    .as(deleted.asString())
                    .isIn(null, "CONFLICT", "BAD_USER_INPUT");
        }
    }

    /** Writers name the source by several keys or by none, so the locks of these keys do not keep the writers apart. */
    @Test
    void manyWritersAndDeletionsNeverStoreAStatementTwice() throws Exception {
        int writers = Tier.isFull() ? 16 : 8;
        int rounds = Tier.isFull() ? 20 : 6;
        long seed = Long.getLong("onrecord.test.seed", System.nanoTime());
        System.out.printf("Concurrent writers: -Donrecord.test.seed=%d repeats them.%n", seed);
        List<String> dates = Arrays.asList(null, "2001-09-12", "2001-09-13", "2001-09-15", "2020-03-01");
        ExecutorService executor = Executors.newFixedThreadPool(writers);
        List<Callable<Void>> all = new ArrayList<>();
        for (int w = 0; w < writers; w++) {
            int writer = w;
            all.add(() -> {
                Random random = new Random(seed + writer);
                for (int round = 0; round < rounds; round++) {
                    String name = "m" + writer + "-" + random.nextInt(2);
                    if (random.nextInt(3) == 0) {
                        deleteArticle(name);
                        continue;
                    }
                    Map<String, Object> article = article(
                            name,
                            random.nextBoolean() ? "2001-09-14" : "2020-03-02",
                            from("rs-source", dates.get(random.nextInt(dates.size())), null),
                            from("rs-other", dates.get(random.nextInt(dates.size())), null));
                    if (writer < 2) {
                        importLines(List.of(line(article)));
                    } else {
                        publish(article);
                    }
                }
                return null;
            });
        }
        for (Future<Void> writer : executor.invokeAll(all)) {
            writer.get();
        }
        executor.shutdown();
        assertThat(count("quote one JOIN quote other ON other.attribution_text = one.attribution_text"
                        + " AND other.statement = one.statement AND other.id > one.id"
                        + " AND spoken_during(other.spoken_at, other.spoken_at_precision, other.spoken_after,"
                        + " other.spoken_before)"
                        + " && spoken_during(one.spoken_at, one.spoken_at_precision, one.spoken_after,"
                        + " one.spoken_before)"
                        + " WHERE one.attribution_text LIKE 'rs-%'"))
                .as("the equal statements, with seed " + seed)
                .isZero();
        assertThat(count("quote WHERE attribution_text LIKE 'rs-%' AND occurrence = 1"))
                .isEqualTo(count("(SELECT DISTINCT attribution_text, statement FROM quote"
                        + " WHERE attribution_text LIKE 'rs-%') source"));
    }

    private static long count(String from) throws SQLException {
        try (Connection connection = PostgresServer.connect();
                ResultSet row = connection.createStatement().executeQuery("SELECT count(*) FROM " + from)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** A quote whose source is not a known person. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> from(String source, String spokenAt, String topic) {
        Map<String, Object> said = said(spokenAt, null, null, topic);
        Map<String, Object> quote = new HashMap<>((Map<String, Object>) said.get("quote"));
        quote.remove("speaker");
        quote.put("attributionText", source);
        return Map.of("exact", WORDS, "quote", quote);
    }

    private static JsonPath quotes() {
        return GraphQL.data(QUOTES).setRootPath("data.person.quotes.nodes");
    }

    /** The last parts of the URLs of the articles with the quote of a date. */
    private static List<String> urls(String spokenAt) {
        String quote = spokenAt == null ? "it.spokenAt == null" : "it.spokenAt == '" + spokenAt + "'";
        return quotes().getList("find { " + quote + " }.appearances.nodes.article.url", String.class).stream()
                .map(url -> url.substring(url.lastIndexOf('/') + 1))
                .toList();
    }

    /** The last parts of the URLs of the articles with the quote at an event. */
    private static List<String> urlsAt(String occasion) {
        return quotes()
                .getList("find { it.occasion?.slug == '" + occasion + "' }.appearances.nodes.article.url", String.class)
                .stream()
                .map(url -> url.substring(url.lastIndexOf('/') + 1))
                .toList();
    }

    private static JsonPath firstQuoteOf(String speaker) {
        return GraphQL.data(QUOTES.replace("rs-ann", speaker)).setRootPath("data.person.quotes.nodes[0]");
    }

    private static Response update(int index, Map<String, Object> values) {
        return update(GraphQL.data(QUOTES).setRootPath("data.person.quotes.nodes[" + index + "]"), values);
    }

    private static Response update(JsonPath quote, Map<String, Object> values) {
        Map<String, Object> input = new HashMap<>(values);
        input.put("id", quote.getString("id"));
        input.put("version", quote.getInt("version"));
        return GraphQL.postAs(
                TestIssuer.token("editor"),
                "mutation($in: UpdateQuoteInput!) { updateQuote(input: $in) { changed } }",
                Map.of("in", input));
    }

    private static Map<String, Object> said(String spokenAt) {
        return said(spokenAt, null, "rs-ann", null);
    }

    /** @param precisionOrTopic a precision in capitals, or the slug of an event */
    private static Map<String, Object> said(String spokenAt, String precisionOrTopic) {
        boolean isTopic = precisionOrTopic.startsWith("rs-");
        return said(spokenAt, isTopic ? null : precisionOrTopic, "rs-ann", isTopic ? precisionOrTopic : null);
    }

    private static Map<String, Object> said(String spokenAt, String precision, String speaker, String topic) {
        Map<String, Object> quote = new HashMap<>(quote(WORDS, spokenAt, precision));
        if (speaker != null) {
            quote.put("speaker", Map.of("person", Map.of("slug", speaker, "name", "Ann")));
        }
        if (topic != null) {
            quote.put("topics", List.of(Map.of("event", Map.of("slug", topic, "name", "Event", "type", "OTHER"))));
        }
        return Map.of("exact", WORDS, "quote", quote);
    }

    /** @param values other values of the quote */
    private static Map<String, Object> said(String spokenAt, Map<String, Object> values) {
        Map<String, Object> quote = new HashMap<>(quote(WORDS, spokenAt, null));
        quote.put("speaker", Map.of("person", Map.of("slug", "rs-ann", "name", "Ann")));
        quote.putAll(values);
        return Map.of("exact", WORDS, "quote", quote);
    }

    private static Map<String, Object> saying(String words, String spokenAt) {
        return said(spokenAt, Map.of("text", words));
    }

    private static Map<String, Object> saidAt(String event, String spokenAt) {
        return said(
                spokenAt, Map.of("occasion", Map.of("event", Map.of("slug", event, "name", "Event", "type", "OTHER"))));
    }

    private static Map<String, Object> quote(String text, String spokenAt, String precision) {
        Map<String, Object> quote = new HashMap<>();
        quote.put("text", text);
        quote.put("type", "DIRECT");
        quote.put("speechAct", "DENIAL");
        quote.put("speaker", Map.of("slug", "rs-ann"));
        if (spokenAt != null) {
            quote.put("spokenAt", spokenAt);
        }
        if (precision != null) {
            quote.put("spokenAtPrecision", precision);
        }
        return quote;
    }

    @SafeVarargs
    private static Map<String, Object> article(String name, String day, Map<String, Object>... appearances) {
        return Map.of(
                "url",
                "https://example.org/rs/" + name,
                "headline",
                "H",
                "publisher",
                "P",
                "inLanguage",
                "en",
                "datePublished",
                day + "T12:00:00Z",
                "appearances",
                List.of(appearances));
    }

    private static JsonPath publish(Map<String, Object> article) {
        Response response = GraphQL.postAs(
                TestIssuer.token("editor"),
                "mutation($input: PublishArticleInput!) {"
                        + " publishArticle(input: $input) { changed differences { field } } }",
                Map.of("input", article));
        assertThat(response.jsonPath().<Object>get("errors"))
                .as(response.asString())
                .isNull();
        return response.jsonPath();
    }

    private String line(Map<String, Object> article) {
        return jsonb.toJson(Map.of("article", article));
    }

    private static void importLines(List<String> lines) {
        List<String> all = new ArrayList<>();
        if (lines.get(0).contains("\"speaker\":{\"slug\"")) {
            all.add("{\"person\": {\"slug\": \"rs-ann\", \"name\": \"Ann\"}}");
        }
        all.addAll(lines);
        Response response = given().auth()
                .preemptive()
                .oauth2(TestIssuer.token("admin"))
                .header("Content-Type", "application/x-ndjson")
                .body(String.join("\n", all).getBytes(StandardCharsets.UTF_8))
                .post("/import");
        assertThat(response.asString()).contains("\"status\":\"done\"", "\"failed\":0");
    }

    private static List<String> exported() {
        return given().auth()
                .preemptive()
                .oauth2(TestIssuer.token("admin"))
                .get("/export?type=article")
                .asString()
                .lines()
                .filter(line -> line.contains("https://example.org/rs/"))
                .toList();
    }
}
