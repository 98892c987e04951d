package org.onrecord;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import com.sun.net.httpserver.HttpServer;
import graphql.introspection.IntrospectionQuery;
import io.quarkus.runtime.util.HashUtil;
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

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onrecord.http.GraphQLEndpoint.SUBPROTOCOL;

/**
 * Uses each feature of the packaged service once, with everything enabled that an operator can enable, and with the
 * roles of the database that have only the privileges that the service needs. In the end the test checks that a native
 * image contains all that the service read by reflection.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeApiIT {

    private static final String DATABASE = "whole_api";

    private static final BlockingQueue<String> TRACES = new LinkedBlockingQueue<>();

    private static final TestIssuer ISSUER = new TestIssuer();

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
        ISSUER.start();
        PostgresServer.Roles roles = PostgresServer.createEmptyDatabaseWithRoles(DATABASE);
        Map<String, String> settings = new HashMap<>(roles.owner());
        settings.putAll(reads.environment());
        PackagedService migration = PackagedService.launch(settings, "--migrate");
        assertThat(migration.exitCode()).as(migration.output()).isZero();
        database = roles.service();
        settings.putAll(database);
        settings.put("ONRECORD_DEMO", "true");
        settings.put("ONRECORD_EXPLAIN", "true");
        settings.putAll(TestIssuer.environment());
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
        ISSUER.stop();
    }

    private static PackagedService job(String... arguments) throws Exception {
        Map<String, String> settings = new HashMap<>(database);
        settings.putAll(reads.environment());
        if (service != null) { // A job needs no port: it may run beside the service.
            settings.put("QUARKUS_HTTP_PORT", String.valueOf(service.port()));
            settings.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(service.managementPort()));
        }
        return PackagedService.launch(settings, arguments);
    }

    @Test
    void everyDocumentedOperationIsAnswered() throws IOException {
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
            service.data(null, Files.readString(operation), given == null ? Map.of() : given);
        }
    }

    @Test
    void theSchemaIsReadByIntrospectionAndAsSdl() {
        assertThat(service.data(null, IntrospectionQuery.INTROSPECTION_QUERY, Map.of())
                        .getString("__schema.queryType.name"))
                .isEqualTo("Query");
        assertThat(service.get("/graphql/schema.graphql").asString()).contains("type Query", "type Mutation");
    }

    @Test
    void graphiqlOpens() {
        Response page = service.get("/graphiql"); // Follows a redirect.
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.asString()).contains("<html", "GraphiQL");
    }

    @Test
    void nodesAreServedAsLinkedData() {
        JsonPath ids = service.data(
                null, "{ articles(first: 1) { nodes { id } } quotes(first: 1) { nodes { id } } }", Map.of());
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
    void pagesAreServed() {
        JsonPath ids = service.data(
                null, "{ articles(first: 1) { nodes { id } } quotes(first: 1) { nodes { id } } }", Map.of());
        for (String address : List.of(
                "/",
                "/search?q=helsinki&type=EVENT",
                "/path?from=people/vladimir-putin&to=people/donald-trump",
                "/read",
                "/review",
                "/people/vladimir-putin",
                "/events/helsinki-summit-2018",
                "/articles/" + ids.getString("articles.nodes[0].id"),
                "/quotes/" + ids.getString("quotes.nodes[0].id"))) {
            Response page = service.browse(address);
            assertThat(page.statusCode()).as(address).isEqualTo(200);
            assertThat(page.asString()).contains("<h1", "</html>");
        }
        Response page = service.browse("/people/vladimir-putin");
        assertThat(page.asString()).contains("3 days after");
        assertThat(service.get(page.htmlPath().getString("html.head.link.find { it.@rel == 'stylesheet' }.@href"))
                        .statusCode())
                .isEqualTo(200);
        String quote = "/quotes/" + ids.getString("quotes.nodes[0].id");
        for (String address : List.of(
                "/feed",
                "/feed?speechAct=DENIAL",
                "/suggestions?q=putin",
                "/people/vladimir-putin/feed",
                "/events/helsinki-summit-2018/feed",
                quote + "/card.svg",
                "/favicon.ico")) {
            assertThat(service.get(address).statusCode()).as(address).isEqualTo(200);
        }
        String url = "http://localhost:" + service.port() + quote;
        for (String format : List.of("json", "xml")) {
            assertThat(service.get("/oembed?format=" + format + "&url=" + url).asString())
                    .contains("rich", "blockquote");
        }
        assertThat(service.browse("/people/nobody").asString()).contains("<h1>There is no page at this address</h1>");
    }

    @Test
    void rawArticlesAreRead(@TempDir Path folder) throws Exception {
        Response draft = service.request()
                .contentType("text/html")
                .body(Files.readAllBytes(Path.of("src/test/resources/pages-to-read/summit.html")))
                .post("/read");
        assertThat(draft.statusCode()).isEqualTo(200);
        assertThat(draft.jsonPath().getList("appearances.quote.speechAct")).contains("DENIAL");

        Path articles = Files.writeString(folder.resolve("articles"), "{\"body\": \"Ann Reed denied the charges.\"}\n");
        Path quotes = folder.resolve("quotes");
        PackagedService job = job("--read", articles.toString(), quotes.toString());
        assertThat(job.exitCode()).as(job.output()).isZero();
        assertThat(Files.readString(quotes)).contains("DENIAL");
    }

    @Test
    void healthAndMetricsAreServed() {
        for (String probe : List.of("started", "live", "ready")) {
            assertThat(service.manage("/q/health/" + probe).statusCode()).isEqualTo(200);
        }
        Response metrics = service.manage("/q/metrics");
        assertThat(metrics.asString()).contains("graphql_operation_seconds", "agroal_");
        assertThat(metrics.header("X-Request-Id")).isNotEmpty();
        assertThat(metrics.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void healthAndMetricsAreOnlyOnTheirOwnPort() {
        for (String path : List.of("/q/health", "/q/health/ready", "/q/health/live", "/q/metrics", "/q/info", "/q/")) {
            assertThat(service.get(path).statusCode()).as(path).isEqualTo(404);
        }
        for (String path : List.of(
                "/",
                "/graphql",
                "/graphql/schema.graphql",
                "/graphiql",
                "/q/graphql-ui/",
                "/q/graphql",
                "/export",
                "/import",
                "/people/vladimir-putin")) {
            assertThat(service.manage(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(given().port(service.managementPort())
                        .contentType("application/json")
                        .body(Map.of("query", "{ version }"))
                        .post("/graphql")
                        .statusCode())
                .isEqualTo(404);
        assertThatThrownBy(() -> Socket.open(Socket.url(service.managementPort()), SUBPROTOCOL, Map.of()))
                .isInstanceOf(CompletionException.class);
    }

    @Test
    void noPageReadsHealthOrMetrics() {
        for (String origin : List.of("https://evil.example", "http://localhost:" + service.managementPort())) {
            Response refused = given().port(service.managementPort())
                    .header("Origin", origin)
                    .get("/q/metrics");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.asString()).doesNotContain("agroal");
        }
        for (String host : List.of("10.0.0.7:9000", "[2001:db8::7]:9000", "localhost", "onrecord.onrecord.svc")) {
            assertThat(given().port(service.managementPort())
                            .header("Host", host)
                            .get("/q/health/live")
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(given().port(service.managementPort())
                        .header("Host", "user@localhost")
                        .get("/q/health/live")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aPlanIsExplained() {
        Response response = service.request()
                .header("X-Explain", "on")
                .contentType("application/json")
                .body(Map.of("query", "{ people { totalCount } }"))
                .post("/graphql");
        assertThat(response.jsonPath().getMap("extensions.explain")).isNotEmpty();
    }

    @Test
    void persistedQueriesAndEntityTagsWork() throws Exception {
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
    void onlyAllowedOriginsMaySendRequests() {
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
    void anErrorHasACode(String query, String code) {
        assertThat(service.query(query).jsonPath().getList("errors.extensions.code"))
                .contains(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a token", "a.b.c"})
    void rejectsAnInvalidToken(String token) {
        assertThat(service.query(token, "{ version }", Map.of()).statusCode()).isEqualTo(401);
    }

    @Test
    void rejectsTokensOfOthersAndExpiredTokens() {
        for (String token : List.of(
                TestIssuer.signed(
                        TestIssuer.claims("admin").expiresAt(Instant.now().minusSeconds(1))),
                TestIssuer.signed(TestIssuer.claims("admin").issuer("https://issuer.example.org")),
                TestIssuer.signed(TestIssuer.claims("admin").audience("payroll")),
                TestIssuer.claims("admin")
                        .jws()
                        .keyId("test")
                        .sign(TestIssuer.newKey().getPrivate()))) {
            assertThat(service.query(token, "{ version }", Map.of()).statusCode())
                    .isEqualTo(401);
        }
        assertThat(service.query(TestIssuer.token("reader"), EveryMutation.PUBLISH, EveryMutation.article("refused"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void rejectsBadRequests() {
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

    @Test
    void everyMutationWrites() {
        new EveryMutation(service, TestIssuer.token("admin")).run();
    }

    @Test
    void aConsistencyTokenReadsTheLatestWrite() {
        String editor = TestIssuer.token("editor");
        Response written = service.query(editor, EveryMutation.PUBLISH, EveryMutation.article("seen"));
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
    void subscribersGetEvents() {
        String editor = TestIssuer.token("editor");
        try (Socket socket = Socket.connect(service.port(), editor)) {
            socket.subscribe("1", "subscription { quotePublished { text speaker { name } } }");
            Newsroom.awaitSubscriptions(service.managementPort(), 1);
            service.data(editor, EveryMutation.PUBLISH, EveryMutation.article("told"));
            assertThat(socket.event("1").getString("quotePublished.text")).isEqualTo("We did not do told");
            socket.subscribe("2", "{ version }");
            assertThat(socket.nextJson().getString("payload.data.version")).isNotNull();
            socket.next(); // The complete message.
            socket.send("not a message");
            assertThat(socket.closed().code()).isEqualTo(4400);
        }
    }

    @Test
    void anExportIsImportedByHttpAndByAJob(@TempDir Path folder) throws Exception {
        String admin = TestIssuer.token("admin");
        byte[] graph = service.request()
                .auth()
                .preemptive()
                .oauth2(admin)
                .get("/export")
                .asByteArray();
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
    void aJobReadsTheArticlesThatItImports(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("articles.ndjson");
        String article = "{\"article\": {\"url\": \"https://example.org/raw/job\", \"headline\": \"A denial\","
                + " \"publisher\": \"The Post\", \"inLanguage\": \"en\", \"datePublished\": \"2018-07-16T19:30:00Z\","
                + " \"body\": \"“I did not do it,” Ann Reed said.\"}}\n";
        Files.writeString(file, article + article.replace("\"body\"", "\"corpus\""));
        PackagedService job = job("--import", file.toString(), "--read");
        assertThat(job.exitCode()).as(job.output()).isEqualTo(1);
        assertThat(job.output()).contains("line 2: ", "corpus", "\"status\":\"done\"", "\"written\":1", "\"failed\":1");
        JsonPath read = service.data(
                TestIssuer.token("editor"),
                "{ article(url: \"https://example.org/raw/job\") { appearances { nodes {"
                        + " exact confidence quote { speechAct confidence speaker { name } } } } } }");
        assertThat(read.getList("article.appearances.nodes.exact")).containsExactly("I did not do it,");
        assertThat(read.getList("article.appearances.nodes.quote.speechAct")).containsExactly("DENIAL");
        assertThat(read.getList("article.appearances.nodes.quote.speaker.name")).containsExactly("Ann Reed");
        assertThat(read.getList("article.appearances.nodes.confidence"))
                .hasSize(1)
                .doesNotContainNull();
        PackagedService wrong = job("--import", file.toString(), "--raed");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.output()).contains("Usage: --import FILE", "--read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_record SET actor = 'nobody'",
                "DELETE FROM audit_record",
                "TRUNCATE audit_record",
                "DROP TABLE audit_record",
                "ALTER TABLE audit_record ADD COLUMN note text",
                "ALTER TABLE audit_record DISABLE TRIGGER ALL",
                "ALTER TABLE audit_record DISABLE TRIGGER audit_records_do_not_change",
                "ALTER TABLE audit_record ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE audit_record OWNER TO onrecord_writer",
                "CREATE RULE lost AS ON INSERT TO audit_record DO INSTEAD NOTHING",
                "CREATE TRIGGER lost BEFORE INSERT ON audit_record EXECUTE FUNCTION count_write()",
                "DROP TRIGGER audit_records_do_not_change ON audit_record",
                "INSERT INTO audit_record (action, node_type, node_key, owner_type, owner_key, actor)"
                        + " VALUES ('CREATED', 'Person', 1, 'Person', 1, 'somebody else')",
                "INSERT INTO audit_record (action, node_type, node_key, owner_type, owner_key, changed_at)"
                        + " VALUES ('CREATED', 'Person', 1, 'Person', 1, '2000-01-01')",
                "ALTER TABLE person DISABLE TRIGGER record_update",
                "DROP TRIGGER record_delete ON person",
                "TRUNCATE person CASCADE",
                "CREATE OR REPLACE FUNCTION record_changes_of_person() RETURNS trigger LANGUAGE sql AS 'SELECT NULL'",
                "DROP FUNCTION audit_records_do_not_change() CASCADE",
                "SET session_replication_role = replica",
                "SET ROLE onrecord",
                "DELETE FROM flyway_schema_history",
                "DROP SCHEMA public CASCADE"
            })
    void theRoleOfTheServiceCannotChangeTheAuditRecordsOrEscapeThem(String sql) throws SQLException {
        for (String role : List.of("onrecord_writer", "onrecord_reader")) {
            try (Connection connection = PostgresServer.connect(DATABASE, role);
                    Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute(sql))
                        .as(role)
                        .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                .isEqualTo("42501")); // insufficient_privilege
            }
        }
    }

    @Test
    void theRoleThatReadsCannotWrite() throws SQLException {
        try (Connection connection = PostgresServer.connect(DATABASE, "onrecord_reader");
                Statement statement = connection.createStatement()) {
            assertThat(statement.execute("SELECT FROM audit_record, person, exported_article, flyway_schema_history"))
                    .isTrue();
            for (String sql : List.of(
                    "UPDATE person SET name = 'x'",
                    "DELETE FROM quote",
                    "INSERT INTO persisted_query (hash, document) VALUES ('x', 'x')",
                    "SELECT nextval('person_seq')")) {
                assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining("permission denied");
            }
        }
    }

    @Test
    void tracesGoToTheCollector() throws InterruptedException {
        send("trace-me", "query ForTheTrace { people { totalCount } }");
        StringBuilder traces = new StringBuilder();
        while (!traces.toString().contains("trace-me")) {
            String batch = TRACES.poll(30, TimeUnit.SECONDS);
            assertThat(batch).as("a batch of spans").isNotNull();
            traces.append(batch);
        }
        assertThat(traces).contains("ForTheTrace", "POST /graphql");
    }

    @Test
    void eachLogLineIsJsonWithTheIdOfItsRequestAndWithoutValues() {
        send("log-me", "query ForTheLog { people(filter: {name: {eq: \"aSecret\"}}) { totalCount } }");
        service.await("the slow query is logged", () -> service.log().contains("Slow query ForTheLog"));

        String log = service.log();
        List<JsonPath> events = log.substring(0, log.lastIndexOf('\n'))
                .lines()
                .map(JsonPath::from)
                .toList();
        assertThat(events)
                .allSatisfy(event -> assertThat(event.getMap("")).containsKeys("timestamp", "level", "message"));
        JsonPath slow = events.stream()
                .filter(event -> event.getString("message").startsWith("Slow query ForTheLog"))
                .findFirst()
                .orElseThrow();
        assertThat(slow.getString("mdc.requestId")).isEqualTo("log-me");
        assertThat(slow.getString("mdc.operation")).isEqualTo("ForTheLog");
        assertThat(log).doesNotContain("aSecret");
    }

    private static void send(String requestId, String query) {
        service.request()
                .contentType("application/json")
                .header("X-Request-Id", requestId)
                .body(Map.of("query", query))
                .post("/graphql")
                .then()
                .statusCode(200);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void stopsOnSigterm() throws InterruptedException {
        service.terminate();
        assertThat(service.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(service.output()).contains("stopped in");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    @DisabledIfSystemProperty(
            named = "native.image.path",
            matches = ".+",
            disabledReason = "The service is a native image.")
    void aNativeImageContainsAllThatWasReadByReflection() throws IOException {
        assertThat(reads.unregistered()).isEmpty();
    }
}
