package org.onrecord.k8s;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClass;

/**
 * What kustomize renders. The objects of the Kubernetes API are read into its types, which refuse a field that they
 * do not have, as {@code kubectl apply --validate=strict} does.
 *
 * @param objects the objects of the Kubernetes API
 * @param custom the custom resources, which {@link CustomResourcesTest} checks against their definitions
 */
record Manifests(List<HasMetadata> objects, List<JsonNode> custom) {

    private static final Map<String, Class<? extends HasMetadata>> TYPES = Map.ofEntries(
            Map.entry("v1/ConfigMap", ConfigMap.class),
            Map.entry("v1/Namespace", Namespace.class),
            Map.entry("v1/PersistentVolumeClaim", PersistentVolumeClaim.class),
            Map.entry("v1/Service", Service.class),
            Map.entry("v1/ServiceAccount", ServiceAccount.class),
            Map.entry("apps/v1/Deployment", Deployment.class),
            Map.entry("apps/v1/StatefulSet", StatefulSet.class),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("batch/v1/CronJob", CronJob.class),
            Map.entry("batch/v1/Job", Job.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
            Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("scheduling.k8s.io/v1/PriorityClass", PriorityClass.class));

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .annotationIntrospector(new NoOtherFields())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Hides the setters by which the types of fabric8 accept fields that they do not know. */
    private static final class NoOtherFields extends JacksonAnnotationIntrospector {

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }

    /** Renders a folder with kustomize, which kubectl has built in. */
    static List<JsonNode> render(Path folder) throws IOException, InterruptedException {
        Path program = Tools.program("kubectl", "kustomize");
        String verb = program.endsWith("kubectl") ? "kustomize" : "build";
        return read(Tools.run(program.toString(), verb, folder.toString()));
    }

    static List<JsonNode> read(String yaml) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml).forEachRemaining(documents::add);
        return documents;
    }

    static Manifests parse(List<JsonNode> documents) throws IOException {
        List<HasMetadata> objects = new ArrayList<>();
        List<JsonNode> custom = new ArrayList<>();
        for (JsonNode document : documents) {
            String apiVersion = document.path("apiVersion").asText();
            Class<? extends HasMetadata> type =
                    TYPES.get(apiVersion + "/" + document.path("kind").asText());
            if (type != null) {
                objects.add(STRICT.treeToValue(document, type));
            } else if (CustomResourceDefinitions.isCustom(apiVersion)) {
                STRICT.treeToValue(document.get("metadata"), ObjectMeta.class);
                custom.add(document);
            } else {
                throw new IOException("No type is known for " + apiVersion + "/" + document.path("kind"));
            }
        }
        return new Manifests(objects, custom);
    }

    <T> List<T> all(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T extends HasMetadata> boolean has(Class<T> type, String name) {
        return all(type).stream().anyMatch(it -> it.getMetadata().getName().equals(name));
    }

    /** The custom resources of a kind. */
    List<JsonNode> custom(String kind) {
        return custom.stream()
                .filter(it -> it.path("kind").asText().equals(kind))
                .toList();
    }

    /** The metadata of all objects, by their kind and name. */
    Map<String, ObjectMeta> metadata() {
        Map<String, ObjectMeta> all = new TreeMap<>();
        objects.forEach(it -> all.put(it.getKind() + " " + it.getMetadata().getName(), it.getMetadata()));
        custom.forEach(it -> all.put(
                it.path("kind").asText() + " " + it.at("/metadata/name").asText(),
                STRICT.convertValue(it.get("metadata"), ObjectMeta.class)));
        return all;
    }

    /** What creates Pods. */
    List<Workload> workloads() {
        List<Workload> workloads = new ArrayList<>();
        all(Deployment.class)
                .forEach(it -> workloads.add(new Workload(it, it.getSpec().getTemplate())));
        all(StatefulSet.class)
                .forEach(it -> workloads.add(new Workload(it, it.getSpec().getTemplate())));
        all(Job.class).forEach(it -> workloads.add(new Workload(it, it.getSpec().getTemplate())));
        all(CronJob.class)
                .forEach(it -> workloads.add(
                        new Workload(it, it.getSpec().getJobTemplate().getSpec().getTemplate())));
        return workloads;
    }

    /** The workload of OnRecord with this component label: service, migrate, import or read. */
    Workload onRecord(String component) {
        return workloads().stream()
                .filter(Workload::isOnRecord)
                .filter(it -> component.equals(it.labels().get("app.kubernetes.io/component")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no workload " + component));
    }

    /** The environment of a container, except for what comes from Secrets. */
    Map<String, String> settings(Container container) {
        Map<String, String> settings = new LinkedHashMap<>();
        container.getEnvFrom().forEach(from -> all(ConfigMap.class).stream()
                .filter(it ->
                        it.getMetadata().getName().equals(from.getConfigMapRef().getName()))
                .forEach(it -> settings.putAll(it.getData())));
        container.getEnv().stream()
                .filter(it -> it.getValue() != null)
                .forEach(it -> settings.put(it.getName(), it.getValue()));
        return settings;
    }

    /** The settings of the service. */
    Map<String, String> settings() {
        return settings(onRecord("service").containers().get(0));
    }

    /** The settings of all containers of OnRecord, by the name of their workload. */
    Stream<Map.Entry<String, Map<String, String>>> settingsOfOnRecord() {
        return workloads().stream().filter(Workload::isOnRecord).flatMap(workload -> workload.containers().stream()
                .map(container -> Map.entry(workload.name(), settings(container))));
    }

    /** The elements of an array, none if it is missing. */
    static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
