package org.onrecord.traversal.cost;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.GraphQL;
import org.onrecord.PostgresServer;
import org.onrecord.docs.Examples;
import org.onrecord.docs.Examples.Example;
import org.onrecord.docs.MarkdownPage;
import org.onrecord.security.TestIssuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The cost of queries on a graph of a million quotes. The tables are small, but their statistics say otherwise. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CostTest {

    /** The default of onrecord.limits.cost.max, which tests raise. */
    private static final long DEFAULT_LIMIT = 1_000_000;

    private static final Map<String, Integer> ROWS = Map.of(
            "person", 20_000,
            "event", 10_000,
            "event_participant", 100_000,
            "event_link", 50_000,
            "article", 200_000,
            "article_mention", 500_000,
            "article_coverage", 300_000,
            "quote", 1_000_003,
            "quote_topic", 2_000_000,
            "quote_appearance", 1_200_000);

    /** The numbers of distinct values, as PostgreSQL's setting n_distinct has them. */
    private static final Map<String, Double> DISTINCT = Map.ofEntries(
            Map.entry("event_participant.event_id", 10_000.),
            Map.entry("event_participant.person_id", 15_000.),
            Map.entry("event_link.viewed_from_id", 8_000.),
            Map.entry("event_link.event_id", 8_000.),
            Map.entry("article_mention.article_id", -0.4),
            Map.entry("article_mention.person_id", 18_000.),
            Map.entry("article_coverage.article_id", -0.6),
            Map.entry("article_coverage.event_id", 9_000.),
            Map.entry("quote.speaker_id", 15_000.),
            Map.entry("quote.speech_act", 7.),
            Map.entry("quote_topic.quote_id", -0.5),
            Map.entry("quote_topic.event_id", 10_000.),
            Map.entry("quote_appearance.quote_id", -0.8),
            Map.entry("quote_appearance.article_id", 150_000.));

    private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+): (\\w+)!");

    /** A value of each type of the variables in the queries of the benchmark. */
    private static final Map<String, String> VALUES =
            Map.of("String", "x", "Date", "2018-07-16", "DateTime", "2018-07-16T00:00:00Z", "SpeechAct", "DENIAL");

    @Inject
    StatisticsCache statistics;

    @BeforeAll
    void growTables() throws SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, Double> column : DISTINCT.entrySet()) {
                String[] name = column.getKey().split("\\.");
                statement.execute("ALTER TABLE " + name[0] + " ALTER COLUMN " + name[1] + " SET (n_distinct = "
                        + column.getValue() + ")");
            }
            for (Map.Entry<String, Integer> table : ROWS.entrySet()) {
                statement.execute("ALTER TABLE " + table.getKey() + " SET (autovacuum_enabled = false)");
                statement.execute("ANALYZE " + table.getKey());
                setRows(statement, table.getKey());
                // The most frequent values have a fifth of the quotes in the demo. In a large graph they have a
                // hundredth.
                statement.execute("UPDATE pg_statistic SET stanumbers1 = (SELECT array_agg(n / 20) FROM"
                        + " unnest(stanumbers1) n) WHERE stakind1 = 1 AND starelid = '" + table.getKey()
                        + "'::regclass");
            }
        }
        statistics.refresh();
    }

    private static void setRows(Statement statement, String table) throws SQLException {
        statement.execute("UPDATE pg_class SET reltuples = " + ROWS.get(table) + " WHERE relname = '" + table + "'");
    }

    @AfterAll
    void shrinkTables() throws SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            for (String column : DISTINCT.keySet()) {
                String[] name = column.split("\\.");
                statement.execute("ALTER TABLE " + name[0] + " ALTER COLUMN " + name[1] + " RESET (n_distinct)");
            }
            for (String table : ROWS.keySet()) {
                statement.execute("ANALYZE " + table);
                statement.execute("ALTER TABLE " + table + " RESET (autovacuum_enabled)");
            }
        }
        statistics.refresh();
    }

    @Test
    void aPathCostsTheRowsThatItMayRead() {
        String path = "path(from: {personSlug: \"vladimir-putin\"}, to: {personSlug: \"robert-mueller\"}) { length }";
        assertThat(cost("{ " + path + " }")).isBetween(100_000L, 100_100L);
        assertThat(cost("{ a: " + path + " b: " + path + " }")).isLessThan(DEFAULT_LIMIT);
        assertThat(cost(IntStream.range(0, 20)
                        .mapToObj(i -> "p" + i + ": " + path)
                        .collect(Collectors.joining(" ", "{ ", " }"))))
                .isGreaterThan(DEFAULT_LIMIT);
    }

    @Test
    void aScanCostsATenthOfTheRowsOfTheTable() {
        assertThat(cost("{ quotes { totalCount } }")).isEqualTo(100_000);
        assertThat(cost("{ people { totalCount } }")).isEqualTo(2_000);
        assertThat(cost("{ quotes { groups(by: SPEECH_ACT) { key count } } }")).isEqualTo(100_000);
        assertThat(cost(quotes("speechAct: { eq: DENIAL }", "totalCount"))).isEqualTo(100_000);
        assertThat(cost("{ quotes { nodes { text } } }")).isEqualTo(20);
    }

    @Test
    void aPageIsReadUntilItIsFull() {
        String latest =
                "{ quotes(orderBy: [{ field: SPOKEN_AT, direction: DESC }], filter: { %s }) { nodes { text } } }";
        // An index starts with the date, and one with the speech act.
        assertThat(cost(latest.formatted("spokenAt: { lte: \"2018-07-16\" }"))).isEqualTo(20);
        assertThat(cost(latest.formatted("speechAct: { eq: DENIAL }"))).isEqualTo(20);
        // No index has the quotes of a speech act from the first to the last. The statistics of the demo say how many
        // quotes are denials.
        String earliest = latest.replace("DESC", "ASC");
        long denials = cost(earliest.formatted("speechAct: { eq: DENIAL }"));
        assertThat(denials).isBetween(100L, 10_000L);
        assertThat(cost(earliest.formatted("speechAct: { eq: DENIAL }, spokenAt: { lte: \"2018-07-16\" }")))
                .isEqualTo(denials);
        // A page of a value that is not common, or of which nobody knows how common it is, may be read to the end.
        assertThat(cost(latest.formatted("cue: { eq: \"x\" }"))).isEqualTo(100_020);
        assertThat(cost(latest.formatted("cue: { contains: \"x\" }"))).isEqualTo(100_020);
        assertThat(cost(latest.formatted("not: { speechAct: { eq: DENIAL } }"))).isEqualTo(100_020);
        assertThat(cost("{ quotes(filter: { not: { speechAct: { eq: DENIAL } } }) { nodes { text } } }"))
                .isEqualTo(100_020);
        assertThat(cost(latest.formatted("topics: { some: { event: { location: { eq: \"x\" } } } }")))
                .isEqualTo(301_000 + 20 * 3);
        // Nobody knows how often two common values are together.
        assertThat(cost(earliest.formatted("speechAct: { eq: DENIAL }, cue: { eq: \"x\" }")))
                .isGreaterThan(2 * denials);
        // No index has the quotes in this order.
        assertThat(cost(latest.replace("SPOKEN_AT, direction: DESC", "SPEAKER_NAME")
                        .formatted("speechAct: { eq: DENIAL }")))
                .isGreaterThan(2 * denials);
    }

    @Test
    void anIndexOfSeveralColumnsServesTheFilterAndTheOrder() {
        String ofSpeaker = "{ quotes(orderBy: [{ field: %s, direction: DESC }], filter: { %s"
                + " speaker: { slug: { eq: \"vladimir-putin\" } } }) { nodes { text } } }";
        assertThat(cost(ofSpeaker.formatted("SPOKEN_AT", ""))).isEqualTo(20 * 2);
        assertThat(cost(ofSpeaker.formatted("SPOKEN_AT", "speechAct: { eq: DENIAL }")))
                .isEqualTo(20 * 2);
        assertThat(cost(ofSpeaker.formatted("CUE", ""))).isGreaterThan(500);
        assertThat(cost("{ articles(filter: { inLanguage: { eq: \"uk\" } },"
                        + " orderBy: [{ field: DATE_PUBLISHED, direction: DESC }]) { nodes { url } } }"))
                .isEqualTo(20);
        // The quotes of two speakers are not in the order of their dates.
        assertThat(cost(ofSpeaker
                        .formatted("SPOKEN_AT", "")
                        .replace("eq: \"vladimir-putin\"", "in: [\"vladimir-putin\", \"robert-mueller\"]")))
                .isGreaterThan(1_000);
    }

    @Test
    void eachValueOfAVariableHasItsCost() {
        String query = "query($first: Int, $act: SpeechAct, $text: String = \"not\", $slugs: [String!]! = []) {"
                + " quotes(first: $first, orderBy: [{ field: SPOKEN_AT }], filter: { speechAct: { eq: $act } })"
                + " { nodes { speaker { name } } }"
                + " found: quotes(filter: { text: { contains: $text } }) { totalCount }"
                + " people(filter: { slug: { in: $slugs } }) { totalCount } }";
        for (int turn = 0; turn < 2; turn++) {
            long denials = cost(query, variables("{\"act\": \"DENIAL\"}"));
            assertThat(cost(query, variables("{\"act\": \"DENIAL\", \"first\": 10}")))
                    .isLessThan(denials);
            assertThat(cost(query, variables("{\"act\": \"THREAT\"}"))).isGreaterThan(denials);
            assertThat(cost(query, variables("{\"act\": \"DENIAL\", \"text\": \"no\"}")))
                    .isEqualTo(denials + 90_000);
            assertThat(cost(query, variables("{\"act\": \"DENIAL\", \"slugs\": [\"a\", \"b\"]}")))
                    .isEqualTo(denials + 2);
            assertThat(cost(query, variables("{\"act\": \"DENIAL\"}"))).isEqualTo(denials);
        }
    }

    private static JsonObject variables(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    @Test
    void aTextOfTwoLettersIsFoundByAScan() {
        assertThat(cost(quotes("text: { contains: \"no\" }", "totalCount"))).isEqualTo(100_000);
        assertThat(cost(quotes("text: { contains: \"not\" }", "totalCount"))).isEqualTo(10_000);
        assertThat(cost(quotes("text: { contains: \"a, b\" }", "totalCount"))).isEqualTo(100_000);
        assertThat(cost(quotes("cue: { contains: \"denied\" }", "totalCount"))).isEqualTo(100_000);
        assertThat(cost(quotes("not: { text: { contains: \"not\" } }", "totalCount")))
                .isEqualTo(100_000);
    }

    @Test
    void aFilterOnEdgesReadsTheirTables() {
        // A tenth of a million quotes, two million topics and ten thousand events.
        assertThat(cost(quotes("topics: { some: { event: { location: { eq: \"x\" } } } }", "totalCount")))
                .isEqualTo(301_000);
        assertThat(cost(quotes("topics: { none: { event: { location: { eq: \"x\" } } } }", "totalCount")))
                .isEqualTo(301_000);
        // An index has the types of events.
        assertThat(cost(quotes("topics: { some: { event: { type: { eq: TRIAL } } } }", "totalCount")))
                .isBetween(10_000L, 200_000L);
        assertThat(cost(quotes("appearances: { every: { article: { publisher: { eq: \"A\" } } } }", "totalCount")))
                .isEqualTo(220_000);
        assertThat(cost(quotes("speaker: { quotes: { some: { text: { contains: \"x\" } } } }", "totalCount")))
                .isEqualTo(202_000);
        assertThat(cost(quotes("variants: { some: {} }", "totalCount"))).isGreaterThan(DEFAULT_LIMIT);
    }

    @Test
    void aKeyInTheFilterReplacesTheScan() {
        assertThat(cost(quotes("id: { eq: \"UXVvdGU6MQ==\" }", "totalCount"))).isEqualTo(1);
        long ofEvent =
                cost(quotes("topics: { some: { event: { slug: { eq: \"helsinki-summit-2018\" } } } }", "totalCount"));
        assertThat(ofEvent).isBetween(1_000L, 100_000L);
        assertThat(cost("{ people(filter: { slug: { in: [\"a\", \"b\"] } }) { totalCount } }"))
                .isEqualTo(2);
        assertThat(cost("{ people(filter: { or: [{ slug: { eq: \"a\" } }, { name: { eq: \"b\" } }] })"
                        + " { totalCount } }"))
                .isEqualTo(2_000);
    }

    @Test
    void theClientMayChooseANodeWithALongList() {
        long chosen = cost("{ person(slug: \"vladimir-putin\") { quotes { totalCount } } }");
        assertThat(chosen).isBetween(500L, 5_000L);
        // A million quotes of 15,000 speakers.
        assertThat(cost("{ people(first: 100) { nodes { quotes { totalCount } } } }"))
                .isEqualTo(100 + 100 * 50);
    }

    @Test
    void anIndexServesTheOrder() {
        assertThat(cost("{ quotes(orderBy: [{ field: SPOKEN_AT, direction: DESC }]) { nodes { text } } }"))
                .isEqualTo(20);
        assertThat(cost("{ quotes(orderBy: [{ field: SPOKEN_AT }]) { nodes { text } } }"))
                .isEqualTo(20);
        assertThat(cost("{ quotes(orderBy: [{ field: SPEAKER_NAME }]) { nodes { text } } }"))
                .isEqualTo(2 * 100_000 + 20 * 2);
        assertThat(cost("{ articles(orderBy: [{ field: DATE_PUBLISHED }]) { nodes { url } } }"))
                .isEqualTo(20);
        for (String time : List.of("CREATED_AT", "UPDATED_AT")) {
            String latest = "orderBy: [{ field: " + time + ", direction: DESC }]";
            assertThat(cost("{ quotes(" + latest + ") { nodes { text } } }")).isEqualTo(20);
            assertThat(cost("{ articles(" + latest + ") { nodes { url } } }")).isEqualTo(20);
        }
    }

    @Test
    void aPageOfTheChangesSinceATimeReadsOnlyThem() {
        String since = "(filter: { updatedAt: { gte: \"2018-07-16T00:00:00Z\" } }, orderBy: [{ field: UPDATED_AT }])";
        assertThat(cost("{ quotes" + since + " { nodes { text } } }")).isEqualTo(20);
        assertThat(cost("{ articles" + since + " { nodes { url } } }")).isEqualTo(20);
    }

    @Test
    void anIndexWithTheNullsAtTheOtherEndDoesNotServeTheOrder() throws SQLException {
        String ordered = "{ articles(orderBy: [{ field: DATE_MODIFIED%s }]) { nodes { url } } }";
        assertThat(costWithIndex("date_modified", ordered.formatted(""))).isEqualTo(20);
        assertThat(costWithIndex("date_modified", ordered.formatted(", direction: DESC")))
                .isEqualTo(20_020);
    }

    /** An index serves the order of its own collation, and conditions in the collation of the column. */
    @Test
    void anIndexOfAnotherCollationDoesNotServeTheOrder() throws SQLException {
        String ordered = "{ articles(orderBy: [{ field: HEADLINE }]) { nodes { url } } }";
        String found = "{ articles(filter: { headline: { eq: \"a\" } }) { totalCount } }";

        assertThat(costWithIndex("headline", ordered)).isEqualTo(20_020);
        assertThat(costWithIndex("headline", found)).isLessThan(20_000);
        assertThat(costWithIndex("headline COLLATE by_language", ordered)).isEqualTo(20);
        assertThat(costWithIndex("headline COLLATE by_language", found)).isEqualTo(20_000);
    }

    /** The cost of a query while there is one more index of articles. */
    private long costWithIndex(String column, String query) throws SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE INDEX of_cost_test ON article (" + column + ")");
            try {
                setRows(statement, "article"); // The creation of an index counts the rows.
                statistics.refresh();
                return cost(query);
            } finally {
                statement.execute("DROP INDEX of_cost_test");
                setRows(statement, "article");
                statistics.refresh();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Path",
                "QuoteFacets",
                "QuoteInContext",
                "Search",
                "SearchPeople",
                "Timeline",
                "DenialsOfJuly2018"
            })
    void ordinaryQueriesAreWithinTheDefaultLimit(String operation) throws IOException {
        JsonObject variables;
        try (var json = Json.createReader(Files.newBufferedReader(Path.of("src/test/node/variables.json")))) {
            variables = json.readObject();
        }
        assertThat(cost(
                        GraphQL.operation(operation),
                        variables.containsKey(operation)
                                ? variables.getJsonObject(operation)
                                : JsonObject.EMPTY_JSON_OBJECT))
                .isLessThan(DEFAULT_LIMIT);
    }

    @Test
    void theQueryOfReadmeIsWithinTheDefaultLimit() {
        assertThat(cost(resource("/graphql/DenialsAndIndictments.graphql"))).isLessThan(DEFAULT_LIMIT / 2);
    }

    static Stream<String> queriesOfTheGuides() {
        return MarkdownPage.all().stream()
                .flatMap(page -> Examples.queries(page).stream())
                .map(Example::text)
                .filter(text -> !text.startsWith("mutation"))
                // It links an article to the graph in Java, so it has no cost.
                .filter(text -> !text.startsWith("{ read("));
    }

    @ParameterizedTest
    @MethodSource("queriesOfTheGuides")
    void queriesOfTheGuidesAreWithinTheDefaultLimit(String query) {
        assertThat(GraphQL.postAs(TestIssuer.token("admin"), query, Map.of())
                        .jsonPath()
                        .getLong("extensions.cost.estimated"))
                .isLessThan(DEFAULT_LIMIT);
    }

    static Stream<Path> queriesOfTheBenchmark() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("src", "bench", "queries"))) {
            return folders.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("queriesOfTheBenchmark")
    void queriesOfTheBenchmarkAreWithinTheDefaultLimit(Path folder) throws IOException {
        String query = Files.readString(folder.resolve("query.graphql"));
        JsonObjectBuilder variables = Json.createObjectBuilder();
        VARIABLE.matcher(query)
                .results()
                .forEach(variable -> variables.add(variable.group(1), VALUES.get(variable.group(2))));
        assertThat(cost(query, variables.build())).isLessThan(DEFAULT_LIMIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Person", "Event", "Article", "Quote"})
    void linkedDataIsWithinTheDefaultLimit(String type) {
        JsonObject variables = Json.createObjectBuilder()
                .add("slug", "x")
                .add("id", "UXVvdGU6MQ==")
                .add("first", 100)
                .build();
        assertThat(cost(resource("/jsonld/" + type + ".graphql").replace("UXVvdGU6MQ==", ""), variables))
                .isLessThan(DEFAULT_LIMIT);
    }

    @Test
    void roundsToSizeClasses() {
        assertThat(Statistics.sizeClass(1_000_003)).isEqualTo(1_000_000);
        assertThat(Statistics.sizeClass(1_400_000)).isEqualTo(1_000_000);
        assertThat(Statistics.sizeClass(1_500_000)).isEqualTo(2_000_000);
        assertThat(Statistics.sizeClass(3_000_000)).isEqualTo(2_000_000);
        assertThat(Statistics.sizeClass(3_200_000)).isEqualTo(5_000_000);
        assertThat(Statistics.sizeClass(8_000_000)).isEqualTo(10_000_000);
    }

    private static String quotes(String filter, String selection) {
        return "{ quotes(filter: { " + filter + " }) { " + selection + " } }";
    }

    private static long cost(String query) {
        return cost(query, JsonObject.EMPTY_JSON_OBJECT);
    }

    private static long cost(String query, JsonObject variables) {
        return given().contentType(ContentType.JSON)
                .body(Json.createObjectBuilder()
                        .add("query", query)
                        .add("variables", variables)
                        .build()
                        .toString())
                .post("/graphql")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("extensions.cost.estimated");
    }

    private static String resource(String name) {
        try (var file = CostTest.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
