package org.onrecord.http;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.json.Json;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.onrecord.GraphQL;
import org.onrecord.PostgresServer;
import org.onrecord.SqlStatements;
import org.onrecord.TestProfiles;
import org.onrecord.error.ErrorCode;
import org.onrecord.security.TestIssuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.onrecord.error.ErrorCode.ALIAS_LIMIT_EXCEEDED;
import static org.onrecord.error.ErrorCode.BODY_LIMIT_EXCEEDED;
import static org.onrecord.error.ErrorCode.CHARACTER_LIMIT_EXCEEDED;
import static org.onrecord.error.ErrorCode.COST_LIMIT_EXCEEDED;
import static org.onrecord.error.ErrorCode.DEPTH_LIMIT_EXCEEDED;
import static org.onrecord.error.ErrorCode.FIELD_LIMIT_EXCEEDED;
import static org.onrecord.error.ErrorCode.FILTER_DEPTH_LIMIT_EXCEEDED;
import static org.onrecord.error.ErrorCode.FILTER_LIMIT_EXCEEDED;
import static org.onrecord.error.ErrorCode.FRAGMENT_LIMIT_EXCEEDED;
import static org.onrecord.error.ErrorCode.INTROSPECTION_LIMIT_EXCEEDED;
import static org.onrecord.error.ErrorCode.JSON_DEPTH_LIMIT_EXCEEDED;
import static org.onrecord.error.ErrorCode.ORDER_LIMIT_EXCEEDED;
import static org.onrecord.error.ErrorCode.PAGE_SIZE_LIMIT_EXCEEDED;
import static org.onrecord.error.ErrorCode.QUERY_TIMEOUT;
import static org.onrecord.error.ErrorCode.ROOT_FIELD_LIMIT_EXCEEDED;
import static org.onrecord.error.ErrorCode.TOKEN_LIMIT_EXCEEDED;
import static org.onrecord.error.ErrorCode.VALUE_LIMIT_EXCEEDED;

@QuarkusTest
@TestProfile(TestProfiles.Tight.class)
class LimitsTest {

    @Inject
    @DataSource("reads")
    AgroalDataSource reads;

    private static final String QUOTES_OF_PEOPLE = "query ($people: Int, $quotes: Int)"
            + " { people(first: $people) { nodes { quotes(first: $quotes) { nodes { %s } } } } }";

    /**
     * A limit.
     *
     * @param within a request at the limit
     * @param beyond a request that exceeds it by one
     * @param limit as the message states it
     */
    record Case(ErrorCode code, String within, String beyond, String limit) {

