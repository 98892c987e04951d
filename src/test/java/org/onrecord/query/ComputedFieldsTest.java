package org.onrecord.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.PostgresServer;
import org.onrecord.SqlStatements;
import org.onrecord.security.TestIssuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

@QuarkusTest
class ComputedFieldsTest {

    @Test
    void daysSinceCountsDaysFromTheEvent() {
        JsonPath data = GraphQL.data("""
                { person(slug: "vladimir-putin") { denials { nodes { spokenAt
                    daysSince(event: {slug: "gru-indictment-2018"})
                    election: daysSince(event: {slug: "us-presidential-election-2016"})
                    undated: daysSince(event: {slug: "russian-interference-2016"})
                    unknown: daysSince(event: {slug: "no-such-event"}) } } } }
                """);
        assertThat(data.getList("person.denials.nodes.daysSince", Integer.class))
                .containsExactlyInAnyOrder(-244, 3, 3);
        assertThat(data.getList("person.denials.nodes.election", Integer.class))
                .containsExactlyInAnyOrder(368, 615, 615);
        assertThat(data.getList("person.denials.nodes.undated")).containsOnlyNulls();
        assertThat(data.getList("person.denials.nodes.unknown")).containsOnlyNulls();
    }

    @Test
    void everyNodeHasItsAddressAndALabel() {
        String link = "__typename ... on UniformResourceLocatable { resourcePath label }";
        JsonPath data = GraphQL.data("""
                { person(slug: "vladimir-putin") { id resourcePath label name }
                  article(url: "https://example.org/onrecord-demo/helsinki") { id resourcePath label headline }
                  quotes(first: 1) { nodes { id resourcePath label text } }
                  timeline(about: {personSlug: "vladimir-putin"}) { nodes { LINK } }
                  search(text: "Helsinki") { nodes { LINK } }
                  path(from: {personSlug: "vladimir-putin"}, to: {personSlug: "viktor-netyksho"}) {
                    steps { from { LINK } } }
                  nodes(ids: ["UGVyc29uOjE="]) { LINK } }
                """.replace("LINK", link));
        assertThat(data.getString("person.resourcePath")).isEqualTo("/people/vladimir-putin");
        assertThat(data.getString("person.label")).isEqualTo(data.getString("person.name"));
        assertThat(data.getString("article.label")).isEqualTo(data.getString("article.headline"));
        assertThat(data.getString("quotes.nodes[0].label")).isEqualTo(data.getString("quotes.nodes[0].text"));
        assertThat(data.getString("quotes.nodes[0].resourcePath"))
                .isEqualTo("/quotes/" + data.getString("quotes.nodes[0].id"));
        assertThat(data.getList("timeline.nodes.__typename")).contains("Event", "Quote", "Article");
        for (String list : List.of("timeline.nodes", "search.nodes", "path[0].steps.from")) {
            assertThat(data.getList(list + ".label")).isNotEmpty().doesNotContainNull();
            assertThat(data.getList(list + ".resourcePath", String.class))
                    .allMatch(path -> path.matches("/(people|events|articles|quotes)/[-a-zA-Z0-9=]+"));
        }
        // JSON-LD has the same addresses.
        for (String path : List.of(
                data.getString("person.resourcePath"),
                data.getString("article.resourcePath"),
                data.getString("quotes.nodes[0].resourcePath"))) {
            assertThat(given().get(path).jsonPath().getString("'@id'")).endsWith(path);
        }
    }

    @Test
    void fragmentsOnTheInterfaceAreOneStatement() {
        String query = "{ node(id: \"UGVyc29uOjE=\") { ...Link } search(text: \"Putin\") { edges { node { ...Link } } }"
                + " } fragment Link on UniformResourceLocatable { l: label p: resourcePath ... on Quote { type } }";
        GraphQL.data(query);
        assertThat(SqlStatements.during(() -> GraphQL.data(query))).hasSize(1);
    }

    @Test
    void relatedEventsSayWhatAQuoteRunsInto() {
        JsonPath data = GraphQL.data("""
                { person(slug: "vladimir-putin") { denials(orderBy: [{field: SPOKEN_AT}]) { nodes { spokenAt
                    relatedEvents(types: [INDICTMENT], relations: [CHARGES]) {
                      days minDays maxDays relation direction event { slug } topic { slug } }
                    all: relatedEvents { event { slug } topic { slug } relation days } } } } }
                """).setRootPath("data.person.denials");
        assertThat(data.getList("nodes[0].relatedEvents.days")).contains(-244);
        int at = data.getList("nodes[0].relatedEvents.event.slug").indexOf("gru-indictment-2018");
        JsonPath indictment = data.setRootPath("data.person.denials.nodes[0].relatedEvents[" + at + "]");
        assertThat(indictment.getInt("days")).isEqualTo(-244);
        assertThat(indictment.getInt("maxDays")).isEqualTo(-244);
        assertThat(indictment.getString("relation")).isEqualTo("CHARGES");
        assertThat(indictment.getString("direction")).isEqualTo("INCOMING");
        assertThat(indictment.getString("topic.slug")).isEqualTo("russian-interference-2016");
        data.setRootPath("data.person.denials");
        // The nearest first, and the topic without a date last.
        List<Integer> days = data.getList("nodes[0].all.days");
        List<Integer> known = days.stream().filter(Objects::nonNull).toList();
        assertThat(known).isSortedAccordingTo(Comparator.comparing(Math::abs));
        assertThat(days.subList(0, known.size())).isEqualTo(known);
        assertThat(data.getList("nodes[0].all.event.slug")).contains("russian-interference-2016");
    }

