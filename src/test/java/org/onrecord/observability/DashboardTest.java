package org.onrecord.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The dashboard in {@code k8s} uses existing metrics. */
@QuarkusTest
class DashboardTest {

    private static final Path DASHBOARD = Path.of("k8s", "components", "monitoring", "dashboard.json");
    private static final Pattern METRIC = Pattern.compile("([a-z_]+)\\{namespace=");

    @Test
    void everyMetricOfTheDashboardExists() throws IOException {
        GraphQL.data("query Asked { people { totalCount } }");
        GraphQL.post("query Refused { nothing }", null, null);
        String metrics = given().get("/q/metrics").asString();

        List<String> asked = METRIC.matcher(Files.readString(DASHBOARD))
                .results()
                .map(MatchResult::group)
                .map(match -> match.substring(0, match.indexOf('{')))
                .distinct()
                .toList();
        assertThat(asked).hasSizeGreaterThan(5).allSatisfy(metric -> assertThat(metrics)
                .containsPattern("(?m)^" + metric + "[{ ]"));
    }
}
