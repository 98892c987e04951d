package org.onrecord.mutation;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.json.Json;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.GraphQL;
import org.onrecord.NdjsonImport;
import org.onrecord.PostgresServer;
import org.onrecord.security.TestIssuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The maximum lengths of keys and texts, in mutations, in imports and in the database. */
@QuarkusTest
class LengthsTest {

    private static final String SLUG = "lengths";
    private static final String URL = "https://example.org/lengths/";

    @AfterEach
    void deleteNodes() throws SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM article WHERE url LIKE '" + URL + "%'");
            statement.execute("DELETE FROM quote WHERE cue = 'lengths' OR attribution_text LIKE 'lengths%'"
                    + " OR speaker_id IN (SELECT id FROM person WHERE slug LIKE 'lengths%')");
            statement.execute("DELETE FROM event WHERE slug LIKE 'lengths%'");
            statement.execute("DELETE FROM person WHERE slug LIKE 'lengths%'");
        }
    }

    /** The field of a line, the path of the text in it, the beginning of the text, and its maximum length. */
    static Stream<Arguments> texts() {
        return Stream.of(
                arguments("person", "slug", SLUG, 256),
                arguments("person", "name", "", 1000),
                arguments("person", "description", "", 10_000),
                arguments("person", "wikidataId", "Q", 256),
                arguments("person", "sameAs[0]", URL, 2048),
                arguments("person", "image", URL, 2048),
                arguments("person", "alternateNames[0].name", "", 1000),
                arguments("person", "alternateNames[0].inLanguage", "en-a", 64),
                arguments("event", "slug", SLUG, 256),
                arguments("event", "name", "", 1000),
                arguments("event", "description", "", 10_000),
                arguments("event", "inLanguage", "en-a", 64),
                arguments("event", "location", "", 1000),
                arguments("event", "identifier", "", 1000),
                arguments("event", "sameAs[0]", URL, 2048),
                arguments("article", "url", URL, 2048),
                arguments("article", "headline", "", 1000),
                arguments("article", "publisher", "", 1000),
                arguments("article", "byline", "", 1000),
                arguments("article", "section", "", 1000),
                arguments("article", "image", URL, 2048),
                arguments("article", "license", URL, 2048),
                arguments("article", "inLanguage", "en-a", 64),
                arguments("article", "abstract", "", 10_000),
                arguments("article", "appearances[0].exact", "", 100_000),
                arguments("article", "appearances[0].prefix", "", 1000),
                arguments("article", "appearances[0].suffix", "", 1000),
                arguments("article", "appearances[0].quote.text", "", 100_000),
                arguments("article", "appearances[0].quote.speakerRole", "", 1000),
                arguments("article", "appearances[0].quote.attributionText", SLUG, 1000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Person", "Event", "Article", "Quote"})
    void rejectsALongIdOfADeletion(String type) {
        Response response = GraphQL.postAs(
                TestIssuer.token("admin"),
                "mutation($in: Delete" + type + "Input!) { delete" + type + "(input: $in) { deletedId } }",
                Map.of("in", Map.of("id", text("", 257), "version", 0)));
        assertThat(response.jsonPath().getList("errors.extensions.field"))
                .as(response.asString())
                .containsExactly("input.id");
        assertThat(response.jsonPath().getString("errors.message")).contains(" to 256 characters");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void acceptsTheMaximumAndRejectsMore(String field, String path, String begin, int max) throws SQLException {
        Map<String, Object> tooLong = with(field, path, text(begin, max + 1));
        Response rejected = mutate(field, tooLong);
        assertThat(rejected.jsonPath().getList("errors.extensions.code"))
                .as(rejected.asString())
                .contains("BAD_USER_INPUT");
        assertThat(rejected.jsonPath().getList("errors.extensions.field")).contains("input." + path);
        assertThat(rejected.jsonPath().getString("errors.message")).contains(" to " + max + " characters");
        assertThat(importLine(field, tooLong).getString("errors.message"))
                .contains("`" + field + "." + path + "`", " to " + max + " characters");

        Map<String, Object> longest = with(field, path, text(begin, max));
        Response accepted = mutate(field, longest);
        assertThat(accepted.jsonPath().<Object>get("errors"))
                .as(accepted.asString())
                .isNull();
        deleteNodes();
        assertThat(importLine(field, longest).getList("errors")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "person,  name",
        "person,  alternateNames[0].name",
        "event,   name",
        "event,   location",
        "event,   identifier",
        "article, headline",
        "article, publisher",
        "article, byline",
        "article, section"
    })
    void aNameHasAVisibleCharacterAndNoHiddenOne(String field, String path) {
        for (String invisible : List.of("\u200B", "\u00AD\u2060\uFEFF", "\u0301 \u200E", "\u3164")) {
            assertRejected(field, path, invisible, "must contain a visible character");
        }
        assertRejected(field, path, "Ann\u202ED", "must not contain U+202E");
        assertRejected(field, path, "Ann\u0007D", "must not contain the control character U+0007");
        assertRejected(field, path, "Ann\u0092D", "must not contain the control character U+0092");
        for (String visible : List.of(
                "\u2067\u05E9\u05DC\u2069\u200F", "Ann\u00AD\tD\n", "\uD83D\uDC69\u200D\uD83D\uDE80", "\u8FFD")) {
            assertThat(importLine(field, with(field, path, visible)).getList("errors"))
                    .as(visible)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exact", "quote.text", "quote.attributionText", "quote.speakerRole", "quote.cue"})
    void aQuoteHasAVisibleCharacter(String path) {
        for (String invisible : List.of("\u200B", "\u00AD\u2060\uFEFF", "\u0301 \u200E", "\u2800")) {
            assertRejected("article", "appearances[0]." + path, invisible, "must contain a visible character");
        }
    }

    @Test
    void aPlaceHasAVisibleCharacter() {
        Map<String, Object> article = with("article", "body", "We said this: \u200B no");
        Map<String, Object> appearance = at(article, "appearances");
        appearance.remove("exact");
        appearance.putAll(Map.of("start", 13, "end", 16));
        assertThat(mutate("article", article).jsonPath().getString("errors[0].message"))
                .contains("`input.appearances[0]` has the position [13, 16), where the body has no visible character");
        appearance.put("end", 17);
        assertThat(importLine("article", article).getList("errors")).isEmpty();
        assertRejected("article", "appearances[0].exact", " \n", "must match");
    }

    @ParameterizedTest
    @CsvSource({"person, description", "event, description", "article, abstract"})
    void aDescriptionHasNoControlCharacters(String field, String path) {
        assertRejected(field, path, "A\u001B[1m", "must not contain the control character U+001B");
        assertThat(importLine(field, with(field, path, "A\tB\r\nC\u200B")).getList("errors"))
                .isEmpty();
    }

    /** Texts as printed are a part of the body, whatever it contains. */
    @Test
    void aQuoteKeepsTheCharactersOfTheBody() {
        Map<String, Object> article = with("article", "body", "He said: We\u0092ll \u202Egive up\u0007, as printed.");
        Map<String, Object> appearance = at(article, "appearances");
        String words = "We\u0092ll \u202Egive up\u0007,";
        appearance.put("exact", words);
        Map<String, Object> quote = new HashMap<>(Map.of("text", words, "type", "DIRECT", "speechAct", "STATEMENT"));
        quote.put("attributionText", "lengths");
        appearance.put("quote", quote);
        assertThat(importLine("article", article).getList("errors")).isEmpty();
        assertThat(GraphQL.data("{ article(url: \"" + URL + "\") { appearances { nodes { exact quote { text } } } } }")
                        .getMap("article.appearances.nodes[0]"))
                .isEqualTo(Map.of("exact", words, "quote", Map.of("text", words)));
    }

    private static void assertRejected(String field, String path, String text, String message) {
        Map<String, Object> input = with(field, path, text);
        JsonPath rejected = mutate(field, input).jsonPath();
        assertThat(rejected.getString("errors[0].message")).contains("`input." + path + "` " + message);
        assertThat(rejected.getString("errors[0].extensions.code")).isEqualTo("BAD_USER_INPUT");
        assertThat(importLine(field, input).getString("errors[0].message")).contains(message);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> at(Map<String, Object> input, String list) {
        return (Map<String, Object>) ((List<?>) input.get(list)).get(0);
    }

    @Test
    void limitsIndexedTextsInBytes() {
        // No text of random letters is compressed, so an index entry has all of its bytes.
        String longest = random(833);
        for (String[] text : new String[][] {
            {"person", "name"},
            {"person", "alternateNames[0].name"},
            {"event", "name"},
            {"article", "publisher"},
            {"article", "appearances[0].quote.attributionText"}
        }) {
            String field = text[0];
            String path = text[1];
            Map<String, Object> tooLong = with(field, path, longest + random(1));
            assertThat(mutate(field, tooLong).jsonPath().getString("errors[0].message"))
                    .contains("`input." + path + "`", "2500 bytes");
            assertThat(importLine(field, tooLong).getString("errors.message")).contains("2500 bytes");
            Map<String, Object> accepted = with(field, path, longest);
            assertThat(importLine(field, accepted).getList("errors")).isEmpty();
        }
    }

    @Test
    void limitsTheCanonicalFormOfUrls() {
        Map<String, Object> tooLong = with("article", "url", URL + "é".repeat(400)); // Each becomes %C3%A9.
        assertThat(mutate("article", tooLong).jsonPath().getString("errors[0].message"))
                .contains("`input.url`", "2048 characters");
        assertThat(importLine("article", tooLong).getString("errors.message")).contains("2048 characters");
    }

    @Test
    void theDatabaseHasTheSameMaximums() throws SQLException {
        Map<String, Integer> columns = new HashMap<>();
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            var checks = statement.executeQuery("SELECT conrelid::regclass::text, pg_get_constraintdef(oid)"
                    + " FROM pg_constraint WHERE contype = 'c' AND conname LIKE '%\\_length'");
            while (checks.next()) {
                String check = checks.getString(2);
                columns.merge(checks.getString(1), 1, Integer::sum);
                assertThat(check).contains("<= ");
            }
            assertThatThrownBy(() ->
                            statement.execute("INSERT INTO person (slug, name) VALUES ('lengths', repeat('n', 1001))"))
                    .hasMessageContaining("person_name_length");
            assertThatThrownBy(
                            () -> statement.execute("INSERT INTO person (slug, name, same_as) VALUES ('lengths', 'n',"
                                    + " ARRAY['https://example.org/', 'https://example.org/' || repeat('n', 2048)])"))
                    .hasMessageContaining("person_same_as_length");
        }
        assertThat(columns)
                .isEqualTo(Map.of(
                        "person",
                        6,
                        "person_name",
                        2,
                        "event",
                        8,
                        "event_name",
                        2,
                        "article",
                        10,
                        "quote",
                        5,
                        "quote_appearance",
                        3));
    }

    @Test
    void theSchemaNamesTheMaximums() {
        JsonPath data = GraphQL.data("{ __type(name: \"CreatePersonInput\") { inputFields { name description } } }");
        assertThat(data.getString("__type.inputFields.find { it.name == 'slug' }.description"))
                .endsWith("At most 256 characters.");
        assertThat(data.getString("__type.inputFields.find { it.name == 'description' }.description"))
                .endsWith("At most 10,000 characters.");
    }

    @Test
    void rejectsAPositionThatIsLongerThanAQuote() {
        Map<String, Object> article = with("article", "body", "word ".repeat(40_000));
        Map<String, Object> appearance = new HashMap<>(Map.of("start", 0, "end", 150_000));
        appearance.put("quote", ((Map<?, ?>) ((List<?>) article.get("appearances")).get(0)).get("quote"));
        article.put("appearances", List.of(appearance));
        assertThat(mutate("article", article).jsonPath().getString("errors[0].message"))
                .contains("`input.appearances[0]`", "at most 100000 characters");
    }

    private static String text(String begin, int length) {
        String filling = begin.startsWith("en-") ? "bcdefg-" : begin.equals("Q") ? "1" : "word-of-";
        String text = begin + filling.repeat(length / filling.length() + 1);
        text = text.substring(0, length);
        return text.endsWith("-") ? text.substring(0, length - 1) + "x" : text;
    }

    /** Random Chinese characters of three bytes each. */
    private static String random(int length) {
        return new Random(length)
                .ints(length, 0x4e00, 0x9f00)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /** An input with a text at a path. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> with(String field, String path, String text) {
        Map<String, Object> input = input(field);
        Object at = input;
        String[] steps = path.split("\\.");
        for (int i = 0; i < steps.length; i++) {
            boolean isLast = i == steps.length - 1;
            String name = steps[i].replace("[0]", "");
            boolean isElement = steps[i].endsWith("[0]");
            Map<String, Object> object = (Map<String, Object>) at;
            if (isLast && isElement) {
                object.put(name, List.of(text));
            } else if (isLast) {
                object.put(name, text);
            } else {
                at = isElement ? ((List<Object>) object.get(name)).get(0) : object.get(name);
            }
        }
        return input;
    }

    private static Map<String, Object> input(String field) {
        Map<String, Object> input = new HashMap<>();
        switch (field) {
            case "person" -> {
                input.putAll(Map.of("slug", SLUG, "name", "Name"));
                input.put("alternateNames", new ArrayList<>(List.of(new HashMap<>(Map.of("name", "Other")))));
            }
            case "event" -> input.putAll(Map.of("slug", SLUG, "name", "Name", "type", "OTHER"));
            default -> {
                input.putAll(Map.of("url", URL, "headline", "Headline", "publisher", "Publisher"));
                input.putAll(Map.of("inLanguage", "en", "datePublished", "2018-07-16T16:00:00Z"));
                Map<String, Object> quote = new HashMap<>(Map.of("text", "We said this", "type", "DIRECT"));
                quote.putAll(Map.of("speechAct", "STATEMENT", "attributionText", "lengths", "cue", "lengths"));
                input.put("appearances", List.of(new HashMap<>(Map.of("exact", "We said this", "quote", quote))));
            }
        }
        return input;
    }

    private static Response mutate(String field, Map<String, Object> input) {
        String mutation =
                switch (field) {
                    case "person" -> "createPerson";
                    case "event" -> "createEvent";
                    default -> "publishArticle";
                };
        String type = mutation.substring(0, 1).toUpperCase() + mutation.substring(1) + "Input!";
        return GraphQL.postAs(
                TestIssuer.token("editor"),
                "mutation($input: " + type + ") { " + mutation + "(input: $input) { __typename } }",
                Map.of("input", input));
    }

    private static JsonPath importLine(String field, Map<String, Object> input) {
        return NdjsonImport.result(
                Json.createObjectBuilder(Map.of(field, input)).build().toString());
    }
}
