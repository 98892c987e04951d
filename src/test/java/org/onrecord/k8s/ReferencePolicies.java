package org.onrecord.k8s;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClass;

/** The rule for references from one object to another. */
final class ReferencePolicies {

    static final List<Policy> ALL = List.of(new Policy("references lead to objects", ReferencePolicies::references));

    private ReferencePolicies() {}

    private static void references(Manifests manifests, Consumer<String> violation) {
        Set<String> secrets = new HashSet<>();
        for (JsonNode cluster : manifests.custom("Cluster")) {
            // CloudNativePG creates these.
            secrets.add(cluster.at("/metadata/name").asText() + "-app");
            secrets.add(cluster.at("/metadata/name").asText() + "-ca");
            // The operator creates these, and CloudNativePG reads the passwords of the roles from them.
            cluster.at("/spec/managed/roles")
                    .findValues("passwordSecret")
                    .forEach(it -> secrets.add(it.path("name").asText()));
        }
        for (Workload workload : manifests.workloads()) {
            Stream<String> wrong = Stream.of(
                            wrong(
                                    workload.pod().getServiceAccountName(),
                                    it -> manifests.has(ServiceAccount.class, it)),
                            wrong(workload.pod().getPriorityClassName(), it -> manifests.has(PriorityClass.class, it)),
                            workload.containers().stream().flatMap(it -> wrongOf(it, workload, secrets, manifests)),
                            workload.pod().getVolumes().stream()
                                    .filter(it -> it.getSecret() != null)
                                    .filter(it ->
                                            !Boolean.TRUE.equals(it.getSecret().getOptional()))
                                    .map(it -> it.getSecret().getSecretName())
                                    .filter(it -> !secrets.contains(it)))
                    .flatMap(it -> it);
            wrong.forEach(name -> violation.accept(workload.name() + " refers to " + name));
        }
        for (JsonNode cluster : manifests.custom("Cluster")) {
            wrong(cluster.at("/spec/priorityClassName").asText(null), it -> manifests.has(PriorityClass.class, it))
                    .forEach(name -> violation.accept("the Cluster refers to " + name));
        }
        for (HorizontalPodAutoscaler scaler : manifests.all(HorizontalPodAutoscaler.class)) {
            if (!manifests.has(
                    Deployment.class, scaler.getSpec().getScaleTargetRef().getName())) {
                violation.accept("the HorizontalPodAutoscaler scales nothing");
            }
        }
    }

    private static Stream<String> wrong(String name, Predicate<String> exists) {
        return Stream.ofNullable(name).filter(exists.negate());
    }

    private static Stream<String> wrongOf(
            Container container, Workload workload, Set<String> secrets, Manifests manifests) {
        Set<String> volumes = workload.pod().getVolumes().stream()
                .map(it -> it.getName())
                .collect(Collectors.toCollection(HashSet::new));
        if (workload.owner() instanceof StatefulSet set) {
            set.getSpec()
                    .getVolumeClaimTemplates()
                    .forEach(it -> volumes.add(it.getMetadata().getName()));
        }
        Stream<String> maps = container.getEnvFrom().stream()
                .map(it -> it.getConfigMapRef().getName())
                .filter(it -> !manifests.has(ConfigMap.class, it));
        Stream<String> keys = container.getEnv().stream()
                .filter(it -> it.getValueFrom() != null && it.getValueFrom().getSecretKeyRef() != null)
                .map(it -> it.getValueFrom().getSecretKeyRef())
                .filter(it -> !Boolean.TRUE.equals(it.getOptional()))
                .map(it -> it.getName())
                .filter(it -> !secrets.contains(it));
        Stream<String> mounts =
                container.getVolumeMounts().stream().map(it -> it.getName()).filter(it -> !volumes.contains(it));
        return Stream.of(maps, keys, mounts).flatMap(it -> it);
    }
}
