package org.onrecord.k8s;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import org.junit.jupiter.api.Assumptions;

/**
 * What kustomize makes of a folder of {@code k8s}, read into the types of Kubernetes' API: a field that they do not have is an
 * error, as it is for {@code kubectl apply --validate=strict}.
 *
 * @param objects of Kubernetes' own API, and of the Gateway API
 * @param custom of other APIs, which have no types here, but {@link CustomResources}
 */
record Manifests(List<HasMetadata> objects, List<CustomResources.Resource> custom) {

    private static final Map<String, Class<? extends HasMetadata>> TYPES = Map.ofEntries(
            Map.entry("v1/ConfigMap", ConfigMap.class),
            Map.entry("v1/Namespace", Namespace.class),
            Map.entry("v1/Service", Service.class),
            Map.entry("v1/ServiceAccount", ServiceAccount.class),
            Map.entry("apps/v1/Deployment", Deployment.class),
            Map.entry("apps/v1/StatefulSet", StatefulSet.class),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("batch/v1/Job", Job.class),
            Map.entry("gateway.networking.k8s.io/v1/Gateway", Gateway.class),
            Map.entry("gateway.networking.k8s.io/v1/HTTPRoute", HTTPRoute.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
            Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class));

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .annotationIntrospector(new NothingElse())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** The model's types have a place for fields that they do not know. It is hidden from Jackson, which then refuses them. */
    private static final class NothingElse extends JacksonAnnotationIntrospector {

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }

    /**
     * The documents of a folder, below {@code k8s}. Skips the test where there is neither kubectl nor kustomize, but not in CI.
     */
    static List<JsonNode> render(String folder) throws IOException, InterruptedException {
        Path kubectl = onPath("kubectl");
        Path kustomize = onPath("kustomize");
        if (kubectl == null && kustomize == null) {
            String missing = "Neither kubectl nor kustomize is there, one of which this test needs.";
            if (System.getenv("CI") != null) {
                throw new AssertionError(missing);
            }
            Assumptions.abort(missing);
        }
        List<String> command = kustomize != null
                ? List.of(kustomize.toString(), "build", "k8s/" + folder)
                : List.of(kubectl.toString(), "kustomize", "k8s/" + folder);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String yaml = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(String.join(" ", command) + " failed");
        }
        List<JsonNode> documents = new ArrayList<>();
        YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml).forEachRemaining(documents::add);
        return documents;
    }

    static Manifests parse(List<JsonNode> documents) throws IOException {
        List<HasMetadata> objects = new ArrayList<>();
        List<CustomResources.Resource> custom = new ArrayList<>();
        for (JsonNode document : documents) {
            String type = document.path("apiVersion").asText() + "/"
                    + document.path("kind").asText();
            if (TYPES.containsKey(type)) {
                objects.add(STRICT.treeToValue(document, TYPES.get(type)));
            } else if (CustomResources.TYPES.containsKey(type)) {
                custom.add(STRICT.treeToValue(document, CustomResources.TYPES.get(type)));
            } else {
                throw new IOException("No type is known for " + type);
            }
        }
        return new Manifests(objects, custom);
    }

    <T> List<T> all(Class<T> type) {
        return Stream.concat(objects.stream(), custom.stream())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The workloads, each as its kind and name with the Pods that it makes. */
    List<Workload> workloads() {
        List<Workload> workloads = new ArrayList<>();
        all(Deployment.class)
                .forEach(it -> workloads.add(new Workload(it, it.getSpec().getTemplate())));
        all(StatefulSet.class)
                .forEach(it -> workloads.add(new Workload(it, it.getSpec().getTemplate())));
        all(Job.class).forEach(it -> workloads.add(new Workload(it, it.getSpec().getTemplate())));
        return workloads;
    }

    /** The settings of the service that are not secret. */
    Map<String, String> settings() {
        return all(ConfigMap.class).stream()
                .filter(it -> it.getMetadata().getName().equals("onrecord"))
                .map(ConfigMap::getData)
                .findFirst()
                .orElse(Map.of());
    }

    private static Path onPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }
}
