package org.onrecord.bulk.importing;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.onrecord.NdjsonImport;
import org.onrecord.PostgresServer;
import org.onrecord.Tier;

import static org.assertj.core.api.Assertions.assertThat;

/** Each line of an import is written or failed with a reason, whatever it contains. */
@QuarkusTest
class ImportFuzzTest {

    private static final int LINES = Tier.isFull() ? 4_000 : 600;
    private static final int LINES_OF_AN_IMPORT = 300;

    /** People and events that the lines refer to. */
    private static final int BASES = 20;

    private static final List<String> TABLES = List.of("article", "quote", "event", "person");

    private static final List<String> TEMPLATES = List.of("""
            {"person": {"slug": "fuzz-%1$d", "name": "Name %1$d", "description": "A witness", "wikidataId": "Q7%1$d",
              "sameAs": ["https://example.org/fuzz/%1$d"], "alternateNames": [{"name": "N", "inLanguage": "en"}]}}
            """, """
            {"event": {"slug": "fuzz-%1$d", "name": "Event %1$d", "type": "TRIAL", "startDate": "2018-07-16",
              "endDate": "2018-07-17", "location": "Helsinki", "superEvent": {"slug": "fuzz-base-%2$d"},
              "participants": [{"role": "JUDGE", "person": {"slug": "fuzz-base-%2$d"}}],
              "links": [{"relation": "FOLLOWS", "event": {"slug": "fuzz-base-%2$d"}}]}}
            """, """
            {"article": {"url": "https://example.org/fuzz/%1$d", "headline": "Headline %1$d", "publisher": "P",
              "datePublished": "2018-07-16T16:00:00.123Z", "dateModified": "2018-07-17T16:00:00Z", "inLanguage": "en",
              "abstract": "A summary", "body": "They said: “We were %1$d times there,” and left.",
              "mentions": [{"rel": "ABOUT", "person": {"person": {"slug": "fuzz-base-%2$d", "name": "N"}}}],
              "coverage": [{"event": {"slug": "fuzz-base-%2$d", "name": "E", "type": "OTHER"}}],
              "appearances": [{"exact": "We were %1$d times there,", "start": 12, "end": %3$d, "quote": {
                "text": "We were %1$d times there", "type": "DIRECT", "speechAct": "DENIAL", "confidence": 0.5,
                "spokenAt": "2018-07-16", "spokenAtPrecision": "DAY", "attributionText": "they", "cue": "said",
                "speaker": {"slug": "fuzz-base-%2$d"}, "topics": [{"slug": "fuzz-base-%2$d"}]}}]}}
            """);

