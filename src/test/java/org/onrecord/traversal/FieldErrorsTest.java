package org.onrecord.traversal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.TypeName;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.onrecord.GraphQL;
import org.onrecord.SqlStatements;
import org.onrecord.security.TestIssuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** An error of one field leaves the other fields of a query their data. */
@QuarkusTest
class FieldErrorsTest {

    /** A query with the field in the middle of two others. */
    private static final String QUERY = """
            { putin: person(slug: "vladimir-putin") { name }
              %s
              __typename version
              summit: event(slug: "helsinki-summit-2018") { name } }
            """;

    /** Each way in which a field can fail: the field, and the path of its error. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    bad: person { name }                                              | bad
                    bad: person(slug: "a", wikidataId: "Q1") { name }                 | bad
                    bad: person(id: "7") { name }                                     | bad
                    bad: person(id: "RXZlbnQ6MQ==") { name }                          | bad
                    bad: person(slug: "a\\u0000b") { name }                           | bad
                    bad: node(id: "7") { id }                                         | bad
                    bad: people(after: "nowhere") { totalCount }                      | bad
                    bad: people(after: "WyJRdW90ZSIsMV0=") { totalCount }             | bad
                    bad: people(before: "") { nodes { name } }                        | bad
                    bad: people(first: 0) { totalCount }                              | bad
                    bad: people(first: 1, last: 1) { totalCount }                     | bad
                    bad: people(filter: {name: {eq: null}}) { totalCount }            | bad
                    bad: people(filter: {id: {in: ["7"]}}) { totalCount }             | bad
                    bad: people(filter: {quotes: {some: null}}) { totalCount }        | bad
                    bad: search(text: "a\\u0000b") { totalCount }                     | bad
                    bad: search(text: "putin", after: "nowhere") { totalCount }       | bad
                    bad: timeline(about: {id: "7"}) { totalCount }                    | bad
                    bad: path(from: {id: "7"}, to: {id: "8"}) { length }              | bad
                    bad: path(from: {id: null}, to: {personSlug: "b"}) { length }     | bad
                    bad: timeline(about: {personSlug: null}) { totalCount }           | bad
                    bad: path(from: {personSlug: "a"}, to: {personSlug: "b"}, max: 0) { length }  | bad
                    bad: people { groups(by: NAME, first: 0) { key } }                | bad.groups
                    bad: person(slug: "vladimir-putin") { name q: quotes(after: "x") { totalCount } } | bad.q
                    bad: person(slug: "vladimir-putin") { quotes { x: groups(by: TYPE, first: 0) { key } } } \
                        | bad.quotes.x
                    bad: people { nodes { name quotes(after: "x") { totalCount } } }  | bad.nodes
                    bad: people { e: edges { node { quotes(after: "x") { totalCount } } } } | bad.e
                    bad: nodes(ids: []) { ... on Person { quotes(after: "x") { totalCount } } } | bad
                    bad: node(id: "UGVyc29uOjE=") { ... on Person { quotes(after: "x") { totalCount } } } | bad.quotes
                    """)
    void anInvalidFieldIsNullAndTheOthersHaveData(String field, String path) {
        Response response = GraphQL.post(QUERY.formatted(field), Map.of(), null);

        JsonPath json = response.jsonPath();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json.<Object>getList("errors.path")).containsExactly(List.of(path.split("\\.")));
        assertThat(json.getList("errors.extensions.code")).containsExactly("BAD_USER_INPUT");
        assertThat(json.getInt("errors[0].locations[0].line")).isEqualTo(2);
        assertThat(json.getMap("data").keySet()).containsExactly("putin", "bad", "__typename", "version", "summit");
        assertThat(json.<Object>get("data.bad")).isNull();
        assertThat(json.getString("data.putin.name")).isEqualTo("Vladimir Putin");
        assertThat(json.getString("data.version")).isNotNull();
        assertThat(json.getString("data.summit.name")).contains("Helsinki");
    }

    @Test
    void theNearestNullableFieldIsNull() {
        JsonPath quote = GraphQL.data(
                "{ quotes(first: 1, filter: {speaker: {slug: {eq: \"vladimir-putin\"}}})" + " { nodes { id text } } }");
        String query = """
                query ($id: ID!, $cursor: String) {
                  quote(id: $id) { text speaker { name quotes(after: $cursor) { totalCount } } }
                  event(slug: "helsinki-summit-2018") { name since: daysSince(event: { id: "7" }) } }
                """;
        String id = quote.getString("quotes.nodes[0].id");

        JsonPath json =
                GraphQL.post(query, Map.of("id", id, "cursor", "nowhere"), null).jsonPath();

        assertThat(json.getString("data.quote.text")).isEqualTo(quote.getString("quotes.nodes[0].text"));
        assertThat(json.getMap("data.quote")).containsEntry("speaker", null);
        assertThat(json.getMap("data.event")).containsEntry("since", null);
        assertThat(json.getString("data.event.name")).contains("Helsinki");
        assertThat(json.<Object>getList("errors.path"))
                .containsExactly(List.of("quote", "speaker", "quotes"), List.of("event", "since"));
    }

    @Test
    void aNullVariableInAOneOfArgumentIsAnErrorOfItsField() {
        String query =
                "query ($slug: String) { version path(from: {personSlug: $slug}, to: {eventSlug: \"x\"}) { length } }";

        Response response = GraphQL.post(query, Collections.singletonMap("slug", null), null);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.jsonPath().getString("data.version")).isNotNull();
        assertThat(response.jsonPath().getList("errors.message"))
                .containsExactly(
                        "A oneOf argument of `path` must have exactly one field, and its value must not be null.");
        assertThat(response.jsonPath().getList("errors.extensions.code")).containsExactly("BAD_USER_INPUT");
    }

    /** The plan of a document does not depend on the type of the node. */
    @Test
    void anErrorInAFragmentOfAnotherTypeIsAnErrorOfTheNode() {
        String event =
                GraphQL.data("{ event(slug: \"helsinki-summit-2018\") { id } }").getString("event.id");

        JsonPath json = GraphQL.post(
                        "query ($id: ID!) { node(id: $id) { ... on Person { quotes(after: \"x\") { totalCount } } } }",
                        Map.of("id", event),
                        null)
                .jsonPath();

        assertThat(json.getMap("data")).isEqualTo(Collections.singletonMap("node", null));
        assertThat(json.<Object>getList("errors.path")).containsExactly(List.of("node", "quotes"));
    }

