package org.onrecord.mutation;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.security.TestIssuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onrecord.PostgresServer.execute;

/** The connection to the database fails after a mutation was committed and before its payload is read. */
@QuarkusTest
class UnreadPayloadTest {

    /** Variants of quotes come from a view that no mutation writes to. */
    private static final String PUBLISH = """
            mutation { publishArticle(input: {url: "https://example.org/up", headline: "H", publisher: "P",
              inLanguage: "en", datePublished: "2018-07-16T12:00:00Z", body: "“No,” they said.",
              appearances: [{exact: "No,",
                quote: {text: "No", type: DIRECT, speechAct: DENIAL, attributionText: "the up office"}}]})
              { changed %s { id ... on Article { appearances { nodes { quote { variants { totalCount } } } } } } } }
            """;

    /** Terminates the connections of the next queries that read variants. */
    private static void loseConnections(int times) throws SQLException {
        execute(
                // PostgreSQL counts the terminated connections.
                "CREATE TABLE lost AS SELECT " + times + " + sessions_killed AS most FROM pg_stat_database"
                        + " WHERE datname = current_database()",
                "CREATE FUNCTION is_lost() RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN"
                        + " IF (SELECT sessions_killed < most FROM pg_stat_database, lost WHERE datname ="
                        + " current_database()) THEN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM"
                        + " pg_sleep(1); END IF; RETURN false; END $$",
                "ALTER VIEW quote_variant RENAME TO kept_quote_variant",
                "CREATE VIEW quote_variant AS SELECT * FROM (SELECT is_lost() AS lost OFFSET 0) once,"
                        + " kept_quote_variant WHERE NOT lost");
    }

    @BeforeEach
    void deleteLeftovers() throws SQLException {
        deleteArticle();
    }

    @AfterEach
    void keepConnections() throws SQLException {
        execute(
                "DROP VIEW quote_variant",
                "ALTER VIEW kept_quote_variant RENAME TO quote_variant",
                "DROP FUNCTION is_lost",
                "DROP TABLE lost");
        deleteArticle();
    }

    private static void deleteArticle() throws SQLException {
        execute(
                "DELETE FROM article WHERE url = 'https://example.org/up'",
                "DELETE FROM quote WHERE attribution_text = 'the up office'");
    }

    /** The read may be the cause of the end of its connection, so the service does not repeat it. */
    @Test
    void doesNotRepeatAReadThatTheServerEnds() throws SQLException {
        loseConnections(1);

        JsonPath answer = publish("article").jsonPath();

        assertThat(answer.getBoolean("data.publishArticle.changed")).isTrue();
        assertThat(answer.getString("errors[0].extensions.code")).isEqualTo("SERVICE_UNAVAILABLE");
        assertThat(publish("article").jsonPath().<Object>get("errors")).isNull();
    }

    @Test
    void reportsThatTheChangeIsWrittenAndWhichNodesToRead() throws SQLException {
        loseConnections(1000);

        Response response = publish("article");

        assertThat(response.statusCode()).isEqualTo(200);
        JsonPath answer = response.jsonPath();
        assertThat(answer.getBoolean("data.publishArticle.changed")).isTrue();
        assertThat(answer.<Object>get("data.publishArticle.article")).isNull();
        assertThat(answer.getList("errors")).hasSize(1);
        assertThat(answer.getList("errors[0].path")).containsExactly("publishArticle", "article");
        assertThat(answer.getString("errors[0].extensions.code")).isEqualTo("SERVICE_UNAVAILABLE");
        assertThat(answer.getString("errors[0].message")).contains("done", "Do not send");
        List<String> ids = answer.getList("errors[0].extensions.ids");
        assertThat(GraphQL.data(
                                "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Article { url } } }",
                                Map.of("ids", ids))
                        .getList("nodes.url"))
                .containsExactly("https://example.org/up");
    }

    @Test
    void returnsANullPayloadWithOneErrorIfTheFieldIsNonNull() throws SQLException {
        loseConnections(1000);

        Response response = publish("created");

        JsonPath answer = response.jsonPath();
        assertThat(answer.<Object>get("data.publishArticle")).isNull();
        assertThat(answer.getList("errors.path")).containsExactly(List.of("publishArticle", "created"));
        assertThat(answer.getList("errors.extensions.code")).containsExactly("SERVICE_UNAVAILABLE");
        assertThat(answer.getList("errors[0].extensions.ids")).hasSize(2);
        assertThat(GraphQL.data("{ article(url: \"https://example.org/up\") { headline } }")
                        .getString("article.headline"))
                .isEqualTo("H");
    }

    private static Response publish(String field) {
        return GraphQL.postAs(TestIssuer.token("editor"), PUBLISH.formatted(field), Map.of());
    }
}