        @Override
        public String toString() {
            return code + ": " + limit;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(BODY_LIMIT_EXCEEDED, bodyOf(20 * 1024), bodyOf(20 * 1024 + 1), "20480"),
                new Case(JSON_DEPTH_LIMIT_EXCEEDED, deep(6), deep(7), "8"),
                new Case(JSON_DEPTH_LIMIT_EXCEEDED, deep(6), deep(5000), "8"),
                new Case(CHARACTER_LIMIT_EXCEEDED, charactersOf(2000), charactersOf(2001), "2000 characters, not 2001"),
                new Case(TOKEN_LIMIT_EXCEEDED, request(tokens(140)), request(tokens(141)), "140"),
                new Case(FRAGMENT_LIMIT_EXCEEDED, request(fragments(3)), request(fragments(4)), "3 fragments"),
                queries(
                        ROOT_FIELD_LIMIT_EXCEEDED,
                        "{ version version __typename ...F } fragment F on Query { version people { totalCount } }",
                        "{ version version __typename ...F }"
                                + " fragment F on Query { version people { totalCount } x: version }",
                        "3 fields of the query type, not 4"),
                queries(
                        ALIAS_LIMIT_EXCEEDED,
                        "{ people { nodes { ...F } edges { node { ...F } } } }"
                                + " fragment F on Person { a: name b: slug }",
                        "{ people { n: nodes { ...F } edges { node { ...F } } } }"
                                + " fragment F on Person { a: name b: slug }",
                        "4 aliases, fragments resolved, not 5"),
                queries(
                        DEPTH_LIMIT_EXCEEDED,
                        "{ people { nodes { ... on Person { ...F } } } }"
                                + " fragment F on Person { quotes { nodes { speaker { name } } } }",
                        "{ people { nodes { ... on Person { ...F } } } }"
                                + " fragment F on Person { quotes { nodes { appearances { nodes { id } } } } }",
                        "6 levels of fields, fragments resolved, not 7"),
                queries(
                        FIELD_LIMIT_EXCEEDED,
                        "{ ...F ...F ...F } fragment F on Query { " + "version ".repeat(40) + "}",
                        "{ version ...F ...F ...F } fragment F on Query { " + "version ".repeat(40) + "}",
                        "120 fields, fragments resolved, not 121"),
                queries(
                        INTROSPECTION_LIMIT_EXCEEDED,
                        "{ __type(name: \"Person\") { name fields { name } } people { totalCount } }",
                        "{ __type(name: \"Person\") { fields { type { fields { name } } } } people { totalCount } }",
                        "once"),
                queries(
                        INTROSPECTION_LIMIT_EXCEEDED,
                        "{ __schema { queryType { fields { name } } } __type(name: \"Quote\") { fields { name } } }",
                        "{ a: __schema { queryType { name } } b: __schema { queryType { name } } }",
                        "one `__schema`"),
                queries(
                        PAGE_SIZE_LIMIT_EXCEEDED,
                        "{ people(first: 5) { nodes { name } } }",
                        "{ people(first: 6) { nodes { name } } }",
                        "from 1 to 5, not 6"),
                new Case(
                        PAGE_SIZE_LIMIT_EXCEEDED,
                        request("query ($n: Int) { people(last: $n) { nodes { name } } }", "{\"n\": 5}"),
                        request("query ($n: Int) { people(last: $n) { nodes { name } } }", "{\"n\": 6}"),
                        "from 1 to 5, not 6"),
                queries(
                        PAGE_SIZE_LIMIT_EXCEEDED,
                        "{ quotes { groups(by: SPEECH_ACT, first: 4) { key } } }",
                        "{ quotes { groups(by: SPEECH_ACT, first: 5) { key } } }",
                        "from 1 to 4, not 5"),
                queries(
                        PAGE_SIZE_LIMIT_EXCEEDED,
                        "{ nodes(ids: [" + "\"UGVyc29uOjE=\" ".repeat(5) + "]) { id } }",
                        "{ nodes(ids: [" + "\"UGVyc29uOjE=\" ".repeat(6) + "]) { id } }",
                        "at most 5 ids, not 6"),
                queries(
                        ORDER_LIMIT_EXCEEDED,
                        "{ people(orderBy: [{field: NAME}, {field: SLUG}]) { nodes { name } } }",
                        "{ people(orderBy: [{field: NAME}, {field: SLUG}, {field: NAME}]) { nodes { name } } }",
                        "at most 2 values, not 3"),
                queries(
                        FILTER_LIMIT_EXCEEDED,
                        "{ people(filter: {name: {eq: \"a\", ne: \"b\"}, or: [{slug: {eq: \"c\"}}, {}]})"
                                + " { totalCount } }",
                        "{ people(filter: {name: {eq: \"a\", ne: \"b\"}, or: [{slug: {eq: \"c\"}}, {}, {}]})"
                                + " { totalCount } }",
                        "6 filters and comparisons"),
                new Case(
                        FILTER_DEPTH_LIMIT_EXCEEDED,
                        filter("{\"not\": {\"not\": {}}}"),
                        filter("{\"not\": {\"not\": {\"not\": {}}}}"),
                        "3 filters"),
                new Case(
                        FILTER_DEPTH_LIMIT_EXCEEDED,
                        filter("{\"slug\": {\"eq\": \"x\"}, \"quotes\": {\"some\": {\"speaker\": {}}}}"),
                        filter("{\"slug\": {\"eq\": \"x\"}, \"quotes\": {\"some\": {\"speaker\": {\"not\": {}}}}}"),
                        "3 filters"),
                new Case(
                        VALUE_LIMIT_EXCEEDED,
                        filter("{\"slug\": {\"in\": [\"a\", \"b\", \"c\"]}}"),
                        filter("{\"slug\": {\"in\": [\"a\", \"b\", \"c\", \"c\"]}}"),
                        "at most 3 values, not 4"),
                new Case(
                        COST_LIMIT_EXCEEDED,
                        request(QUOTES_OF_PEOPLE.formatted(nodes(3)), "{\"people\": 5, \"quotes\": 5}"),
                        request(QUOTES_OF_PEOPLE.formatted(nodes(4)), "{\"people\": 5, \"quotes\": 5}"),
                        "130 rows by estimate, and 110 are allowed"),
                // The plan is cached; the variables decide.
                new Case(
                        COST_LIMIT_EXCEEDED,
                        request(QUOTES_OF_PEOPLE.formatted(nodes(4)), "{\"people\": 5, \"quotes\": 4}"),
                        request(QUOTES_OF_PEOPLE.formatted(nodes(4)), "{\"people\": 5, \"quotes\": 5}"),
                        "130 rows by estimate, and 110 are allowed"),
                queries(
                        COST_LIMIT_EXCEEDED,
                        "{ people { totalCount } event(slug: \"x\") { id } }",
                        "{ people { totalCount } a: people { totalCount } event(slug: \"x\") { id } }",
                        "201 rows by estimate, and 110 are allowed"));
    }

