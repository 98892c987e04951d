package org.onrecord.http.response;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.GraphQL;
import org.onrecord.PostgresServer;
import org.onrecord.SqlStatements;
import org.onrecord.model.Person;
import org.onrecord.traversal.graph.Graph;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.onrecord.PostgresServer.execute;

@QuarkusTest
class HttpCachingTest {

    private static final String NAMES = "query Names { people(first: 100, filter: {slug: {startsWith: \"cached-\"}})"
            + " { totalCount nodes { slug name } } }";

    @Inject
    UserTransaction transaction;

    @Inject
    Graph graph;

    @Test
    void answers304WhileNothingIsWritten() {
        Response first = get(NAMES);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.header("ETag")).startsWith("W/\"");
        assertThat(first.header("Cache-Control")).isEqualTo("public, no-cache");
        assertThat(first.header("Vary")).isEqualTo("Accept, Accept-Encoding");

        Response second = get(NAMES, first.header("ETag"));
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.asByteArray()).isEmpty();
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(second.header("Cache-Control")).isEqualTo("public, no-cache");
        assertThat(second.header("Vary")).isEqualTo("Accept, Accept-Encoding");
    }

    @Test
    void findsATagInAListAndInEveryForm() {
        String tag = get(NAMES).header("ETag");
        assertThat(get(NAMES, "\"other\", W/\"more.of.it\"," + tag).statusCode())
                .isEqualTo(304);
        // The weak comparison ignores whether a tag is weak.
        assertThat(get(NAMES, tag.substring(2)).statusCode()).isEqualTo(304);
        assertThat(get(NAMES, "*").statusCode()).isEqualTo(304);
        assertThat(given().header("If-None-Match", "\"one\"", tag)
                        .queryParam("query", NAMES)
                        .get("/graphql")
                        .statusCode())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\"\"", "W/\"", "nothing", "\"x\"", "\"\u00e9\", ,,", "W/\"zzzzzzzzzzzzzzzzzzzzzzz-0.x\""})
    void sendsTheResponseForAnotherTag(String tag) {
        assertThat(get(NAMES, tag).statusCode()).isEqualTo(200);
    }

    @Test
    void sendsTheResponseForAForgedVersion() {
        String tag = get(NAMES).header("ETag");
        for (String version : List.of("", "-", "zzzzzzzzzzzzzzzzzzzzzzzzzz", "0", "-1")) {
            String forged = "W/\"" + version + tag.substring(tag.indexOf('-'));
            assertThat(get(NAMES, forged).statusCode()).as(forged).isEqualTo(200);
        }
    }

    @Test
    void theTagDependsOnDocumentVariablesOperationAndMediaType() {
        String document = "query A($n: Int) { people(first: $n) { totalCount } } query B { people { totalCount } }";
        List<Map<String, String>> requests = List.of(
                Map.of("query", "{ people { totalCount } }"),
                Map.of("query", "{people { totalCount } }"),
                Map.of("query", document, "operationName", "A"),
                Map.of("query", document, "operationName", "B"),
                Map.of("query", document, "operationName", "A", "variables", "{}"),
                Map.of("query", document, "operationName", "A", "variables", "{\"n\": 1}"),
                Map.of("query", document, "operationName", "A", "variables", "{\"n\": 2}"));
        List<String> tags = new ArrayList<>();
        for (Map<String, String> request : requests) {
            for (String mediaType : List.of("application/json", "application/graphql-response+json")) {
                Response response =
                        given().accept(mediaType).queryParams(request).get("/graphql");
                assertThat(response.statusCode()).isEqualTo(200);
                tags.add(response.header("ETag"));
            }
        }
        assertThat(tags).doesNotHaveDuplicates().doesNotContainNull();
    }

    @Test
    void everyTableOfTheGraphCountsItsWrites() throws SQLException {
        Set<String> counted = strings("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'count_write'"
                + " AND tgenabled = 'A' AND tgtype & 60 = 60"); // INSERT, DELETE, UPDATE, TRUNCATE
        assertThat(graph.all().stream().map(type -> type.table()).collect(Collectors.toSet()))
                .isNotEmpty()
                .allSatisfy(table -> assertThat(counted).contains(table));
    }

    @Test
    void everyKindOfWriteChangesTheTag() throws Exception {
        try (Connection connection = PostgresServer.connect();
                Statement sql = connection.createStatement()) {
            changes(() -> sql.execute("INSERT INTO person (slug, name) VALUES ('cached-1', 'A')"));
            changes(() -> sql.execute("UPDATE person SET name = 'B' WHERE slug = 'cached-1'"));
            changes(() -> sql.execute("SET session_replication_role = replica;"
                    + "UPDATE person SET name = 'C' WHERE slug = 'cached-1'; RESET session_replication_role"));
            changes(() -> rename("cached-1", "D"));
            changes(() -> sql.execute("WITH gone AS (DELETE FROM person WHERE slug = 'cached-1') SELECT 1"));
            String tag = get(NAMES).header("ETag");
            connection.setAutoCommit(false);
            sql.execute("INSERT INTO person (slug, name) VALUES ('cached-2', 'A')");
            assertThat(get(NAMES, tag).statusCode()).as("not committed").isEqualTo(304);
            connection.rollback();
            assertThat(get(NAMES, tag).statusCode()).as("rolled back").isEqualTo(304);
            changes(() -> {
                sql.execute("SAVEPOINT before");
                sql.execute("INSERT INTO person (slug, name) VALUES ('cached-3', 'A')");
                sql.execute("ROLLBACK TO before");
                sql.execute("INSERT INTO person (slug, name) VALUES ('cached-3', 'B')");
                connection.commit();
            });
            changes(() -> {
                sql.execute("DELETE FROM person WHERE slug LIKE 'cached-%'");
                connection.commit();
            });
        }
    }

    private interface Write {
        void run() throws Exception;
    }

    private void changes(Write write) throws Exception {
        Response before = get(NAMES);
        write.run();
        Response after = get(NAMES, before.header("ETag"));
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(after.header("ETag")).isNotEqualTo(before.header("ETag"));
        assertThat(after.asString()).isNotEqualTo(before.asString());
    }

    @Test
    void eachOfTwoOverlappingTransactionsChangesTheTag() throws Exception {
        try (Connection first = PostgresServer.connect();
                Connection second = PostgresServer.connect();
                Connection third = PostgresServer.connect()) {
            for (Connection connection : List.of(first, second, third)) {
                connection.setAutoCommit(false);
            }
            first.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            insert(first, "cached-first");
            insert(second, "cached-second");
            changes(() -> {
                insert(third, "cached-third");
                third.commit();
            });
            insert(second, "cached-second-again");
            // Writers do not block each other: first could not write again after second otherwise.
            insert(first, "cached-first-again");
            changes(second::commit);
            changes(() -> {
                insert(third, "cached-third-again");
                third.commit();
            });
            changes(first::commit);
            assertThat(get(NAMES).jsonPath().getList("data.people.nodes.slug"))
                    .containsExactlyInAnyOrder(
                            "cached-first",
                            "cached-first-again",
                            "cached-second",
                            "cached-second-again",
                            "cached-third",
                            "cached-third-again");
        } finally {
            execute("DELETE FROM person WHERE slug LIKE 'cached-%'");
        }
    }

    @Test
    void neverAnswers304AfterAChange() throws Exception {
        int writers = 4;
        for (int i = 0; i < 2 * writers; i++) {
            execute("INSERT INTO person (slug, name) VALUES ('cached-" + i + "', '0')");
        }
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            AtomicBoolean done = new AtomicBoolean();
            List<Future<?>> reading = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                reading.add(threads.submit(() -> readWhile(done)));
            }
            List<Future<?>> writing = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                int writer = i;
                writing.add(threads.submit(() -> writer % 2 == 0 ? writeBySql(writer) : writeByPanache(writer)));
            }
            for (Future<?> writer : writing) {
                writer.get();
            }
            done.set(true);
            for (Future<?> reader : reading) {
                reader.get();
            }
        } finally {
            threads.shutdownNow();
            execute("DELETE FROM person WHERE slug LIKE 'cached-%'");
        }
    }

    /** Revalidates a response repeatedly; after each 304 it compares the response with the table. */
    private Void readWhile(AtomicBoolean done) throws Exception {
        try (Connection connection = PostgresServer.connect()) {
            String tag = null;
            String known = null;
            while (!done.get()) {
                String before = names(connection);
                Response response = get(NAMES, String.valueOf(tag));
                String after = names(connection);
                if (response.statusCode() == 304) {
                    // The table did not change during the request if it is the same before and after: names only
                    // increase.
                    if (before.equals(after)) {
                        assertThat(known).isEqualTo(before);
                    }
                } else {
                    tag = response.header("ETag");
                    known = response.jsonPath()
                            .getList("data.people.nodes.name")
                            .toString();
                }
            }
            Response last = get(NAMES, tag);
            assertThat(
                            last.statusCode() == 304
                                    ? known
                                    : last.jsonPath()
                                            .getList("data.people.nodes.name")
                                            .toString())
                    .isEqualTo(names(connection));
        }
        return null;
    }

    private static String names(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = connection
                .createStatement()
                .executeQuery("SELECT name FROM person WHERE slug LIKE 'cached-%' ORDER BY id")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names.toString();
    }

    private static Void writeBySql(int writer) throws Exception {
        Random random = new Random(writer);
        try (Connection connection = PostgresServer.connect();
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 1; i <= 100; i++) {
                sql.execute("UPDATE person SET name = '" + i + "' WHERE slug = 'cached-" + 2 * writer + "'");
                Thread.sleep(random.nextInt(10)); // Lets other writers commit in between.
                sql.execute("UPDATE person SET name = '" + i + "' WHERE slug = 'cached-" + (2 * writer + 1) + "'");
                connection.commit();
            }
        }
        return null;
    }

    private Void writeByPanache(int writer) throws Exception {
        for (int i = 1; i <= 100; i++) {
            rename("cached-" + (2 * writer + i % 2), Integer.toString(i));
        }
        return null;
    }

    private void rename(String slug, String name) throws Exception {
        transaction.begin();
        Person.<Person>find("slug", slug).firstResult().name = name;
        transaction.commit();
    }

    @Test
    void answers304WithOneStatementThatReadsNoData() throws Exception {
        String query = GraphQL.operation("DenialsAndIndictments");
        String tag = get(query).header("ETag");
        for (int i = 0; i < 3; i++) {
            get(query, tag); // A new connection would execute other statements first.
        }

        List<String> statements = SqlStatements.during(
                () -> assertThat(get(query, tag).statusCode()).isEqualTo(304));

        assertThat(statements).hasSize(1);
        List<String> plan = explain(statements.get(0));
        assertThat(plan).anyMatch(line -> line.contains("graph_version") && line.contains("actual rows="));
        assertThat(plan.stream()
                        .filter(line -> line.contains("Scan")
                                && !line.matches("(.* on (graph_version|v)|Subquery Scan on fields) .*")))
                .isNotEmpty()
                .allMatch(line -> line.contains("(never executed)"));
    }

    /** The plan of the statement if the client has the current version of the graph. */
    private static List<String> explain(String statement) throws SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement sql = connection.createStatement()) {
            long parameters =
                    Pattern.compile("\\$\\d+").matcher(statement).results().count();
            sql.execute("SET plan_cache_mode = force_generic_plan");
            sql.execute("PREPARE conditional AS " + statement);
            String values = "NULL, ".repeat((int) parameters - 1) + "'{"
                    + strings("SELECT sum(version)::text FROM graph_version")
                            .iterator()
                            .next() + "}'";
            List<String> lines = new ArrayList<>();
            try (ResultSet rows =
                    sql.executeQuery("EXPLAIN (ANALYZE, TIMING OFF) EXECUTE conditional(" + values + ")")) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            return lines;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ version }",
                "{ people { totalCount } version }",
                "{ __schema { queryType { name } } }",
                "{ people { totalCount } __type(name: \"Person\") { name } }"
            })
    void forbidsToStoreResponsesWithOtherData(String query) {
        Response response = get(query);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.header("ETag")).isNull();
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(get(query, "*").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ nothing }", "{", "", "{ people(first: 0) { totalCount } }", "mutation { a }"})
    void forbidsToStoreErrors(String query) {
        for (String mediaType : List.of("application/json", "application/graphql-response+json")) {
            Response response =
                    given().accept(mediaType).queryParam("query", query).get("/graphql");
            assertThat(response.header("ETag")).isNull();
            assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        }
    }

    @Test
    void answers304ForATypeName() {
        Response response = get("{ __typename people { totalCount } }");
        assertThat(response.jsonPath().getString("data.__typename")).isEqualTo("Query");
        assertThat(get("{ __typename people { totalCount } }", response.header("ETag"))
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void explainsAQueryDespiteAMatchingTag() {
        String tag = get(NAMES).header("ETag");
        Response response = given().header("X-Explain", "on")
                .header("If-None-Match", tag)
                .queryParam("query", NAMES)
                .get("/graphql");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.header("ETag")).isNull();
    }

    @Test
    void answersAPostDespiteAMatchingTag() {
        Response response = given().contentType(ContentType.JSON)
                .header("If-None-Match", "*")
                .body(Map.of("query", NAMES))
                .post("/graphql");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.header("ETag")).isNull();
    }

    @Test
    void aMigrationChangesTheTagAndSumsTheCountsOfClosedConnections() throws Exception {
        execute("CREATE DATABASE migrated");
        try (Connection migrated = PostgresServer.connect("migrated")) {
            Flyway flyway = PostgresServer.flyway("migrated").load();
            flyway.migrate();
            long afterMigration = version(migrated);
            assertThat(afterMigration).isPositive();
            for (int i = 0; i < 5; i++) {
                try (Connection gone = PostgresServer.connect("migrated")) {
                    insert(gone, "cached-" + i);
                }
            }
            long afterWrites = version(migrated);
            assertThat(afterWrites).isGreaterThan(afterMigration);
            assertThat(rows(migrated)).isGreaterThan(5);

            flyway.migrate();

            assertThat(version(migrated)).isEqualTo(afterWrites);
            assertThat(rows(migrated)).isEqualTo(1);
        } finally {
            execute("DROP DATABASE migrated WITH (FORCE)");
        }
    }

    private static long version(Connection connection) throws SQLException {
        return number(connection, "SELECT sum(version) FROM graph_version");
    }

    private static long rows(Connection connection) throws SQLException {
        return number(connection, "SELECT count(*) FROM graph_version");
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void insert(Connection connection, String slug) throws SQLException {
        connection.createStatement().execute("INSERT INTO person (slug, name) VALUES ('" + slug + "', 'A')");
    }

    private static Set<String> strings(String sql) throws SQLException {
        try (Connection connection = PostgresServer.connect();
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            Set<String> strings = new HashSet<>();
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
            return strings;
        }
    }

    private static Response get(String query) {
        return given().queryParam("query", query).get("/graphql");
    }

    private static Response get(String query, String tag) {
        return given().header("If-None-Match", tag).queryParam("query", query).get("/graphql");
    }
}
