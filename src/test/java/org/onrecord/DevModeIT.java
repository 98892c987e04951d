package org.onrecord;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.onrecord.docs.Examples;
import org.onrecord.docs.Examples.Example;
import org.onrecord.docs.MarkdownPage;
import org.onrecord.http.GraphQLEndpoint;
import org.onrecord.pages.Browser;
import org.onrecord.websocket.Socket;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs {@code ./mvnw quarkus:dev} in a copy of the project without build output, and then all queries and commands of
 * the README and the guides.
 */
class DevModeIT {

    private static final Pattern ADDRESS = Pattern.compile("Listening on: http://[^:]+:(\\d+)");

    private static final Pattern DATABASE = Pattern.compile("Embedded Postgres started at port \"(\\d+)\"");

    private static final String READ = "/graphql?query=%7Bpeople%7BtotalCount%7D%7D";

    /** Includes the compilation and the start of PostgreSQL. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Test
    void runsTheExamplesOfTheGuides(@TempDir Path project) throws Exception {
        for (String part : List.of("pom.xml", "mvnw", ".mvn", "src/main", "src/build")) {
            copy(Path.of(part), project.resolve(part));
        }
        File log = project.resolve("dev.log").toFile();
        Process maven = start(project, log);
        try {
            int port = port(maven, log.toPath());
            assertQueriesAreAnswered(port);
            String service = "http://localhost:" + port;
            Path folder = Files.createDirectory(project.resolve("commands"));
            for (MarkdownPage page : MarkdownPage.all()) {
                for (Example command : Examples.commands(page)) {
                    if (!command.text().startsWith("node ")) { // It does not end.
                        Examples.assertRuns(command, service, folder);
                    }
                }
            }
            assertQueriesAreAnswered(port);

            byte[] graph = given().port(port).get("/export").asByteArray();
            String imported = given().port(port)
                    .header("Content-Type", "application/x-ndjson")
                    .body(graph)
                    .post("/import")
                    .asString();
            assertThat(imported).contains("\"status\":\"done\"", "\"failed\":0", "\"created\":0,\"updated\":0");
            // Without an issuer, requests without a token have the identity of the developer.
            JsonPath created = given().port(port)
                    .contentType("application/json")
                    .body(Map.of(
                            "query",
                            "mutation { createPerson(input: {slug: \"dev-mode\", name: \"Dev Mode\"}) {"
                                    + " person { name history { actor } } } }"))
                    .post("/graphql")
                    .jsonPath();
            assertThat(created.getString("data.createPerson.person.history[0].actor"))
                    .as(created.prettify())
                    .isEqualTo("developer");

            // As behind the proxy of a frontend's server: the origin is its page, the host is this service.
            try (Socket socket = Socket.open(
                    Socket.url(port), GraphQLEndpoint.SUBPROTOCOL, Map.of("Origin", "http://localhost:5173"))) {
                socket.expectNothing();
            }
            assertOnlyLocalHostsAreServed(port);
            assertErrorsAreOurs(port);
            assertReadsAgainAfterItsConnectionsBroke(port, log.toPath());
        } finally {
            maven.descendants().forEach(ProcessHandle::destroy);
            maven.destroy();
            maven.waitFor();
        }
    }

    private static void assertOnlyLocalHostsAreServed(int port) {
        for (String path : List.of("/graphql?query=%7Bversion%7D", "/graphiql", "/q/health/live")) {
            assertThat(get(port, "evil.example:" + port, path).asString())
                    .as(path)
                    .contains("MISDIRECTED_REQUEST", "`evil.example`", "ONRECORD_HOSTS");
            for (String host : List.of("localhost:" + port, "onrecord.localhost", "127.0.0.1", "[::1]:" + port)) {
                assertThat(get(port, host, path).statusCode()).as(host + path).isEqualTo(200);
            }
        }
    }

    /** Quarkus would show its own pages in development, with lists of endpoints and stack traces. */
    private static void assertErrorsAreOurs(int port) {
        for (String path : List.of("/nowhere", "/people/nobody", "/q/graphql-ui/nothing")) {
            Response page = given().port(port).header("Accept", Browser.ACCEPT).get(path);
            assertThat(page.statusCode()).as(path).isEqualTo(404);
            assertThat(page.asString())
                    .contains("There is no page at this address")
                    .doesNotContain("Quarkus");
            Response json =
                    given().port(port).accept("application/json, */*;q=0.5").get(path);
            assertThat(json.jsonPath().getString("errors[0].extensions.code")).isEqualTo("NOT_FOUND");
        }
    }

    /** A pool must not keep the connections that a restart of PostgreSQL broke. */
    private static void assertReadsAgainAfterItsConnectionsBroke(int port, Path log) throws Exception {
        Matcher database = DATABASE.matcher(Files.readString(log));
        assertThat(database.find()).isTrue();
        String url = "jdbc:postgresql://localhost:" + database.group(1) + "/postgres";
        try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()");
        }
        Instant end = Instant.now().plusSeconds(10);
        while (get(port, "localhost", READ).statusCode() != 200 && Instant.now().isBefore(end)) {
            Thread.sleep(200);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(get(port, "localhost", READ).statusCode()).isEqualTo(200);
        }
    }

    private static Response get(int port, String host, String path) {
        return given().port(port).urlEncodingEnabled(false).header("Host", host).get(path);
    }

    private static void assertQueriesAreAnswered(int port) throws IOException {
        for (MarkdownPage page : MarkdownPage.all()) {
            for (Example query : Examples.queries(page)) {
                Examples.assertAnswers(
                        query,
                        given().port(port)
                                .contentType("application/json")
                                .body(Examples.request(query))
                                .post("/graphql")
                                .asString());
            }
        }
    }

    private static Process start(Path project, File log) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("./mvnw", "-B", "-ntp", "quarkus:dev", "-Dquarkus.http.port=0", "-Ddebug=false"));
        String repository = System.getProperty("localRepository"); // Set by Failsafe.
        if (repository != null) {
            command.add("-Dmaven.repo.local=" + repository);
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log);
        builder.environment()
                .keySet()
                .removeIf(name ->
                        name.startsWith("QUARKUS_") || name.startsWith("ONRECORD_") || name.startsWith("MAVEN_"));
        return builder.start();
    }

    private static int port(Process maven, Path log) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (maven.isAlive() && Instant.now().isBefore(end)) {
            Matcher address = ADDRESS.matcher(Files.readString(log));
            if (address.find()) {
                return Integer.parseInt(address.group(1));
            }
            Thread.sleep(200);
        }
        throw new AssertionError("Development mode did not start:\n" + Files.readString(log));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copied = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copied);
                } else {
                    Files.copy(file, copied, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
