package org.onrecord.http;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

import com.fasterxml.jackson.databind.ObjectMapper;
import graphql.introspection.IntrospectionQueryBuilder;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.GraphQL;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
class GraphQLEndpointTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    { person(slug: "x") { nme } }                 | GRAPHQL_VALIDATION_FAILED     | Did you mean `name`?
                    { persons { nodes { name } } } \
                        | GRAPHQL_VALIDATION_FAILED \
                        | Did you mean `person`?
                    { people(first: "ten") { totalCount } } \
                        | GRAPHQL_VALIDATION_FAILED \
                        | must be of type `Int`
                    { quotes(filter: {type: {eq: SHOUTED}}) { totalCount } } \
                        | GRAPHQL_VALIDATION_FAILED \
                        | `QuoteType`, not SHOUTED
                    { quotes(filter: {spokenAt: {eq: "tomorrow"}}) { totalCount } } \
                        | GRAPHQL_VALIDATION_FAILED \
                        | 2018-07-16
                    { quotes(filter: {spokenAt: {eq: "-99999-01-01"}}) { totalCount } } \
                        | GRAPHQL_VALIDATION_FAILED \
                        | not from 0001 to 9999
                    { quotes(filter: {spokenAt: {lt: "0000-12-31"}}) { totalCount } } \
                        | GRAPHQL_VALIDATION_FAILED \
                        | not from 0001 to 9999
                    { articles(filter: {datePublished: {lt: "+10000-01-01T00:00:00Z"}}) { totalCount } } \
                        | GRAPHQL_VALIDATION_FAILED \
                        | not from 0001 to 9999
                    { articles(filter: {datePublished: {lt: "2018-07-16T00:00:00"}}) { totalCount } } \
                        | GRAPHQL_VALIDATION_FAILED \
                        | 2018-07-16
                    mutation { publish } \
                        | GRAPHQL_VALIDATION_FAILED \
                        | `Mutation` has no field `publish`
                    { people { nodes } }                          | GRAPHQL_VALIDATION_FAILED     | nodes
                    { people { totalCount }                       | GRAPHQL_PARSE_FAILED          | line 1
                    { people(first: 101) { totalCount } }         | PAGE_SIZE_LIMIT_EXCEEDED      | from 1 to 100
                    query A { version } query B { version }       | OPERATION_RESOLUTION_FAILURE  | operation
                    """)
    void explainsInvalidInput(String query, String code, String hint) {
        post(query)
                .statusCode(400)
                .body("data", nullValue())
                .body("errors.size()", equalTo(1))
                .body(
                        "errors[0].extensions.keySet()",
                        anyOf(equalTo(Set.of("code", "requestId")), equalTo(Set.of("code", "requestId", "field"))))
                .body("errors[0].extensions.code", equalTo(code))
                .body("errors[0].message", containsString(hint))
                .body("errors[0].message", not(containsString("graphql.")))
                .body("errors[0].message", not(containsString("Validation error")))
                .body("errors[0].message", not(containsString("StringValue")));
    }

    /** The errors of fields. {@code FieldErrorsTest} shows that the other fields have data. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    { people(first: 0) { totalCount } } | from 1 to 100
                    { people(first: -1) { totalCount } } | from 1 to 100
                    { people(after: "somewhere") { totalCount } } | edges.cursor
                    { people(after: "WyJRdW90ZSIsMV0=") { totalCount } } | another list
                    { person(id: "7") { name } } | not an id
                    { person(id: "RXZlbnQ6MQ==") { name } } | of type Event
                    { node(id: "Tm90aGluZzox") { id } } | not an id
                    { person(slug: "x", id: "UGVyc29uOjE=") { name } } | exactly one of
                    { person { name } } | exactly one of
                    { people(filter: {description: {eq: null}}) { totalCount } } | isNull
                    { people(filter: {name: {eq: "a\\u0000b"}}) { totalCount } } | U+0000
                    """)
    void explainsInvalidValues(String query, String hint) {
        post(query)
                .statusCode(200)
                .body("data.size()", equalTo(1))
                .body("errors.size()", equalTo(1))
                .body("errors[0].extensions.keySet()", equalTo(Set.of("code", "requestId")))
                .body("errors[0].extensions.code", equalTo("BAD_USER_INPUT"))
                .body("errors[0].message", containsString(hint));
    }

    @Test
    void explainsInvalidVariables() {
        GraphQL.post("query ($n: Int!) { people(first: $n) { totalCount } }", Map.of("n", "ten"), null)
                .then()
                .statusCode(400)
                .body("errors[0].extensions.code", equalTo("BAD_USER_INPUT"));
        GraphQL.post("query ($n: Int!) { people(first: $n) { totalCount } }", Map.of("n", 1.5), null)
                .then()
                .statusCode(400)
                .body("errors[0].message", equalTo("`$n` must be of type `Int`, not 1.5."));
        GraphQL.post("query ($n: Int!) { people(first: $n) { totalCount } }", Map.of(), null)
                .then()
                .statusCode(400)
                .body("errors[0].extensions.code", equalTo("BAD_USER_INPUT"))
                .body("errors[0].message", equalTo("`$n` must not be null: its type is `Int!`."));
        GraphQL.post("query ($n: Int) { people(first: $n) { totalCount } }", Map.of("n", 101), null)
                .then()
                .statusCode(400)
                .body("errors[0].extensions.code", equalTo("PAGE_SIZE_LIMIT_EXCEEDED"))
                .body("errors[0].locations[0].line", equalTo(1));
        GraphQL.post(
                        "query ($s: String) { people(filter: {name: {eq: $s}}) { totalCount } }",
                        Map.of("s", "\ud83d"),
                        null)
                .then()
                .statusCode(400)
                .body("errors[0].extensions.code", equalTo("BAD_USER_INPUT"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ person(slug: \"nobody-at-all\") { name } }",
                "{ person(id: \"UGVyc29uOjk5OTk5OTk5\") { name } }"
            })
    void returnsNullForAnUnknownKey(String query) {
        post(query)
                .statusCode(200)
                .body("errors", nullValue())
                .body("data", equalTo(Collections.singletonMap("person", null)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    query ($v: Boolean = true) { people { totalCount @include(if: $v) } }
                    query ($v: Boolean = true) { people @skip(if: $v) { totalCount } }
                    query ($v: String = "x") { people(filter: {name: {in: [$v]}}) { totalCount } }
                    query ($v: QuoteType = DIRECT) { quotes(filter: {type: {notIn: [$v]}}) { totalCount } }
                    query ($v: OrderDirection) { people(orderBy: {field: NAME, direction: $v}) { nodes { name } } }
                    query ($v: ID = "x") { nodes(ids: [$v]) { id } }
                    """)
    void rejectsNullForAVariableWithADefault(String query) {
        GraphQL.post(query, Collections.singletonMap("v", null), null)
                .then()
                .body("errors[0].extensions.code", equalTo("BAD_USER_INPUT"))
                .body("errors[0].message", containsString("null"));
    }

    @Test
    void sendsEnglishMessagesWhateverTheLocaleOfTheSystem() {
        Locale locale = Locale.getDefault();
        Locale.setDefault(Locale.GERMAN); // graphql-java has German messages.
        try {
            post("{ version").body("errors[0].message", startsWith("Invalid syntax"));
        } finally {
            Locale.setDefault(locale);
        }
    }

    /** Each value needs many times its length in the heap. */
    @Test
    void limitsTheValuesInTheJsonOfARequest() {
        String body = "{\"query\": \"{ version }\", \"variables\": {\"a\": [%s[]]}}";
        given().contentType(ContentType.JSON)
                .body(body.formatted("[],".repeat(9_900)))
                .post("/graphql")
                .then()
                .statusCode(200);
        for (String value : List.of("[],", "0,", "\"\",", "{\"a\": null},")) {
            given().contentType(ContentType.JSON)
                    .body(body.formatted(value.repeat(14_000)))
                    .post("/graphql")
                    .then()
                    .statusCode(400)
                    .body("errors[0].extensions.code", equalTo("VALUE_LIMIT_EXCEEDED"));
        }
    }

    @Test
    void shortensMessagesAboutLongAndDeepInput() {
        String id = "a".repeat(200_000);
        post("{ node(id: \"" + id + "\") { id } }").statusCode(400).body("errors[0].message.length()", lessThan(1100));
        post("{ people(first: {" + "a".repeat(100_000) + ": 1}) { totalCount } }")
                .statusCode(400)
                .body("errors[0].message.length()", lessThan(1100))
                .body("errors[0].message", not(containsString("ObjectValue")));
        String deep = "[".repeat(3000) + "]".repeat(3000);
        given().contentType(ContentType.JSON)
                .body("{\"query\": \"{ version }\", \"variables\": {\"a\": " + deep + "}}")
                .post("/graphql")
                .then()
                .statusCode(400)
                .body("errors[0].extensions.code", equalTo("JSON_DEPTH_LIMIT_EXCEEDED"));
        String cursor = Base64.getEncoder().encodeToString(deep.getBytes(StandardCharsets.UTF_8));
        post("{ people(after: \"" + cursor + "\") { totalCount } }")
                .statusCode(200)
                .body("errors[0].extensions.code", equalTo("BAD_USER_INPUT"));
        given().contentType(ContentType.JSON)
                .body("{\"query\": \"{ version }\", \"x\": \"" + "x".repeat(1_100_000) + "\"}")
                .post("/graphql")
                .then()
                .statusCode(413);
        post("{ people(orderBy: [" + "{field: NAME}, ".repeat(11) + "]) { totalCount } }")
                .statusCode(400)
                .body("errors[0].message", containsString("at most 10"));
    }

    @Test
    void explainsNothingWithoutTheHeader() {
        given().contentType(ContentType.JSON)
                .header("X-Explain", "off")
                .body(Map.of("query", "{ people { totalCount } }"))
                .post("/graphql")
                .then()
                .statusCode(200)
                .body("extensions.explain", nullValue());
    }

    @Test
    void sendsStatus200ForAnInvalidQueryAsApplicationJson() {
        given().contentType(ContentType.JSON)
                .accept("application/json")
                .body(Map.of("query", "{ nothing }"))
                .post("/graphql")
                .then()
                .statusCode(200)
                .contentType(startsWith("application/json"))
                .body("errors[0].extensions.code", equalTo("GRAPHQL_VALIDATION_FAILED"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "\"text\"",
                "{}",
                "{\"query\": 7}",
                "{\"query\": \"{version}\", \"variables\": []}",
                "",
                "{\"query\": \"{version}\"} and more",
                "{\"query\": \"{version}\", \"variables\": {\"n\": 1e99999}}",
                "{\"query\": \"{version}\", \"variables\": {\"n\": 1e99999999999}}"
            })
    void rejectsABodyThatIsNotAGraphQLRequest(String body) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/graphql")
                .then()
                .statusCode(400)
                .body("errors[0].extensions.code", equalTo("BAD_REQUEST"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/plain; application/json",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "application/json, text/plain",
                "application/graphql",
                "application/jsonp",
                "application/json; charset=iso-8859-1",
                "application/json; charset=utf-16"
            })
    void rejectsMediaTypesOfFormsAndOtherCharsets(String contentType) {
        send(contentType, "{\"query\": \"{ version }\"}")
                .statusCode(415)
                .header("Accept-Post", equalTo("application/json"))
                .body("errors[0].extensions.code", equalTo("UNSUPPORTED_MEDIA_TYPE"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;charset=UTF-8",
                "Application/JSON; charset=\"utf-8\"",
                "application/json ; profile=x; Charset=utf-8"
            })
    void acceptsEverySpellingOfJson(String contentType) {
        send(contentType, "{\"query\": \"{ version }\"}").statusCode(200);
    }

    @Test
    void rejectsACompressedBody() {
        given().contentType(ContentType.JSON)
                .header("Content-Encoding", "gzip")
                .body(new byte[] {31, -117, 8})
                .post("/graphql")
                .then()
                .statusCode(415);
    }

    @Test
    void acceptsUtf8WithAByteOrderMark() {
        String request = "{\"query\": \"{ people(filter: {name: {eq: \\\"Søren 🏃\\\"}}) { totalCount } }\"}";
        send("application/json", "\uFEFF" + request).statusCode(200).body("data.people.totalCount", equalTo(0));
        given().contentType(ContentType.JSON)
                .body(request.getBytes(StandardCharsets.ISO_8859_1))
                .post("/graphql")
                .then()
                .statusCode(400)
                .body("errors[0].message", equalTo("The body is not UTF-8."));
    }

    @Test
    void acceptsTheContentTypeTwice() {
        send("application/json, application/json", "{\"query\": \"{ version }\"}")
                .statusCode(200);
    }

    @Test
    void executesAQueryByGetWithItsOperationName() {
        given().queryParam(
                        "query",
                        "query A { a: version } query B($n: Int!) { people(first: $n) { totalCount } # a comment\n }")
                .queryParam("operationName", "B")
                .queryParam("variables", "{\"n\": 1}")
                .get("/graphql")
                .then()
                .statusCode(200)
                .contentType(startsWith("application/json"))
                .body("data.people.totalCount", notNullValue())
                .body("data.a", nullValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    text/html,application/json;q=0.9 | application/json
                    application/json;q=0.5,application/graphql-response+json;q=0.9 | application/graphql-response+json
                    application/graphql-response+json;q=0.5,application/json | application/json
                    application/json,application/graphql-response+json | application/graphql-response+json
                    application/graphql-response+json, application/json;q=0.9 | application/graphql-response+json
                    Application/GraphQL-Response+JSON | application/graphql-response+json
                    application/graphql-response+json;Q=0.2, text/html | application/graphql-response+json
                    application/graphql-response+json; charset=utf-8; q=0.2, */*;q=0.1 \
                        | application/graphql-response+json
                    application/graphql-response+json;q=0.1, */* | application/json
                    application/json;q=0, */* | application/graphql-response+json
                    application/json;q=0, application/*;q=0.1 | application/graphql-response+json
                    */* | application/json
                    application/* | application/json
                    text/html, application/xhtml+xml, */*;q=0.8 | application/json
                    application/json; charset=utf-8 | application/json
                    application/json;q=many | application/json
                    application/json ;q=0.1,application/graphql-response+json ;q=0.2 | application/graphql-response+json
                    , | application/json
                    a/b;x=" | application/json
                    """)
    void choosesTheMediaTypeThatTheClientPrefers(String accept, String expected) {
        given().contentType(ContentType.JSON)
                .header("Accept", accept)
                .body(Map.of("query", "{ version }"))
                .post("/graphql")
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo(expected + "; charset=utf-8"));
    }

    @Test
    void joinsSeveralAcceptHeaders() {
        given().contentType(ContentType.JSON)
                .headers("Accept", "application/json;q=0.5", "Accept", "application/graphql-response+json")
                .body(Map.of("query", "{ version }"))
                .post("/graphql")
                .then()
                .contentType(startsWith("application/graphql-response+json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "application/xml, text/*",
                "application/json;q=0",
                "*/*;q=0",
                "application/json;q=0, application/graphql-response+json;q=0, */*",
                "application/graphql-response"
            })
    void rejectsAClientThatDoesNotAcceptJson(String accept) {
        given().contentType(ContentType.JSON)
                .header("Accept", accept)
                .body(Map.of("query", "{ version }"))
                .post("/graphql")
                .then()
                .statusCode(406);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "TRACE", "BREW"})
    void rejectsOtherMethods(String method) {
        given().request(method, "/graphql")
                .then()
                .statusCode(405)
                .header("Allow", equalTo("GET, HEAD, POST, OPTIONS"))
                .body("errors[0].extensions.code", equalTo("METHOD_NOT_ALLOWED"));
    }

    @Test
    void listsTheMethodsForOptions() {
        given().options("/graphql").then().statusCode(204).header("Allow", equalTo("GET, HEAD, POST, OPTIONS"));
    }

    @Test
    void answersHeadLikeGetWithoutABody() {
        var get = given().queryParam("query", "{ people { totalCount } }").get("/graphql");
        var head = given().queryParam("query", "{ people { totalCount } }").head("/graphql");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.asByteArray()).isEmpty();
        for (String header : List.of("Content-Type", "ETag", "Cache-Control", "Vary")) {
            assertThat(head.header(header)).as(header).isNotNull().isEqualTo(get.header(header));
        }
        given().head("/graphql").then().statusCode(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    mutation { publish }                     |   | 405
                    mutation M { publish } query Q { version } | M | 405
                    mutation M { publish                     |   | 400
                    query mutation { version }               |   | 200
                    { version } # mutation { publish }       |   | 200
                    mutation M { publish } query Q { version } | Q | 400
                    mutation M { publish } query Q { version } | X | 400
                    subscription { publish }                 |   | 400
                    """)
    void rejectsAMutationByGet(String document, String operationName, int status) {
        for (String method : List.of("GET", "HEAD")) {
            var response = given().accept("application/graphql-response+json")
                    .queryParam("query", document)
                    .queryParam("operationName", operationName == null ? "" : operationName)
                    .request(method, "/graphql");
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.header("Allow")).isEqualTo(status == 405 ? "POST" : null);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "query={version}&query={version}",
                "query={version}&operationName=A&operationName=A",
                "query={version}&variables={}&variables={}",
                "query={version}&variables=[]",
                "query={version}&variables={",
                "query={version}&extensions=1",
                "query=",
                "query=%20",
                "x"
            })
    void rejectsParametersThatAreNotAGraphQLRequest(String parameters) {
        given().urlEncodingEnabled(false)
                .get("/graphql?" + parameters.replace("{", "%7B").replace("}", "%7D"))
                .then()
                .statusCode(400)
                .body("errors[0].extensions.code", equalTo("BAD_REQUEST"));
    }

    @Test
    void ignoresEmptyAndNullParameters() {
        given().urlEncodingEnabled(false)
                .get("/graphql?query=%7Bversion%7D&operationName=&variables=null&extensions=&more=1&more=2")
                .then()
                .statusCode(200)
                .body("data.version", notNullValue());
    }

    @Test
    void limitsTheLengthOfTheUrl() throws Exception {
        String query = "GET /graphql?query=%7Bversion%7D%23";
        assertThat(raw(query + "x".repeat(16_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(raw(query + "x".repeat(17_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .contains(" 414 ");
    }

    @Test
    void rejectsAMalformedUrl() throws Exception {
        assertThat(raw("GET /graphql?query=%ZZ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void rejectsOtherMediaTypesWithATrailingSlashToo() {
        given().contentType("text/plain")
                .body("{\"query\": \"{ version }\"}")
                .post("/graphql/")
                .then()
                .statusCode(415);
    }

    @Test
    void compressesLongResponsesOnRequest() throws Exception {
        String longQuery = "{ __schema { types { name description fields { name description } } } }";
        for (String query : List.of(longQuery, "{ articles { nodes { url headline publisher body } } }")) {
            for (String method : List.of("GET", "POST")) {
                HttpResponse<byte[]> plain = exchange(method, query, "identity");
                HttpResponse<byte[]> compressed = exchange(method, query, "br, gzip;q=0.9");
                assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
                assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
                assertThat(compressed.headers().firstValue("Vary")).contains("Accept, Accept-Encoding");
                assertThat(compressed.body()).hasSizeLessThan(plain.body().length);
                assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes())
                        .isEqualTo(plain.body());
                assertThat(compressed.headers().firstValue("ETag"))
                        .isEqualTo(plain.headers().firstValue("ETag"));
            }
        }
        HttpResponse<byte[]> small = exchange("GET", "{ version }", "gzip");
        assertThat(small.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(new String(small.body(), StandardCharsets.UTF_8)).startsWith("{");
    }

    /** The first line of the response to a request that is sent as it is. */
    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    private static HttpResponse<byte[]> exchange(String method, String query, String acceptEncoding) throws Exception {
        String address = "http://localhost:" + RestAssured.port + "/graphql";
        HttpRequest.Builder request = HttpRequest.newBuilder().header("Accept-Encoding", acceptEncoding);
        if (method.equals("GET")) {
            request.uri(URI.create(address + "?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)));
        } else {
            request.uri(URI.create(address))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"query\": \"" + query + "\"}"));
        }
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://localhost.example", "http://localhost:3000.example", "null"})
    void pagesOfOtherSitesCannotReadResponses(String origin) {
        given().header("Origin", origin)
                .contentType(ContentType.JSON)
                .body(Map.of("query", "{ version }"))
                .post("/graphql")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
        given().header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .options("/graphql")
                .then()
                .header("Access-Control-Allow-Origin", nullValue())
                .header("Access-Control-Allow-Headers", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:5173", "https://localhost", "http://127.0.0.1:3000", "http://[::1]:80"})
    void inDevelopmentPagesOfThisComputerMayAsk(String origin) {
        given().header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type,authorization")
                .options("/graphql")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", equalTo(origin))
                .header("Access-Control-Allow-Methods", containsString("POST"))
                .header("Access-Control-Allow-Headers", equalTo("content-type,authorization"));
        given().header("Origin", origin)
                .contentType(ContentType.JSON)
                .body(Map.of("query", "{ version }"))
                .post("/graphql")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", equalTo(origin))
                .header("Access-Control-Expose-Headers", containsString("ETag"))
                .header("Vary", containsString(", Origin"))
                .body("data.version", notNullValue());
    }

    @Test
    void explainsAQueryOnRequest() {
        given().contentType(ContentType.JSON)
                .header("X-Explain", "on")
                .body(Map.of("query", GraphQL.operation("DenialsAndIndictments")))
                .post("/graphql")
                .then()
                .statusCode(200)
                .body("extensions.explain.plan[0]", equalTo("person: look up Person by slug"))
                .body("extensions.explain.sql.join(' ')", startsWith("SELECT"))
                .body("extensions.explain.analysis.join(' ')", containsString("actual time"));
    }

    @Test
    void executesTheIntrospectionQueryOfGraphiql() {
        GraphQL.post(
                        IntrospectionQueryBuilder.build(IntrospectionQueryBuilder.Options.defaultOptions()
                                .specifiedByUrl(true)
                                .directiveIsRepeatable(true)
                                .schemaDescription(true)
                                .inputValueDeprecation(true)
                                .isOneOf(true)
                                .typeRefFragmentDepth(9)),
                        Map.of(),
                        null)
                .then()
                .statusCode(200)
                .body("errors", nullValue())
                .body("data.__schema.types.name", hasItem("Person"));
    }

    @Test
    void servesTheSchemaAsSdl() {
        given().get("/graphql/schema.graphql")
                .then()
                .statusCode(200)
                .body(containsString("type Person implements Node"));
    }

    @Test
    void servesAnSdlThatToolsUnderstandWithoutKnowingTheService() {
        String sdl = given().get("/graphql/schema.graphql").asString();

        assertThat(sdl)
                .contains("directive @oneOf on INPUT_OBJECT\n")
                .containsPattern("\"The graph of public statements[^\"]*\"\\nschema *\\{")
                .containsPattern("scalar Date @specifiedBy\\(url *: \"https://www.rfc-editor.org/rfc/rfc3339")
                .containsPattern("scalar DateTime @specifiedBy\\(url *: \"https://www.rfc-editor.org/rfc/rfc3339");
        post("{ __schema { description } __type(name: \"DateTime\") { specifiedByURL } }")
                .body("data.__schema.description", containsString("who said what"))
                .body("data.__type.specifiedByURL", containsString("rfc3339"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    mutation M($v: PublishArticleInput!) { publishArticle(input: $v) { changed } } | \
                            {"v": {"appearances": [{"quote": {"type": "DIRECT", "speechAct": "DENIAL"}}]}} | $v.
                    mutation M($v: QuoteInput!) { publishArticle(input: {url: "https://e.org", headline: "x", \
                            publisher: "x", inLanguage: "en", datePublished: "2020-01-01T00:00:00Z", \
                            appearances: [{quote: $v}]}) { changed } } | \
                            {"v": {"type": "DIRECT", "speechAct": "DENIAL"}} | $v.text
                    mutation M { publishArticle(input: {appearances: [{quote: {type: DIRECT, speechAct: DENIAL}}]}) \
                            { changed } } | {} | input.appearances[0].quote.text
                    """)
    void namesTheMissingFieldOfAnInput(String query, String variables, String inMessage) throws Exception {
        Map<?, ?> values = new ObjectMapper().readValue(variables, Map.class);
        given().contentType("application/json")
                .body(Map.of("query", query, "variables", values))
                .post("/graphql")
                .then()
                .body("errors[0].extensions.field", equalTo("input.appearances[0].quote.text"))
                .body("errors[0].message", containsString("`" + inMessage))
                .body("errors[0].message", containsString("text` is missing"));
    }

    @Test
    void allowsTenTypesInAnIntrospection() {
        post(types(10)).statusCode(200).body("data.t9.fields.name", hasItem("slug"));
        post(types(11)).body("errors[0].extensions.code", equalTo("INTROSPECTION_LIMIT_EXCEEDED"));
    }

    private static String types(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "t%d: __type(name: \"Person\") { fields { name } }".formatted(i))
                .collect(Collectors.joining(" ", "{ ", " }"));
    }

    @Test
    void revalidatesTheSdlByItsEntityTag() {
        Response served = given().get("/graphql/schema.graphql");
        String tag = served.getHeader("ETag");
        assertThat(tag).matches("W/\"[0-9a-f]{32}\"");
        assertThat(served.getHeader("Cache-Control")).isEqualTo("public, no-cache");

        for (String known : List.of(tag, tag.substring(2), "\"other\", " + tag, "*")) {
            Response response = given().header("If-None-Match", known).get("/graphql/schema.graphql");
            assertThat(response.statusCode()).as(known).isEqualTo(304);
            assertThat(response.asString()).isEmpty();
            assertThat(response.getHeader("ETag")).isEqualTo(tag);
        }
        assertThat(given().header("If-None-Match", "W/\"other\"")
                        .get("/graphql/schema.graphql")
                        .statusCode())
                .isEqualTo(200);
    }

    private static ValidatableResponse send(String contentType, String body) {
        return given().config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs(contentType, ContentType.TEXT)))
                .contentType(contentType)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/graphql")
                .then();
    }

    private static ValidatableResponse post(String query) {
        return GraphQL.post(query, Map.of(), null).then();
    }
}
