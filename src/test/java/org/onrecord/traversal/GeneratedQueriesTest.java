package org.onrecord.traversal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import graphql.schema.GraphQLSchema;
import io.quarkus.hibernate.orm.panache.PanacheEntity;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import org.onrecord.traversal.graph.GlobalId;
import org.onrecord.traversal.schema.TraversalSchema;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ranks random queries over an existing database by the buffers that PostgreSQL reads for a row of the answer, to find
 * the statements whose shape is wrong. It runs only if the system property {@code onrecord.bench.database} has the JDBC
 * URL of a database with the current schema: see {@code src/bench/README.md}. It changes nothing in the database.
 */
@QuarkusTest
@TestProfile(GeneratedQueriesTest.ExistingDatabase.class)
@EnabledIfSystemProperty(named = GeneratedQueriesTest.DATABASE, matches = ".+")
class GeneratedQueriesTest {

    static final String DATABASE = "onrecord.bench.database";

    private static final int QUERIES = Integer.getInteger("onrecord.bench.queries", 300);
    private static final long SEED = Long.getLong("onrecord.test.seed", 1);
    private static final Path RESULTS = Path.of("target", "generated-queries");
    private static final int WORST = 20;
    private static final int TIMEOUT_SECONDS = 10;

    /** Names that occur twice are drawn twice as often. */
    private static final List<String> ROOTS = List.of(
            "people",
            "events",
            "quotes",
            "quotes",
            "quotes",
            "articles",
            "articles",
            "appearances",
            "person",
            "person",
            "event",
            "event",
            "quote",
            "article",
            "node",
            "nodes",
            "search",
            "timeline",
            "path");

    private static final Pattern BUFFERS =
            Pattern.compile("Buffers: shared hit=(\\d+)(?: read=(\\d+))?|Buffers:" + " shared read=(\\d+)");
    private static final long OTHER_SEED = 1_000_000;
    private static final Pattern TIME = Pattern.compile("Execution Time: ([0-9.]+) ms");

    @Inject
    EntityManager entityManager;

    @Inject
    @TraversalSchema
    GraphQLSchema schema;

