package org.onrecord.traversal;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonString;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.persistence.EntityManager;

import graphql.schema.GraphQLSchema;
import io.quarkus.hibernate.orm.panache.PanacheEntity;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.Management;
import org.onrecord.Tier;
import org.onrecord.traversal.graph.GlobalId;
import org.onrecord.traversal.plan.Cursor;
import org.onrecord.traversal.schema.TraversalSchema;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares the engine with a naive interpreter on random queries over a random graph. */
@QuarkusTest
class DifferentialTest {

    private static final int QUERIES = Tier.isFull() ? 400 : 100;
    /** The number of lists that are not empty. */
    private static final int LISTS = Tier.isFull() ? 30 : 15;

    /** The first seed. To repeat a failure, set the system property to the seed that the test printed. */
    private static final long SEED = Long.getLong("onrecord.test.seed", new Random().nextInt(1_000_000_000));

    private static final Jsonb JSONB = JsonbBuilder.create(new JsonbConfig().withNullValues(true));

    @Inject
    EntityManager entityManager;

    @Inject
    @TraversalSchema
    GraphQLSchema schema;

    @BeforeAll
    static void persistRandomGraph() {
        RandomGraph.persistOnce();
        System.out.printf("Random queries: -Donrecord.test.seed=%d repeats them.%n", SEED);
    }

    @Test
    void theEngineAndTheInterpreterAgreeOnRandomQueries() {
        int before = Management.readsOnEventLoops();
        TreeSet<String> distinct = new TreeSet<>();
        for (int i = 0; i < QUERIES; i++) {
            long seed = SEED + i;
            QuarkusTransaction.requiringNew().run(() -> {
                RandomQuery query = new RandomQuery(seed, schema, new GraphSamples(new Random(seed)));
                String response = withoutExtensions(
                        GraphQL.post(query.text, query.variables, null).asString());
                // The same query again is short: an event loop executes it, with another driver.
                assertThat(withoutExtensions(
                                GraphQL.post(query.text, query.variables, null).asString()))
                        .as("seed %d, again: %s with %s", seed, query.text, query.variables)
                        .isEqualTo(response);
                String fromEngine = normalize(response);
                String expected = normalize(
                        json(Map.of("data", new NaiveInterpreter(entityManager, query.text, query.variables).data())));
                assertThat(fromEngine)
                        .as("seed %d: %s with %s", seed, query.text, query.variables)
                        .isEqualTo(expected);
                distinct.add(expected);
            });
        }
        // Queries with equal answers would test little.
        assertThat(distinct).hasSizeGreaterThan(QUERIES / 2);
        assertThat(Management.readsOnEventLoops() - before).isGreaterThan(QUERIES / 5);
    }

    @Test
    void randomListsContinueFromEveryCursorAsInTheInterpreter() {
        int lists = 0;
        for (int i = 0; lists < LISTS; i++) {
            // About every second random filter finds a node.
            assertThat(i).as("lists for %d that are not empty", LISTS).isLessThan(LISTS * 10);
            long seed = SEED + i;
            Random random = new Random(seed);
            String list = List.of("people", "events", "quotes", "articles").get(random.nextInt(4));
            String text = QuarkusTransaction.requiringNew()
                    .call(() -> new RandomQuery(seed, schema, new GraphSamples(random), list).text);
            String whole = text.replace("PAGE", "first: 100");
            List<String> ids = QuarkusTransaction.requiringNew()
                    .call(() -> ids(JsonPath.from(json(new NaiveInterpreter(entityManager, whole, Map.of()).data()))));
            JsonPath all = GraphQL.data(whole);
            assertThat(ids(all)).as(whole).isEqualTo(ids);
            List<String> cursors = all.getList("list.edges.cursor");
            for (int j = 0; j < 3 && !ids.isEmpty(); j++) {
                int size = 1 + random.nextInt(4);
                int place = random.nextInt(ids.size());
                String cursor = "\"" + cursors.get(place) + "\"";
                List<String> behind = ids.subList(place + 1, ids.size());
                check(
                        text.replace("PAGE", "first: " + size + ", after: " + cursor),
                        behind.subList(0, Math.min(size, behind.size())),
                        true,
                        behind.size() > size,
                        ids.size());
                check(
                        text.replace("PAGE", "last: " + size + ", before: " + cursor),
                        ids.subList(Math.max(0, place - size), place),
                        place > size,
                        true,
                        ids.size());
            }
            lists += ids.isEmpty() ? 0 : 1;
        }
    }

    private static void check(String query, List<String> ids, boolean previous, boolean next, int totalCount) {
        JsonPath page = GraphQL.data(query);
        assertThat(ids(page)).as(query).isEqualTo(ids);
        assertThat(page.getBoolean("list.pageInfo.hasPreviousPage")).as(query).isEqualTo(previous);
        assertThat(page.getBoolean("list.pageInfo.hasNextPage")).as(query).isEqualTo(next);
        assertThat(page.getInt("list.totalCount")).as(query).isEqualTo(totalCount);
    }

    private static List<String> ids(JsonPath data) {
        return data.getList("list.edges.node.id");
    }

    /** Removes the extensions, for example the cost, which the interpreter does not compute. */
    private static String withoutExtensions(String response) {
        try (var reader = Json.createReader(new java.io.StringReader(response))) {
            return Json.createObjectBuilder(reader.readObject())
                    .remove("extensions")
                    .build()
                    .toString();
        }
    }

    private static String normalize(String json) {
        try (var reader = Json.createReader(new java.io.StringReader(json))) {
            return normalize(reader.readValue());
        }
    }

    /** Normalizes white space, numbers and escaped characters. Keeps the order of keys. */
    private static String normalize(jakarta.json.JsonValue value) {
        StringBuilder text = new StringBuilder();
        switch (value.getValueType()) {
            case OBJECT -> {
                text.append('{');
                value.asJsonObject().forEach((key, field) -> text.append(key)
                        .append(':')
                        .append(normalize(field))
                        .append('\n'));
                text.append('}');
            }
            case ARRAY -> {
                text.append('[');
                value.asJsonArray()
                        .forEach(element -> text.append(normalize(element)).append('\n'));
                text.append(']');
            }
            case NUMBER ->
                text.append(
                        new BigDecimal(value.toString()).stripTrailingZeros().toPlainString());
            // The interpreter makes its own cursors, so only the key in a cursor is compared. PagingTest tests cursors.
            case STRING -> {
                Cursor cursor = Cursor.parse(((JsonString) value).getString());
                text.append(
                        cursor == null
                                ? value
                                : "cursor of "
                                        + cursor.values().get(cursor.values().size() - 1));
            }
            default -> text.append(value);
        }
        return text.toString();
    }

    private static String json(Object value) {
        return JSONB.toJson(value);
    }

    /** Samples from the nodes in the database. */
    private final class GraphSamples implements RandomQuery.Samples {

        private final Random random;

        GraphSamples(Random random) {
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
            List<PanacheEntity> all = entityManager
                    .createQuery("from " + type + " order by id", PanacheEntity.class)
                    .getResultList();
            return all.get(random.nextInt(all.size()));
        }
    }
}
