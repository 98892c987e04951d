package org.onrecord.k8s;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;

/** The rules for the network. */
final class NetworkPolicies {

    static final List<Policy> ALL = List.of(
            new Policy("Pods connect to what they need, and to nothing else", NetworkPolicies::outgoing),
            new Policy("Pods are reached by those who need them, and by nobody else", NetworkPolicies::incoming),
            new Policy("only Prometheus reaches health and metrics", NetworkPolicies::management));

    /** The port of health and metrics. */
    private static final String MANAGEMENT = "management";

    private static final int DNS = 53;
    private static final int DATABASE = 5432;
    private static final int HTTPS = 443;
    private static final int OTLP = 4317;

    /** The ports of Pods: of Keycloak, and of Envoy Gateway for its port 443. */
    private static final Set<Integer> ISSUER_IN_CLUSTER = Set.of(8443, 10443);

    private static final Set<Integer> ALLOWED = Set.of(DNS, DATABASE, HTTPS, OTLP, 8443, 10443);

    /** Where NodeLocal DNSCache listens. */
    private static final String NODE_LOCAL_DNS = "169.254.20.10/32";

    /** A Service in another namespace: {@code http://collector.observability:4317}. */
    private static final Pattern COLLECTOR = Pattern.compile("https?://[a-z-]+\\.([a-z-]+):(\\d+)");

    private NetworkPolicies() {}

    private static List<NetworkPolicy> of(Manifests manifests, Map<String, String> labels) {
        return manifests.all(NetworkPolicy.class).stream()
                .filter(it -> selects(it.getSpec().getPodSelector(), labels))
                .toList();
    }

    private static boolean selects(LabelSelector selector, Map<String, String> labels) {
        return labels.entrySet().containsAll(selector.getMatchLabels().entrySet())
                && selector.getMatchExpressions().stream()
                        // The manifests have no other operator.
                        .allMatch(it -> it.getOperator().equals("NotIn")
                                && !it.getValues().contains(labels.get(it.getKey())));
    }

    private static void outgoing(Manifests manifests, Consumer<String> violation) {
        for (Workload workload : manifests.workloads()) {
            List<NetworkPolicy> policies = of(manifests, workload.labels());
            if (policies.stream().noneMatch(it -> it.getSpec().getPolicyTypes().contains("Egress"))) {
                violation.accept(workload.name() + " connects to anything");
            }
            List<NetworkPolicyEgressRule> rules = policies.stream()
                    .flatMap(it -> it.getSpec().getEgress().stream())
                    .toList();
            if (rules.stream()
                    .anyMatch(rule -> rule.getTo().isEmpty() || rule.getPorts().isEmpty())) {
                violation.accept(workload.name() + " has a rule without addresses or ports");
            }
            if ("read".equals(workload.labels().get("app.kubernetes.io/component"))) {
                rules.forEach(rule -> violation.accept(workload.name() + " needs no network, and has " + rule));
            } else if (workload.isOnRecord()) {
                Map<String, String> settings =
                        manifests.settings(workload.containers().get(0));
                onRecord(settings, rules, it -> violation.accept(workload.name() + " " + it));
            }
        }
        protocols(manifests, violation);
    }

    /** What the service and its Jobs connect to, by their settings. */
    private static void onRecord(
            Map<String, String> settings, List<NetworkPolicyEgressRule> rules, Consumer<String> violation) {
        Set<Integer> ports = rules.stream().flatMap(NetworkPolicies::ports).collect(Collectors.toSet());
        if (!ports.contains(DATABASE) || !ALLOWED.containsAll(ports)) {
            violation.accept("connects to the ports " + ports);
        }
        List<NetworkPolicyPeer> dns = peers(rules, DNS);
        if (dns.stream().noneMatch(it -> it.getPodSelector() != null)
                || dns.stream()
                        .noneMatch(it -> it.getIpBlock() != null
                                && it.getIpBlock().getCidr().equals(NODE_LOCAL_DNS))) {
            violation.accept("has no DNS in the cluster or on the node");
        }
        if (settings.containsKey("ONRECORD_ACCESS_ISSUER")) {
            boolean outside = peers(rules, HTTPS).stream().anyMatch(it -> it.getIpBlock() != null);
            boolean inside = ISSUER_IN_CLUSTER.stream()
                    .flatMap(port -> peers(rules, port).stream())
                    .anyMatch(it -> it.getNamespaceSelector() != null);
            if (!outside || !inside) {
                violation.accept("does not reach an issuer outside and inside of the cluster");
            }
        }
        Matcher collector = COLLECTOR.matcher(settings.getOrDefault("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", ""));
        if (collector.matches()
                && peers(rules, Integer.valueOf(collector.group(2))).stream()
                        .noneMatch(
                                it -> it.getNamespaceSelector().getMatchLabels().containsValue(collector.group(1)))) {
            violation.accept("does not reach the collector " + collector.group());
        }
    }

    private static Stream<Integer> ports(NetworkPolicyEgressRule rule) {
        return rule.getPorts().stream().map(port -> port.getPort().getIntVal());
    }

    /** Whom the rules open a port to. */
    private static List<NetworkPolicyPeer> peers(List<NetworkPolicyEgressRule> rules, Integer port) {
        return rules.stream()
                .filter(rule -> ports(rule).anyMatch(port::equals))
                .flatMap(rule -> rule.getTo().stream())
                .toList();
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

    private static void management(Manifests manifests, Consumer<String> violation) {
        for (NetworkPolicy policy : manifests.all(NetworkPolicy.class)) {
            boolean isMonitoring =
                    "monitoring".equals(policy.getMetadata().getLabels().get("app.kubernetes.io/component"));
            boolean isOnRecord = "onrecord"
                    .equals(policy.getSpec().getPodSelector().getMatchLabels().get("app.kubernetes.io/name"));
            policy.getSpec().getIngress().stream()
                    .flatMap(rule -> rule.getPorts().stream())
                    // By name, so that a rule cannot open the port by its number.
                    .filter(port -> isOnRecord
                            && !(isMonitoring ? MANAGEMENT : "http")
                                    .equals(port.getPort().getStrVal()))
                    .forEach(port -> violation.accept(policy.getMetadata().getName() + " opens " + port.getPort()));
        }
        for (JsonNode monitor : manifests.custom("ServiceMonitor")) {
            for (JsonNode endpoint : monitor.at("/spec/endpoints")) {
                if (!endpoint.path("port").asText().equals(MANAGEMENT)) {
                    violation.accept("Prometheus asks the port " + endpoint.path("port"));
                }
            }
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
