package org.onrecord.traversal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.GraphQL;
import org.onrecord.SqlStatements;
import org.onrecord.model.Event;
import org.onrecord.model.EventLink;
import org.onrecord.model.EventRelation;
import org.onrecord.model.EventType;
import org.onrecord.model.Person;
import org.onrecord.model.Quote;
import org.onrecord.model.QuoteType;
import org.onrecord.model.SpeechAct;
import org.onrecord.traversal.graph.GlobalId;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Tests queries of a person with seven quotes and of two linked events. */
@QuarkusTest
class TraversalTest {

    private static final String PERSON = "traversal-person";
    private static final int QUOTES = 7;

    private Person person;

    @BeforeEach
    void persistPersonWithQuotes() {
        QuarkusTransaction.requiringNew().run(() -> {
            person = new Person();
            person.slug = PERSON;
            person.name = "Zoë 😀 O'Neill";
            person.persist();
            for (int i = 0; i < QUOTES; i++) {
                quote("quote " + i, i % 2 == 0 ? SpeechAct.DENIAL : SpeechAct.STATEMENT, person);
            }
            quote("traversal unsourced", SpeechAct.STATEMENT, null);
            Event hack = event("traversal-hack", EventType.CYBERATTACK);
            Event indictment = event("traversal-indictment", EventType.INDICTMENT);
            EventLink.persist(indictment, EventRelation.CHARGES, hack);
            EventLink.persist(indictment, EventRelation.FOLLOWS, hack);
        });
    }

    @AfterEach
    void deletePersonWithQuotes() {
        QuarkusTransaction.requiringNew().run(() -> {
            Quote.delete("speaker.id in (select id from Person where slug = ?1)", PERSON);
            Quote.delete("text", "traversal unsourced");
            Person.delete("slug", PERSON);
            Event.delete("slug like 'traversal-%'");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ quotes(orderBy: [{field: SPEAKER_NAME}, {field: SPEAKER_SLUG}]) { nodes { text } } }",
                "{ quotes(orderBy: {field: OCCASION_NAME}) { edges { cursor } pageInfo { hasNextPage } } }",
                "{ quotes { groups(by: SPEAKER_NAME) { key count } } }",
                "{ quotes { totalCount groups(by: OCCASION_TYPE) { count } types: groups(by: SPEAKER_ROLE) { key } } }"
            })
    void readsTheValuesOfOtherNodesInAJoin(String query) {
        // A subquery would look up one node for each row of the list.
        assertThat(explain(query, "analysis")).doesNotContain("SubPlan");
    }

    @ParameterizedTest
    @ValueSource(strings = {"some", "none", "every"})
    void looksUpTheVariantsOfAQuoteWithoutComparingAllQuotes(String quantifier) {
        String query = "{ quotes(filter: {variants: {" + quantifier + ": {type: {eq: DIRECT}}}}) { nodes { text } } }";
        assertThat(explain(query, "sql")).contains("OFFSET 0)");
        assertThat(explain(query, "analysis")).doesNotContain("hashed SubPlan");
    }

