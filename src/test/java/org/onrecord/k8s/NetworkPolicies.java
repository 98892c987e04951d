package org.onrecord.k8s;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;

/** The rules for the network. */
final class NetworkPolicies {

    static final List<Policy> ALL = List.of(
            new Policy("Pods connect to what they need, and to nothing else", NetworkPolicies::outgoing),
            new Policy("Pods are reached by those who need them, and by nobody else", NetworkPolicies::incoming));

    /** DNS and the database. */
    private static final Set<Integer> NEEDED = Set.of(53, 5432);

    /** The issuer of tokens, outside of the cluster, inside, and behind the gateway; the collector of traces. */
    private static final Set<Integer> ALLOWED = Set.of(53, 5432, 443, 8443, 10443, 4317);

    private NetworkPolicies() {}

    private static List<NetworkPolicy> of(Manifests manifests, Map<String, String> labels) {
        return manifests.all(NetworkPolicy.class).stream()
                .filter(it -> labels.entrySet()
                        .containsAll(
                                it.getSpec().getPodSelector().getMatchLabels().entrySet()))
                .toList();
    }

    private static void outgoing(Manifests manifests, Consumer<String> violation) {
        for (Workload workload : manifests.workloads()) {
            List<NetworkPolicy> policies = of(manifests, workload.labels());
            if (policies.stream().noneMatch(it -> it.getSpec().getPolicyTypes().contains("Egress"))) {
                violation.accept(workload.name() + " connects to anything");
            }
            var rules = policies.stream()
                    .flatMap(it -> it.getSpec().getEgress().stream())
                    .toList();
            if (rules.stream()
                    .anyMatch(rule -> rule.getTo().isEmpty() || rule.getPorts().isEmpty())) {
                violation.accept(workload.name() + " has a rule without addresses or ports");
            }
            Set<Integer> ports = rules.stream()
                    .flatMap(rule -> rule.getPorts().stream())
                    .map(port -> port.getPort().getIntVal())
                    .collect(Collectors.toSet());
            if (workload.isOnRecord() && (!ports.containsAll(NEEDED) || !ALLOWED.containsAll(ports))) {
                violation.accept(workload.name() + " connects to the ports " + ports);
            }
        }
        protocols(manifests, violation);
    }

    private static void incoming(Manifests manifests, Consumer<String> violation) {
        for (Workload workload : manifests.workloads()) {
            check(workload.name(), of(manifests, workload.labels()), violation);
        }
        for (JsonNode cluster : manifests.custom("Cluster")) {
            String name = cluster.at("/metadata/name").asText();
            check("Cluster " + name, of(manifests, Map.of("cnpg.io/cluster", name)), violation);
        }
        for (NetworkPolicy policy : manifests.all(NetworkPolicy.class)) {
            policy.getSpec().getIngress().stream()
                    .flatMap(rule -> rule.getPorts().stream())
                    .filter(port -> port.getPort().getStrVal() != null)
                    .filter(port -> manifests.workloads().stream()
                            .filter(workload -> workload.hasAll(
                                    policy.getSpec().getPodSelector().getMatchLabels()))
                            .noneMatch(workload -> ObjectPolicies.hasPort(workload, port.getPort())))
                    .forEach(
                            port -> violation.accept(policy.getMetadata().getName() + " opens a port that no Pod has"));
        }
    }

    private static void check(String name, List<NetworkPolicy> policies, Consumer<String> violation) {
        if (policies.stream().noneMatch(it -> it.getSpec().getPolicyTypes().contains("Ingress"))) {
            violation.accept(name + " is reached by anybody");
        }
        if (policies.stream()
                .flatMap(it -> it.getSpec().getIngress().stream())
                .anyMatch(rule -> rule.getFrom().isEmpty() || rule.getPorts().isEmpty())) {
            violation.accept(name + " has a rule without addresses or ports");
        }
    }

    /** The ports are a list that is compared as a whole, defaults included. */
    private static void protocols(Manifests manifests, Consumer<String> violation) {
        for (NetworkPolicy policy : manifests.all(NetworkPolicy.class)) {
            boolean missing = policy.getSpec().getIngress().stream()
                            .flatMap(rule -> rule.getPorts().stream())
                            .anyMatch(port -> port.getProtocol() == null)
                    || policy.getSpec().getEgress().stream()
                            .flatMap(rule -> rule.getPorts().stream())
                            .anyMatch(port -> port.getProtocol() == null);
            if (missing) {
                violation.accept(policy.getMetadata().getName() + " lacks the protocol of a port");
            }
        }
    }
}
