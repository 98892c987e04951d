package org.onrecord.http;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import org.onrecord.NodeJs;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs the audits of the GraphQL over HTTP working group, the npm package graphql-http. */
@QuarkusTest
class GraphQLHttpAuditTest {

    @Test
    void passesTheAuditsOfGraphqlHttp() throws Exception {
        String results = NodeJs.run("graphql-http-audits.mjs", "http://localhost:" + RestAssured.port + "/graphql");

        List<Map<String, String>> audits = JsonPath.from(results).getList("");
        assertThat(audits).as("audits that ran").hasSizeGreaterThan(50);
        // Including the optional audits (MAY).
        assertThat(audits.stream()
                        .filter(audit -> !audit.get("status").equals("ok"))
                        .map(audit -> audit.get("id") + " " + audit.get("name") + ": " + audit.get("reason")))
                .as("audits that failed")
                .isEmpty();
    }
}
