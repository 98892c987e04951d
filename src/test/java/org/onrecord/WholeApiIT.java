package org.onrecord;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import com.sun.net.httpserver.HttpServer;
import graphql.introspection.IntrospectionQuery;
import io.quarkus.runtime.util.HashUtil;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.nativeimage.TracedReads;
import org.onrecord.security.TestIssuer;
import org.onrecord.subscription.Newsroom;
import org.onrecord.websocket.Socket;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Uses each feature of the packaged application once, with all that an operator can switch on. At the end it shows that a
 * native image has all that the application read by reflection on the way.
 */
@QuarkusIntegrationTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeApiIT {

    private static final BlockingQueue<String> TRACES = new LinkedBlockingQueue<>();

    private static TracedReads reads;
    private static HttpServer collector;
    private static Map<String, String> database;
    private static PackagedService service;

    @BeforeAll
    static void start() throws Exception {
        reads = new TracedReads();
        collector = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            TRACES.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        database = PostgresServer.createDatabase("whole_api");
        PackagedService migration = job("--migrate");
        assertThat(migration.exitCode()).as(migration.output()).isZero();
        Map<String, String> settings = new HashMap<>(database);
        settings.putAll(reads.environment());
        settings.put("ONRECORD_DEMO", "true");
        settings.put("ONRECORD_EXPLAIN", "true");
        settings.put("ONRECORD_ACCESS_ISSUER", TestIssuer.url());
        settings.put("ONRECORD_ACCESS_ROLE_CLAIM", "realm_access/roles");
        settings.put("ONRECORD_SLOW_QUERY_THRESHOLD", "0S");
        settings.put("QUARKUS_HTTP_CORS_ENABLED", "true");
        settings.put("QUARKUS_HTTP_CORS_ORIGINS", "https://www.example.org");
        settings.put("QUARKUS_OTEL_SDK_DISABLED", "false");
        settings.put("QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "10ms");
        settings.put("QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        settings.put(
                "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://localhost:" + collector.getAddress().getPort());
        service = PackagedService.start(settings);
    }

    @AfterAll
    static void stop() {
        service.close();
        collector.stop(0);
    }

    private static PackagedService job(String... arguments) throws Exception {
        Map<String, String> settings = new HashMap<>(database);
        settings.putAll(reads.environment());
        return PackagedService.launch(settings, arguments);
    }

    @Test
    void everyOperationThatClientsAreShownIsAnswered() throws IOException {
        JsonPath variables =
                JsonPath.from(Path.of("src", "test", "node", "variables.json").toFile());
        List<Path> operations = new ArrayList<>();
        for (String folder : List.of("main", "test")) {
            try (Stream<Path> files = Files.list(Path.of("src", folder, "resources", "graphql"))) {
                files.forEach(operations::add);
            }
        }
        assertThat(operations).hasSizeGreaterThan(5);
        for (Path operation : operations) {
            String name = operation.getFileName().toString().replace(".graphql", "");
            Map<String, Object> given = variables.getMap(name);
            data(null, Files.readString(operation), given == null ? Map.of() : given);
        }
    }

    @Test
    void toolsReadTheSchema() {
        assertThat(data(null, IntrospectionQuery.INTROSPECTION_QUERY, Map.of()).getString("__schema.queryType.name"))
                .isEqualTo("Query");
        assertThat(service.get("/graphql/schema.graphql").asString()).contains("type Query", "type Mutation");
    }

    @Test
    void graphiqlOpens() {
        Response page = service.get("/graphiql"); // It follows the redirect.
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.asString()).contains("<html", "GraphiQL");
    }

    @Test
    void nodesHaveAddressesWithLinkedData() {
        JsonPath ids =
                data(null, "{ articles(first: 1) { nodes { id } } quotes(first: 1) { nodes { id } } }", Map.of());
        for (String address : List.of(
                "/people/vladimir-putin",
                "/events/helsinki-summit-2018",
                "/articles/" + ids.getString("articles.nodes[0].id"),
                "/quotes/" + ids.getString("quotes.nodes[0].id"))) {
            Response document = service.get(address);
            assertThat(document.statusCode()).as(address).isEqualTo(200);
            assertThat(document.jsonPath().getString("'@context'")).isEqualTo("https://schema.org");
        }
        assertThat(service.get("/people/nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void operatorsReadHealthAndMetrics() {
        for (String probe : List.of("started", "live", "ready")) {
            assertThat(service.get("/q/health/" + probe).statusCode()).isEqualTo(200);
        }
        assertThat(service.get("/q/metrics").asString()).contains("graphql_operation_seconds", "agroal_");
    }

    @Test
    void explainTellsThePlan() {
        Response response = service.request()
                .header("X-Explain", "on")
                .contentType("application/json")
                .body(Map.of("query", "{ people { totalCount } }"))
                .post("/graphql");
        assertThat(response.jsonPath().getMap("extensions.explain")).isNotEmpty();
    }

    @Test
    void documentsGoByTheirHashAndAnswersByTheirTag() throws Exception {
        String query = "{ people(first: 1) { nodes { name } } }";
        String hash = HashUtil.sha256(query);
        String persisted = "{\"persistedQuery\": {\"version\": 1, \"sha256Hash\": \"" + hash + "\"}}";
        assertThat(service.request()
                        .queryParam("extensions", persisted)
                        .get("/graphql")
                        .asString())
                .contains("PERSISTED_QUERY_NOT_FOUND");
        Response first = service.request()
                .queryParam("query", query)
                .queryParam("extensions", persisted)
                .get("/graphql");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(service.request()
                        .queryParam("extensions", persisted)
                        .header("If-None-Match", first.header("ETag"))
                        .get("/graphql")
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void otherSitesAskWhereTheyMay() {
        assertThat(service.request()
                        .urlEncodingEnabled(false)
                        .header("Origin", "https://www.example.org")
                        .get("/graphql?query=%7Bversion%7D")
                        .statusCode())
                .isEqualTo(200);
        assertThat(service.request()
                        .urlEncodingEnabled(false)
                        .header("Origin", "https://other.example.org")
                        .get("/graphql?query=%7Bversion%7D")
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                                                    | GRAPHQL_PARSE_FAILED",
                "{ nobody }                                                           | GRAPHQL_VALIDATION_FAILED",
                "{ quotes(filter: {spokenAt: {eq: \"yesterday\"}}) { totalCount } }   | GRAPHQL_VALIDATION_FAILED",
                "query ($first: Int = 1000) { people(first: $first) { totalCount } }  | PAGE_SIZE_LIMIT_EXCEEDED",
                "{ people(after: \"x\") { totalCount } }                              | BAD_USER_INPUT",
                "{ person(slug: \"vladimir-putin\") { history { action } } }          | UNAUTHENTICATED",
                "mutation { deleteQuote(input: {id: \"x\", version: 0}) { deletedId } } | UNAUTHENTICATED"
            })
    void whatIsWrongHasACode(String query, String code) {
        assertThat(service.query(query).jsonPath().getList("errors.extensions.code"))
                .contains(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a token", "a.b.c"})
    void whatIsNoTokenIsRefused(String token) {
        assertThat(as(token, "{ version }", Map.of()).statusCode()).isEqualTo(401);
    }

    @Test
    void tokensThatAreNotTheIssuersOrHaveExpiredAreRefused() {
        for (String token : List.of(
                TestIssuer.signed(
                        TestIssuer.claims("admin").expiresAt(Instant.now().minusSeconds(1))),
                TestIssuer.signed(TestIssuer.claims("admin").issuer("https://issuer.example.org")),
                TestIssuer.signed(TestIssuer.claims("admin").audience("payroll")),
                TestIssuer.claims("admin")
                        .jws()
                        .keyId("test")
                        .sign(TestIssuer.newKey().getPrivate()))) {
            assertThat(as(token, "{ version }", Map.of()).statusCode()).isEqualTo(401);
        }
        assertThat(as(TestIssuer.token("reader"), PUBLISH, article("refused")).statusCode())
                .isEqualTo(403);
    }

    @Test
    void badRequestsAreRefused() {
        assertThat(service.request()
                        .contentType("text/plain")
                        .body("{ version }")
                        .post("/graphql")
                        .statusCode())
                .isEqualTo(415);
        assertThat(service.request()
                        .contentType("application/json")
                        .body("[")
                        .post("/graphql")
                        .statusCode())
                .isEqualTo(400);
        assertThat(service.request()
                        .contentType("application/json")
                        .body("{\"query\": \"" + " ".repeat(1 << 20) + "\"}")
                        .post("/graphql")
                        .statusCode())
                .isEqualTo(413);
        assertThat(service.request().put("/graphql").statusCode()).isEqualTo(405);
    }

    private static final String PUBLISH =
            "mutation ($input: PublishArticleInput!) { publishArticle(input: $input) { changed"
                    + " created { __typename id } updated { id } unchanged { id }"
                    + " article { id version appearances { nodes { start end quote { id version text } } } } } }";

    private static Map<String, Object> article(String name) {
        String quote = "We did not do " + name;
        return Map.of("input", JsonPath.from("""
                {"url": "https://example.org/whole-api/%1$s", "headline": "Denial", "publisher": "Example News",
                 "byline": "A. Reporter", "datePublished": "2018-07-20T09:00:00Z", "dateModified": "2018-07-21T09:00:00Z",
                 "inLanguage": "en", "abstract": "A denial.", "body": "On Friday he denied it. “%2$s,” he said.",
                 "mentions": [{"rel": "ABOUT", "person": {"slug": "vladimir-putin"}}],
                 "coverage": [{"slug": "helsinki-summit-2018"}],
                 "appearances": [{"exact": "%2$s", "prefix": "“", "quote": {
                   "text": "%2$s", "type": "DIRECT", "speechAct": "DENIAL", "spokenAt": "2018-07-20",
                   "spokenAtPrecision": "DAY", "speaker": {"person": {"slug": "whole-api-%1$s", "name": "Speaker %1$s",
                     "alternateNames": [{"name": "Sprecher %1$s", "inLanguage": "de"}]}},
                   "occasion": {"slug": "helsinki-summit-2018"},
                   "topics": [{"event": {"slug": "whole-api-%1$s", "name": "Event %1$s", "type": "OTHER",
                     "startDate": "2018-07-01", "participants": [{"role": "HOST", "person": {"slug": "donald-trump"}}],
                     "links": [{"relation": "FOLLOWS", "event": {"slug": "helsinki-summit-2018"}}]}}]}}]}
                """.formatted(name, quote)).getMap(""));
    }

    @Test
    void everyMutationWrites() {
        String admin = TestIssuer.token("admin");
        JsonPath article = data(admin, PUBLISH, article("it")).setRootPath("data.publishArticle.article");
        assertThat(data(admin, PUBLISH, article("it")).getBoolean("publishArticle.changed"))
                .isFalse();
        String articleId = article.getString("id");
        String quoteId = article.getString("appearances.nodes[0].quote.id");

        data(admin, "mutation { createPerson(input: {slug: \"whole-api-twin\", name: \"Twin\"}) { person { id } } }");
        data(
                admin,
                "mutation { createEvent(input: {slug: \"whole-api-twin\", name: \"Twin\", type: OTHER}) { event { id } } }");
        for (String change : List.of("linkEvents", "unlinkEvents")) {
            data(
                    admin,
                    "mutation { " + change + "(input: {from: {slug: \"whole-api-twin\"}, relation: FOLLOWS,"
                            + " to: {slug: \"whole-api-it\"}}) { changed } }");
        }
        update(admin, "Person", id("person", "whole-api-it"), "description: \"A speaker.\"");
        update(admin, "Event", id("event", "whole-api-it"), "location: \"Helsinki\"");
        update(admin, "Article", articleId, "byline: null");
        update(admin, "Quote", quoteId, "speechAct: REJECTION");
        data(
                admin,
                "mutation { correctArticle(input: {id: \"" + articleId + "\", version: " + version(articleId)
                        + ", body: \"Corrected: We did not do it.\"}) { article { body } dropped } }");
        assertThat(data(admin, "{ article(id: \"" + articleId + "\") { history { action actor after } } }")
                        .getList("article.history.action"))
                .contains("CREATED", "UPDATED");
        assertThat(as(
                                admin,
                                "mutation { updatePerson(input: {id: \"" + id("person", "whole-api-it")
                                        + "\", version: 4711, name: \"X\"}) { changed } }",
                                Map.of())
                        .jsonPath()
                        .getList("errors.extensions.code"))
                .containsExactly("CONFLICT");
        assertThat(as(admin, PUBLISH, Map.of("input", Map.of("url", "not an address")))
                        .jsonPath()
                        .getList("errors.extensions.code"))
                .isNotEmpty();

        merge(admin, "mergePeople", "person");
        merge(admin, "mergeEvents", "event");
        delete(admin, "Quote", quoteId);
        delete(admin, "Article", articleId);
        delete(admin, "Person", id("person", "whole-api-it"));
        delete(admin, "Event", id("event", "whole-api-it"));
    }

    private static void update(String token, String type, String id, String change) {
        data(
                token,
                "mutation { update" + type + "(input: {id: \"" + id + "\", version: " + version(id) + ", " + change
                        + "}) { changed } }");
    }

    private static void merge(String token, String mutation, String field) {
        data(
                token,
                "mutation { " + mutation + "(input: {from: " + seen(id(field, "whole-api-twin")) + ", into: "
                        + seen(id(field, "whole-api-it")) + "}) { " + field + " { slug } } }");
    }

    private static void delete(String token, String type, String id) {
        data(
                token,
                "mutation { delete" + type + "(input: {id: \"" + id + "\", version: " + version(id)
                        + "}) { deletedId } }");
    }

    private static String seen(String id) {
        return "{id: \"" + id + "\", version: " + version(id) + "}";
    }

    private static String id(String field, String slug) {
        return data(null, "{ " + field + "(slug: \"" + slug + "\") { id } }").getString(field + ".id");
    }

    private static int version(String id) {
        String fields = Stream.of("Person", "Event", "Article", "Quote")
                .map(type -> " ... on " + type + " { version }")
                .reduce("", String::concat);
        return data(null, "{ node(id: \"" + id + "\") {" + fields + " } }").getInt("node.version");
    }

    @Test
    void aQueryWithATokenSeesWhatWasJustWritten() {
        String editor = TestIssuer.token("editor");
        Response written = as(editor, PUBLISH, article("seen"));
        String token = written.jsonPath().getString("extensions.consistencyToken");
        assertThat(service.request()
                        .contentType("application/json")
                        .body(Map.of(
                                "query",
                                "{ person(slug: \"whole-api-seen\") { name } }",
                                "extensions",
                                Map.of("consistencyToken", token)))
                        .post("/graphql")
                        .jsonPath()
                        .getString("data.person.name"))
                .isEqualTo("Speaker seen");
    }

    @Test
    void subscribersAreTold() {
        String editor = TestIssuer.token("editor");
        try (Socket socket = Socket.connect(service.port(), editor)) {
            socket.subscribe("1", "subscription { quotePublished { text speaker { name } } }");
            Newsroom.awaitSubscriptions(service.port(), 1);
            data(editor, PUBLISH, article("told"));
            assertThat(socket.event("1").getString("quotePublished.text")).isEqualTo("We did not do told");
            socket.subscribe("2", "{ version }");
            assertThat(socket.nextJson().getString("payload.data.version")).isNotNull();
            socket.next(); // It is complete.
            socket.send("not a message");
            assertThat(socket.closed().code()).isEqualTo(4400);
        }
    }

    @Test
    void exportsAreImported(@TempDir Path folder) throws Exception {
        String admin = TestIssuer.token("admin");
        byte[] graph = service.get("/export").asByteArray();
        assertThat(service.request()
                        .auth()
                        .preemptive()
                        .oauth2(admin)
                        .get("/export?type=audit")
                        .asString())
                .contains("\"CREATED\"");
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(graph);
        }
        Response report = service.request()
                .auth()
                .preemptive()
                .oauth2(admin)
                .contentType("application/x-ndjson")
                .header("Content-Encoding", "gzip")
                .body(compressed.toByteArray())
                .post("/import");
        assertThat(report.asString()).contains("\"status\":\"done\"", "\"failed\":0");

        Path file = folder.resolve("graph.ndjson");
        Files.write(file, graph);
        PackagedService job = job("--import", file.toString());
        assertThat(job.exitCode()).as(job.output()).isZero();
        Files.writeString(file, "not JSON\n{\"person\": {\"slug\": 1}}\n{\"article\": {}}\n");
        assertThat(job("--import", file.toString()).exitCode()).isEqualTo(1);
    }

    @Test
    void tracesGoToTheCollector() throws InterruptedException {
        data(null, "query ForTheTrace { version }");
        StringBuilder traces = new StringBuilder();
        while (!traces.toString().contains("ForTheTrace")) {
            String batch = TRACES.poll(30, TimeUnit.SECONDS);
            assertThat(batch).as("a batch of spans").isNotNull();
            traces.append(batch);
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void itStopsWhenItIsTold() throws InterruptedException {
        service.terminate();
        assertThat(service.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(service.output()).contains("stopped in");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    @DisabledIfSystemProperty(named = "native.image.path", matches = ".+", disabledReason = "It is the native image.")
    void aNativeImageHasWhatWasReadByReflection() throws IOException {
        assertThat(reads.unregistered()).isEmpty();
    }

    private static Response as(String token, String query, Map<String, ?> variables) {
        var request = service.request();
        return (token == null ? request : request.auth().preemptive().oauth2(token))
                .contentType("application/json")
                .accept("application/graphql-response+json")
                .body(Map.of("query", query, "variables", variables))
                .post("/graphql");
    }

    private static JsonPath data(String token, String query) {
        return data(token, query, Map.of());
    }

    private static JsonPath data(String token, String query, Map<String, ?> variables) {
        Response response = as(token, query, variables);
        assertThat(response.jsonPath().<Object>get("errors"))
                .as(query + "\n" + response.asString())
                .isNull();
        return response.jsonPath().setRootPath("data");
    }
}
