package org.onrecord.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onrecord.k8s.Manifests.each;

/** The alerts of {@code k8s} are valid, fire when they should, ask for metrics that exist, and have a runbook. */
class AlertsTest {

    private static final Path TESTS = Path.of("src/test/resources/k8s/alerts-test.yaml");
    private static final YAMLMapper YAML = new YAMLMapper();

    /**
     * The metrics of others, by their documentation: CloudNativePG (monitoring.md, default-monitoring.yaml), its
     * Barman Cloud plugin (observability.md), kube-state-metrics, the kubelet, cert-manager. DashboardTest looks for
     * those of the service.
     */
    private static final Set<String> FOREIGN_METRICS = Set.of(
            "barman_cloud_cloudnative_pg_io_last_available_backup_timestamp",
            "certmanager_certificate_expiration_timestamp_seconds",
            "cnpg_collector_pg_wal",
            "cnpg_pg_replication_in_recovery",
            "cnpg_pg_replication_streaming_replicas",
            "cnpg_pg_stat_archiver_last_archived_time",
            "cnpg_pg_stat_archiver_last_failed_time",
            "kube_deployment_spec_replicas",
            "kube_deployment_status_replicas_available",
            "kube_horizontalpodautoscaler_spec_max_replicas",
            "kube_horizontalpodautoscaler_status_current_replicas",
            "kube_job_failed",
            "kube_pod_container_status_restarts_total",
            "kubelet_volume_stats_available_bytes",
            "kubelet_volume_stats_capacity_bytes");

    private static final Pattern LABELS_AND_TEXTS = Pattern.compile("\\{[^}]*}|\"[^\"]*\"");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=~?\"([^\"]*)\"");
    private static final Pattern NAME_WITH_UNDERSCORE = Pattern.compile("[a-z]+(?:_[a-z]+)+");

    private static Manifests production;
    private static JsonNode spec;
    private static List<JsonNode> alerts;

    @BeforeEach
    void render(@TempDir Path folder) throws Exception {
        if (alerts != null) {
            return;
        }
        production = Operator.in(folder).rendersProduction();
        spec = production.custom("PrometheusRule").get(0).get("spec");
        alerts = each(spec.get("groups"))
                .flatMap(group -> each(group.get("rules")))
                .toList();
    }

    private static String name(JsonNode alert) {
        return alert.path("alert").asText();
    }

    @Test
    void theyFireWhenTheyShould(@TempDir Path folder) throws Exception {
        String promtool = Tools.program("promtool").toString();
        Path rules = folder.resolve("alerts.yaml");
        YAML.writeValue(rules.toFile(), spec);
        Files.copy(TESTS, folder.resolve("test.yaml"));

        assertThat(Tools.run(promtool, "check", "rules", rules.toString())).contains("SUCCESS");
        assertThat(Tools.run(
                        promtool, "test", "rules", folder.resolve("test.yaml").toString()))
                .contains("SUCCESS");
    }

    @Test
    void eachIsTestedFiringAndSilent() throws IOException {
        List<JsonNode> tests = each(YAML.readTree(TESTS.toFile()).get("tests"))
                .flatMap(test -> each(test.get("alert_rule_test")))
                .toList();
        Set<String> firing = tested(tests, false);
        Set<String> silent = tested(tests, true);

        Set<String> names = alerts.stream().map(AlertsTest::name).collect(Collectors.toSet());
        assertThat(names).hasSizeGreaterThan(10);
        assertThat(firing).isEqualTo(names);
        assertThat(silent).isEqualTo(names);
    }

    private static Set<String> tested(List<JsonNode> tests, boolean silent) {
        return tests.stream()
                .filter(it -> it.get("exp_alerts").isEmpty() == silent)
                .map(it -> it.get("alertname").asText())
                .collect(Collectors.toSet());
    }

    @Test
    void theyNameObjectsOfProduction() {
        JsonNode cluster = production.custom("Cluster").get(0);
        String database = cluster.at("/metadata/name").asText();
        Map<String, String> expected = Map.of(
                "namespace", "onrecord",
                "deployment",
                        production.onRecord("service").owner().getMetadata().getName(),
                "container", production.onRecord("service").containers().get(0).getName(),
                "horizontalpodautoscaler",
                        production
                                .all(HorizontalPodAutoscaler.class)
                                .get(0)
                                .getMetadata()
                                .getName(),
                "pod", database + "-[0-9]+",
                "persistentvolumeclaim", database + "-[0-9]+",
                "name",
                        production
                                .custom("Gateway")
                                .get(0)
                                .at("/spec/listeners/1/tls/certificateRefs/0/name")
                                .asText());
        for (JsonNode alert : alerts) {
            LABEL.matcher(alert.path("expr").asText())
                    .results()
                    .filter(label -> expected.containsKey(label.group(1)))
                    .forEach(label -> assertThat(label.group(2)).isEqualTo(expected.get(label.group(1))));
        }
        assertThat(alert("OnRecordDatabaseReplicaMissing").path("expr").asText())
                .endsWith("< " + (cluster.at("/spec/instances").asInt() - 1));
    }

    private static JsonNode alert(String name) {
        return alerts.stream().filter(it -> name(it).equals(name)).findFirst().orElseThrow();
    }

    @Test
    void eachHasASeverityAndARunbook() throws IOException {
        List<String> headings = Files.readAllLines(Path.of("k8s", "README.md"));
        assertThat(alerts).allSatisfy(alert -> {
            assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning");
            assertThat(alert.at("/annotations/summary").asText()).isNotEmpty();
            assertThat(alert.at("/annotations/runbook_url").asText())
                    .endsWith("/k8s/README.md#" + name(alert).toLowerCase(Locale.ROOT));
            assertThat(headings).contains("### " + name(alert));
        });
    }

    @Test
    void eachAsksForMetricsThatExist() {
        Set<String> asked = new TreeSet<>();
        for (JsonNode alert : alerts) {
            String names = LABELS_AND_TEXTS.matcher(alert.path("expr").asText()).replaceAll("");
            NAME_WITH_UNDERSCORE
                    .matcher(names)
                    .results()
                    .map(MatchResult::group)
                    .forEach(asked::add);
        }
        asked.remove("histogram_quantile");
        asked.removeIf(metric -> metric.startsWith("graphql_"));
        assertThat(asked).isEqualTo(new TreeSet<>(FOREIGN_METRICS));
    }
}
