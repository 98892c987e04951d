package org.onrecord.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.GraphQL;
import org.onrecord.PostgresServer;
import org.onrecord.SqlStatements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
class SearchTest {

    @ParameterizedTest
    @CsvSource({
        "Vladmir Puttin, vladimir-putin",
        "Poutine, vladimir-putin",
        "PUTIN VLADIMIR, vladimir-putin",
        "Netyksho Viktor, viktor-netyksho",
        "Нетыкшо, viktor-netyksho",
        "Ермаков, ivan-yermakov",
        "Niinisto, sauli-niinisto",
        "Mueler, robert-mueller",
        "Rodham, hillary-clinton"
    })
    void findsPeopleByNamesInAnyOrderSpellingAndScript(String text, String slug) {
        assertThat(slugs(text)).contains(slug);
    }

    @Test
    void ranksTheBestNameFirstAndOmitsOthers() {
        assertThat(slugs("Netyksho")).containsExactly("viktor-netyksho");
        assertThat(slugs("Aleksey Lukashev")).startsWith("aleksey-lukashev");
        assertThat(slugs("Zoroaster")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Inflected forms, phrases, prefixes, punctuation, alternatives.
                "indictments charged | Event | Indictment of 12 GRU officers",
                "elections interference | Event | Russian interference in the 2016 US election",
                "\"any reason why it would be\" | Quote | I don’t see any reason why it would be",
                "inter* camp* | Event | Russian interference in the 2016 US election",
                "1:18-cr-00215 | Event | Indictment of 12 GRU officers",
                "Kremlin debate | Article | Clinton accuses the Kremlin in the last debate",
                "nonesuchword or Netyksho | Event | Indictment of 12 GRU officers"
            })
    void findsTextsByWords(String text, String type, String found) {
        assertThat(texts(text, type)).contains(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "helsinki sumit | Event | Helsinki summit",
                "HELSINKY summit | Event | Helsinki summit",
                "indictmnt of the internet reserch agency | Event | Indictment of the Internet Research Agency",
                "acuses the kremlim | Article | Clinton accuses the Kremlin in the last debate"
            })
    void findsEventsAndHeadlinesDespiteTypingErrors(String text, String type, String found) {
        assertThat(texts(text, type)).first().isEqualTo(found);
    }

    @Test
    void similarTitlesFollowPeopleAndCountOnlyIfNoTextHasTheWords() {
        List<String> types = GraphQL.data("{ search(text: \"helsinki sumit\") { nodes { __typename } } }")
                .getList("search.nodes.__typename");
        assertThat(types.subList(Math.max(0, types.lastIndexOf("Person")), types.size()))
                .doesNotContain("Quote");
        assertThat(texts("helsinki", "Event")).contains("Helsinki summit");
        // Operators say exactly what is meant, and short or long texts are similar to anything or nothing.
        for (String text : List.of(
                "\"helsinki sumit\"",
                "helsinki sumit*",
                "sumit -helsinki",
                "sumit or sumitt",
                "sum",
                "helsinki sumit ".repeat(5))) {
            assertThat(texts(text, "Event")).as(text).doesNotContain("Helsinki summit");
        }
    }

    @Test
    void phrasesMatchAdjacentWordsAndMinusExcludesAWord() {
        assertThat(texts("\"denial strong\"", "Quote")).isEmpty();
        assertThat(texts("indictment", "Event")).contains("Indictment of the Internet Research Agency");
        assertThat(texts("indictment -internet", "Event"))
                .contains("Indictment of 12 GRU officers")
                .doesNotContain("Indictment of the Internet Research Agency");
    }

