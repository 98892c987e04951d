package org.onrecord.bulk;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.PostgresServer;
import org.onrecord.TestProfiles;
import org.onrecord.http.request.SlowClient;
import org.onrecord.security.TestIssuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** An export whose client does not read. */
@QuarkusTest
@TestProfile(TestProfiles.Tight.class)
class SlowExportTest {

    private static final String ADMIN = TestIssuer.token("admin");

    /** 400 articles of 100 KB: more than the buffers of a connection. */
    private static final String ARTICLES = """
            INSERT INTO article (id, url, headline, publisher, date_published, in_language, version, body)
            SELECT nextval('article_seq'), 'https://example.org/export/large/' || n, 'large ' || n, 'Example News',
              now(), 'en', 0, repeat('0123456789', 10000)
            FROM generate_series(1, 400) n
            """;

    @Test
    void anExportThatIsNotReadHoldsNothingAndEnds() throws SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(ARTICLES);
            try (SlowClient client = SlowClient.send(
                    RestAssured.port,
                    "GET /export HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + ADMIN + "\r\n\r\n")) {
                assertThat(client.readLine()).isEqualTo("HTTP/1.1 200 OK");
                // The only export that the profile allows is running.
                assertThat(export().jsonPath().getString("errors[0].extensions.code"))
                        .isEqualTo("SERVICE_UNAVAILABLE");
                // The transactions of the service's other work end at once.
                long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
                while (openTransactions(statement) > 0) {
                    assertThat(System.nanoTime()).isLessThan(end);
                }
                // A migration.
                statement.execute("SET lock_timeout = '2s'");
                statement.execute("ALTER TABLE article ALTER COLUMN headline SET NOT NULL");
                assertThat(GraphQL.data("{ articles(first: 1) { totalCount } }").getInt("articles.totalCount"))
                        .isGreaterThanOrEqualTo(400);

                // The service ends the export that is not read.
                end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
                Response next = export();
                while (next.statusCode() == 503) {
                    assertThat(System.nanoTime()).isLessThan(end);
                    next = export();
                }
                assertThat(next.statusCode()).isEqualTo(200);
                assertThat(client.readUntilReset()).contains("\"person\"").doesNotContain("large/99\"");
            } finally {
                statement.execute("DELETE FROM article WHERE headline LIKE 'large %'");
            }
        }
    }

    private static int openTransactions(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                        + " AND backend_type = 'client backend' AND xact_start IS NOT NULL")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void listsNodesForLongerThanAQueryMayTake() throws Exception {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE event IN ACCESS EXCLUSIVE MODE");
            CompletableFuture<Response> export = CompletableFuture.supplyAsync(SlowExportTest::export);
            // The profile limits queries to one second.
            boolean waits = false;
            while (!waits && !export.isDone()) {
                try (ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'event'::regclass"
                                + " AND waitstart < clock_timestamp() - interval '1500 ms'")) {
                    row.next();
                    waits = row.getInt(1) > 0;
                }
            }
            connection.rollback();
            assertThat(export.get().statusCode()).isEqualTo(200);
        }
    }

    private static Response export() {
        return given().auth().preemptive().oauth2(ADMIN).get("/export?type=event");
    }
}
