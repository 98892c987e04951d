package org.onrecord.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.SqlStatements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
class TimelineTest {

    private static final Map<String, Object> PUTIN_IN_2018 = Map.of(
            "about",
            Map.of("personSlug", "vladimir-putin"),
            "since",
            Map.of("slug", "gru-indictment-2018"),
            "from",
            "2018-01-01",
            "to",
            "2018-12-31");

    @Test
    void theTimelineOfAPersonContainsTheDayInHelsinki() {
        JsonPath data = GraphQL.data(GraphQL.operation("Timeline"), PUTIN_IN_2018);

        assertThat(data.getList("timeline.edges.date", String.class)).containsOnly("2018-07-16");
        assertThat(data.getList("timeline.edges.node.sinceEvent", Integer.class))
                .containsOnly(3);
        assertThat(data.getList("timeline.edges.node.__typename", String.class))
                .containsExactly("Event", "Event", "Quote", "Quote", "Quote", "Quote", "Article");
        assertThat(data.getInt("timeline.totalCount")).isEqualTo(7);
    }

    @Test
    void theTimelineOfAnEventContainsLinkedNodesInChronologicalOrder() {
        JsonPath data = GraphQL.data(
                GraphQL.operation("Timeline"),
                Map.of(
                        "about", Map.of("eventSlug", "democratic-party-hack-2016"),
                        "since", Map.of("slug", "gru-indictment-2018")));

        assertThat(data.getList("timeline.edges.date", String.class)).isSorted().startsWith("2017-01-06");
        assertThat(data.getList("timeline.edges.node.name", String.class))
                .contains("Special Counsel investigation", "Indictment of 12 GRU officers");
        assertThat(data.getList("timeline.edges.node.text", String.class))
                .contains("Russia did not meddle in the US election");
        assertThat(data.getList("timeline.edges.node.headline", String.class))
                .contains("Grand jury charges 12 Russian intelligence officers");
    }

    @Test
    void filtersByTypesAndByInclusiveDays() {
        String query = """
                { one: timeline(about: {personSlug: "donald-trump"}, from: "2018-07-17", to: "2018-07-17", types:
                  [QUOTE]) {
                    edges { date node { __typename } } }
                  none: timeline(about: {personSlug: "donald-trump"}, from: "2018-07-18", to: "2018-07-17") { totalCount
                    } }
                """;
        JsonPath data = GraphQL.data(query);
        assertThat(data.getList("one.edges.date", String.class)).isNotEmpty().containsOnly("2018-07-17");
        assertThat(data.getList("one.edges.node.__typename", String.class)).containsOnly("Quote");
        assertThat(data.getInt("none.totalCount")).isZero();
    }

    @Test
    void thePagesContainTheWholeTimeline() {
        String query =
                "query ($after: String) { timeline(about: {personSlug: \"donald-trump\"}, first: 4, after: $after) {"
                        + " nodes { ... on Node { id } } pageInfo { hasNextPage endCursor } } }";
        List<String> ids = new ArrayList<>();
        String after = null;
        do {
            JsonPath page = GraphQL.data(query, java.util.Collections.singletonMap("after", after));
            ids.addAll(page.getList("timeline.nodes.id"));
            after = page.getBoolean("timeline.pageInfo.hasNextPage")
                    ? page.getString("timeline.pageInfo.endCursor")
                    : null;
        } while (after != null);
        assertThat(ids)
                .hasSizeGreaterThan(12)
                .isEqualTo(GraphQL.data(
                                "{ timeline(about: {personSlug: \"donald-trump\"}, first: 100) { nodes { ... on Node"
                                        + " { id } } } }")
                        .getList("timeline.nodes.id"));
    }

    @Test
    void returnsAnEmptyTimelineForAnUnknownPersonAndRejectsTwoKeys() {
        assertThat(GraphQL.data("{ timeline(about: {personSlug: \"nobody\"}) { totalCount nodes { __typename } } }")
                        .getInt("timeline.totalCount"))
                .isZero();
        GraphQL.post("{ timeline(about: {personSlug: \"a\", eventSlug: \"b\"}) { totalCount } }", Map.of(), null)
                .then()
                .statusCode(400);
        GraphQL.post(
                        "query ($about: PersonOrEventKey!) { timeline(about: $about) { totalCount } }",
                        Map.of("about", Map.of("personSlug", "a", "eventSlug", "b")),
                        null)
                .then()
                .statusCode(400);
    }

    @Test
    void rejectsAnIdOfAnotherNodeType() {
        String id = GraphQL.data("{ quotes(first: 1) { nodes { id } } }").getString("quotes.nodes[0].id");
        GraphQL.post(
                        "query ($about: PersonOrEventKey!) { timeline(about: $about) { totalCount } }",
                        Map.of("about", Map.of("id", id)),
                        null)
                .then()
                .statusCode(200)
                .body("errors[0].extensions.code", equalTo("BAD_USER_INPUT"))
                .body("errors[0].message", containsString("Quote"));
    }

    @Test
    void aTimelineIsOneStatement() {
        GraphQL.data(GraphQL.operation("Timeline"), PUTIN_IN_2018);
        assertThat(SqlStatements.during(() -> GraphQL.data(GraphQL.operation("Timeline"), PUTIN_IN_2018)))
                .hasSize(1);
    }
}