    @Test
    void snippetsHaveTheirOffsetsInTheText() {
        JsonPath found = GraphQL.data("""
                { search(text: "officers hacking", types: [ARTICLE]) { nodes { ... on Article { url headline abstract
                  body } }
                    edges { node { ... on Article { headline abstract body } }
                            snippets { field start text matches { start end } } } } }
                """);
        List<Map<String, Object>> edges = found.getList("search.edges");
        assertThat(edges).isNotEmpty();
        List<String> matched = new ArrayList<>();
        for (Map<String, Object> edge : edges) {
            List<Map<String, Object>> snippets = list(edge.get("snippets"));
            assertThat(snippets).isNotEmpty();
            for (Map<String, Object> snippet : snippets) {
                int[] whole = ((String) ((Map<?, ?>) edge.get("node")).get(snippet.get("field")))
                        .codePoints()
                        .toArray();
                int[] text = ((String) snippet.get("text")).codePoints().toArray();
                assertThat(new String(whole, (Integer) snippet.get("start"), text.length))
                        .isEqualTo(snippet.get("text"));
                List<Map<String, Object>> matches = list(snippet.get("matches"));
                assertThat(matches).isNotEmpty();
                matches.forEach(match -> {
                    int start = (Integer) match.get("start");
                    matched.add(new String(text, start, (Integer) match.get("end") - start));
                });
            }
        }
        assertThat(matched).contains("officers", "hacking").allMatch(word -> word.matches("(?i)officers?|hack\\w*"));
    }

    @Test
    void thePagesContainAllResultsInBothDirections() {
        List<String> whole = GraphQL.data("{ search(text: \"election\", first: 100) { nodes { ... on Node { id } } } }")
                .getList("search.nodes.id");
        assertThat(whole).hasSizeGreaterThan(5).doesNotHaveDuplicates();
        assertThat(walk("first", "after", "endCursor")).isEqualTo(whole);
        List<String> backward = walk("last", "before", "startCursor");
        assertThat(backward).isEqualTo(whole);
    }

    private static List<String> walk(String size, String place, String cursor) {
        List<String> ids = new ArrayList<>();
        String at = null;
        do {
            JsonPath page = GraphQL.data(
                    "query ($at: String) { search(text: \"election\", " + size + ": 2, " + place
                            + ": $at) { nodes { ... on Node { id } } pageInfo { startCursor endCursor } } }",
                    Collections.singletonMap("at", at));
            List<String> nodes = page.getList("search.nodes.id");
            ids.addAll(size.equals("first") ? ids.size() : 0, nodes);
            at = page.getString("search.pageInfo." + cursor);
        } while (at != null);
        return ids;
    }

    @Test
    void filtersNodesByTypeAndCountsThemInGroups() {
        JsonPath data = GraphQL.data("""
                query($denial: SpeechAct!) {
                  all: search(text: "election", first: 100) { ...List }
                  denials: search(text: "election", first: 100,
                      filter: {quote: {speechAct: {eq: $denial}}, article: {headline: {eq: "none"}}}) { ...List } }
                fragment List on SearchResultConnection { totalCount
                  byType: groups(by: TYPE) { key count node { id } }
                  bySpeechAct: groups(by: SPEECH_ACT) { key count }
                  bySpeaker: groups(by: SPEAKER) { key count node { ... on Person { slug } } }
                  byYear: groups(by: DATE_YEAR, orderBy: KEY, first: 2) { key count }
                  nodes { __typename ... on Quote { speechAct spokenAt speaker { slug } }
                    ... on Event { startDate } ... on Article { datePublished } } }
                """, Map.of("denial", "DENIAL"));
        for (String list : List.of("all", "denials")) {
            List<Map<String, Object>> nodes = data.getList(list + ".nodes");
            assertThat(nodes).hasSize(data.getInt(list + ".totalCount")).isNotEmpty();
            Map<Object, Long> types = count(nodes, node -> node.get("__typename"));
            assertThat(groups(data, list + ".byType", "key")).isEqualTo(types);
            assertThat(groups(data, list + ".bySpeechAct", "key"))
                    .isEqualTo(count(nodes, node -> node.get("speechAct")));
            assertThat(groups(data, list + ".bySpeaker", "node")).isEqualTo(count(nodes, node -> node.get("speaker")));
            Map<Object, Long> years = count(nodes, node -> Stream.of("spokenAt", "startDate", "datePublished")
                    .map(node::get)
                    .filter(Objects::nonNull)
                    .map(date -> date.toString().substring(0, 4))
                    .findFirst()
                    .orElse(null));
            Map<Object, Long> firstYears = groups(data, list + ".byYear", "key");
            assertThat(firstYears).hasSizeLessThanOrEqualTo(2);
            assertThat(years).containsAllEntriesOf(firstYears);
        }
        assertThat(data.getList("denials.nodes.speechAct")).contains("DENIAL").containsOnly("DENIAL", null);
        assertThat(data.getList("denials.nodes.__typename")).contains("Event").doesNotContain("Article");
        assertThat(data.getInt("all.totalCount")).isGreaterThan(data.getInt("denials.totalCount"));
    }

