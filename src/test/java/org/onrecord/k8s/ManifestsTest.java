package org.onrecord.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The manifests of {@code k8s} keep to all policies, and a manifest that breaks a policy is noticed. */
class ManifestsTest {

    private static final Map<String, List<String>> OVERLAYS = Map.of(
            "dev", List.of("overlays/dev"),
            "prod", Operator.PRODUCTION,
            "dev and read", List.of("overlays/dev", "read"),
            "prod and read",
                    Stream.concat(Operator.PRODUCTION.stream(), Stream.of("read"))
                            .toList());

    private static final Map<String, List<JsonNode>> RENDERED = new HashMap<>();

    static Stream<Arguments> overlaysAndPolicies() {
        return OVERLAYS.keySet().stream()
                .flatMap(overlay -> Policy.all().stream().map(policy -> arguments(overlay, policy)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("overlaysAndPolicies")
    void overlaysKeepTo(String overlay, Policy policy) throws Exception {
        assertThat(policy.violations(manifests(overlay))).isEmpty();
    }

    @Test
    void productionWithAllOptionalComponentsKeepsToAllPolicies(@TempDir Path folder) throws Exception {
        Manifests all = Operator.in(folder).addsAllComponents().rendersProduction();

        assertThat(Policy.all()).allSatisfy(it -> assertThat(it.violations(all)).isEmpty());
        assertThat(all.settings()).containsEntry("QUARKUS_OTEL_SDK_DISABLED", "false");
        for (String component : List.of("service", "migrate", "import")) {
            assertThat(memory(all, component)).isLessThan(memory(manifests("prod"), component));
        }
        assertThat(all.all(ServiceAccount.class)).singleElement().satisfies(it -> assertThat(it.getImagePullSecrets())
                .hasSize(1));
        assertThat(all.custom("Cluster")).singleElement().satisfies(it -> assertThat(it.at("/spec/imagePullSecrets"))
                .hasSize(1));
    }

    private static Quantity memory(Manifests manifests, String component) {
        return manifests
                .onRecord(component)
                .containers()
                .get(0)
                .getResources()
                .getLimits()
                .get("memory");
    }

    /**
     * Each line changes one thing in the manifests of production: the kind of an object (and its name, where there
     * are several), a JSON pointer ($pod and $container are in the template of a Deployment or Job), the new value in
     * YAML (none removes it), and the beginning of the rule's name.
     */
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            Deployment | $pod/securityContext/runAsNonRoot | | Pods are restricted
            Deployment | $pod/securityContext/runAsUser | 0 | Pods are restricted
            Deployment | $pod/securityContext/seccompProfile | | Pods are restricted
            Deployment | $pod/hostNetwork | true | Pods are restricted
            Deployment | $pod/volumes/0 | {name: tmp, hostPath: {path: /tmp}} | Pods are restricted
            Job | $container/securityContext/allowPrivilegeEscalation | | Pods are restricted
            Job | $container/securityContext/capabilities/drop | [NET_RAW] | Pods are restricted
            Deployment | $container/securityContext/capabilities/add | [NET_ADMIN] | Pods are restricted
            Deployment | $container/securityContext/privileged | true | Pods are restricted
            Deployment | $container/ports/0/hostPort | 8080 | Pods are restricted
            Deployment | $container/securityContext/readOnlyRootFilesystem | false | root file systems
            Deployment | $container/volumeMounts/0/mountPath | /var/tmp | root file systems
            Deployment | $pod/volumes/0/emptyDir | {} | root file systems
            Job | $pod/automountServiceAccountToken | | no Pod has a token
            Deployment | $container/resources/limits/memory | | containers request
            Deployment | $container/resources/limits/memory | 1Mi | containers request
            Deployment | $container/resources/limits/ephemeral-storage | 8Gi | containers request
            Deployment | $container/resources/limits/memory | 512Mi | the heap
            ConfigMap | /data/ONRECORD_LIMITS_RESPONSES | 256M | the heap
            Deployment | $container/image | onrecord | images are pinned
            Deployment | $container/image | localhost:5001/onrecord | images are pinned
            Deployment | $container/image | a.b:5000/onrecord:latest | images are pinned
            Deployment | $container/image | a.b/onrecord@sha256:1234 | images are pinned
            StatefulSet | $container/image | postgres:18.6 | images are pinned
            Deployment | $container/env/0 | {name: QUARKUS_DATASOURCE_PASSWORD, value: x} | no manifest contains
            ConfigMap | /data/QUARKUS_DATASOURCE_PASSWORD | secret | no ConfigMap contains
            Deployment | $container/livenessProbe/httpGet/path | /q/health/ready | the probes
            Deployment | $container/startupProbe | | the probes
            Deployment | $container/startupProbe/failureThreshold | 60 | the probes
            Deployment | $container/readinessProbe/httpGet/port | 8081 | the probes
            Deployment | $container/livenessProbe/httpGet/port | http | the probes
            Deployment | $container/ports/1 | | the probes
            Deployment | /spec/strategy/rollingUpdate/maxUnavailable | 1 | an update loses
            Deployment | $pod/terminationGracePeriodSeconds | 30 | an update loses
            Deployment | $container/lifecycle | | an update loses
            Service | /metadata/namespace | default | everything is in the namespace
            Gateway | /metadata/namespace | default | everything is in the namespace
            Namespace | /metadata/labels/pod-security.kubernetes.io~1enforce | baseline | everything is in the namespace
            Gateway | /metadata/labels/app.kubernetes.io~1part-of | | names and labels
            ObjectStore | /metadata/labels/app.kubernetes.io~1name | | names and labels
            Job | /spec/template/metadata/labels/app.kubernetes.io~1part-of | | names and labels
            Deployment | /metadata/labels/app.kubernetes.io~1version | 5001/onrecord | names and labels
            Deployment | /spec/template/metadata/labels/app.kubernetes.io~1version | _1 | names and labels
            Job | /metadata/name | onrecord-migrate-0.1.0_RC1 | names and labels
            Service | /spec/selector | {app.kubernetes.io/name: onrecord} | selectors select
            PodDisruptionBudget | /spec/selector/matchLabels/app.kubernetes.io~1component | web | selectors select
            Deployment | /spec/selector/matchLabels/app.kubernetes.io~1component | web | selectors select
            Deployment | $pod/topologySpreadConstraints/1 | | selectors select
            Service | /spec/ports/0/targetPort | 9001 | ports agree
            Deployment | $pod/serviceAccountName | other | references lead
            Deployment | $pod/priorityClassName | other | references lead
            Cluster | /spec/priorityClassName | other | references lead
            Deployment | $container/env/0/valueFrom/secretKeyRef/name | other | references lead
            Deployment | $container/envFrom/0/configMapRef/name | other | references lead
            Deployment | $container/volumeMounts/1/name | other | references lead
            HorizontalPodAutoscaler | /spec/scaleTargetRef/name | other | references lead
            Job | $container/image | a.b/onrecord:0.0.1 | all containers of OnRecord
            Deployment | $container/image | a.b/onrecord:0.0.1 | all containers of OnRecord
            Deployment | /spec/template/metadata/labels/app.kubernetes.io~1version | 0.0.1 | all containers of OnRecord
            StatefulSet | /spec/volumeClaimTemplates/0/spec/volumeMode | | volume claims
            ConfigMap | /data/ONRECORD_ACCESS_ISUER | https://a.b | settings are in
            Deployment | $container/volumeMounts/1 | | every file
            Job | $container/volumeMounts/1 | | every file
            CronJob | /spec/jobTemplate/spec/template/spec/containers/0/volumeMounts/1 | | every file
            ConfigMap | /data/ONRECORD_PERSISTED_QUERIES_MANIFEST | /etc/queries/all.json | every file
            Deployment | $container/envFrom/0/configMapRef/name | onrecord | a changed setting
            Job | /metadata/name | onrecord-migrate | one Job
            Job | $container/args | [] | one Job
            Job | $container/envFrom | [{configMapRef: {name: onrecord}}] | one Job
            Job | $container/env/0/value | jdbc:postgresql://other:5432/onrecord | one Job
            Job | /spec/ttlSecondsAfterFinished | | one Job
            ConfigMap | /data/QUARKUS_FLYWAY_MIGRATE_AT_START | "true" | one Job
            CronJob | /spec/jobTemplate/spec/template/spec/containers/0/env/0 | | an import only
            CronJob | /spec/jobTemplate/spec/template/spec/containers/0/env/1 | | an import only
            CronJob | /spec/jobTemplate/spec/template/spec/containers/0/envFrom | [] | an import only
            NetworkPolicy onrecord-outgoing | /spec/egress/1/ports/0/port | 80 | Pods connect
            NetworkPolicy onrecord-outgoing | /spec/egress/0 | | Pods connect
            NetworkPolicy onrecord-outgoing | /spec/egress/1/to | | Pods connect
            NetworkPolicy onrecord-outgoing | /spec/egress/1/ports/0/protocol | | Pods connect
            NetworkPolicy onrecord-outgoing | /spec/egress/2 | | Pods connect
            NetworkPolicy onrecord | /spec/egress | | Pods connect
            NetworkPolicy onrecord | /spec/egress/0/to/1 | | Pods connect
            ConfigMap | /data/QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT | http://a.b:4317 | Pods connect
            NetworkPolicy onrecord-from-gateway | /spec/ingress/0/from | | Pods are reached
            NetworkPolicy onrecord-from-gateway | /spec/ingress/0/ports/0/port | web | Pods are reached
            NetworkPolicy onrecord-database | /spec/ingress/0/from | | Pods are reached
            NetworkPolicy onrecord-from-gateway | /spec/ingress/0/ports/0/port | management | only Prometheus
            NetworkPolicy onrecord-from-gateway | /spec/ingress/0/ports/0/port | 9000 | only Prometheus
            NetworkPolicy onrecord-from-prometheus | /spec/ingress/0/ports/0/port | http | only Prometheus
            ServiceMonitor | /spec/endpoints/0/port | http | only Prometheus
            HTTPRoute onrecord | /spec/parentRefs/0/sectionName | http | routes lead
            HTTPRoute onrecord | /spec/parentRefs/0/sectionName | other | routes lead
            HTTPRoute onrecord | /spec/rules/0/backendRefs/0/port | 8080 | routes lead
            HTTPRoute onrecord | /spec/rules/0/backendRefs/0/port | 9000 | routes lead
            HTTPRoute onrecord | /spec/rules/0/timeouts | | the gateway waits
            HTTPRoute onrecord | /spec/rules/0/timeouts/request | 60s | the gateway waits
            HTTPRoute onrecord | /spec/rules/1/timeouts/request | 75s | the gateway waits
            ConfigMap | /data/QUARKUS_TRANSACTION_MANAGER_DEFAULT_TRANSACTION_TIMEOUT | 90S | the gateway waits
            ConfigMap | /data/ONRECORD_PUBLIC_URL | http://onrecord.example.org | the service knows
            ConfigMap | /data/ONRECORD_TRUSTED_PROXIES | | the service knows
            ConfigMap | /data/QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING | "true" | the service knows
            Gateway | /spec/listeners/1/hostname | other.example.org | the service knows
            Gateway | /spec/listeners/0 | | port 80
            HTTPRoute onrecord-redirect | /spec/rules/0/filters | [] | port 80
            Gateway | /metadata/annotations/cert-manager.io~1issuer | other | port 80
            BackendTrafficPolicy | /spec/targetRefs/0/name | other | the gateway lets
            BackendTrafficPolicy | /spec/circuitBreaker | | the gateway lets
            BackendTrafficPolicy | /spec/circuitBreaker/maxParallelRequests | 1024 | the gateway lets
            BackendTrafficPolicy | /spec/circuitBreaker/perEndpoint/maxConnections | 1000 | the gateway lets
            HorizontalPodAutoscaler | /spec/maxReplicas | 8 | the gateway lets
            BackendTrafficPolicy | /spec/rateLimit/global/rules | [] | requests are
            BackendTrafficPolicy | /spec/rateLimit/global/rules/0/limit/requests | 20 | requests are
            BackendTrafficPolicy | /spec/rateLimit/global/rules/0/limit/unit | Second | requests are
            Cluster | /spec/postgresql/synchronous/failoverQuorum | | a failover
            Cluster | /spec/postgresql/synchronous/dataDurability | preferred | a failover
            Cluster | /spec/instances | 2 | a failover
            Cluster | /spec/imageName | | the operator does not
            Cluster | /spec/imageName | ghcr.io/cloudnative-pg/postgresql | the operator does not
            Cluster | /spec/imageName | ghcr.io/cloudnative-pg/postgresql:18.6 | the operator does not
            Cluster | /spec/plugins/0/parameters/barmanObjectName | other | the database is backed up
            Cluster | /spec/plugins/0/isWALArchiver | false | the database is backed up
            ScheduledBackup | /spec/cluster/name | other | the database is backed up
            Cluster | /spec/managed/roles | [] | the service cannot
            Cluster | /spec/managed/roles/0/superuser | true | the service cannot
            Cluster | /spec/managed/roles/0/inRoles | [onrecord] | the service cannot
            Cluster | /spec/managed/roles/1/passwordSecret/name | onrecord-writer | the service cannot
            Deployment | $container/env/0/valueFrom/secretKeyRef/name | onrecord-database-app | the service cannot
            Deployment | $container/env/3 | | the service cannot
            Job | $container/env/1/valueFrom/secretKeyRef/name | onrecord-writer | the service cannot
            Cluster | /spec/managed/roles/0/passwordSecret/name | other | references lead
            Cluster | /spec/postgresql/parameters/max_connections | "100" | the database has
            HorizontalPodAutoscaler | /spec/maxReplicas | 8 | the database has
            Cluster | /metadata/name | other | the database has
            Cluster | /spec/resources/limits/memory | 4Gi | prepared statements
            HorizontalPodAutoscaler | /spec/maxReplicas | 8 | prepared statements
            ConfigMap | /data/QUARKUS_DATASOURCE_READS_JDBC_URL | jdbc:postgresql://a/b | prepared statements
            ConfigMap | /data/QUARKUS_DATASOURCE_JDBC_URL | jdbc:postgresql://a/b | prepared statements
            ServiceMonitor | /spec/endpoints/0/port | metrics | Prometheus finds
            ServiceMonitor | /spec/selector/matchLabels/app.kubernetes.io~1name | other | Prometheus finds
            PodMonitor | /spec/selector/matchLabels/cnpg.io~1cluster | other | Prometheus finds
            NetworkPolicy onrecord-database-from-prometheus | /spec/ingress/0/ports/0/port | 9188 | Prometheus finds
            PrometheusRule | /metadata/labels/release | | Prometheus finds
            """)
    void aRuleThatIsBrokenIsNoticed(String object, String pointer, String value, String rule) throws Exception {
        Manifests broken = Manifests.parse(broken(object, pointer, value));
        List<Policy> policies = Policy.all().stream()
                .filter(policy -> policy.name().startsWith(rule))
                .toList();
        assertThat(policies).hasSize(1);
        assertThat(policies.get(0).violations(broken)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Deployment, $container/readinessprobe",
        "Deployment, $container/securityContext/readOnlyRootFileSystem",
        "Deployment, $pod/topologySpreadConstraints/0/labelSelectors",
        "HorizontalPodAutoscaler, /spec/targetCPUUtilizationPercentage",
        "NetworkPolicy onrecord, /spec/egress/0/cidr",
        "CronJob, /spec/jobTemplate/ttlSecondsAfterFinished",
        "PriorityClass, /priority",
        "Cluster, /metadata/lables"
    })
    void aFieldThatTheApiDoesNotHaveIsRefused(String object, String pointer) throws Exception {
        List<JsonNode> broken = broken(object, pointer, "x");
        assertThatThrownBy(() -> Manifests.parse(broken)).isInstanceOf(UnrecognizedPropertyException.class);
    }

    @Test
    void theNumberOfReplicasIsTheAutoscalers() throws Exception {
        // A number in the Deployment would undo the scaling whenever the manifests are applied.
        assertThat(manifests("prod").all(Deployment.class).get(0).getSpec().getReplicas())
                .isNull();
    }

    @Test
    void developmentNeedsNothingThatIsNotInEveryCluster() throws Exception {
        Manifests dev = manifests("dev");
        assertThat(dev.custom()).isEmpty();
        assertThat(dev.settings()).containsEntry("ONRECORD_DEMO", "true");
    }

    @Test
    void developmentAndProductionRunOneVersionOfPostgreSql() throws Exception {
        String dev = manifests("dev").workloads().stream()
                .filter(it -> !it.isOnRecord())
                .map(it -> it.containers().get(0).getImage())
                .findFirst()
                .orElseThrow();
        String prod =
                manifests("prod").custom("Cluster").get(0).at("/spec/imageName").asText();
        assertThat(ImageReference.parse(prod).tag())
                .startsWith(ImageReference.parse(dev).tag() + "-");
    }

    @Test
    void theLimitsFitTheImageThatTheCommandsBuild() throws Exception {
        for (String component : List.of("service", "migrate", "import")) {
            assertThat(Quantity.getAmountInBytes(memory(manifests("prod"), component)))
                    .isGreaterThanOrEqualTo(Quantity.getAmountInBytes(PodPolicies.JVM_MEMORY));
        }
    }

    /** Otherwise the service would go on with threads that have ended. */
    @Test
    void bothImagesEndWhenTheHeapIsFull() throws Exception {
        for (String image : List.of("jvm", "native")) {
            String entryPoint = Files.readString(Path.of("src/main/docker/Dockerfile." + image))
                    .split("\nENTRYPOINT ")[1];
            assertThat(entryPoint).as(image).contains("-XX:+ExitOnOutOfMemoryError");
        }
    }

    @Test
    void theBaseNamesNoOtherNamespace(@TempDir Path folder) throws Exception {
        Manifests base = Operator.in(folder).renders(List.of("base"));
        assertThat(base.all(NetworkPolicy.class))
                .flatExtracting(it -> it.getSpec().getEgress())
                .flatExtracting(it -> it.getTo())
                .extracting(it -> it.getNamespaceSelector())
                .filteredOn(it -> it != null)
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.getMatchLabels()).isEmpty())
                .allSatisfy(it -> assertThat(it.getMatchExpressions()).isEmpty());
    }

    /** The manifests of production, or of development for what only that has, with one thing changed in one object. */
    private static List<JsonNode> broken(String object, String pointer, String value) throws Exception {
        List<JsonNode> documents = new ArrayList<>();
        rendered(object.equals("StatefulSet") ? "dev" : "prod").forEach(document -> documents.add(document.deepCopy()));
        String[] kindAndName = object.split(" ");
        JsonNode document = documents.stream()
                .filter(it -> it.path("kind").asText().equals(kindAndName[0]))
                .filter(it -> kindAndName.length == 1
                        || it.at("/metadata/name").asText().equals(kindAndName[1]))
                .filter(it -> !it.at("/metadata/name").asText().equals("onrecord-dashboard"))
                .findFirst()
                .orElseThrow();
        String path = pointer.replace("$container", "$pod/containers/0").replace("$pod", "/spec/template/spec");
        int slash = path.lastIndexOf('/');
        JsonNode parent = document.at(path.substring(0, slash));
        String field = path.substring(slash + 1).replace("~1", "/");
        JsonNode replacement = value == null ? null : new YAMLMapper().readTree(value);
        assertThat(parent.isContainerNode()).as(path).isTrue();
        if (parent instanceof ObjectNode fields) {
            if (replacement == null) {
                assertThat(fields.remove(field)).as(path).isNotNull();
            } else {
                fields.set(field, replacement);
            }
        } else if (parent instanceof ArrayNode array) {
            if (replacement == null) {
                assertThat(array.remove(Integer.parseInt(field))).as(path).isNotNull();
            } else {
                array.set(Integer.parseInt(field), replacement);
            }
        }
        return documents;
    }

    private static Manifests manifests(String overlay) throws Exception {
        return Manifests.parse(rendered(overlay));
    }

    private static synchronized List<JsonNode> rendered(String overlay) throws IOException, InterruptedException {
        List<JsonNode> documents = RENDERED.get(overlay);
        if (documents == null) {
            documents = new ArrayList<>();
            for (String folder : OVERLAYS.get(overlay)) {
                documents.addAll(Manifests.render(Path.of("k8s", folder)));
            }
            RENDERED.put(overlay, documents);
        }
        return documents;
    }
}