    @Test
    void aMalformedIdOfNodesIsNullAndHasAnError() {
        String query = "query ($ids: [ID!]!) { all: nodes(ids: $ids) { __typename ... on Person { name } }"
                + " person(slug: \"vladimir-putin\") { id } }";
        String putin =
                GraphQL.data("{ person(slug: \"vladimir-putin\") { id } }").getString("person.id");
        List<String> ids = List.of("7", putin, "UGVyc29uOjk5OTk5OTk5", "Tm90aGluZzox", putin);

        Response response = GraphQL.post(query, Map.of("ids", ids), null);

        JsonPath json = response.jsonPath();
        Map<String, String> person = Map.of("__typename", "Person", "name", "Vladimir Putin");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json.<Object>getList("data.all")).isEqualTo(Arrays.asList(null, person, null, null, person));
        assertThat(json.getString("data.person.id")).isEqualTo(putin);
        assertThat(json.<Object>getList("errors.path")).containsExactly(List.of("all", 0), List.of("all", 3));
        assertThat(json.getList("errors.message", String.class)).allMatch(message -> message.contains("not an id"));
        assertThat(GraphQL.post("{ nodes(ids: \"7\") { id } }", Map.of(), null)
                        .jsonPath()
                        .<Object>get())
                .extracting("data")
                .isEqualTo(Map.of("nodes", Collections.singletonList(null)));
    }

    /** The plan of a document is cached. The values of each request decide about errors. */
    @Test
    void errorsOfARequestDoNotStayInTheCacheOfPlans() {
        String query = "query ($after: String) { people(first: 1, after: $after) { nodes { name } }"
                + " events(first: 1) { nodes { name } } }";
        Map<String, Object> after = new HashMap<>();
        String cursor =
                GraphQL.data("{ people(first: 1) { pageInfo { endCursor } } }").getString("people.pageInfo.endCursor");
        List<Integer> errors = new ArrayList<>();
        for (String value : Arrays.asList("nowhere", cursor, "nowhere", null)) {
            after.put("after", value);
            JsonPath json = GraphQL.post(query, after, null).jsonPath();
            assertThat(json.getList("data.events.nodes")).hasSize(1);
            errors.add(json.get("errors") == null ? 0 : json.getList("errors").size());
        }

        assertThat(errors).containsExactly(1, 0, 1, 0);
    }

    @Test
    void oneStatementReadsTheValidFields() {
        String query = QUERY.formatted("bad: people(after: \"nowhere\") { totalCount }");
        GraphQL.post(query, Map.of(), null);

        assertThat(SqlStatements.during(() -> GraphQL.post(query, Map.of(), null)))
                .singleElement()
                .asString()
                .contains("person", "event")
                .doesNotContain("count(*)");
    }

    @Test
    void noStatementRunsIfAllFieldsAreInvalid() {
        assertThat(SqlStatements.during(() -> {
                    Response response = GraphQL.post(
                            "{ person(id: \"7\") { name } quotes(after: \"nowhere\") { totalCount } }", Map.of(), null);
                    Map<String, Object> nulls = new HashMap<>();
                    nulls.put("person", null);
                    nulls.put("quotes", null);
                    assertThat(response.statusCode()).isEqualTo(200);
                    assertThat(response.jsonPath().getMap("data")).isEqualTo(nulls);
                    assertThat(response.jsonPath().<Object>getList("errors.path"))
                            .containsExactly(List.of("person"), List.of("quotes"));
                }))
                .isEmpty();
    }

    @Test
    void explainsTheStatementOfTheValidFields() {
        JsonPath some = explained("{ person(id: \"7\") { name } people { totalCount } }");
        JsonPath none = explained("{ person(id: \"7\") { name } }");

        assertThat(some.getString("extensions.explain.plan[0]")).startsWith("people");
        assertThat(some.getList("extensions.explain.analysis")).isNotEmpty();
        assertThat(none.<Object>get("extensions.explain")).isNull();
        assertThat(none.getMap("data")).isEqualTo(Collections.singletonMap("person", null));
        assertThat(none.<Object>getList("errors.path")).containsExactly(List.of("person"));
    }

    private static JsonPath explained(String query) {
        return given().contentType(ContentType.JSON)
                .header("X-Explain", "on")
                .body(Map.of("query", query))
                .post("/graphql")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** A limit, a missing role or an invalid variable rejects the request, also beside an error of a field. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    { person { name } people(first: 101) { totalCount } }                     | 400
                    { people(after: "nowhere") { totalCount } events { nodes { history { actor } } } } | 401
                    { person(id: "7") { name history { actor } } events { totalCount } }       | 401
                    query ($n: Int = 3) { person { name } people(first: $n) { totalCount } }   | 400
                    """)
    void otherErrorsRejectTheRequest(String query, int status) {
        Response response = GraphQL.post(query, Map.of("n", "three"), null);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.jsonPath().getMap("")).doesNotContainKey("data");
        assertThat(response.jsonPath().<Object>getList("errors.path")).containsOnlyNulls();
    }

    /** Sends null for each field of the filters, and then what the message advises. */
    @Test
    void theAdviceForANullInAFilterCanBeFollowed() {
        TypeDefinitionRegistry schema =
                new SchemaParser().parse(given().get("/graphql/schema.graphql").asString());
        List<String> advice = new ArrayList<>();
        for (String list : List.of("people", "quotes", "events", "articles", "appearances")) {
            FieldDefinition field =
                    schema.getType("Query", ObjectTypeDefinition.class).orElseThrow().getFieldDefinitions().stream()
                            .filter(root -> root.getName().equals(list))
                            .findFirst()
                            .orElseThrow();
            String filter = field.getInputValueDefinitions().stream()
                    .filter(argument -> argument.getName().equals("filter"))
                    .map(argument -> ((TypeName) argument.getType()).getName())
                    .findFirst()
                    .orElseThrow();
            for (InputValueDefinition part : fields(schema, filter)) {
                advice.addAll(follow(list, part.getName() + ": null", "%s"));
                if (part.getType() instanceof TypeName type && !type.getName().equals(filter)) {
                    for (InputValueDefinition operator : fields(schema, type.getName())) {
                        advice.addAll(follow(
                                list,
                                part.getName() + ": {" + operator.getName() + ": null}",
                                part.getName() + ": {%s}"));
                    }
                }
            }
        }
        assertThat(advice).contains("speaker: { isNull: true }", "topics: { isEmpty: true }", "isNull: true");
    }

    private static List<InputValueDefinition> fields(TypeDefinitionRegistry schema, String type) {
        return schema.getType(type, InputObjectTypeDefinition.class)
                .map(InputObjectTypeDefinition::getInputValueDefinitions)
                .orElse(List.of());
    }

    /** Sends a filter with null, and returns the advice of the message, which was sent too; empty if there is none. */
    private static List<String> follow(String list, String withNull, String place) {
        String query = "{ " + list + "(first: 1, filter: {%s}) { totalCount } }";
        String message = GraphQL.post(query.formatted(withNull), Map.of(), null)
                .jsonPath()
                .getString("errors[0].message");
        assertThat(message).as(withNull).contains("must not be null", "eave it out");
        Matcher advice = Pattern.compile("use `(.*?)`").matcher(message);
        if (!advice.find()) {
            return List.of();
        }
        GraphQL.data(query.formatted(place.formatted(advice.group(1))));
        return List.of(advice.group(1));
    }

    @Test
    void anErrorBelowAPayloadRejectsTheMutation() {
        Response response = GraphQL.postAs(
                TestIssuer.token("editor"),
                "mutation { createPerson(input: { slug: \"field-errors\", name: \"Nobody\" })"
                        + " { person { name quotes(after: \"nowhere\") { totalCount } } } }",
                Map.of());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.jsonPath().getMap("")).doesNotContainKey("data");
        assertThat(GraphQL.data("{ person(slug: \"field-errors\") { name } }").<Object>get("person"))
                .isNull();
    }
}
