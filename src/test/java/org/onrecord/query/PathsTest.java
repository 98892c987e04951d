package org.onrecord.query;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.SqlStatements;
import org.onrecord.model.Article;
import org.onrecord.model.ArticleCoverage;
import org.onrecord.model.ArticleMention;
import org.onrecord.model.Event;
import org.onrecord.model.EventLink;
import org.onrecord.model.EventParticipant;
import org.onrecord.model.LinkDirection;
import org.onrecord.model.Person;
import org.onrecord.model.Quote;
import org.onrecord.model.QuoteAppearance;
import org.onrecord.model.QuoteTopic;
import org.onrecord.traversal.RandomGraph;
import org.onrecord.traversal.graph.GlobalId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
class PathsTest {

    private static final Map<String, Object> FROM_PUTIN_TO_THE_HACK = Map.of(
            "from", Map.of("personSlug", "vladimir-putin"), "to", Map.of("eventSlug", "democratic-party-hack-2016"));

    private static final String BY_ID = """
            query ($from: ID!, $to: ID!, $maxLength: Int) {
              path(from: {id: $from}, to: {id: $to}, max: 20, maxLength: $maxLength) { length steps {
                kind label direction from { ... on Node { id } } to { ... on Node { id } } } } }
            """;

    @BeforeAll
    static void persistRandomGraph() {
        RandomGraph.persistOnce();
    }

    @Test
    void thePathFromPutinToTheHackLeadsOverHisDenial() {
        JsonPath data = GraphQL.data(GraphQL.operation("Path"), FROM_PUTIN_TO_THE_HACK);

        assertThat(data.getInt("path[0].length")).isEqualTo(2);
        assertThat(data.getList("path[0].steps.kind", String.class)).containsExactly("SPEAKER", "TOPIC");
        assertThat(data.getList("path[0].steps.direction", String.class)).containsExactly("INCOMING", "OUTGOING");
        assertThat(data.getString("path[0].steps[0].label")).isEqualTo("DENIAL");
        assertThat(data.getString("path[0].steps[0].to.text")).isEqualTo("Russia did not meddle in the US election");
        assertThat(data.getString("path[0].steps[1].to.name")).isEqualTo("Hacking of the DNC and the DCCC");
    }

    @Test
    void thePathFromPutinToAnOfficerLeadsOverTheIndictment() {
        JsonPath data = GraphQL.data(
                GraphQL.operation("Path"),
                Map.of(
                        "from", Map.of("personSlug", "vladimir-putin"),
                        "to", Map.of("personSlug", "viktor-netyksho"),
                        "max", 1));

        assertThat(data.getList("path")).hasSize(1);
        assertThat(data.getList("path[0].steps.kind", String.class))
                .containsExactly("SPEAKER", "TOPIC", "LINK", "PARTICIPATION");
        assertThat(data.getList("path[0].steps.label", String.class))
                .containsExactly("DENIAL", null, "CHARGES", "DEFENDANT");
        assertThat(data.getString("path[0].steps[3].from.name")).isEqualTo("Indictment of 12 GRU officers");
    }

    @Test
    void findsTheShortestPathsBetweenRandomNodes() {
        Map<String, List<Connection>> graph = QuarkusTransaction.requiringNew().call(PathsTest::connections);
        String putin =
                GraphQL.data("{ person(slug: \"vladimir-putin\") { id } }").getString("person.id");
        List<String> nodes = reachable(graph, putin);
        Random random = new Random(20180716);
        Set<Integer> lengths = new HashSet<>();
        for (int i = 0; i < 80; i++) {
            String from = nodes.get(random.nextInt(nodes.size()));
            String to = nodes.get(random.nextInt(nodes.size()));
            int maxLength = 1 + random.nextInt(6);
            Map<String, Object> variables = Map.of("from", from, "to", to, "maxLength", maxLength);
            List<Map<String, Object>> paths = GraphQL.data(BY_ID, variables).getList("path");

            Set<List<Connection>> shortest = shortest(graph, from, to, maxLength);
            Set<List<Connection>> found = new HashSet<>();
            for (Map<String, Object> path : paths) {
                List<Connection> steps = steps(path);
                assertThat(path.get("length")).isEqualTo(steps.size());
                lengths.add(steps.size());
                found.add(steps);
            }
            assertThat(found)
                    .as("%s to %s within %d", from, to, maxLength)
                    .hasSize(Math.min(20, shortest.size()))
                    .hasSameSizeAs(paths);
            assertThat(shortest).containsAll(found);
            assertThat(GraphQL.data(BY_ID, variables).getList("path")).isEqualTo(paths);
        }
        assertThat(lengths).contains(2, 3, 4);
    }

