package org.onrecord.http;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.GraphQL;
import org.onrecord.SqlStatements;
import org.onrecord.TestProfiles;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@TestProfile(TestProfiles.Observed.class)
class IntrospectionDisabledTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ __schema { queryType { name } } }",
                "{ people { totalCount } t: __type(name: \"Person\") { name } }",
                "{ ...F } fragment F on Query { ... { __schema { queryType { name } } } }",
                "query A { version } query B { __schema { queryType { name } } }"
            })
    void rejectsIntrospection(String query) {
        assertThat(SqlStatements.during(() -> GraphQL.post(query, Map.of(), query.contains("A") ? "A" : null)
                        .then()
                        .statusCode(400)
                        .body("data", nullValue())
                        .body("errors[0].extensions.code", equalTo("INTROSPECTION_DISABLED"))))
                // The slow query log may explain the statements of earlier tests meanwhile.
                .noneMatch(statement -> statement.startsWith("SELECT"));
    }

    @Test
    void doesNotServeTheSchema() {
        given().get("/graphql/schema.graphql").then().statusCode(404);
    }

    @Test
    void returnsTypeNames() {
        assertThat(GraphQL.data("{ __typename people(first: 1) { __typename } }")
                        .getString("people.__typename"))
                .isEqualTo("PersonConnection");
    }

    @Test
    void doesNotReportTheCost() {
        GraphQL.post("{ people { totalCount } }", Map.of(), null).then().body("extensions", nullValue());
    }
}
