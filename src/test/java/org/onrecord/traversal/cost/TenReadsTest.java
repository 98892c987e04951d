package org.onrecord.traversal.cost;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.ExecutedPlans;
import org.onrecord.ExecutedPlans.Read;
import org.onrecord.GeneratedGraph;
import org.onrecord.PostgresServer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ten queries of the benchmark against one hand-written statement each, the floor, on a graph of 100,000 quotes.
 * The load of the graph takes most of the time, so the test runs only with {@code -Pfull}. With fewer quotes,
 * PostgreSQL scans whole tables.
 */
@QuarkusTest
@EnabledIfSystemProperty(named = "onrecord.test.full", matches = "true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TenReadsTest {

    private static final Path QUERIES = Path.of("src", "bench", "queries");

    private static final String GRAPH = "ten_reads";

    /** All readers of a query together may read so many times the buffers of the floor. */
    private static final double MOST_BUFFERS = 1.5;

    /** Each of the readers may read so many more buffers: one that finds nothing still reads the roots of indexes. */
    private static final long MORE_BUFFERS = 10;

    /** The distance of the readers whose answers are compared. A query has a hundred readers; the first is famous. */
    private static final int EACH_ANSWERED = 5;

    /** The distance of the readers that are measured. */
    private static final int EACH_MEASURED = 23;

    /**
     * Queries whose cost is the most that they may read. Paths and searches end at a limit of rows. Nobody knows how
     * many quotes meet conditions on edges, so the page of denials may be read to the end of the list.
     */
    private static final Set<String> COST_BOUNDS_ROWS = Set.of("q10-path", "q6-denials", "q8-search");

    private static final Pattern CURSOR = Pattern.compile("(?<=ursor\":\")[^\"]+");

    private static final Pattern VARIABLE = Pattern.compile("\\$([a-z]+)");

    @Inject
    StatisticsCache statistics;

    private Connection connection;

    private final Map<String, List<Measured>> measurements = new HashMap<>();

    @BeforeAll
    void loadGraph() throws Exception {
        GeneratedGraph.load(GRAPH, 100_000);
        PostgresServer.exchangeDatabase(GRAPH);
        statistics.refresh();
        connect();
    }

    private void connect() throws SQLException {
        // The settings of the connections of the service.
        connection = DriverManager.getConnection(
                PostgresServer.environment().get("QUARKUS_DATASOURCE_JDBC_URL")
                        + "?prepareThreshold=1&options=-c%20jit%3Doff",
                "postgres",
                "postgres");
    }

    @AfterAll
    void restoreDatabase() throws SQLException {
        connection.close();
        PostgresServer.exchangeDatabase(GRAPH);
        PostgresServer.dropDatabase(GRAPH);
        statistics.refresh();
    }

    static Stream<String> queries() throws IOException {
        try (Stream<Path> folders = Files.list(QUERIES)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("queries")
    @Order(1)
    void answersLikeTheFloor(String query) throws IOException, SQLException {
        List<JsonObject> variables = variables(query);
        for (int i = 0; i < variables.size(); i += EACH_ANSWERED) {
            JsonObject one = variables.get(i);
            assertThat(withoutSignature(ask(query, one).getJsonObject("data").toString()))
                    .as("%s %s", query, one)
                    .isEqualTo(withoutSignature(floor(query, one)));
        }
    }

    /** A cursor starts with a digest of its list, which the floor does not compute. */
    private static String withoutSignature(String answer) {
        return CURSOR.matcher(answer)
                .replaceAll(cursor -> Matcher.quoteReplacement(
                        new String(Base64.getDecoder().decode(cursor.group()), StandardCharsets.UTF_8)
                                .replaceFirst("\"[^\"]*\"", "")));
    }

    /**
     * What the service and the floor read for a request.
     *
     * @param estimate the cost of the query
     */
    record Measured(JsonObject variables, long estimate, Read ours, Read floor) {}

    @ParameterizedTest
    @MethodSource("queries")
    @Order(2)
    void readsLittleMoreThanTheFloor(String query) throws Exception {
        List<Measured> all = measurements(query);
        double floor = all.stream().mapToLong(one -> one.floor().buffers()).sum();
        assertThat(all.stream().mapToLong(one -> one.ours().buffers()).sum())
                .as("%s %s", query, all)
                .isLessThanOrEqualTo((long) (MOST_BUFFERS * floor + MORE_BUFFERS * all.size()));
    }

    /**
     * A cost that is too low lets abuse pass, and one that is too high refuses ordinary queries. The cost is the same
     * for a famous and an unknown person, so it is compared with the mean of the readers.
     */
    @ParameterizedTest
    @MethodSource("queries")
    @Order(3)
    void costsAboutTheRowsThatItReads(String query) throws Exception {
        List<Measured> all = measurements(query);
        double rows =
                all.stream().mapToDouble(one -> one.ours().rows()).average().orElseThrow();
        double cost = all.stream().mapToLong(Measured::estimate).average().orElseThrow();
        assertThat(cost).as(query).isGreaterThanOrEqualTo(rows / 10);
        if (!COST_BOUNDS_ROWS.contains(query)) {
            assertThat(cost).as(query).isLessThanOrEqualTo(rows * 10);
        }
        assertThat(all).as(query).allMatch(one -> one.ours().rows() <= 10 * one.estimate());
    }

    /**
     * To plan the statement for the values of each request takes as long as to run it. The plan of q1 shows no
     * parameter, so the test cannot tell whether it is repeated.
     */
    @ParameterizedTest
    @ValueSource(strings = {"q4-page", "q6-denials"})
    @Order(4)
    void repeatsThePlanOfAPageThatItsValuesDoNotChange(String query) throws Exception {
        measurements(query);
        ExecutedPlans.forget();
        ask(query, variables(query).get(0));
        assertThat(ExecutedPlans.isLastRepeated("response (field_0)")).isTrue();
    }

    private List<Measured> measurements(String query) throws Exception {
        if (measurements.isEmpty()) {
            ExecutedPlans.log(PostgresServer.database());
            connection.close();
            PostgresServer.endConnections();
            connect();
        }
        if (!measurements.containsKey(query)) {
            List<JsonObject> variables = variables(query);
            List<Measured> all = new ArrayList<>();
            // PostgreSQL decides for a plan after five executions.
            for (int i = 0; i < 6; i++) {
                ask(query, variables.get(i));
                floor(query, variables.get(i));
            }
            for (int i = 0; i < variables.size(); i += EACH_MEASURED) {
                all.add(measure(query, variables.get(i)));
                System.out.printf("%s %s%n", query, all.get(all.size() - 1));
            }
            measurements.put(query, all);
        }
        return measurements.get(query);
    }

    private Measured measure(String query, JsonObject variables) throws Exception {
        ExecutedPlans.forget();
        JsonObject response = ask(query, variables);
        Read ours = ExecutedPlans.last("response (field_0)");
        ExecutedPlans.forget();
        floor(query, variables);
        return new Measured(
                variables,
                response.getJsonObject("extensions").getJsonObject("cost").getInt("estimated"),
                ours,
                ExecutedPlans.last(""));
    }

    private static JsonObject ask(String query, JsonObject variables) throws IOException {
        return json(given().contentType(ContentType.JSON)
                .body(Json.createObjectBuilder()
                        .add("query", text(query, "query.graphql"))
                        .add("variables", variables)
                        .build()
                        .toString())
                .post("/graphql")
                .asString());
    }

    private String floor(String query, JsonObject variables) throws IOException, SQLException {
        String sql = text(query, "floor.sql").replaceAll("(?m)^ *--.*\n", "");
        List<String> names =
                VARIABLE.matcher(sql).results().map(name -> name.group(1)).toList();
        try (PreparedStatement statement =
                connection.prepareStatement(VARIABLE.matcher(sql).replaceAll("?"))) {
            for (int i = 0; i < names.size(); i++) {
                statement.setString(i + 1, variables.getString(names.get(i)));
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return json(row.getString(1)).getJsonObject("data").toString();
            }
        }
    }

    private List<JsonObject> variables(String query) throws IOException, SQLException {
        List<JsonObject> variables = new ArrayList<>();
        try (ResultSet rows = connection.createStatement().executeQuery(text(query, "variables.sql"))) {
            while (rows.next()) {
                variables.add(json(rows.getString(1)));
            }
        }
        return variables;
    }

    private static String text(String query, String file) throws IOException {
        return Files.readString(QUERIES.resolve(query).resolve(file));
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
