package org.onrecord.http;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.onrecord.GraphQL;
import org.onrecord.PostgresServer;
import org.onrecord.TestProfiles;
import org.onrecord.error.ErrorCode;
import org.onrecord.security.TestIssuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** A request causes each error code. */
@QuarkusTest
@TestProfile(TestProfiles.Tight.class)
class ErrorCodeTest {

    /**
     * {@link LimitsTest} causes the codes of limits, {@link IntrospectionDisabledTest} and {@code
     * RestrictedServiceTest} those of other configurations, {@code BodyReceiverTest} a body that is too slow, {@code
     * UpdateTest} a conflict, and {@link OverloadTest} a response that is too long and too many operations.
     */
    @ParameterizedTest
    @EnumSource(
            mode = Mode.MATCH_NONE,
            names = {
                ".*_LIMIT_EXCEEDED",
                "BODY_TIMEOUT",
                "INTROSPECTION_DISABLED",
                "PERSISTED_QUERY_NOT_IN_LIST",
                "TOO_MANY_OPERATIONS",
                "CONFLICT"
            })
    void aRequestCausesEachCode(ErrorCode code) throws SQLException {
        Response response = cause(code);

        response.then().statusCode(code.status).body("errors[0].extensions.code", equalTo(code.name()));
        assertThat(response.asString()).doesNotContain("Exception", "SELECT", "org.", "java.", "description");
    }

    @Test
    void limitsTestCausesEachLimitCode() {
        Set<ErrorCode> met = LimitsTest.cases().map(LimitsTest.Case::code).collect(Collectors.toSet());

        assertThat(met)
                .isEqualTo(EnumSet.allOf(ErrorCode.class).stream()
                        .filter(code -> code.name().endsWith("_LIMIT_EXCEEDED"))
                        // Known only when the statement has run.
                        .filter(code -> code != ErrorCode.RESPONSE_LIMIT_EXCEEDED)
                        .collect(Collectors.toSet()));
    }

    private static Response cause(ErrorCode code) throws SQLException {
        return switch (code) {
            case BAD_REQUEST -> send("{");
            case NOT_FOUND -> given().get("/quotes/of-no-id");
            case NOT_ACCEPTABLE -> given().accept("image/png").get("/people/nobody");
            case METHOD_NOT_ALLOWED ->
                given().accept("application/graphql-response+json").delete("/graphql");
            case MISDIRECTED_REQUEST -> given().header("Host", "other.example").get("/people/nobody");
            case UNSUPPORTED_MEDIA_TYPE ->
                given().contentType(ContentType.TEXT)
                        .accept("application/graphql-response+json")
                        .body("{ version }")
                        .post("/graphql");
            case PERSISTED_QUERY_NOT_FOUND -> send("{\"documentId\": \"" + "0".repeat(64) + "\"}");
            case PERSISTED_QUERY_MISMATCH ->
                send("{\"query\": \"{ version }\", \"documentId\": \"" + "0".repeat(64) + "\"}");
            case GRAPHQL_PARSE_FAILED -> post("{ version");
            case GRAPHQL_VALIDATION_FAILED -> post("{ nothing }");
            case OPERATION_RESOLUTION_FAILURE -> post("query A { version } query B { version }");
            case BAD_USER_INPUT -> post("query ($id: ID!) { node(id: $id) { id } }");
            case UNAUTHENTICATED -> GraphQL.postAs("no token", "{ version }", Map.of());
            case FORBIDDEN ->
                GraphQL.postAs(
                        TestIssuer.token(),
                        "mutation { publishArticle(input: {url: \"https://example.org/forbidden\", headline: \"H\","
                                + " publisher: \"P\", inLanguage: \"en\", datePublished: \"2018-07-16T12:00:00Z\"})"
                                + " { changed } }",
                        Map.of());
            case SERVICE_UNAVAILABLE -> PostgresServer.whileUnavailable(() -> post("{ people { totalCount } }"));
            case QUERY_TIMEOUT -> whileATableIsLocked("{ people { totalCount } }");
            case INTERNAL_SERVER_ERROR -> whileColumnIsMissing("{ people { nodes { description } } }");
            default -> throw new AssertionError("This method lacks a request that causes " + code);
        };
    }

    private static Response send(String body) {
        return given().contentType(ContentType.JSON)
                .accept("application/graphql-response+json")
                .body(body)
                .post("/graphql");
    }

    private static Response post(String query) {
        return GraphQL.post(query, Map.of(), null);
    }

    private static Response whileATableIsLocked(String query) throws SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE person IN ACCESS EXCLUSIVE MODE");
            try {
                return post(query);
            } finally {
                connection.rollback();
            }
        }
    }

    private static Response whileColumnIsMissing(String query) throws SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE person RENAME COLUMN description TO missing");
            try {
                return post(query);
            } finally {
                statement.execute("ALTER TABLE person RENAME COLUMN missing TO description");
            }
        }
    }
}
