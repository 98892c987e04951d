package org.onrecord.traversal;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.GraphQL;
import org.onrecord.PostgresServer;
import org.onrecord.Tier;
import org.onrecord.traversal.plan.Cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** Tests pages in both directions, with equal values, nulls and mixed directions in the order. */
@QuarkusTest
class PagingTest {

    private static final String QUERY = """
            query ($first: Int, $after: String, $last: Int, $before: String, $orderBy: [QuoteOrder!], $filter:
              QuoteFilter) {
              quotes(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy, filter: $filter) {
                totalCount
                edges { cursor node { id } }
                pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }
            """;

    @BeforeAll
    static void persistRandomGraph() {
        RandomGraph.persistOnce();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SPEECH_ACT ASC LAST",
                "SPOKEN_AT DESC LAST",
                "SPOKEN_AT ASC FIRST",
                "SPOKEN_AT DESC FIRST",
                "CONFIDENCE ASC LAST, CUE DESC LAST",
                "SPEAKER_NAME DESC FIRST, CUE ASC FIRST",
                "OCCASION_START_DATE ASC LAST, SPEAKER_SLUG ASC LAST, TYPE DESC LAST",
                "TYPE DESC LAST, SPEECH_ACT DESC LAST"
            })
    void thePagesContainEveryNodeOnceInOrder(String order) {
        Map<String, Object> list = new HashMap<>();
        list.put("orderBy", order(order));
        list.put("filter", Map.of("text", Map.of("ne", "plain")));
        List<String> all = ids(page(list, Map.of("first", 100)));
        assertThat(all).hasSizeGreaterThan(25).doesNotHaveDuplicates();

        for (int size : Tier.isFull() ? new int[] {1, 4, 7} : new int[] {4}) {
            assertThat(walk(list, "first", "after", "hasNextPage", "endCursor", size))
                    .isEqualTo(all);
            List<String> backward = walk(list, "last", "before", "hasPreviousPage", "startCursor", size);
            assertThat(backward).isEqualTo(all);
        }
    }

    @Test
    void aPageWithBothCursorsContainsTheNodesBetweenThem() {
        Map<String, Object> list = Map.of("orderBy", order("SPOKEN_AT DESC FIRST, CUE ASC LAST"));
        JsonPath whole = page(list, Map.of("first", 100));
        List<String> all = ids(whole);
        List<String> cursors = whole.getList("edges.cursor");
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            int from = random.nextInt(all.size());
            int to = random.nextInt(all.size());
            List<String> between = from + 1 < to ? all.subList(from + 1, to) : List.of();
            Map<String, Object> places = Map.of("after", cursors.get(from), "before", cursors.get(to));
            JsonPath first = page(list, with(places, "first", 5));
            assertThat(ids(first)).isEqualTo(between.subList(0, Math.min(5, between.size())));
            assertThat(first.getBoolean("pageInfo.hasPreviousPage")).isTrue();
            assertThat(first.getBoolean("pageInfo.hasNextPage")).isTrue(); // At least the node of `before` follows.
            JsonPath last = page(list, with(places, "last", 5));
            assertThat(ids(last)).isEqualTo(between.subList(Math.max(0, between.size() - 5), between.size()));
            assertThat(last.getInt("totalCount")).isEqualTo(whole.getInt("totalCount"));
        }
    }

    @Test
    void rejectsACursorOfAnotherListFilterOrOrder() {
        String cursor = page(Map.of("orderBy", order("SPOKEN_AT DESC LAST")), Map.of("first", 1))
                .getString("pageInfo.endCursor");
        List<Map<String, Object>> others = List.of(
                Map.of("orderBy", order("SPOKEN_AT ASC LAST")),
                Map.of("orderBy", order("SPOKEN_AT DESC FIRST")),
                Map.of("orderBy", order("")),
                Map.of("orderBy", order("SPOKEN_AT DESC LAST"), "filter", Map.of("type", Map.of("eq", "DIRECT"))));
        for (Map<String, Object> other : others) {
            GraphQL.post(QUERY, with(other, "after", cursor), null)
                    .then()
                    .statusCode(200)
                    .body("errors[0].extensions.code", equalTo("BAD_USER_INPUT"))
                    .body("errors[0].message", containsString("cursor of another list"));
        }
        String direct = page(Map.of("filter", Map.of("type", Map.of("eq", "DIRECT"))), Map.of("first", 1))
                .getString("pageInfo.endCursor");
        GraphQL.post(QUERY, Map.of("after", direct, "filter", Map.of("type", Map.of("eq", "MIXED"))), null)
                .then()
                .statusCode(200)
                .body("errors[0].message", containsString("cursor of another list"));
        GraphQL.post("query ($c: String) { people(after: $c) { nodes { id } } }", Map.of("c", cursor), null)
                .then()
                .statusCode(200)
                .body("errors[0].message", containsString("cursor of another list"));
    }

    @Test
    void rejectsACursorWithMoreOrFewerValuesThanTheOrder() {
        Cursor cursor = Cursor.parse(page(Map.of("orderBy", order("SPOKEN_AT DESC LAST")), Map.of("first", 1))
                .getString("pageInfo.endCursor"));
        for (String values : List.of("", ", null", ", null, 1, 2")) {
            String forged = Base64.getEncoder()
                    .encodeToString(
                            ("[\"" + cursor.signature() + "\"" + values + "]").getBytes(StandardCharsets.UTF_8));
            GraphQL.post(QUERY, with(Map.of("orderBy", order("SPOKEN_AT DESC LAST")), "after", forged), null)
                    .then()
                    .statusCode(200)
                    .body("errors[0].extensions.code", equalTo("BAD_USER_INPUT"))
                    .body("errors[0].message", containsString("is not a cursor"));
        }
    }

    /** Clients keep cursors, so a new version of the service must accept the cursors of the previous one. */
    @Test
    void theCursorOfAFixedListHasFixedBytes() throws SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO person (id, slug, name) VALUES (900000000001, 'paging-cursor', 'Cursor')");
            statement.execute("INSERT INTO event (id, slug, name, type, start_date)"
                    + " VALUES (900000000002, 'paging-cursor', 'Cursor', 'OTHER', '2018-07-16')");
            try {
                for (String filter : new String[] {
                    "slug: {in: [\"paging-cursor\"]}, quotes: {none: {type: {eq: DIRECT}}}",
                    "quotes: {none: {type: {eq: DIRECT}}}, slug: {in: [\"paging-cursor\"]}"
                }) {
                    String query = "{ people(filter: {%s}, orderBy: [{field: NAME, direction: DESC}])"
                            + " { pageInfo { endCursor } } }";
                    assertThat(GraphQL.data(query.formatted(filter)).getString("people.pageInfo.endCursor"))
                            .isEqualTo("WyJlMDIxMjgzOTBkZmUiLCAiQ3Vyc29yIiwgOTAwMDAwMDAwMDAxXQ==");
                }
                // The text of an instant in a cursor depends on the time zone of the process.
                String cursor = GraphQL.data(
                                "{ timeline(about: {eventSlug: \"paging-cursor\"}) { pageInfo { endCursor } } }")
                        .getString("timeline.pageInfo.endCursor");
                assertThat(Cursor.parse(cursor).signature()).isEqualTo("365eef9301fe");
            } finally {
                statement.execute("DELETE FROM person WHERE id = 900000000001");
                statement.execute("DELETE FROM event WHERE id = 900000000002");
            }
        }
    }

    @Test
    void ordersTextsByLanguageAndNumbersByValue() throws SQLException {
        List<String> names = List.of(
                "Adams",
                "Ångström",
                "ärger",
                "article 9",
                "Article 9",
                "Article 9",
                "Article 10",
                "Émile",
                "Eve",
                "İnan",
                "O’Brien",
                "Öz",
                "Zola",
                "Жуков",
                "ياسر",
                "李");
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            // The ids are neither in the order of the names nor in the reverse order, but those of equal names are.
            for (int i = 0; i < names.size(); i++) {
                statement.execute("INSERT INTO person (id, slug, name) VALUES (%d, 'paging-order-%d', '%s')"
                        .formatted(910000000000L + i * 5 % 16 + (i == 5 ? 20 : 0), i, names.get(i)));
            }
            try {
                for (String direction : List.of("ASC", "DESC")) {
                    List<String> expected = new ArrayList<>(names);
                    List<String> slugs = new ArrayList<>();
                    for (int i = 0; i < names.size(); i++) {
                        slugs.add("paging-order-" + i);
                    }
                    if (direction.equals("DESC")) {
                        Collections.reverse(expected);
                        Collections.reverse(slugs);
                    }
                    for (int size : new int[] {1, 3, 100}) {
                        assertThat(people("NAME", direction, size, "name")).isEqualTo(expected);
                    }
                    assertThat(people("SLUG", direction, 3, "slug")).isEqualTo(slugs);
                }
                // Equal texts are in the order of their ids, in both directions.
                assertThat(people("NAME", "ASC", 1, "slug").subList(4, 6))
                        .containsExactly("paging-order-4", "paging-order-5");
                assertThat(people("NAME", "DESC", 1, "slug").subList(10, 12))
                        .containsExactly("paging-order-4", "paging-order-5");
                JsonPath data = GraphQL.data("""
                        { range: people(filter: { slug: { startsWith: "paging-order-" },
                                                  name: { gte: "article 9", lt: "Eve" } }) { nodes { name } }
                          rest: people(filter: { slug: { startsWith: "paging-order-" },
                                                 or: [{ name: { lt: "article 9" } }, { name: { gt: "Émile" } }] }) {
                                                   totalCount }
                          same: people(filter: { slug: { startsWith: "paging-order-" }, name: { lte: "Article 9",
                                                 gte: "Article 9", eq: "Article 9" } }) { totalCount }
                          part: people(filter: { slug: { startsWith: "paging-order-" },
                                                 name: { startsWith: "Ar", contains: "9" } }) { totalCount }
                          groups: people(filter: { slug: { startsWith: "paging-order-" } }) {
                              groups(by: NAME, orderBy: KEY) { key count }
                              last: groups(by: NAME, orderBy: KEY_DESC, first: 2) { key count } } }
                        """);
                assertThat(data.getList("range.nodes.name", String.class))
                        .containsExactlyInAnyOrder("article 9", "Article 9", "Article 9", "Article 10", "Émile");
                assertThat(data.getInt("rest.totalCount")).isEqualTo(names.size() - 5);
                assertThat(data.getInt("same.totalCount")).isEqualTo(2);
                assertThat(data.getInt("part.totalCount")).isEqualTo(2);
                assertThat(data.getList("groups.groups.key", String.class))
                        .isEqualTo(names.stream().distinct().toList());
                assertThat(data.getList("groups.last.key", String.class))
                        .containsExactly(names.get(names.size() - 1), names.get(names.size() - 2));
            } finally {
                statement.execute("DELETE FROM person WHERE slug LIKE 'paging-order-%'");
            }
        }
    }

    /** Reads a list of people page by page. */
    private static List<String> people(String field, String direction, int size, String value) {
        List<String> values = new ArrayList<>();
        String at = null;
        do {
            JsonPath page = GraphQL.data(
                            "query ($at: String, $size: Int) { people(first: $size, after: $at, filter: { slug: {"
                                    + " startsWith: \"paging-order-\" } }, orderBy: [{ field: " + field
                                    + ", direction: "
                                    + direction + " }]) { nodes { name slug } pageInfo { hasNextPage endCursor } } }",
                            at == null ? Map.of("size", size) : Map.of("size", size, "at", at))
                    .setRootPath("data.people");
            values.addAll(page.getList("nodes." + value));
            at = page.getBoolean("pageInfo.hasNextPage") ? page.getString("pageInfo.endCursor") : null;
        } while (at != null);
        return values;
    }

    @Test
    void rejectsFirstTogetherWithLast() {
        GraphQL.post(QUERY, Map.of("first", 1, "last", 1), null)
                .then()
                .statusCode(200)
                .body("errors[0].message", containsString("not both"));
        GraphQL.post(QUERY, Map.of("last", 101), null)
                .then()
                .statusCode(400)
                .body("errors[0].message", containsString("`last` must be from 1 to 100"));
    }

    /** Reads all pages and returns the ids in the order of the list, for both directions. */
    private List<String> walk(
            Map<String, Object> list, String size, String place, String goesOn, String next, int nodes) {
        List<List<String>> pages = new ArrayList<>();
        JsonPath page = page(list, Map.of(size, nodes));
        while (true) {
            pages.add(ids(page));
            boolean isFirst = pages.size() == 1;
            boolean ahead = page.getBoolean("pageInfo." + goesOn);
            assertThat(page.getBoolean(
                            "pageInfo." + (goesOn.equals("hasNextPage") ? "hasPreviousPage" : "hasNextPage")))
                    .isEqualTo(!isFirst);
            assertThat(page.getList("edges.cursor")).element(0).isEqualTo(page.getString("pageInfo.startCursor"));
            if (!ahead) {
                break;
            }
            assertThat(ids(page)).hasSize(nodes);
            page = page(list, Map.of(size, nodes, place, page.getString("pageInfo." + next)));
        }
        if (size.equals("last")) {
            Collections.reverse(pages);
        }
        return pages.stream().flatMap(List::stream).toList();
    }

    private static JsonPath page(Map<String, Object> list, Map<String, Object> page) {
        Map<String, Object> variables = new HashMap<>(list);
        variables.putAll(page);
        return GraphQL.data(QUERY, variables).setRootPath("data.quotes");
    }

    private static Map<String, Object> with(Map<String, Object> variables, String name, Object value) {
        Map<String, Object> more = new HashMap<>(variables);
        more.put(name, value);
        return more;
    }

    private static List<String> ids(JsonPath page) {
        return page.getList("edges.node.id");
    }

    /** The argument {@code orderBy} for a text like "SPOKEN_AT DESC FIRST, CUE ASC LAST". */
    private static List<Map<String, String>> order(String text) {
        List<Map<String, String>> order = new ArrayList<>();
        for (String key : text.isEmpty() ? new String[0] : text.split(", ")) {
            String[] parts = key.split(" ");
            order.add(Map.of("field", parts[0], "direction", parts[1], "nulls", parts[2]));
        }
        return order;
    }
}