    private static Map<Object, Long> count(List<Map<String, Object>> nodes, Function<Map<String, Object>, Object> key) {
        Map<Object, Long> counts = new HashMap<>();
        nodes.forEach(node -> counts.merge(key.apply(node), 1L, Long::sum));
        return counts;
    }

    private static Map<Object, Long> groups(JsonPath data, String path, String key) {
        Map<Object, Long> counts = new HashMap<>();
        data.<Map<String, Object>>getList(path)
                .forEach(group -> counts.put(group.get(key), ((Number) group.get("count")).longValue()));
        return counts;
    }

    @Test
    void aCursorBelongsToItsFilter() {
        String query = "query($at: String, $act: SpeechAct!) { search(text: \"election\", types: [QUOTE], first: 1,"
                + " after: $at, filter: {quote: {not: {speechAct: {eq: $act}}}}) { nodes { ... on Quote { id } }"
                + " pageInfo { endCursor hasNextPage hasPreviousPage } } }";
        Map<String, Object> variables = new HashMap<>(Map.of("act", "DENIAL"));
        JsonPath first = GraphQL.data(query, variables);
        variables.put("at", first.getString("search.pageInfo.endCursor"));
        JsonPath second = GraphQL.data(query, variables);
        assertThat(second.getList("search.nodes.id")).isNotEqualTo(first.getList("search.nodes.id"));
        assertThat(second.getBoolean("search.pageInfo.hasPreviousPage")).isTrue();
        variables.put("act", "PRAISE");
        assertThat(GraphQL.post(query, variables, null).asString()).contains("another list");
        assertThat(GraphQL.post("{ search(text: \"x\", filter: {quote: null}) { totalCount } }", Map.of(), null)
                        .asString())
                .contains("BAD_USER_INPUT");
    }