    /** Selections of nodes, each of which costs one row more for each quote. */
    private static String nodes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "n" + i + ": speaker { name }")
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void acceptsARequestAtTheLimit(Case limit) {
        send(limit.within).then().statusCode(200).body("errors", nullValue());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rejectsARequestBeyondTheLimitBeforeAnySql(Case limit) {
        assertThat(SqlStatements.during(() -> send(limit.beyond)
                        .then()
                        .statusCode(limit.code.status)
                        .body("data", nullValue())
                        .body("errors.size()", equalTo(1))
                        .body("errors[0].extensions.code", equalTo(limit.code.name()))
                        .body("errors[0].message", containsString(limit.limit))))
                .isEmpty();
    }

    @Test
    void reportsTheCostOfAcceptedAndRejectedQueries() {
        send(request("{ people { nodes { name } } }"))
                .then()
                .body("extensions.cost", equalTo(Map.of("estimated", 2, "limit", 110)));
        send(request("{ person(slug: \"x\") { name } }")).then().body("extensions.cost.estimated", equalTo(1));
        send(request("{ people(first: 5) { pageInfo { hasPreviousPage } } }"))
                .then()
                .body("extensions.cost.estimated", equalTo(0));
        send(request("{ quotes(first: 5, filter: {speaker: {name: {eq: \"x\"}}},"
                        + " orderBy: {field: SPEAKER_NAME}) { edges { node { text } } } }"))
                .then()
                .body("extensions.cost.estimated", equalTo(315));
        send(request(QUOTES_OF_PEOPLE.formatted(nodes(4)), "{\"people\": 5, \"quotes\": 5}"))
                .then()
                .body("extensions.cost", equalTo(Map.of("estimated", 130, "limit", 110)));
    }

    @Test
    void allowsDeepIntrospection() {
        send(request("{ __schema { types { fields { args { type { ofType { ofType { name } } } } } } } }"))
                .then()
                .statusCode(200)
                .body("errors", nullValue());
    }

    @Test
    void countsTheFieldsOfEachFragmentSpread() {
        String fragments = IntStream.range(0, 2)
                .mapToObj(i -> "fragment F%d on Query { ...F%d %s }".formatted(i, i + 1, ("...F" + (i + 1)).repeat(8)))
                .collect(Collectors.joining(" "));
        send(request("{ ...F0 ...F0 } " + fragments + " fragment F2 on Query { __typename version }"))
                .then()
                .statusCode(400)
                .body("errors[0].message", containsString("not 324"));
    }

    @Test
    void rejectsAFragmentCycleAsInvalid() {
        send(request("{ people { nodes { ...A } } } "
                        + "fragment A on Person { name ...B ...B } fragment B on Person { name ...A ...A }"))
                .then()
                .statusCode(400)
                .body("errors[0].extensions.code", equalTo("GRAPHQL_VALIDATION_FAILED"));
    }

    @Test
    void theSchemaDescribesTheConfiguredSizes() {
        assertThat(given().get("/graphql/schema.graphql").asString())
                .contains(
                        "The maximum number of nodes on the page, from 1 to 5. Without `first` and `last` it is 2.",
                        "The maximum number of groups, from 1 to 4. The default is 2.",
                        "The `id`s of the nodes, at most 5.");
    }

    @Test
    void cancelsASlowQueryAndKeepsItsConnection() throws Exception {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE person IN ACCESS EXCLUSIVE MODE");
            for (int i = 0; i < 2; i++) {
                GraphQL.post("{ people { totalCount } }", Map.of(), null)
                        .then()
                        .statusCode(503)
                        .body("data", nullValue())
                        .body("errors[0].extensions.code", equalTo(QUERY_TIMEOUT.name()))
                        .body("errors[0].message", containsString("1s"));
            }
            connection.rollback();
        }
        List<String> statements = SqlStatements.during(
                () -> assertThat(GraphQL.data("{ people { totalCount } }").getInt("people.totalCount"))
                        .isPositive());
        assertThat(statements).hasSize(1); // The same connection: a new one would execute other statements first.
    }

    @Test
    void aRefusedPathIsAnErrorOfItsField() {
        GraphQL.post("""
                        { found: path(from: {personSlug: "donald-trump"}, to: {personSlug: "donald-trump"}) { length }
                          refused: path(from: {personSlug: "donald-trump"}, to: {personSlug: "robert-mueller"}) { length
                          }
                          person(slug: "vladimir-putin") { name } }
                        """, Map.of(), null)
                .then()
                .statusCode(200)
                .body("data.found[0].length", equalTo(0))
                .body("data.refused", nullValue())
                .body("data.person.name", equalTo("Vladimir Putin"))
                .body("errors.size()", equalTo(1))
                .body("errors[0].path", equalTo(List.of("refused")))
                .body("errors[0].locations[0].line", equalTo(2))
                .body("errors[0].extensions.code", equalTo(COST_LIMIT_EXCEEDED.name()))
                .body("errors[0].message", containsString("Ask for a smaller `maxLength`"));
    }

    @Test
    void queriesUseReadOnlyConnections() throws SQLException {
        try (Connection connection = reads.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("DELETE FROM person_name"))
                    .hasMessageContaining("read-only transaction");
        }
    }

    @Test
    void limitsTheTimeOfAWrite() throws Exception {
        String query = "{ person(slug: \"vladimir-putin\") { id version } }";
        JsonPath before = GraphQL.data(query);
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT FROM person WHERE slug = 'vladimir-putin' FOR UPDATE");
            CompletableFuture<Response> write = CompletableFuture.supplyAsync(() -> GraphQL.postAs(
                    TestIssuer.token("editor"),
                    "mutation($in: UpdatePersonInput!) { updatePerson(input: $in) { changed } }",
                    Map.of(
                            "in",
                            Map.of(
                                    "id", before.getString("person.id"),
                                    "version", before.getInt("person.version"),
                                    "description", "A write that takes too long"))));
            // The row stays locked, so only the timeout of five seconds ends the write.
            JsonPath errors = write.get(30, TimeUnit.SECONDS).jsonPath();
            connection.rollback();
            assertThat(errors.getList("errors.extensions.code")).containsExactly("SERVICE_UNAVAILABLE");
            assertThat(errors.getString("errors[0].message")).contains("longer than 5 seconds", "nothing was written");
        }
        assertThat(GraphQL.data(query).getInt("person.version")).isEqualTo(before.getInt("person.version"));
    }

    private static Case queries(ErrorCode code, String within, String beyond, String limit) {
        return new Case(code, request(within), request(beyond), limit);
    }

    private static Response send(String body) {
        return given().contentType(ContentType.JSON)
                .accept("application/graphql-response+json")
                .body(body)
                .post("/graphql");
    }

    private static String request(String query) {
        return Json.createObjectBuilder().add("query", query).build().toString();
    }

    private static String request(String query, String variables) {
        String request = request(query);
        return request.substring(0, request.length() - 1) + ", \"variables\": " + variables + "}";
    }

    private static String filter(String filter) {
        return request(
                "query ($filter: PersonFilter) { people(filter: $filter) { totalCount } }",
                "{\"filter\": " + filter + "}");
    }

    private static String bodyOf(int bytes) {
        String request = request("{ version }", "{\"x\": \"\"}");
        return request.replace("\"x\": \"", "\"x\": \"" + "x".repeat(bytes - request.length()));
    }

    private static String deep(int lists) {
        return request("{ version }", "{\"x\": " + "[".repeat(lists) + "]".repeat(lists) + "}");
    }

    private static String charactersOf(int characters) {
        return request("{ version" + " ".repeat(characters - 11) + " }");
    }

    /** Fewer fields than tokens, because their number has a limit too. */
    private static String tokens(int tokens) {
        String eight = "version @skip(if: false) ";
        return "{ " + eight.repeat((tokens - 2) / 8) + "version ".repeat((tokens - 2) % 8) + "}";
    }

    private static String fragments(int fragments) {
        return IntStream.range(0, fragments).mapToObj(i -> "...F" + i).collect(Collectors.joining(" ", "{ ", " } "))
                + IntStream.range(0, fragments)
                        .mapToObj(i -> "fragment F" + i + " on Query { version }")
                        .collect(Collectors.joining(" "));
    }
}
