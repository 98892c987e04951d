package org.onrecord.subscription;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;

import org.onrecord.Management;
import org.onrecord.PostgresServer;
import org.onrecord.security.TestIssuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Publishes articles and quotes for tests of subscriptions. */
public final class Newsroom {

    private static final String INSERT = """
            INSERT INTO article (url, headline, publisher, date_published, in_language)
            SELECT 'https://example.org/live/sql/' || replace(name, ' ', '-'), name, 'Example News', now(), 'en' FROM
              (SELECT %s) AS given (name)
            """;

    private Newsroom() {}

    /** Publishes an article with one quote over HTTP. Only these tests use the speaker of the quote. */
    public static Response publish(String name, String quote) {
        return publish(RestAssured.port, name, quote);
    }

    public static Response publish(int port, String name, String quote) {
        String exact = "“" + quote + "”";
        Response response = given().port(port)
                .auth()
                .preemptive()
                .oauth2(TestIssuer.token("editor"))
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "query",
                        "mutation($input: PublishArticleInput!) { publishArticle(input: $input) { changed article {"
                                + " id } } }",
                        "variables",
                        Map.of(
                                "input",
                                Map.of(
                                        "url",
                                        "https://example.org/live/" + name,
                                        "headline",
                                        "Headline of " + name,
                                        "publisher",
                                        "Example News",
                                        "inLanguage",
                                        "en",
                                        "datePublished",
                                        "2018-07-20T09:00:00Z",
                                        "body",
                                        "He said it again: " + exact,
                                        "appearances",
                                        new Object[] {
                                            Map.of(
                                                    "exact",
                                                    quote,
                                                    "quote",
                                                    Map.of(
                                                            "text",
                                                            quote,
                                                            "type",
                                                            "DIRECT",
                                                            "speechAct",
                                                            "DENIAL",
                                                            "speaker",
                                                            Map.of(
                                                                    "person",
                                                                    Map.of(
                                                                            "slug",
                                                                            "the-minister",
                                                                            "name",
                                                                            "The Minister"))))
                                        }))))
                .post("/graphql");
        assertThat(response.jsonPath().<Object>get("errors"))
                .as(response.asString())
                .isNull();
        return response;
    }

    /**
     * Waits until a process has this number of subscriptions, because the protocol does not acknowledge a subscription.
     *
     * @param managementPort of its metrics
     */
    public static void awaitSubscriptions(int managementPort, int count) {
        await(managementPort, "graphql_subscriptions", count);
    }

    public static void awaitConnections(int count) {
        await(Management.port(), "graphql_websocket_connections", count);
    }

    private static void await(int managementPort, String gauge, int count) {
        Pattern line = Pattern.compile("^" + gauge + "(?:\\{.*\\})? (\\S+)$", Pattern.MULTILINE);
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        String found;
        do {
            Matcher metric = line.matcher(Management.metrics(managementPort));
            found = metric.find() ? metric.group(1) : "none";
            if (found.equals(count + ".0")) {
                return;
            }
        } while (System.nanoTime() < deadline);
        throw new AssertionError("Expected " + count + " of " + gauge + ", found " + found);
    }

    public static void awaitSubscriptions(int count) {
        awaitSubscriptions(Management.port(), count);
    }

    /** Inserts an article in the transaction of the connection. Its headline is the name. */
    static void insert(Connection connection, String name) throws SQLException {
        connection.createStatement().execute(INSERT.formatted("'" + name + "'"));
    }

    /** Inserts articles with one statement. Their headlines are the name and a number from 1. */
    static void insertMany(Connection connection, String name, int count) throws SQLException {
        connection
                .createStatement()
                .execute(INSERT.formatted("'" + name + "' || n FROM generate_series(1, " + count + ") n"));
    }

    /** Deletes the published nodes, because other tests use the same database. */
    public static void clear() throws SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM article WHERE url LIKE 'https://example.org/live/%'");
            statement.execute(
                    "DELETE FROM quote WHERE speaker_id IN (SELECT id FROM person WHERE slug = 'the-minister')");
            statement.execute("DELETE FROM person WHERE slug = 'the-minister'");
        }
    }
}
