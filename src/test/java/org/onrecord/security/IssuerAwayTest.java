package org.onrecord.security;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.TestProfiles;

import static org.assertj.core.api.Assertions.assertThat;

/** A service whose issuer does not answer. */
@QuarkusTest
@TestProfile(TestProfiles.Registered.class)
class IssuerAwayTest {

    // Documents that are registered in documents/codegen.json.
    private static final String COUNT = "query People { people { totalCount } }";
    private static final String DELETE =
            "mutation DeleteQuote($id: ID!) { deleteQuote(input: {id: $id, version: 0}) { deletedId } }";

    @Test
    void queriesRunWithoutAToken() {
        assertThat(GraphQL.data(COUNT).getInt("people.totalCount")).isPositive();
    }

    @Test
    void answers503IfATokenCannotBeVerified() {
        Response response = GraphQL.postAs(TestIssuer.token("admin"), DELETE, Map.of("id", "x"));
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(503);
        assertThat(response.jsonPath().getString("errors[0].extensions.code")).isEqualTo("SERVICE_UNAVAILABLE");
    }

    /** The setting {@code onrecord.access.developer} has no effect where an issuer is configured. */
    @Test
    void rejectsAMutationWithoutAToken() {
        Response response = GraphQL.postAs(null, DELETE, Map.of("id", "x"));
        assertThat(response.jsonPath().getString("errors[0].extensions.code")).isEqualTo("UNAUTHENTICATED");
    }
}