    @Test
    void readsAPersonThatASlugNamesOnce() {
        String query = "{ person(slug: \"" + PERSON + "\") { name } }";
        assertThat(GraphQL.data(query).getString("person.name")).isEqualTo(person.name);
        assertThat(explain(query, "analysis").lines())
                .filteredOn(line -> line.contains(" on person ") && !line.contains("never executed"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ quotes(filter: {speaker: {slug: {eq: \"SLUG\"}}}) { nodes { speaker { id } } } }",
                "{ quotes(filter: {speaker: {id: {eq: \"ID\"}}, type: {eq: DIRECT}}) { nodes { speaker { id } } } }"
            })
    void readsANodeThatAllRowsShareOnce(String text) {
        String id = new GlobalId("Person", person.id).toString();
        String query = text.replace("SLUG", PERSON).replace("ID", id);
        assertThat(GraphQL.post(query, Map.of(), null).asString().split("\"id\":\"" + id, -1))
                .hasSize(QUOTES + 1);
        assertThat(explain(query, "analysis").lines())
                .filteredOn(line -> line.contains(" on person "))
                .allMatch(line -> line.contains("loops=1)") || line.contains("never executed"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            speaker: {denials: {some: {text: {eq: "quote 0"}}}}         | 7
            speaker: {denials: {some: {text: {eq: "quote 1"}}}}         | 0
            speaker: {quotes: {some: {text: {eq: "quote 1"}}}}          | 7
            not: {speaker: {quotes: {some: {text: {eq: "quote 1"}}}}}   | 1
            speaker: {quotes: {none: {text: {eq: "quote 1"}}}}          | 0
            speaker: {denials: {none: {text: {eq: "quote 1"}}}}         | 7
            speaker: {quotes: {every: {text: {startsWith: "quote"}}}}   | 7
            not: {speaker: {quotes: {none: {text: {eq: "quote 1"}}}}}   | 8
            speaker: {not: {denials: {none: {text: {eq: "quote 0"}}}}}  | 7
            speaker: {or: [{quotes: {none: {}}}, {denials: {none: {text: {eq: "quote 1"}}}}]} | 7
            speaker: {slug: {eq: "traversal-person"}, denials: {none: {text: {eq: "quote 0"}}}} | 0
            """)
    void filtersByTheEdgesOfANodeWithoutItsRow(String filter, int count) {
        String query = "{ quotes(filter: {attributionText: {eq: \"a source\"}, " + filter + "}) { totalCount } }";
        assertThat(GraphQL.data(query).getInt("quotes.totalCount")).isEqualTo(count);
        assertThat(explain(query, "sql")).doesNotContain("FROM person t");
    }

    /** The lines of one part of the explanation of a query. */
    private static String explain(String query, String part) {
        return String.join(
                "\n",
                given().contentType(ContentType.JSON)
                        .header("X-Explain", "on")
                        .body(Map.of("query", query))
                        .post("/graphql")
                        .jsonPath()
                        .<String>getList("extensions.explain." + part));
    }

    @Test
    void aliasesOfOneFieldHaveSeparateArgumentsAndSelections() {
        JsonPath data = GraphQL.data("""
                { person(slug: "traversal-person") {
                    two: quotes(first: 2) { nodes { text } }
                    denials: quotes(filter: {speechAct: {eq: DENIAL}}) { totalCount nodes { act: speechAct } }
                    none: quotes(filter: {text: {eq: "never said"}}) { totalCount nodes { text } } } }
                """);
        assertThat(data.getList("person.two.nodes.text")).containsExactly("quote 0", "quote 1");
        assertThat(data.getInt("person.denials.totalCount")).isEqualTo(4);
        assertThat(new HashSet<>(data.getList("person.denials.nodes.act"))).containsExactly("DENIAL");
        assertThat(data.getInt("person.none.totalCount")).isZero();
        assertThat(data.getList("person.none.nodes")).isEmpty();
    }

    @Test
    void usesVariablesAndTheirDefaultValues() {
        String query = """
                query ($slug: String = "traversal-person", $first: Int = 3, $act: SpeechAct = DENIAL) {
                  person(slug: $slug) { quotes(first: $first, filter: {speechAct: {eq: $act}}) { nodes { text } } } }
                """;
        String nodes = "person.quotes.nodes.text";
        assertThat(GraphQL.data(query).getList(nodes)).containsExactly("quote 0", "quote 2", "quote 4");
        assertThat(GraphQL.data(query, Map.of("first", 1)).getList(nodes)).containsExactly("quote 0");
        assertThat(GraphQL.data(query, Map.of("act", "STATEMENT")).getList(nodes))
                .containsExactly("quote 1", "quote 3", "quote 5");
        assertThat(GraphQL.data(query, Map.of("slug", "nobody")).<Object>get("person"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    speaker: {isNull: true}                                              | unsourced
                    speaker: {isNull: false}                                             | quote
                    speaker: {not: {isNull: true}}                                       | quote
                    speaker: {not: {isNull: false}}                                      | unsourced
                    not: {speaker: {isNull: true}}                                       | quote
                    speaker: {isNull: true, slug: {eq: "traversal-person"}}              |
                    speaker: {or: [{isNull: true}, {slug: {eq: "traversal-person"}}]}    | quote unsourced
                    speaker: {or: [{isNull: true}, {slug: {eq: "nobody"}}]}              | unsourced
                    speaker: {not: {or: [{isNull: true}, {slug: {eq: "nobody"}}]}}       | quote
                    speaker: {and: [{isNull: true}, {not: {isNull: false}}]}             | unsourced
                    speaker: {not: {slug: {eq: "nobody"}}}                               | quote
                    speaker: {}                                                          | quote
                    or: [{speaker: {isNull: true}}, {speechAct: {eq: DENIAL}}]           | quote unsourced
                    isNull: true                                                         |
                    isNull: false                                                        | quote unsourced
                    topics: {isEmpty: true}                                              | quote unsourced
                    topics: {isEmpty: false}                                             |
                    not: {topics: {isEmpty: false}}                                      | quote unsourced
                    speaker: {quotes: {isEmpty: false}}                                  | quote
                    speaker: {quotes: {isEmpty: true}}                                   |
                    speaker: {quotes: {some: {speaker: {isNull: false}}, isEmpty: false}} | quote
                    speaker: {quotes: {every: {speaker: {isNull: true}}}}                |
                    speaker: {quotes: {none: {speaker: {isNull: true}}}}                 | quote
                    speaker: {quotes: {every: {occasion: {isNull: true}}}}               | quote
                    """)
    void filtersByWhetherAnEdgeLeadsToANode(String filter, String expected) {
        List<String> texts = expected == null
                ? List.of()
                : Stream.of(expected.split(" "))
                        .map(name -> name.equals("quote") ? "quote 0" : "traversal unsourced")
                        .toList();
        String query = "query ($yes: Boolean = true, $no: Boolean = false) { __typename @include(if: $yes)"
                + " version @include(if: $no) quotes(filter: {text: {in: [\"quote 0\", \"traversal unsourced\"]},"
                + " and: [{%s}]}) { nodes { text } } }";
        String withVariables = filter.replace(": true", ": $yes").replace(": false", ": $no");

        for (String condition : List.of(filter, withVariables)) {
            assertThat(GraphQL.data(query.formatted(condition)).getList("quotes.nodes.text"))
                    .hasSameElementsAs(texts);
        }
    }

    @Test
    void aMissingVariableIsAMissingArgument() {
        String query =
                "query ($filter: QuoteFilter, $first: Int, $act: SpeechAct) { person(slug: \"traversal-person\") {"
                        + " a: quotes(filter: $filter, first: $first) { totalCount nodes { text } }"
                        + " b: quotes(filter: {speechAct: {eq: $act}}) { totalCount } } }";
        JsonPath data = GraphQL.data(query);
        assertThat(data.getList("person.a.nodes")).hasSize(QUOTES);
        assertThat(data.getInt("person.b.totalCount")).isEqualTo(QUOTES);
        Map<String, Object> filter = Map.of(
                "or",
                List.of(
                        Map.of("text", Map.of("eq", "quote 1")),
                        Map.of("text", Map.of("in", List.of("quote 3", "quote 5")))));
        assertThat(GraphQL.data(query, Map.of("filter", filter, "first", 2)).getList("person.a.nodes.text"))
                .containsExactly("quote 1", "quote 3");
    }

    @Test
    void mergesFragmentsAndRepeatedFields() {
        JsonPath data = GraphQL.data("""
                query { person(slug: "traversal-person") { ...Names quotes(first: 1) { nodes { text } } ... on Node { id
                  }
                    quotes(first: 1) { nodes { type } totalCount } ... { slug } } }
                fragment Names on Person { name ...Slug }
                fragment Slug on Person { slug }
                """);
        assertThat(data.getMap("person").keySet()).containsExactly("name", "slug", "quotes", "id");
        assertThat(data.getMap("person.quotes.nodes[0]")).isEqualTo(Map.of("text", "quote 0", "type", "DIRECT"));
        assertThat(data.getInt("person.quotes.totalCount")).isEqualTo(QUOTES);
    }

    @Test
    void skipAndIncludeUseTheVariablesOfEachRequest() {
        String query = "query ($with: Boolean!) { person(slug: \"traversal-person\") { name @include(if: $with) slug"
                + " @skip(if: $with) } }";
        for (int i = 0; i < 2; i++) { // The second time, both plans are cached.
            assertThat(GraphQL.data(query, Map.of("with", true)).getMap("person"))
                    .containsOnlyKeys("name");
            assertThat(GraphQL.data(query, Map.of("with", false)).getMap("person"))
                    .containsOnlyKeys("slug");
        }
        assertThat(GraphQL.data("{ person(slug: \"traversal-person\") { name @skip(if: true) } }")
                        .getMap("person"))
                .isEmpty();
    }

    /** The statement builds small and large objects in different ways. */
    @Test
    void anObjectOfAnySizeHasAllItsValues() {
        for (int size = 1; size <= 12; size++) {
            String fields = IntStream.range(0, size)
                    .mapToObj(i -> "f" + i + ": " + (i % 2 == 0 ? "slug" : "wikidataId"))
                    .collect(Collectors.joining(" "));
            Map<String, String> person = GraphQL.data("{ person(slug: \"traversal-person\") { " + fields + " } }")
                    .getMap("person");
            assertThat(person).hasSize(size).containsEntry("f0", "traversal-person");
            for (int i = 0; i < size; i++) {
                assertThat(person).containsEntry("f" + i, i % 2 == 0 ? "traversal-person" : null);
            }
        }
    }

    @Test
    void compiledResolvedAndIntrospectionFieldsAreInTheOrderOfTheDocument() {
        JsonPath data = GraphQL.data("""
                { version __typename person(slug: "traversal-person") { __typename quotes { __typename edges {
                  __typename } } }
                  __type(name: "Person") { name fields { name } } }
                """);
        assertThat(data.getMap("").keySet()).containsExactly("version", "__typename", "person", "__type");
        assertThat(data.getString("__typename")).isEqualTo("Query");
        assertThat(data.getString("person.__typename")).isEqualTo("Person");
        assertThat(data.getString("person.quotes.__typename")).isEqualTo("QuoteConnection");
        assertThat(data.getString("person.quotes.edges[0].__typename")).isEqualTo("QuoteEdge");
        assertThat(data.getList("__type.fields.name")).contains("id", "denials");
    }

    @Test
    void operationNameSelectsTheOperation() {
        String query = "query A { a: person(slug: \"traversal-person\") { slug } } query B { b: person(slug:"
                + " \"traversal-person\") { name } }";
        assertThat(GraphQL.post(query, Map.of(), "A").jsonPath().getMap("data")).containsOnlyKeys("a");
        assertThat(GraphQL.post(query, Map.of(), "B").jsonPath().getMap("data")).containsOnlyKeys("b");
    }

    @Test
    void pagesNeitherRepeatNorSkipNodesWhenRowsChange() {
        String query = """
                query ($after: String) { person(slug: "traversal-person") { quotes(first: 3, after: $after) {
                  nodes { text } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges {
                    cursor } } } }
                """;
        JsonPath first = GraphQL.data(query).setRootPath("data.person.quotes");
        assertThat(first.getList("nodes.text")).containsExactly("quote 0", "quote 1", "quote 2");
        assertThat(first.getBoolean("pageInfo.hasNextPage")).isTrue();
        assertThat(first.getBoolean("pageInfo.hasPreviousPage")).isFalse();
        assertThat(first.getString("pageInfo.startCursor")).isEqualTo(first.getString("edges[0].cursor"));
        assertThat(first.getString("pageInfo.endCursor")).isEqualTo(first.getString("edges[2].cursor"));

        QuarkusTransaction.requiringNew().run(() -> {
            Quote.delete(
                    "text in ('quote 2', 'quote 4') and speaker.id in (select id from Person where slug = ?1)", PERSON);
            quote("quote 7", SpeechAct.OTHER, person);
        });

        JsonPath second = GraphQL.data(query, Map.of("after", first.getString("pageInfo.endCursor")))
                .setRootPath("data.person.quotes");
        assertThat(second.getList("nodes.text")).containsExactly("quote 3", "quote 5", "quote 6");
        assertThat(second.getInt("totalCount")).isEqualTo(6);
        assertThat(second.getBoolean("pageInfo.hasPreviousPage")).isTrue();
        JsonPath last = GraphQL.data(query, Map.of("after", second.getString("pageInfo.endCursor")))
                .setRootPath("data.person.quotes");
        assertThat(last.getList("nodes.text")).containsExactly("quote 7");
        assertThat(last.getBoolean("pageInfo.hasNextPage")).isFalse();
        JsonPath beyond = GraphQL.data(query, Map.of("after", last.getString("pageInfo.endCursor")))
                .setRootPath("data.person.quotes");
        assertThat(beyond.getList("nodes")).isEmpty();
        assertThat(beyond.<Object>get("pageInfo.endCursor")).isNull();
        assertThat(beyond.getInt("totalCount")).isEqualTo(6);
    }

    @Test
    void aFullLastPageHasNoNextPage() {
        JsonPath data = GraphQL.data(
                "{ person(slug: \"traversal-person\") { quotes(first: 7) { totalCount nodes { text } pageInfo {"
                        + " hasNextPage } } } }");
        assertThat(data.getBoolean("person.quotes.pageInfo.hasNextPage")).isFalse();
        assertThat(data.getInt("person.quotes.totalCount")).isEqualTo(QUOTES);
        assertThat(data.getList("person.quotes.nodes")).hasSize(QUOTES);
    }

    @Test
    void linkedEventsAreDistinctAndReadableFromBothEnds() {
        JsonPath data = GraphQL.data("""
                { hack: event(slug: "traversal-hack") { linkedEvents { totalCount nodes { slug } } links { nodes {
                  relation direction event { slug } } }
                    charged: linkedEvents(type: INDICTMENT, relation: CHARGES) { nodes { slug } }
                    found: linkedEvents(relation: FINDS) { totalCount } other: linkedEvents(type: TRIAL) { totalCount }
                      }
                  indictment: event(slug: "traversal-indictment") { linkedEvents { nodes { slug } } links { nodes {
                    direction } } } }
                """);
        assertThat(data.getList("hack.linkedEvents.nodes.slug")).containsExactly("traversal-indictment");
        assertThat(data.getInt("hack.linkedEvents.totalCount")).isEqualTo(1);
        assertThat(data.getList("hack.charged.nodes.slug")).containsExactly("traversal-indictment");
        assertThat(data.getInt("hack.found.totalCount")).isZero();
        assertThat(data.getInt("hack.other.totalCount")).isZero();
        assertThat(data.getList("hack.links.nodes.direction")).containsExactly("INCOMING", "INCOMING");
        assertThat(data.getList("indictment.linkedEvents.nodes.slug")).containsExactly("traversal-hack");
        assertThat(data.getList("indictment.links.nodes.direction")).containsExactly("OUTGOING", "OUTGOING");
    }

    @Test
    void nodesAreInTheOrderOfTheIdsWithNullForUnknownIds() {
        JsonPath ids =
                GraphQL.data("{ person(slug: \"traversal-person\") { id } event(slug: \"traversal-hack\") { id } }");
        String personId = ids.getString("person.id");
        String eventId = ids.getString("event.id");
        String unknown = new GlobalId("Quote", 999_999_999).toString();
        JsonPath data = GraphQL.data(
                "query ($ids: [ID!]!, $id: ID!) { nodes(ids: $ids) { __typename id ... on Person { name } ... on Event"
                        + " { type } }"
                        + " node(id: $id) { ... on Person { slug } } nothing: node(id: \"" + unknown + "\") { id } }",
                Map.of("ids", List.of(eventId, unknown, personId, eventId), "id", personId));
        assertThat(data.getList("nodes")).hasSize(4).element(1).isNull();
        assertThat(data.getList("nodes.__typename")).containsExactly("Event", "Person", "Event");
        assertThat(data.getString("nodes[2].name")).isEqualTo("Zoë 😀 O'Neill");
        assertThat(data.getString("nodes[3].type")).isEqualTo("CYBERATTACK");
        assertThat(data.getString("node.slug")).isEqualTo(PERSON);
        assertThat(data.<Object>get("nothing")).isNull();
    }

    @Test
    void answersAQueryOfTenLevels() {
        StringBuilder query = new StringBuilder("{ person(slug: \"traversal-person\") ");
        query.append("{ quotes(first: 2) { nodes { speaker ".repeat(10))
                .append("{ name")
                .append(" } } }".repeat(10))
                .append(" } }");
        JsonPath data = GraphQL.data(query.toString());
        assertThat(data.getString("person" + ".quotes.nodes[1].speaker".repeat(10) + ".name"))
                .isEqualTo("Zoë 😀 O'Neill");
        assertThat(SqlStatements.during(() -> GraphQL.data(query.toString()))).hasSize(1);
    }

    @Test
    void acceptsManyFieldsAndLongAliases() {
        String alias = "a".repeat(300);
        String fields =
                IntStream.range(0, 250).mapToObj(i -> alias + i + ": slug").collect(Collectors.joining(" "));
        Map<String, String> person = GraphQL.data("{ person(slug: \"traversal-person\") { " + fields + " } }")
                .getMap("person");
        assertThat(person).hasSize(250).containsKey(alias + "249");
        assertThat(new HashSet<>(person.values())).containsExactly(PERSON);
    }

    @Test
    void valuesAreNeverPartOfTheSql() {
        List<String> attempts = new ArrayList<>(List.of(
                "'; DROP TABLE person; --",
                "\\'; SELECT 1",
                "$1",
                "?",
                "{}",
                "%",
                "😀",
                "a\u2028b",
                "\"",
                "\\",
                "traversal-person' OR '1'='1"));
        for (String attempt : attempts) {
            assertThat(GraphQL.data("query ($s: String!) { person(slug: $s) { name } }", Map.of("s", attempt))
                            .<Object>get("person"))
                    .isNull();
            assertThat(GraphQL.data(
                                    "query ($s: [String!]!) { people(filter: {name: {in: $s}}) { totalCount } }",
                                    Map.of("s", List.of(attempt)))
                            .getInt("people.totalCount"))
                    .isZero();
        }
        assertThat(GraphQL.data("{ person(slug: \"traversal-person\") { name } }")
                        .getString("person.name"))
                .isEqualTo("Zoë 😀 O'Neill");
    }

    @Test
    void oneDocumentHasOneStatementTextForAllValues() {
        String query =
                "query ($act: SpeechAct!, $first: Int!) { quotes(first: $first, filter: {speechAct: {eq: $act}}) {"
                        + " nodes { text } } }";
        // The first execution is on a worker thread, whose statement returns text instead of bytes.
        GraphQL.data(query, Map.of("act", "DENIAL", "first", 1));
        List<String> statements = SqlStatements.during(() -> {
            GraphQL.data(query, Map.of("act", "DENIAL", "first", 1));
            GraphQL.data(query, Map.of("act", "PROMISE", "first", 9));
        });
        assertThat(statements).hasSize(2);
        assertThat(new HashSet<>(statements)).hasSize(1);
    }

    private static void quote(String text, SpeechAct speechAct, Person speaker) {
        Quote quote = new Quote();
        quote.text = text;
        quote.type = QuoteType.DIRECT;
        quote.speechAct = speechAct;
        quote.speaker = speaker;
        quote.attributionText = "a source";
        quote.persist();
    }

    private static Event event(String slug, EventType type) {
        Event event = new Event();
        event.slug = slug;
        event.name = slug;
        event.type = type;
        event.persist();
        return event;
    }
}