    @Test
    void relatedEventsAreHonestAboutInexactDates() throws SQLException {
        String publish = """
                mutation { publishArticle(input: {url: "https://example.org/re/1", headline: "H", publisher: "P",
                  inLanguage: "en", datePublished: "2018-07-16T12:00:00Z", appearances: [
                    {exact: "month", quote: {text: "month", type: DIRECT, speechAct: DENIAL, spokenAt: "2018-02-01",
                      spokenAtPrecision: MONTH, attributionText: "the RE office", topics: [{event: {slug: "re-charge",
                        name: "C", type: INDICTMENT, startDate: "2018-02-13", links: [
                          {relation: CHARGES, event: {event: {slug: "re-act", name: "A", type: OTHER}}}]}}]}},
                    {exact: "year", quote: {text: "year", type: DIRECT, speechAct: DENIAL, spokenAt: "2017-01-01",
                      spokenAtPrecision: YEAR, attributionText: "the RE office", topics: [{slug: "re-act"}]}},
                    {exact: "same month", quote: {text: "same month", type: DIRECT, speechAct: DENIAL,
                      spokenAt: "2018-07-01", spokenAtPrecision: MONTH, attributionText: "the RE office",
                      topics: [{slug: "re-charge"}]}},
                    {exact: "before", quote: {text: "before", type: DIRECT, speechAct: DENIAL,
                      attributionText: "the RE office", topics: [{slug: "re-act"}]}},
                    {exact: "after", quote: {text: "after", type: DIRECT, speechAct: DENIAL, spokenAfter: "2018-02-20",
                      attributionText: "the RE office", topics: [{slug: "re-charge"}]}},
                    {exact: "late month", quote: {text: "late month", type: DIRECT, speechAct: DENIAL,
                      spokenAt: "2018-02-01", spokenAtPrecision: MONTH, spokenAfter: "2018-02-20",
                      attributionText: "the RE office", topics: [{slug: "re-charge"}]}},
                    {exact: "none", quote: {text: "none", type: DIRECT, speechAct: DENIAL,
                      attributionText: "the RE office"}}]}) { article { id } } }
                """;
        try {
            assertThat(GraphQL.postAs(TestIssuer.token("editor"), publish, Map.of())
                            .asString())
                    .doesNotContain("\"errors\"");
            JsonPath data = GraphQL.data("""
                    { quotes(filter: {attributionText: {eq: "the RE office"}}) { nodes { text
                        relatedEvents(types: [INDICTMENT]) { days minDays maxDays relation event { slug } }
                        none: relatedEvents(types: []) { days }
                        nearest: relatedEvents(first: 1) { event { slug } } } } }
                    """).setRootPath("data.quotes");
            Map<String, List<Object>> range = new HashMap<>();
            for (int i = 0; i < 7; i++) {
                String events = "nodes[" + i + "].relatedEvents.";
                range.put(
                        data.getString("nodes[" + i + "].text"),
                        Arrays.asList(
                                data.get(events + "days[0]"),
                                data.get(events + "minDays[0]"),
                                data.get(events + "maxDays[0]"),
                                data.get(events + "relation[0]")));
            }
            assertThat(range.get("month")).containsExactly(null, -12, 15, null);
            assertThat(range.get("year")).containsExactly(null, -408, -44, "CHARGES");
            assertThat(range.get("same month")).containsExactly(null, 138, 153, null);
            assertThat(range.get("before")).containsExactly(null, 146, 153, "CHARGES");
            assertThat(range.get("after")).containsExactly(null, 7, 153, null);
            assertThat(range.get("late month")).containsExactly(null, 7, 15, null);
            assertThat(range.get("none")).containsOnlyNulls();
            assertThat(data.getList("nodes.none.flatten()")).isEmpty();
            assertThat(data.getList("nodes.nearest.flatten()")).hasSize(6);
        } finally {
            try (Connection connection = PostgresServer.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("DELETE FROM article WHERE url = 'https://example.org/re/1'");
                statement.execute("DELETE FROM quote WHERE attribution_text = 'the RE office'");
                statement.execute("DELETE FROM event WHERE slug LIKE 're-%'");
            }
        }
    }

