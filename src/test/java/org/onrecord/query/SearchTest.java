package org.onrecord.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.GraphQL;
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
