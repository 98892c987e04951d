package org.onrecord.http;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import org.onrecord.Node;

import static org.assertj.core.api.Assertions.assertThat;

/** The audits that the GraphQL over HTTP working group publishes as the npm package graphql-http. */
@QuarkusTest
class GraphQLHttpAuditTest {

    @Test
    void theServicePassesTheAuditsOfGraphqlHttp() throws Exception {
        String results = Node.run("graphql-http-audits.mjs", "http://localhost:" + RestAssured.port + "/graphql");

        List<Map<String, String>> audits = JsonPath.from(results).getList("");
        assertThat(audits).as("audits that ran").hasSizeGreaterThan(50);
        // The optional ones (MAY) too.
        assertThat(audits.stream()
                        .filter(audit -> !audit.get("status").equals("ok"))
                        .map(audit -> audit.get("id") + " " + audit.get("name") + ": " + audit.get("reason")))
                .as("audits that failed")
                .isEmpty();
    }
}