    /** JSON that takes the place of a value. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "7",
            "-1",
            "20.9",
            "4294967316",
            "1e300",
            "1e-300",
            "1e999999",
            "[]",
            "[null]",
            "{}",
            "[[]]",
            "[{}]",
            "\"\"",
            "\" \"",
            "\"x\"",
            "\"\\u0000\"",
            "\"\\ud83d\"",
            "\"\\ude00\\ud83d\"",
            "\"\\u202e\"",
            "\"0000-01-01\"",
            "\"10000-01-01\"",
            "\"2018-02-30\"",
            "\"0001-01-01T00:00:00+18:00\"",
            "\"9999-12-31T23:59:59-18:00\"",
            "\"2018-07-16T16:00:00.123456789Z\"",
            "\"1500-01-01T00:00:00Z\"",
            "\"https://example.org/\\u0001\"",
            "{\"id\": \"UGVyc29uOjE=\"}",
            "{\"id\": \"x\"}",
            "{\"slug\": \"a\", \"wikidataId\": \"Q1\"}",
            "\"MONTH\"",
            "\"Q99999999999999999999\"");

    private static final List<String> ENDINGS = List.of(
            "x", "-2", " ", "\n", "\r\n", "\t", "\\", "\"", "'", ",", "}", "\u00a0", "\u200b", "\u202e", "\ufeff",
            "\u0301", "ß", "😀", "退缩", "İ", "\u2028", "\u0085", "%", "$1", "\\.", "\\N");

    private static final String CHARACTERS = "\"{}[]:,\\\r\t\0 1e-.tfnu";

    private final Map<String, Long> maxIds = new LinkedHashMap<>();

    @BeforeEach
    void readIds() throws SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                ResultSet max = statement.executeQuery("SELECT coalesce(max(id), 0) FROM " + table);
                max.next();
                maxIds.put(table, max.getLong(1));
            }
        }
    }

    @AfterEach
    void deleteNodes() throws SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute("DELETE FROM " + table + " WHERE id > " + maxIds.get(table));
            }
        }
    }

    @Test
    void everyLineIsWrittenOrFailsWithAReason() {
        long seed = Long.getLong("onrecord.test.seed", System.nanoTime());
        System.out.println("ImportFuzzTest: -Donrecord.test.seed=" + seed);
        Random random = new Random(seed);
        List<String> bases = IntStream.range(0, BASES)
                .boxed()
                .flatMap(i -> Stream.of("person", "event")
                        .map(type -> "{\"%s\": {\"slug\": \"fuzz-base-%d\", \"name\": \"N\"%s}}"
                                .formatted(type, i, type.equals("event") ? ", \"type\": \"OTHER\"" : "")))
                .toList();
        assertThat(NdjsonImport.result(bases).getInt("written")).isEqualTo(bases.size());
        int written = 0;
        for (int first = 0; first < LINES; first += LINES_OF_AN_IMPORT) {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < LINES_OF_AN_IMPORT; i++) {
                lines.add(mutated(random, first + i));
            }
            lines.set(0, bases.get(0)); // A first line that begins a JSON array would refuse all.
            lines.set(lines.size() - 1, bases.get(0)); // An empty last line would be no line.
            written += check(lines, NdjsonImport.result(lines));
        }
        assertThat(written).isBetween(LINES / 20, LINES / 2);
    }

    private static int check(List<String> lines, JsonPath result) {
        assertThat(result.getString("status")).as("%s", result.<Object>get("")).isEqualTo("done");
        assertThat(result.getInt("lines")).isEqualTo(lines.size());
        int blank = (int) lines.stream().filter(String::isBlank).count();
        assertThat(result.getInt("written") + result.getInt("failed") + blank).isEqualTo(lines.size());
        assertThat(result.getInt("waiting")).isZero();
        assertThat(result.getInt("resumeFrom")).isEqualTo(lines.size() + 1);
        List<Map<String, Object>> errors = result.getList("errors");
        assertThat(errors.stream().map(error -> error.get("line")).distinct()).hasSize(result.getInt("failed"));
        for (Map<String, Object> error : errors) {
            String line = lines.get((Integer) error.get("line") - 1);
            assertThat((String) error.get("message"))
                    .as("the reason for %s", line)
                    // Either the field, or what is wrong with the JSON of the line.
                    .matches("(?s).*(`.+`|[Tt]he line |JSON|number|UTF-8).*")
                    .doesNotContain("The service failed", "The database rejected", "Exception", "java", "concurrent");
        }
        return result.getInt("written");
    }

    private static String mutated(Random random, int number) {
        int exactEnd = 12 + "We were %d times there,".formatted(number).length();
        String line = TEMPLATES
                .get(random.nextInt(TEMPLATES.size()))
                .formatted(number, random.nextInt(BASES), exactEnd)
                .replace("\n", "");
        for (int changes = 1 + random.nextInt(4) / 3; changes > 0; changes--) {
            line = random.nextInt(4) == 0 ? withOtherCharacters(random, line) : withOtherValue(random, line);
        }
        return line.replace('\n', ' ');
    }

    private static String withOtherCharacters(Random random, String line) {
        if (line.isEmpty()) {
            return line;
        }
        int at = random.nextInt(line.length());
        int end = Math.min(line.length(), at + 1 + random.nextInt(10));
        return switch (random.nextInt(6)) {
            case 0 -> line.substring(0, at);
            case 1 -> line.substring(0, at) + line.substring(end);
            case 2 -> line.substring(0, end) + line.substring(at);
            case 3 ->
                line.substring(0, at) + CHARACTERS.charAt(random.nextInt(CHARACTERS.length())) + line.substring(at);
            case 4 -> line + line.substring(at);
            default -> line.substring(0, at) + Character.toString(1 + random.nextInt(0xd000)) + line.substring(end);
        };
    }

    /** The line with another value, or without a field, or with a field twice. */
    private static String withOtherValue(Random random, String line) {
        JsonValue value;
        try (var reader = Json.createReader(new StringReader(line))) {
            value = reader.readValue();
        } catch (RuntimeException e) {
            return line; // It is no JSON any more.
        }
        return changed(random, value);
    }

    private static String changed(Random random, JsonValue value) {
        if (value instanceof JsonObject object && !object.isEmpty() && random.nextInt(10) > 0) {
            String chosen = object.keySet().stream().toList().get(random.nextInt(object.size()));
            int how = random.nextInt(20);
            return object.entrySet().stream()
                    .filter(field -> how > 0 || !field.getKey().equals(chosen))
                    .map(field -> {
                        String name = "\"" + field.getKey()
                                + (how == 1 && field.getKey().equals(chosen) ? "x\": " : "\": ");
                        String same = name + field.getValue();
                        if (!field.getKey().equals(chosen) || how == 1) {
                            return same;
                        }
                        return how == 2 ? same + ", " + same : name + changed(random, field.getValue());
                    })
                    .collect(Collectors.joining(", ", "{", "}"));
        } else if (value instanceof JsonArray array && !array.isEmpty() && random.nextInt(4) > 0) {
            int chosen = random.nextInt(array.size());
            List<String> elements = new ArrayList<>();
            for (int i = 0; i < array.size(); i++) {
                elements.add(
                        i == chosen
                                ? changed(random, array.get(i))
                                : array.get(i).toString());
            }
            return "[" + String.join(", ", elements) + "]";
        }
        if (value instanceof JsonString text && random.nextInt(3) > 0) {
            String ending = ENDINGS.get(random.nextInt(ENDINGS.size()));
            return Json.createValue(random.nextBoolean() ? text.getString() + ending : ending + text.getString())
                    .toString();
        }
        return switch (random.nextInt(8)) {
            case 0 -> "\"" + "a-".repeat(random.nextInt(8000)) + "a\"";
            case 1 -> "\"https://example.org/fuzz/" + chinese(random, random.nextInt(3000)) + "\"";
            case 2 -> "\"" + chinese(random, random.nextInt(3000)) + "\"";
            case 3 -> "[".repeat(40) + "]".repeat(40);
            default -> VALUES.get(random.nextInt(VALUES.size()));
        };
    }

    private static String chinese(Random random, int length) {
        return random.ints(length, 0x4e00, 0x9f00).mapToObj(Character::toString).collect(Collectors.joining());
    }
}
