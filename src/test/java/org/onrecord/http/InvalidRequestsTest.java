package org.onrecord.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.json.Json;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.GraphQL;
import org.onrecord.error.ErrorCode;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

/** Every invalid request gets an error for the developer of the client, without internals of the service. */
@QuarkusTest
class InvalidRequestsTest {

    private static final Set<String> CODES =
            Stream.of(ErrorCode.values()).map(Enum::name).collect(Collectors.toSet());

    /** Names of classes and packages, SQL, and stack traces. */
    private static final String INTERNALS =
            "(?s).*(graphql\\.[a-z]|java[x.]|jakarta\\.|org\\.|io\\.|com\\.|\\$Proxy|Exception"
                    + "|StackOverflow|\\bnull pointer|\\bat [a-z]+\\.[A-Z]|SELECT |FROM |pg_|psql|jdbc|Value\\{|Value'"
                    + "|GraphQL[A-Z][a-z]+Type"
                    + "|GraphQLList|GraphQLNonNull|GraphQLScalar|LinkedHashMap|ArrayList|BigDecimal|BigInteger|AST).*";

    record InvalidRequest(String name, byte[] body) {

        InvalidRequest(String name, String body) {
            this(name, body.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<InvalidRequest> requests() {
        return Stream.concat(bodies(), Stream.concat(documents(), variables()));
    }

    private static Stream<InvalidRequest> bodies() {
        return Stream.of(
                new InvalidRequest("an empty body", ""),
                new InvalidRequest("an incomplete object", "{\"query\": \"{ version }\""),
                new InvalidRequest("two objects", "{\"query\": \"{ version }\"}{}"),
                new InvalidRequest("a batch", "[{\"query\": \"{ version }\"}]"),
                new InvalidRequest("JSON's null", "null"),
                new InvalidRequest(
                        "a body that is not UTF-8",
                        new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'}),
                new InvalidRequest("UTF-16", "{\"query\": \"{ version }\"}".getBytes(StandardCharsets.UTF_16)),
                new InvalidRequest("NUL", "{\"query\": \"{ version }\u0000\"}"),
                new InvalidRequest(
                        "a very long number",
                        "{\"query\": \"{ version }\", \"variables\": {\"x\": " + "9".repeat(5000) + "}}"),
                new InvalidRequest(
                        "a large exponent in JSON",
                        "{\"query\": \"{ version }\", \"variables\": {\"x\": 1e2147483647}}"),
                new InvalidRequest(
                        "an exponent in JSON that is larger than Java's",
                        "{\"query\": \"{ version }\", \"variables\": {\"x\": 1e2147483648}}"),
                new InvalidRequest(
                        "a small exponent in JSON with many digits",
                        "{\"query\": \"{ version }\", \"variables\": {\"x\": 1e-99999999999}}"),
                new InvalidRequest("NaN", "{\"query\": \"{ version }\", \"variables\": {\"x\": NaN}}"),
                new InvalidRequest(
                        "lists in lists", "{\"query\": \"{ version }\", \"variables\": {\"x\": " + "[".repeat(100_000)),
                new InvalidRequest("objects in objects", "{\"a\":".repeat(100_000)),
                new InvalidRequest("a query that is a list", "{\"query\": [\"{ version }\"]}"),
                new InvalidRequest(
                        "an operation name that is a number", "{\"query\": \"{ version }\", \"operationName\": 7}"),
                new InvalidRequest("an unknown operation", "{\"query\": \"{ version }\", \"operationName\": \"B\"}"),
                new InvalidRequest(
                        "an empty operation name",
                        "{\"query\": \"query A { version } query B { version }\", \"operationName\": \"\"}"),
                new InvalidRequest(
                        "a body beyond the limit",
                        "{\"query\": \"{ version }\", \"x\": \"" + "x".repeat(1 << 20) + "\"}"));
    }

    private static Stream<InvalidRequest> documents() {
        String tenThousandAliases =
                IntStream.range(0, 10_000).mapToObj(i -> "a" + i + ": version").collect(Collectors.joining(" "));
        return Stream.of(
                        Map.entry("white space", " \n\t,,, "),
                        Map.entry("only a comment", "# nothing"),
                        Map.entry("a document without an operation", "fragment F on Person { name }"),
                        Map.entry("an empty selection", "{ }"),
                        Map.entry("NUL in a name", "{ ver\u0000sion }"),
                        Map.entry("NUL in a string", "{ person(slug: \"a\u0000b\") { name } }"),
                        Map.entry("an escaped NUL", "{ person(slug: \"a\\u0000b\") { name } }"),
                        Map.entry("half a surrogate pair", "{ person(slug: \"\\uD83D\") { name } }"),
                        Map.entry("half a surrogate pair in braces", "{ person(slug: \"\\u{D83D}\") { name } }"),
                        Map.entry("an invalid code point", "{ person(slug: \"\\u{110000}\") { name } }"),
                        Map.entry("an emoji as a name", "{ 😀 }"),
                        Map.entry("a long name", "{ " + "x".repeat(90_000) + " }"),
                        Map.entry("an unclosed string", "{ person(slug: \"abc"),
                        Map.entry("an unclosed block", "{ person(slug: \"\"\"abc"),
                        Map.entry("50000 braces", "{".repeat(50_000)),
                        Map.entry("50000 brackets", "{ nodes(ids: " + "[".repeat(50_000)),
                        Map.entry("fields in fields", "{ a".repeat(2_000) + " }".repeat(2_000)),
                        Map.entry("10000 aliases", "{ " + tenThousandAliases + " }"),
                        Map.entry("50000 tokens", "{ " + "version ".repeat(12_000) + "}"),
                        Map.entry("an unknown directive", "{ version @nothing }"),
                        Map.entry("a directive twice", "{ version @skip(if: true) @skip(if: false) }"),
                        Map.entry("a directive in the wrong place", "query @skip(if: true) { version }"),
                        Map.entry("10000 directives", "{ version " + "@x".repeat(10_000) + " }"),
                        Map.entry("@stream", "{ people { nodes @stream(initialCount: 1) { name } } }"),
                        Map.entry("@defer", "{ people { ... @defer { totalCount } } }"),
                        Map.entry(
                                "@experimental_disableErrorPropagation",
                                "query @experimental_disableErrorPropagation { version }"),
                        Map.entry("a mutation", "mutation { publish }"),
                        Map.entry("a subscription", "subscription { news }"),
                        Map.entry("a type", "type Query { version: String }"),
                        Map.entry("a schema beside the query", "{ version } extend type Query { x: Int }"),
                        Map.entry("a fragment in itself", "{ ...F } fragment F on Query { ...F }"),
                        Map.entry(
                                "fragments in a circle",
                                "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }"),
                        Map.entry("an unknown fragment", "{ ...F }"),
                        Map.entry(
                                "a fragment twice",
                                "{ ...F } fragment F on Query { version } fragment F on Query { version }"),
                        Map.entry("a fragment on an unknown type", "{ ...F } fragment F on Nothing { x }"),
                        Map.entry("a fragment on an input", "{ ...F } fragment F on PersonFilter { name }"),
                        Map.entry("an impossible fragment", "{ people { ... on Event { name } } }"),
                        Map.entry("unused fragments", fragments(200, "version")),
                        Map.entry("fragments in a chain", "{ ...F0 } " + fragments(1000, "...F%d")),
                        Map.entry(
                                "fragments that grow exponentially",
                                "{ ...F0 } " + fragments(60, "...F%1$d ... { ...F%1$d }")),
                        Map.entry("fields that conflict", "{ x: version x: __typename }"),
                        Map.entry(
                                "arguments that conflict",
                                "{ people(first: 1) { totalCount } people(first: 2) { totalCount } }"),
                        Map.entry("two queries of one name", "query A { version } query A { version }"),
                        Map.entry("a query without a name beside another", "{ version } query A { version }"),
                        Map.entry("an unknown argument", "{ people(limit: 1) { totalCount } }"),
                        Map.entry("an argument twice", "{ people(first: 1, first: 2) { totalCount } }"),
                        Map.entry("a missing argument", "{ node { id } }"),
                        Map.entry("an argument that is null", "{ node(id: null) { id } }"),
                        Map.entry(
                                "a large number", "{ people(first: 99999999999999999999999999999999) { totalCount } }"),
                        Map.entry("a large exponent", "{ people(first: 1e999999999) { totalCount } }"),
                        Map.entry("an exponent beyond Java's", "{ people(first: 1e99999999999) { totalCount } }"),
                        Map.entry("a small exponent beyond Java's", "{ node(id: 1e-99999999999) { id } }"),
                        Map.entry("digits", "{ people(first: " + "9".repeat(90_000) + ") { totalCount } }"),
                        Map.entry("a number for a string", "{ person(slug: 7) { name } }"),
                        Map.entry("an object for a string", "{ person(slug: {a: [1, {b: $x}]}) { name } }"),
                        Map.entry("a string for an enum", "{ quotes(type: \"DIRECT\") { totalCount } }"),
                        Map.entry("an unknown field of a filter", "{ people(filter: {nothing: 1}) { totalCount } }"),
                        Map.entry(
                                "a field of a filter twice",
                                "{ people(filter: {name: {eq: \"a\"}, name: {eq: \"b\"}}) { totalCount } }"),
                        Map.entry("a list for a filter", "{ people(filter: [[[]]]) { totalCount } }"),
                        Map.entry("an object without a field", "{ people(orderBy: {}) { totalCount } }"),
                        Map.entry(
                                "filters in filters",
                                "{ people(filter: " + "{not: ".repeat(120) + "{}" + "}".repeat(120)
                                        + ") { totalCount } }"),
                        Map.entry("20000 nested filters", "{ people(filter: " + "{not: ".repeat(20_000)),
                        Map.entry("a wrong type of variable", "query ($x: Person) { version }"),
                        Map.entry("an unknown type of variable", "query ($x: Nothing) { version }"),
                        Map.entry("a variable twice", "query ($x: Int, $x: Int) { people(first: $x) { totalCount } }"),
                        Map.entry("an undefined variable", "{ people(first: $x) { totalCount } }"),
                        Map.entry("an unused variable", "query ($x: Int) { version }"),
                        Map.entry(
                                "a variable of the wrong type",
                                "query ($x: String) { people(first: $x) { totalCount } }"),
                        Map.entry("a wrong default", "query ($x: Int = \"a\") { people(first: $x) { totalCount } }"),
                        Map.entry(
                                "a variable in a default",
                                "query ($x: Int = $y, $y: Int) { people(first: $x) { totalCount } }"),
                        Map.entry("a selection on a value", "{ version { length } }"),
                        Map.entry("no selection on an object", "{ people }"),
                        Map.entry("a type of introspection as a field", "{ __Type { name } }"),
                        Map.entry("an unknown field of introspection", "{ __nothing }"),
                        Map.entry(
                                "introspection in circles",
                                "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }"),
                        Map.entry(
                                "an invalid date",
                                "{ quotes(filter: {spokenAt: {eq: \"2018-02-30\"}}) { totalCount } }"),
                        Map.entry("an invalid cursor", "{ people(after: \"W1tbW1tbW1tbW10=\") { totalCount } }"),
                        Map.entry(
                                "SQL",
                                "{ person(slug: \"' OR 1=1; DROP TABLE person; --\") { name } } ; DROP TABLE person"))
                .map(document -> new InvalidRequest(document.getKey(), request(document.getValue(), "{}")));
    }

    private static Stream<InvalidRequest> variables() {
        String first = "query ($x: Int) { people(first: $x) { totalCount } }";
        String filter = "query ($x: PersonFilter) { people(filter: $x) { totalCount } }";
        String slugs = "query ($x: [String!]!) { people(filter: {slug: {in: $x}}) { totalCount } }";
        String date = "query ($x: Date) { quotes(filter: {spokenAt: {eq: $x}}) { totalCount } }";
        String ids = "query ($x: [ID!]!) { nodes(ids: $x) { id } }";
        String order = "query ($x: [PersonOrder!]) { people(orderBy: $x) { totalCount } }";
        String when = "query ($x: Boolean!) { version @include(if: $x) }";
        return Stream.of(
                        Map.entry(first, "\"1\""),
                        Map.entry(first, "1.5"),
                        Map.entry(first, "1e400"),
                        Map.entry(first, "2147483648"),
                        Map.entry(first, "-9223372036854775809"),
                        Map.entry(first, "true"),
                        Map.entry(first, "[1, 2]"),
                        Map.entry(first, "{\"a\": 1}"),
                        Map.entry(filter, "7"),
                        Map.entry(filter, "\"x\""),
                        Map.entry(filter, "[{}, {}]"),
                        Map.entry(filter, "{\"nothing\": 1}"),
                        Map.entry(filter, "{\"name\": {\"eq\": 7}}"),
                        Map.entry(filter, "{\"name\": {\"eq\": {\"a\": []}}}"),
                        Map.entry(filter, "{\"name\": {\"in\": \"x\\u0000\"}}"),
                        Map.entry(filter, "{\"name\": {\"contains\": \"\\ud83d\"}}"),
                        Map.entry(filter, "{\"name\": null}"),
                        Map.entry(filter, "{\"and\": [null]}"),
                        Map.entry(filter, "{\"and\": " + "[{\"and\": ".repeat(20) + "[]" + "}]".repeat(20) + "}"),
                        Map.entry(filter, "{\"or\": [" + "{},".repeat(5_000) + "{}]}"),
                        Map.entry(slugs, "null"),
                        Map.entry(slugs, "[null]"),
                        Map.entry(slugs, "[[\"x\"]]"),
                        Map.entry(slugs, "[" + "\"x\",".repeat(100_000) + "\"x\"]"),
                        Map.entry(date, "20180716"),
                        Map.entry(date, "\"16.7.2018\""),
                        Map.entry(date, "\"+999999999-12-31\""),
                        Map.entry(date, "{}"),
                        Map.entry(ids, "[1.5]"),
                        Map.entry(ids, "[\"\"]"),
                        Map.entry(ids, "[\"UGVyc29uOjk5OTk5OTk5OTk5OTk5OTk5OTk5\"]"),
                        Map.entry(ids, "[" + "\"UGVyc29uOjE=\",".repeat(50_000) + "\"UGVyc29uOjE=\"]"),
                        Map.entry(order, "[{}]"),
                        Map.entry(order, "[{\"field\": \"nothing\"}]"),
                        Map.entry(order, "[{\"field\": 7}]"),
                        Map.entry(when, "null"),
                        Map.entry(when, "\"true\""))
                .map(entry -> new InvalidRequest(
                        entry.getValue().length() > 60
                                ? entry.getValue().substring(0, 60) + "…"
                                : entry.getValue() + " in " + entry.getKey(),
                        request(entry.getKey(), "{\"x\": " + entry.getValue() + "}")));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void rejectsWithAMessageForTheClient(InvalidRequest request) {
        Response response = given().header("Content-Type", "application/json")
                .accept("application/graphql-response+json")
                .body(request.body)
                .post("/graphql");

        JsonPath body = response.jsonPath();
        // An error of a field, which has a path, leaves the data of the others.
        assertThat(response.statusCode())
                .as(request + ": " + response.asString())
                .matches(status -> status >= 400 && status <= 499
                        || status == 200 && body.get("data") != null && body.get("errors[0].path") != null);
        assertThat(CODES).containsAll(body.getList("errors.extensions.code"));
        for (String message : body.getList("errors.message", String.class)) {
            assertThat(message).isNotBlank().hasSizeLessThan(1100).doesNotMatch(INTERNALS);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "query ($x: ID!) { node(id: $x) { id } }                         | \"%s\"       | Ids are opaque",
                "query ($x: Date) { quotes(filter: {spokenAt: {eq: $x}}) { totalCount } } | \"%s\" | in ISO 8601",
                "query ($x: PersonFilter) { people(filter: $x) { totalCount } }  | {\"%s\": 1}  | There is `",
                "query ($x: PersonFilter) { people(filter: $x) { totalCount } }  | {\"%s\": \"\\u0000\"} | U+0000"
            })
    void shortensWhatAMessageRepeats(String query, String value, String advice) {
        for (String part : new String[] {"x", "😀", "x y "}) {
            String response = given().header("Content-Type", "application/json")
                    .body(request(query, "{\"x\": " + value.replace("%s", part.repeat(40_000)) + "}"))
                    .post("/graphql")
                    .asString();

            assertThat(response)
                    .hasSizeLessThan(3000)
                    .contains(part, "…", advice)
                    .doesNotContain("?…", "…?");
        }
    }

    @Test
    void worksAfterAllOfThem() {
        requests().forEach(request -> given().header("Content-Type", "application/json")
                .body(request.body)
                .post("/graphql"));

        assertThat(GraphQL.data("{ people(first: 1) { nodes { name } } }").getList("people.nodes"))
                .hasSize(1);
    }

    private static String request(String query, String variables) {
        String request = Json.createObjectBuilder().add("query", query).build().toString();
        return request.substring(0, request.length() - 1) + ", \"variables\": " + variables + "}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subscription { articlePublished @skip(if: true) { url } }",
                "subscription { articlePublished @skip(if: false) { url } }",
                "subscription { articlePublished @include(if: false) { url } }",
                "subscription ($x: Boolean!) { articlePublished @include(if: $x) { url } }",
                "subscription { ... @skip(if: true) { articlePublished { url } } }",
                "subscription { ... on Subscription { ... @include(if: true) { articlePublished { url } } } }",
                "subscription { ...F @skip(if: true) } fragment F on Subscription { articlePublished { url } }",
                "subscription { ...F } fragment F on Subscription { articlePublished @skip(if: true) { url } }",
                "subscription { articlePublished { url } quotePublished @skip(if: true) { text } }",
                "query A { version } subscription B { articlePublished @skip(if: true) { url } }"
            })
    void rejectsAConditionOnTheFieldOfASubscription(String document) {
        given().header("Content-Type", "application/json")
                .accept("application/graphql-response+json")
                .body(request(document, "{}"))
                .post("/graphql")
                .then()
                .statusCode(400)
                .body("errors[0].extensions.code", equalTo("GRAPHQL_VALIDATION_FAILED"))
                .body("errors[0].message", containsString("is not allowed on the field of a subscription"))
                .body("errors[0].locations", hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subscription { ...F }",
                "subscription { ...F } fragment F on Subscription { ...F }",
                "subscription { ... on Query { version } }"
            })
    void rejectsASubscriptionWithoutAField(String document) {
        given().header("Content-Type", "application/json")
                .accept("application/graphql-response+json")
                .body(request(document, "{}"))
                .post("/graphql")
                .then()
                .statusCode(400)
                .body("errors[0].extensions.code", equalTo("GRAPHQL_VALIDATION_FAILED"))
                .body("errors[0].message", equalTo("A subscription must select exactly one field."));
    }

    /** @param body with a place for the number of the next fragment */
    private static String fragments(int count, String body) {
        return IntStream.range(0, count)
                        .mapToObj(i -> "fragment F%d on Query { %s }".formatted(i, body.formatted(i + 1)))
                        .collect(Collectors.joining(" "))
                + " fragment F" + count + " on Query { version }";
    }
}
