package org.onrecord.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.GraphQL;
import org.onrecord.Management;

import static org.assertj.core.api.Assertions.assertThat;

/** The dashboard and the alerts of {@code k8s} ask for metrics that the service has. */
@QuarkusTest
class DashboardTest {

    private static final Path MONITORING = Path.of("k8s", "components", "monitoring");

    /** With the first label of a query. The database, Kubernetes and cert-manager have the other metrics of alerts. */
    private static final Pattern METRIC = Pattern.compile("((?:graphql|agroal|jvm|process)_[a-z_]+)\\{\\s*namespace=");

    @ParameterizedTest
    @ValueSource(strings = {"dashboard.json", "alerts.yaml"})
    void everyMetricThatTheyAskForIsThere(String file) throws IOException {
        GraphQL.data("query Asked { people { totalCount } }");
        GraphQL.post("query Refused { nothing }", null, null);
        String metrics = Management.metrics();

        List<String> asked = METRIC.matcher(Files.readString(MONITORING.resolve(file)))
                .results()
                .map((MatchResult match) -> match.group(1))
                .distinct()
                .toList();
        assertThat(asked).hasSizeGreaterThan(2).allSatisfy(metric -> assertThat(metrics)
                .containsPattern("(?m)^" + metric + "[{ ]"));
    }
}