    /** @param rows the objects in the answer, at least 1 */
    private record Measurement(
            int number, int rows, long buffers, double ms, int hash, String query, List<String> statement) {

        double buffersPerRow() {
            return (double) buffers / rows;
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "%d\t%.1f\t%d\t%d\t%.1f\t%08x\t%s",
                    number,
                    buffersPerRow(),
                    buffers,
                    rows,
                    ms,
                    hash,
                    query);
        }
    }

    @Test
    void ranksRandomQueriesByTheBuffersOfARow() throws IOException {
        Files.createDirectories(RESULTS);
        List<Measurement> ranking = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
            Measurement measurement = measure(i, query(SEED + i));
            ranking.add(measurement);
            System.out.println(measurement.line());
            Files.write(RESULTS.resolve(measurement.number + ".txt"), measurement.statement);
        }
        ranking.sort(Comparator.comparingDouble(Measurement::buffersPerRow).reversed());
        List<String> lines = new ArrayList<>(List.of("query\tbuffers/row\tbuffers\trows\tms\tanswer\ttext"));
        ranking.forEach(measurement -> lines.add(measurement.line()));
        Files.write(RESULTS.resolve("ranking.tsv"), lines);
        System.out.println(String.join("\n", lines.subList(0, Math.min(WORST + 1, lines.size()))));
        System.out.printf(
                Locale.ROOT,
                "Sum of buffers: %d. Buffers a row: median %.1f, worst %.1f.%n",
                ranking.stream().mapToLong(Measurement::buffers).sum(),
                ranking.get(ranking.size() / 2).buffersPerRow(),
                ranking.get(0).buffersPerRow());
    }

    /** A query with its variables: of any root field, or a page at a cursor of a list. */
    private Map<String, Object> query(long seed) {
        try {
            return queryOfSeed(seed);
        } catch (NoSuchElementException e) {
            // The query needs a node of a type of which the database has none.
            return query(seed + OTHER_SEED);
        }
    }

    private Map<String, Object> queryOfSeed(long seed) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Random random = new Random(seed);
            RandomQuery.Samples samples = new SkewedSamples(new Random(seed));
            if (random.nextInt(6) > 0) {
                RandomQuery query = new RandomQuery(random, schema, samples, ROOTS, 1);
                return Map.of("query", query.text, "variables", query.variables);
            }
            String list = List.of("people", "events", "quotes", "articles").get(random.nextInt(4));
            String text = new RandomQuery(seed, schema, samples, list).text;
            List<String> cursors = JsonPath.from(post(Map.of("query", text.replace("PAGE", "first: 50")), false))
                    .getList("data.list.edges.cursor");
            // A list that reaches the timeout has no cursors.
            String cursor = cursors == null || cursors.isEmpty()
                    ? ""
                    : ", %s: \"" + cursors.get(random.nextInt(cursors.size())) + "\"";
            String page = random.nextInt(3) > 0
                    ? "first: 20" + cursor.formatted("after")
                    : "last: 20" + cursor.formatted("before");
            return Map.of("query", text.replace("PAGE", page));
        });
    }

    private static Measurement measure(int number, Map<String, Object> query) {
        String response = post(query, true);
        List<String> explanation = new ArrayList<>(List.of(new JsonObject(query).encode(), ""));
        // A statement that reaches the timeout is among the worst.
        boolean timedOut = response.contains("QUERY_TIMEOUT");
        long buffers = timedOut ? Integer.MAX_VALUE : 0;
        double ms = timedOut ? TIMEOUT_SECONDS * 1000 : 0;
        JsonPath explained = JsonPath.from(response);
        Map<String, List<String>> explain = explained.getMap("extensions.explain");
        if (explain != null && !explain.isEmpty()) {
            explanation.addAll(explain.get("sql"));
            explanation.add("");
            explanation.addAll(explain.get("analysis"));
            String analysis = String.join("\n", explain.get("analysis"));
            // The buffers of planning follow. A plan that reads nothing has no others.
            Matcher read = BUFFERS.matcher(analysis.replaceFirst("(?s)\\nPlanning:.*", ""));
            for (int group = 1; read.find(0) && group <= 3; group++) {
                buffers += read.group(group) == null ? 0 : Long.parseLong(read.group(group));
            }
            Matcher time = TIME.matcher(analysis);
            ms = time.find() ? Double.parseDouble(time.group(1)) : 0;
        }
        assertThat(response).as("%s", query).startsWith("{");
        String data = response.replaceAll("\"extensions\".*", "").replaceAll("\"(?:[^\"\\\\]|\\\\.)*+\"", "\"\"");
        int rows = Math.max(1, (int) data.chars().filter(c -> c == '{').count() - 2);
        int hash = response.replaceAll("\"extensions\".*", "").hashCode();
        String variables = query.containsKey("variables") ? " " + query.get("variables") : "";
        return new Measurement(
                number, rows, buffers, ms, hash, (query.get("query") + variables).replaceAll("\\s+", " "), explanation);
    }

    private static String post(Map<String, Object> query, boolean explain) {
        return given().contentType(ContentType.JSON)
                .accept("application/graphql-response+json")
                .header("X-Explain", explain ? "on" : "off")
                .body(query)
                .post("/graphql")
                .asString();
    }

    /** The service on the given database, whose limits are those of the tests. */
    public static class ExistingDatabase implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.datasource.jdbc.url",
                    System.getProperty(DATABASE, ""),
                    "quarkus.datasource.username",
                    System.getProperty("onrecord.bench.user", "onrecord"),
                    "quarkus.datasource.password",
                    System.getProperty("onrecord.bench.password", "onrecord"),
                    "quarkus.flyway.migrate-at-start",
                    "false",
                    "onrecord.limits.statement-timeout",
                    TIMEOUT_SECONDS + "s",
                    "onrecord.demo",
                    "false");
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    /**
     * Samples of common, middle and rare nodes. The nodes of the generated graph are numbered by their rank: the
     * first person has most quotes. Half of the samples are of a rank r with a probability of 1/r.
     */
    private final class SkewedSamples implements RandomQuery.Samples {

        private final Random random;

        SkewedSamples(Random random) {
            this.random = random;
        }

        @Override
        public String id(String type) {
            return new GlobalId(type, draw(type).id).toString();
        }

        @Override
        public Object column(String type, String column) {
            return Entities.get(draw(type), type, column);
        }

        private PanacheEntity draw(String type) {
            Long last = entityManager
                    .createQuery("select max(id) from " + type, Long.class)
                    .getSingleResult();
            if (last == null) {
                throw new NoSuchElementException(type);
            }
            double rank = random.nextBoolean() ? Math.pow(last, random.nextDouble()) : last * random.nextDouble();
            return entityManager
                    .createQuery("from " + type + " where id >= ?1 order by id", PanacheEntity.class)
                    .setParameter(1, (long) rank)
                    .setMaxResults(1)
                    .getSingleResult();
        }
    }
}