    @Test
    void returnsAnEmptyPathToTheNodeItselfAndNoPathToUnknownOrDistantNodes() {
        JsonPath data = GraphQL.data("""
                { itself: path(from: {personSlug: "vladimir-putin"}, to: {personSlug: "vladimir-putin"}) { length steps
                  { kind } }
                  nobody: path(from: {personSlug: "nobody"}, to: {personSlug: "vladimir-putin"}) { length }
                  far: path(from: {personSlug: "vladimir-putin"}, to: {personSlug: "viktor-netyksho"}, maxLength: 3) {
                    length } }
                """);
        assertThat(data.getList("itself.length")).containsExactly(0);
        assertThat(data.getList("itself[0].steps")).isEmpty();
        assertThat(data.getList("nobody")).isEmpty();
        assertThat(data.getList("far")).isEmpty();
    }

    @Test
    void rejectsMoreThanTenStepsOrTwentyPaths() {
        for (String argument : List.of("maxLength: 11", "max: 21", "max: 0")) {
            GraphQL.post(
                            "{ path(from: {personSlug: \"a\"}, to: {personSlug: \"b\"}, " + argument + ") { length } }",
                            Map.of(),
                            null)
                    .then()
                    .statusCode(200)
                    .body("errors[0].path", equalTo(List.of("path")))
                    .body("errors[0].message", containsString("must be from 1 to"));
        }
    }

    @Test
    void aPathIsOneStatement() {
        GraphQL.data(GraphQL.operation("Path"), FROM_PUTIN_TO_THE_HACK);
        assertThat(SqlStatements.during(() -> GraphQL.data(GraphQL.operation("Path"), FROM_PUTIN_TO_THE_HACK)))
                .hasSize(1);
    }

    private record Connection(String kind, String label, String direction, String from, String to) {}

    @SuppressWarnings("unchecked")
    private static List<Connection> steps(Map<String, Object> path) {
        return ((List<Map<String, Object>>) path.get("steps"))
                .stream()
                        .map(step -> new Connection(
                                (String) step.get("kind"),
                                (String) step.get("label"),
                                (String) step.get("direction"),
                                (String) ((Map<?, ?>) step.get("from")).get("id"),
                                (String) ((Map<?, ?>) step.get("to")).get("id")))
                        .toList();
    }

    /** All shortest paths, by a breadth-first search. */
    private static Set<List<Connection>> shortest(
            Map<String, List<Connection>> graph, String from, String to, int maxLength) {
        Map<String, Integer> distances = new HashMap<>(Map.of(from, 0));
        Deque<String> queue = new ArrayDeque<>(List.of(from));
        while (!queue.isEmpty()) {
            String node = queue.remove();
            for (Connection connection : graph.get(node)) {
                if (distances.putIfAbsent(connection.to, distances.get(node) + 1) == null) {
                    queue.add(connection.to);
                }
            }
        }
        Set<List<Connection>> found = new HashSet<>();
        if (distances.getOrDefault(to, Integer.MAX_VALUE) <= maxLength) {
            collect(graph, distances, from, to, new ArrayList<>(), found);
        }
        return found;
    }

