package org.onrecord.k8s;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The manifests of {@code k8s}: what every overlay keeps to, and that each of these rules can be broken. */
class ManifestsTest {

    private static final Map<String, List<JsonNode>> RENDERED = new HashMap<>();

    static Stream<Arguments> overlaysAndPolicies() {
        return Stream.of("overlays/dev", "overlays/prod")
                .flatMap(overlay -> Stream.concat(PodPolicies.ALL.stream(), ManifestPolicies.ALL.stream())
                        .map(policy -> arguments(overlay, policy)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("overlaysAndPolicies")
    void overlaysKeepTo(String overlay, Policy policy) throws Exception {
        assertThat(policy.violations(manifests(overlay))).isEmpty();
    }

    /** Each line breaks one thing in production's manifests: kind, JSON pointer, value (in YAML; none removes it), rule. */
    @ParameterizedTest(name = "{1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            Deployment          | /spec/template/spec/securityContext/runAsNonRoot                                     |                 | Pods are restricted
            Deployment          | /spec/template/spec/securityContext/runAsUser                                        | 0               | Pods are restricted
            Deployment          | /spec/template/spec/securityContext/seccompProfile                                   |                 | Pods are restricted
            Deployment          | /spec/template/spec/hostNetwork                                                      | true            | Pods are restricted
            Deployment          | /spec/template/spec/volumes/0                                                        | {name: tmp, hostPath: {path: /tmp}} | Pods are restricted
            Job                 | /spec/template/spec/containers/0/securityContext/allowPrivilegeEscalation            |                 | Pods are restricted
            Job                 | /spec/template/spec/containers/0/securityContext/capabilities/drop                   | [NET_RAW]       | Pods are restricted
            Deployment          | /spec/template/spec/containers/0/securityContext/capabilities/add                    | [NET_ADMIN]     | Pods are restricted
            Deployment          | /spec/template/spec/containers/0/securityContext/privileged                          | true            | Pods are restricted
            Deployment          | /spec/template/spec/containers/0/ports/0/hostPort                                    | 8080            | Pods are restricted
            Deployment          | /spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem              | false           | root file systems
            Deployment          | /spec/template/spec/containers/0/volumeMounts/0/mountPath                            | /var/tmp        | root file systems
            Job                 | /spec/template/spec/automountServiceAccountToken                                     |                 | no Pod has a token
            Deployment          | /spec/template/spec/containers/0/resources/limits/memory                             |                 | containers say
            Deployment          | /spec/template/spec/containers/0/resources/limits/memory                             | 1Mi             | containers say
            Deployment          | /spec/template/spec/containers/0/image                                               | onrecord        | images have a version
            Deployment          | /spec/template/spec/containers/0/image                                               | a.b:5000/onrecord:latest | images have a version
            Deployment          | /spec/template/spec/containers/0/env/0                                               | {name: QUARKUS_DATASOURCE_PASSWORD, value: secret} | no secret stands in the manifests
            ConfigMap           | /data/QUARKUS_DATASOURCE_PASSWORD                                                    | secret          | no secret stands in a ConfigMap
            Deployment          | /spec/template/spec/containers/0/livenessProbe/httpGet/path                          | /q/health/ready | the service's probes
            Deployment          | /spec/template/spec/containers/0/startupProbe                                        |                 | the service's probes
            Deployment          | /spec/template/spec/containers/0/readinessProbe/httpGet/port                         | 8081            | the service's probes
            Deployment          | /spec/strategy/rollingUpdate/maxUnavailable                                          | 1               | an update loses no request
            Deployment          | /spec/template/spec/terminationGracePeriodSeconds                                    | 30              | an update loses no request
            Deployment          | /spec/template/spec/containers/0/lifecycle                                           |                 | an update loses no request
            Service             | /metadata/namespace                                                                  | default         | everything is in the namespace
            Namespace           | /metadata/labels/pod-security.kubernetes.io~1enforce                                 | baseline        | everything is in the namespace
            Service             | /spec/selector                                                                       | {app.kubernetes.io/name: onrecord} | selectors select
            PodDisruptionBudget | /spec/selector/matchLabels/app.kubernetes.io~1component                              | web             | selectors select
            Deployment          | /spec/selector/matchLabels/app.kubernetes.io~1component                              | web             | selectors select
            Deployment          | /spec/template/spec/topologySpreadConstraints/1                                      |                 | selectors select
            Service             | /spec/ports/0/targetPort                                                             | 9000            | ports agree
            HTTPRoute           | /spec/rules/0/backendRefs/0/port                                                     | 8080            | ports agree
            ServiceMonitor      | /spec/endpoints/0/port                                                               | metrics         | ports agree
            NetworkPolicy       | /spec/ingress/0/ports/0/port                                                         | web             | ports agree
            Deployment          | /spec/template/spec/serviceAccountName                                               | other           | what is referred to
            Deployment          | /spec/template/spec/containers/0/env/0/valueFrom/secretKeyRef/name                   | other           | what is referred to
            Deployment          | /spec/template/spec/containers/0/envFrom/0/configMapRef/name                         | other           | what is referred to
            HorizontalPodAutoscaler | /spec/scaleTargetRef/name                                                        | other           | what is referred to
            HTTPRoute           | /spec/parentRefs/0/sectionName                                                       | http            | what is referred to
            BackendTrafficPolicy | /spec/targetRefs/0/name                                                             | other           | what is referred to
            NetworkPolicy       | /spec/egress/2/ports/0/port                                                          | 80              | Pods talk to
            NetworkPolicy       | /spec/egress/2/to                                                                    |                 | Pods talk to
            NetworkPolicy       | /spec/policyTypes                                                                    | [Ingress]       | Pods talk to
            NetworkPolicy       | /spec/ingress/0/from                                                                 |                 | Pods talk to
            Job                 | /spec/template/spec/containers/0/image                                               | a.b/onrecord:0.0.1 | all containers of the service
            Job                 | /metadata/name                                                                       | onrecord-migrate | replicas do not race
            Job                 | /spec/template/spec/containers/0/args                                                | []              | replicas do not race
            ConfigMap           | /data/QUARKUS_FLYWAY_MIGRATE_AT_START                                                | "true"          | replicas do not race
            ConfigMap           | /data/ONRECORD_ACCESS_ISUER                                                          | https://a.b     | settings are in README's table
            """)
    void aRuleThatIsBrokenIsNoticed(String kind, String pointer, String value, String rule) throws Exception {
        Manifests broken = Manifests.parse(broken(kind, pointer, value));
        assertThat(Stream.concat(PodPolicies.ALL.stream(), ManifestPolicies.ALL.stream())
                        .filter(policy -> policy.name().startsWith(rule))
                        .flatMap(policy -> policy.violations(broken).stream()))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Deployment, /spec/template/spec/containers/0/readinessprobe",
        "Deployment, /spec/template/spec/containers/0/securityContext/readOnlyRootFileSystem",
        "Deployment, /spec/template/spec/topologySpreadConstraints/0/labelSelectors",
        "HorizontalPodAutoscaler, /spec/targetCPUUtilizationPercentage",
        "NetworkPolicy, /spec/egress/0/cidr",
        "HTTPRoute, /spec/rules/0/backends",
        "Cluster, /spec/backups",
        "ScheduledBackup, /spec/cron",
        "ServiceMonitor, /spec/endpoints/0/portName"
    })
    void aFieldThatTheApiDoesNotHaveIsRefused(String kind, String pointer) throws Exception {
        List<JsonNode> broken = broken(kind, pointer, "x");
        assertThatThrownBy(() -> Manifests.parse(broken)).isInstanceOf(UnrecognizedPropertyException.class);
    }

    @Test
    void productionHasAClusterOfDatabasesWithBackupsAndSeveralReplicas() throws Exception {
        Manifests prod = manifests("overlays/prod");
        CustomResources.Cluster cluster =
                prod.all(CustomResources.Cluster.class).get(0);
        String name = cluster.metadata().getName();
        assertThat(cluster.spec().instances()).isEqualTo(3);
        assertThat(cluster.spec().plugins()).singleElement().satisfies(plugin -> {
            assertThat(plugin.isWALArchiver()).isTrue();
            assertThat(prod.all(CustomResources.ObjectStore.class))
                    .extracting(it -> it.metadata().getName())
                    .containsExactly(plugin.parameters().get("barmanObjectName"));
        });
        assertThat(prod.all(CustomResources.ScheduledBackup.class))
                .extracting(it -> it.spec().cluster().name())
                .containsExactly(name);
        assertThat(prod.settings().get("QUARKUS_DATASOURCE_JDBC_URL")).contains("//" + name + "-rw:5432/");
        assertThat(prod.settings().get("QUARKUS_DATASOURCE_READS_JDBC_URL")).contains("//" + name + "-ro:5432/");

        HorizontalPodAutoscaler scaler = prod.all(HorizontalPodAutoscaler.class).get(0);
        assertThat(scaler.getSpec().getMinReplicas()).isGreaterThanOrEqualTo(2);
        // Else each "kubectl apply" would undo what was scaled.
        assertThat(prod.all(Deployment.class).get(0).getSpec().getReplicas()).isNull();
        // What each may have, also of those who still read at a replica that has become the primary; and one replica
        // more
        // while an update rolls.
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            settings.load(file);
        }
        int each = Stream.of("", "reads.", "fresh.", "probe.")
                .map(pool -> settings.getProperty("quarkus.datasource." + pool + "jdbc.max-size"))
                .mapToInt(Integer::parseInt)
                .sum();
        assertThat(Integer.parseInt(cluster.spec().postgresql().parameters().get("max_connections")))
                .isGreaterThan((scaler.getSpec().getMaxReplicas() + 1) * each);
    }

    @Test
    void developmentNeedsNothingThatIsNotInEveryCluster() throws Exception {
        Manifests dev = manifests("overlays/dev");
        assertThat(dev.custom()).isEmpty();
        assertThat(dev.objects()).extracting(it -> it.getApiVersion()).doesNotContain("gateway.networking.k8s.io/v1");
        assertThat(dev.settings()).containsEntry("ONRECORD_DEMO", "true");
    }

    @Test
    void theJobThatImportsIsAsRestrictedAndOfTheSameImage() throws Exception {
        Manifests job = manifests("import");
        assertThat(job.all(Job.class)
                        .get(0)
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getArgs())
                .containsExactly("--import", "-");
        for (Policy policy : PodPolicies.ALL) {
            assertThat(policy.violations(job)).as(policy.name()).isEmpty();
        }
        assertThat(job.workloads().get(0).containers().get(0).getImage())
                .isEqualTo(manifests("overlays/prod")
                        .workloads()
                        .get(0)
                        .containers()
                        .get(0)
                        .getImage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"newName:", "newTag:"})
    void theImageIsNamedInOnePlace(String field) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("k8s"))) {
            assertThat(files.filter(Files::isRegularFile).filter(file -> contains(file, field)))
                    .containsExactly(Path.of("k8s", "components", "image", "kustomization.yaml"));
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Production's manifests, with one thing changed in the first object of a kind. */
    private static List<JsonNode> broken(String kind, String pointer, String value) throws Exception {
        List<JsonNode> documents = new ArrayList<>();
        rendered("overlays/prod").forEach(document -> documents.add(document.deepCopy()));
        JsonNode document = documents.stream()
                .filter(it -> it.get("kind").asText().equals(kind))
                .filter(it -> !kind.equals("ConfigMap")
                        || it.at("/metadata/name").asText().equals("onrecord"))
                .findFirst()
                .orElseThrow();
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = document.at(pointer.substring(0, slash));
        String field = pointer.substring(slash + 1).replace("~1", "/");
        JsonNode replacement = value == null ? null : new YAMLMapper().readTree(value);
        assertThat(parent.isContainerNode()).as(pointer).isTrue();
        if (parent instanceof ObjectNode object) {
            if (replacement == null) {
                assertThat(object.remove(field)).as(pointer).isNotNull();
            } else {
                object.set(field, replacement);
            }
        } else if (parent instanceof ArrayNode array) {
            if (replacement == null) {
                array.remove(Integer.parseInt(field));
            } else {
                array.set(Integer.parseInt(field), replacement);
            }
        }
        return documents;
    }

    private static Manifests manifests(String folder) throws Exception {
        return Manifests.parse(rendered(folder));
    }

    private static synchronized List<JsonNode> rendered(String folder) throws Exception {
        List<JsonNode> documents = RENDERED.get(folder);
        if (documents == null) {
            documents = Manifests.render(folder);
            RENDERED.put(folder, documents);
        }
        return documents;
    }
}