    @Test
    void rejectsACursorOfAnotherSearch() {
        String cursor = GraphQL.data("{ search(text: \"election\", first: 1) { pageInfo { endCursor } } }")
                .getString("search.pageInfo.endCursor");
        GraphQL.post(
                        "query ($at: String) { search(text: \"indictment\", after: $at) { totalCount } }",
                        Map.of("at", cursor),
                        null)
                .then()
                .statusCode(200)
                .body("errors[0].extensions.code", equalTo("BAD_USER_INPUT"))
                .body("errors[0].message", containsString("another list"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "the",
                "*",
                "\"",
                "\"\"",
                "-",
                "' OR 1=1; --",
                "a & b | !c <-> (d",
                "\\",
                "😀",
                "or",
                "%_",
                ":*",
                "'':*",
                "\uE000x\uE001",
                "\u0001",
                "x* y* \"z* -"
            })
    void answersAnyText(String text) {
        assertThat(GraphQL.data(GraphQL.operation("Search"), Map.of("text", text))
                        .getInt("search.totalCount"))
                .isNotNegative();
    }

    @Test
    void rejectsATextOfMoreThan200Characters() {
        assertThat(GraphQL.data(GraphQL.operation("Search"), Map.of("text", "😀".repeat(200)))
                        .getInt("search.totalCount"))
                .isZero();
        GraphQL.post(GraphQL.operation("Search"), Map.of("text", "😀".repeat(201)), null)
                .then()
                .statusCode(200)
                .body("errors[0].message", containsString("200 characters"));
    }

    @Test
    void returnsOnlyTheGivenTypesWithTheirEdges() {
        JsonPath data = GraphQL.data("""
                { search(text: "Putin", types: [PERSON, QUOTE], first: 50) {
                    nodes { __typename ... on Person { slug denials { totalCount } } ... on Quote { speaker { slug } } }
                      }
                  none: search(text: "Putin", types: []) { totalCount } }
                """);
        assertThat(data.getList("search.nodes.__typename", String.class)).containsOnly("Person", "Quote");
        assertThat(data.getInt("search.nodes.find { it.slug == 'vladimir-putin' }.denials.totalCount"))
                .isEqualTo(3);
        assertThat(data.getInt("none.totalCount")).isZero();
    }

    @Test
    void aSearchWithAllFieldsIsOneStatement() {
        Map<String, String> variables = Map.of("text", "Putin election");
        GraphQL.data(GraphQL.operation("Search"), variables);
        assertThat(SqlStatements.during(() -> GraphQL.data(GraphQL.operation("Search"), variables)))
                .hasSize(1);
    }

    @Test
    void twoCharactersRankAFewPeopleAndEvents() throws SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            statement.execute("""
                    INSERT INTO person (id, slug, name)
                    SELECT 10000000 + n, 'qxa-' || n, 'Qxa ' || n FROM generate_series(1, 1000) n;
                    INSERT INTO event (id, slug, name, type)
                    SELECT 10000000 + n, 'qxa-' || n, 'Qxa ' || n, 'OTHER' FROM generate_series(1, 1000) n""");
            try {
                JsonPath found = GraphQL.data("""
                        { people: search(text: "qx*", types: [PERSON]) { totalCount }
                          similar: search(text: "qx", types: [PERSON]) { totalCount }
                          events: search(text: "qx*", types: [EVENT]) { totalCount }
                          longer: search(text: "qxa*", types: [PERSON]) { totalCount }
                          one: search(text: "qxa 7*", types: [PERSON], first: 1) { nodes { ... on Person { slug } } } }
                        """);
                assertThat(found.getInt("people.totalCount")).isEqualTo(300);
                assertThat(found.getInt("similar.totalCount")).isEqualTo(300);
                assertThat(found.getInt("events.totalCount")).isEqualTo(300);
                assertThat(found.getInt("longer.totalCount")).isEqualTo(1000);
                assertThat(found.getList("one.nodes.slug")).containsExactly("qxa-7");
            } finally {
                statement.execute("DELETE FROM person WHERE id > 10000000; DELETE FROM event WHERE id > 10000000");
            }
        }
    }

    @Test
    void aFrequentWordFindsTheLatestTexts() throws SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            statement.execute("""
                    INSERT INTO event (id, slug, name, type)
                    SELECT 10000000 + n, 'zephyr-' || n, 'Zephyr ' || n, 'OTHER' FROM generate_series(1, 21000) n""");
            try {
                statement.execute("ANALYZE event");
                JsonPath latest = GraphQL.data("""
                        { search(text: "zephyr", types: [EVENT], first: 1) {
                            totalCount nodes { ... on Event { slug } } }
                          one: search(text: "zephyr 7", types: [EVENT]) { nodes { ... on Event { slug } } } }
                        """);
                assertThat(latest.getInt("search.totalCount")).isEqualTo(2000);
                assertThat(latest.getList("search.nodes.slug")).containsExactly("zephyr-19001");
                assertThat(latest.getList("one.nodes.slug")).containsExactly("zephyr-7");
            } finally {
                statement.execute("DELETE FROM event WHERE id > 10000000");
                statement.execute("ANALYZE event");
            }
        }
    }

    private static List<String> slugs(String text) {
        return GraphQL.data(
                        "query ($text: String!) { search(text: $text, types: [PERSON]) { nodes { ... on Person { slug"
                                + " } } } }",
                        Map.of("text", text))
                .getList("search.nodes.slug");
    }

    private static List<String> texts(String text, String type) {
        String field =
                Map.of("Event", "name", "Quote", "text", "Article", "headline").get(type);
        return GraphQL.data(
                        "query ($text: String!) { search(text: $text, types: ["
                                + type.toUpperCase(java.util.Locale.ROOT) + "], first: 50) { nodes { ... on " + type
                                + " { found: " + field + " } } } }",
                        Map.of("text", text))
                .getList("search.nodes.found");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Object value) {
        return (List<Map<String, Object>>) value;
    }
}
