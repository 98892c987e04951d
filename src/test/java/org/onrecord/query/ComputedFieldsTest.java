package org.onrecord.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.PostgresServer;

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
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
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