    private static void collect(
            Map<String, List<Connection>> graph,
            Map<String, Integer> distances,
            String node,
            String to,
            List<Connection> steps,
            Set<List<Connection>> found) {
        if (node.equals(to)) {
            found.add(List.copyOf(steps));
        } else if (steps.size() < distances.get(to)) {
            for (Connection connection : graph.get(node)) {
                if (distances.get(connection.to) == steps.size() + 1) {
                    steps.add(connection);
                    collect(graph, distances, connection.to, to, steps, found);
                    steps.remove(steps.size() - 1);
                }
            }
        }
    }

    /** The nodes that paths of any length connect with a node, in a fixed order. */
    private static List<String> reachable(Map<String, List<Connection>> graph, String start) {
        Set<String> reached = new TreeSet<>(Set.of(start));
        Deque<String> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (Connection connection : graph.get(open.pop())) {
                if (reached.add(connection.to())) {
                    open.push(connection.to());
                }
            }
        }
        return List.copyOf(reached);
    }

    private static Map<String, List<Connection>> connections() {
        Map<String, List<Connection>> graph = new HashMap<>();
        Person.<Person>listAll().forEach(person -> graph.put(id("Person", person), new ArrayList<>()));
        for (Event event : Event.<Event>listAll()) {
            graph.put(id("Event", event), new ArrayList<>());
        }
        Quote.<Quote>listAll().forEach(quote -> graph.put(id("Quote", quote), new ArrayList<>()));
        Article.<Article>listAll().forEach(article -> graph.put(id("Article", article), new ArrayList<>()));
        for (Quote quote : Quote.<Quote>listAll()) {
            connect(graph, "SPEAKER", quote.speechAct, "Quote", quote, "Person", quote.speaker);
            connect(graph, "OCCASION", null, "Quote", quote, "Event", quote.occasion);
        }
        QuoteTopic.<QuoteTopic>listAll()
                .forEach(topic -> connect(graph, "TOPIC", null, "Quote", topic.quote, "Event", topic.event));
        EventParticipant.<EventParticipant>listAll()
                .forEach(p -> connect(graph, "PARTICIPATION", p.role, "Person", p.person, "Event", p.event));
        for (EventLink link : EventLink.<EventLink>listAll()) {
            if (link.direction == LinkDirection.OUTGOING) {
                connect(graph, "LINK", link.relation, "Event", link.viewedFrom, "Event", link.event);
            }
        }
        Event.<Event>listAll()
                .forEach(event -> connect(graph, "SUPER_EVENT", null, "Event", event, "Event", event.superEvent));
        QuoteAppearance.<QuoteAppearance>listAll()
                .forEach(a -> connect(graph, "APPEARANCE", null, "Quote", a.quote, "Article", a.article));
        ArticleMention.<ArticleMention>listAll()
                .forEach(m -> connect(graph, "MENTION", m.rel, "Article", m.article, "Person", m.person));
        ArticleCoverage.<ArticleCoverage>listAll()
                .forEach(c -> connect(graph, "COVERAGE", null, "Article", c.article, "Event", c.event));
        Article.<Article>listAll()
                .forEach(article -> connect(graph, "BASED_ON", null, "Article", article, "Article", article.isBasedOn));
        return graph;
    }

    private static void connect(
            Map<String, List<Connection>> graph,
            String kind,
            Enum<?> label,
            String fromType,
            PanacheEntity from,
            String toType,
            PanacheEntity to) {
        if (to != null) {
            String text = Objects.toString(label, null);
            String fromId = id(fromType, from);
            String toId = id(toType, to);
            graph.get(fromId).add(new Connection(kind, text, "OUTGOING", fromId, toId));
            graph.get(toId).add(new Connection(kind, text, "INCOMING", toId, fromId));
        }
    }

    private static String id(String type, PanacheEntity entity) {
        return new GlobalId(type, entity.id).toString();
    }
}