    @Test
    void contextContainsTheTextAroundAQuote() {
        JsonPath data = GraphQL.data("""
                { article(url: "https://example.org/onrecord-demo/helsinki") { body appearances(first: 100) { nodes {
                    exact start end
                    all: context(radius: 2000) { before exact after start end }
                    near: context(radius: 10) { before exact after start end }
                    none: context(radius: 0) { before exact after start end } } } } }
                """).setRootPath("data.article");
        int[] body = data.getString("body").codePoints().toArray();
        List<Map<String, Object>> appearances = data.getList("appearances.nodes");
        assertThat(appearances).hasSizeGreaterThan(10);
        for (Map<String, Object> appearance : appearances) {
            for (String radius : List.of("all", "near", "none")) {
                Map<?, ?> context = (Map<?, ?>) appearance.get(radius);
                String before = (String) context.get("before");
                int start = (Integer) context.get("start");
                assertThat(context.get("exact")).isEqualTo(appearance.get("exact"));
                assertThat(start + before.codePointCount(0, before.length())).isEqualTo(appearance.get("start"));
                assertThat(before + context.get("exact") + context.get("after"))
                        .isEqualTo(new String(body, start, (Integer) context.get("end") - start));
            }
            assertThat(((Map<?, ?>) appearance.get("near")).get("before").toString())
                    .hasSize(10);
            assertThat(((Map<?, ?>) appearance.get("none")).get("after").toString())
                    .isEmpty();
        }
    }

    @Test
    void rejectsARadiusOfMoreThan2000Characters() {
        GraphQL.post("{ appearances(first: 1) { nodes { context(radius: 2001) { after } } } }", Map.of(), null)
                .then()
                .statusCode(200)
                .body("errors[0].message", containsString("from 0 to 2000"));
    }

    @Test
    void aPartOfAQuoteIsAVariantOfTheQuote() {
        JsonPath data = GraphQL.data("""
                { quotes(filter: {speaker: {slug: {eq: "donald-trump"}}, text: {eq:
                  "I don’t see any reason why it would be"}}) {
                    nodes { variants { totalCount nodes { text spokenAt variants { nodes { text } }
                      appearances { nodes { article { url } } } } } } } }
                """).setRootPath("data.quotes.nodes[0].variants");
        // The other variant is his correction on the next day.
        assertThat(data.getInt("totalCount")).isEqualTo(2);
        assertThat(data.getString("nodes[0].text")).startsWith("I have ").contains("any reason why it would be");
        assertThat(data.getList("nodes[0].variants.nodes.text", String.class))
                .contains("I don’t see any reason why it would be");
        assertThat(data.getList("nodes[0].appearances.nodes")).hasSize(2);
    }

    @Test
    void findsTheVariantsOfLongQuotesQuickly() throws SQLException {
        try {
            insertLongQuotes();
            long start = System.nanoTime();
            JsonPath data = GraphQL.data("""
                    { quotes(filter: {speaker: {slug: {eq: "long-winded"}}}) {
                        nodes { cue variants { nodes { cue } } } } }
                    """);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(data.getList("quotes.nodes.variants.nodes.cue"))
                    .containsExactly(List.of("2"), List.of("1"), List.of());
        } finally {
            deleteLongQuotes();
        }
    }

    /** Three quotes of 60,000 letters. The first two differ in one word, the third has other words. */
    private static void insertLongQuotes() throws SQLException {
        try (Connection connection = PostgresServer.connect()) {
            connection.createStatement().execute("""
                    INSERT INTO person (slug, name) VALUES ('long-winded', 'Long Winded');
                    INSERT INTO quote (text, type, speech_act, speaker_id, cue)
                    SELECT 'Statement ' || n || ' '
                          || string_agg(left(md5((i * greatest(n, 2))::text), 5), ' ' ORDER BY i),
                        'DIRECT', 'STATEMENT', (SELECT id FROM person WHERE slug = 'long-winded'), n::text
                    FROM generate_series(1, 3) n, generate_series(1, 10000) i GROUP BY n ORDER BY n
                    """);
        }
    }

    private static void deleteLongQuotes() throws SQLException {
        try (Connection connection = PostgresServer.connect()) {
            connection.createStatement().execute("""
                    DELETE FROM quote WHERE speaker_id = (SELECT id FROM person WHERE slug = 'long-winded');
                    DELETE FROM person WHERE slug = 'long-winded'
                    """);
        }
    }

    @Test
    void variantsCanBeUsedInFilters() {
        JsonPath data = GraphQL.data("""
                { quotes(filter: {speaker: {slug: {eq: "donald-trump"}}, variants: {some: {text: {startsWith:
                  "I have"}}}}) {
                    nodes { text } } }
                """);
        assertThat(data.getList("quotes.nodes.text")).containsExactly("I don’t see any reason why it would be");
    }
}
