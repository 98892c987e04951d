package org.onrecord.k8s;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;

import static org.onrecord.k8s.Manifests.each;

/** The rules for access from outside of the cluster. */
final class GatewayPolicies {

    static final List<Policy> ALL = List.of(
            new Policy("routes lead from TLS to the service", GatewayPolicies::routes),
            new Policy("the gateway waits for the service", GatewayPolicies::timeouts),
            new Policy("the service knows its URL and the addresses of its clients", GatewayPolicies::addresses),
            new Policy("port 80 redirects to TLS, and lets HTTP-01 through", GatewayPolicies::redirect),
            new Policy("the gateway lets all WebSockets through", GatewayPolicies::circuitBreaker),
            new Policy("requests are limited, but not those of a newsroom", GatewayPolicies::rateLimit));

    /** What 300 people behind one address, who open a page with 20 requests each minute, send. */
    private static final int NEWSROOM = 300 * 20;

    /** The paths whose requests run many statements. */
    private static final Set<String> UNLIMITED =
            Set.of("/import", "/export", "/read", "/search", "/people", "/events", "/search.csv", "/quotes.csv");

    private GatewayPolicies() {}

    /** The listener that a parentRef names. */
    private static Optional<JsonNode> listener(Manifests manifests, JsonNode parent) {
        return manifests.custom("Gateway").stream()
                .filter(it -> it.at("/metadata/name").equals(parent.path("name")))
                .flatMap(it -> each(it.at("/spec/listeners")))
                .filter(it -> it.path("name").equals(parent.path("sectionName")))
                .findFirst();
    }

    private static void routes(Manifests manifests, Consumer<String> violation) {
        for (JsonNode route : manifests.custom("HTTPRoute")) {
            String name = route.at("/metadata/name").asText();
            for (JsonNode parent : route.at("/spec/parentRefs")) {
                Optional<JsonNode> listener = listener(manifests, parent);
                if (listener.isEmpty()
                        || each(route.at("/spec/hostnames"))
                                .noneMatch(it -> it.equals(listener.get().path("hostname")))) {
                    violation.accept(name + " has no listener");
                } else if (!listener.get().has("tls")
                        && each(route.at("/spec/rules")).anyMatch(rule -> rule.has("backendRefs"))) {
                    violation.accept(name + " serves without TLS");
                }
            }
            each(route.at("/spec/rules"))
                    .flatMap(rule -> each(rule.path("backendRefs")))
                    .filter(backend -> !hasPort(
                            manifests,
                            backend.path("name").asText(),
                            backend.path("port").asInt()))
                    .forEach(backend -> violation.accept(name + " leads to " + backend));
        }
    }

    private static void timeouts(Manifests manifests, Consumer<String> violation) {
        Duration least = setting(manifests, "quarkus.transaction-manager.default-transaction-timeout")
                .plus(setting(manifests, "onrecord.limits.body-time"));
        for (JsonNode route : manifests.custom("HTTPRoute")) {
            each(route.at("/spec/rules"))
                    .filter(rule -> rule.has("backendRefs"))
                    .forEach(rule -> {
                        // Without it, Envoy gives up after 15 seconds.
                        Duration timeout = duration(rule.at("/timeouts/request").asText("15s"));
                        if (!timeout.isZero() && timeout.compareTo(least) <= 0) {
                            violation.accept(
                                    "the service may take " + least + ", and the gateway gives up after " + timeout);
                        }
                        each(rule.path("matches"))
                                .map(match -> match.at("/path/value").asText())
                                .filter(path -> UNLIMITED.contains(path) && !timeout.isZero())
                                .forEach(path -> violation.accept("the gateway gives up " + path));
                    });
        }
    }

    private static Duration setting(Manifests manifests, String name) {
        String variable = name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
        return duration(manifests.settings().getOrDefault(variable, ApplicationProperties.get(name)));
    }

    private static Duration duration(String text) {
        return Duration.parse("PT" + text);
    }

    private static boolean hasPort(Manifests manifests, String service, int port) {
        return manifests.all(Service.class).stream()
                .filter(it -> it.getMetadata().getName().equals(service))
                .flatMap(it -> it.getSpec().getPorts().stream())
                .anyMatch(it -> it.getPort() == port && it.getName().equals("http"));
    }

    private static void addresses(Manifests manifests, Consumer<String> violation) {
        String url = manifests.settings().get("ONRECORD_PUBLIC_URL");
        for (JsonNode gateway : manifests.custom("Gateway")) {
            each(gateway.at("/spec/listeners"))
                    .filter(listener -> listener.has("tls"))
                    .map(listener -> "https://" + listener.path("hostname").asText())
                    .filter(served -> !served.equals(url))
                    .forEach(served -> violation.accept("clients reach " + served + ", and the service knows " + url));
            if (Integer.parseInt(manifests.settings().getOrDefault("ONRECORD_TRUSTED_PROXIES", "0")) < 1) {
                violation.accept("all clients have the address of the gateway");
            }
        }
        if (manifests.settings().containsKey("QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING")) {
            violation.accept("Quarkus trusts headers that a client sends");
        }
    }

    private static void redirect(Manifests manifests, Consumer<String> violation) {
        for (JsonNode gateway : manifests.custom("Gateway")) {
            for (JsonNode secure : gateway.at("/spec/listeners")) {
                Optional<JsonNode> plain = each(gateway.at("/spec/listeners"))
                        .filter(it -> it.path("port").asInt() == 80)
                        .filter(it -> it.path("hostname").equals(secure.path("hostname")))
                        .findFirst();
                if (plain.isEmpty()) {
                    violation.accept("nothing listens on port 80");
                } else if (manifests.custom("HTTPRoute").stream()
                        .filter(route -> each(route.at("/spec/parentRefs")).anyMatch(it -> it.path("sectionName")
                                .equals(plain.get().path("name"))))
                        .flatMap(route -> each(route.at("/spec/rules")))
                        .flatMap(rule -> each(rule.path("filters")))
                        .noneMatch(
                                it -> it.at("/requestRedirect/scheme").asText().equals("https"))) {
                    violation.accept("port 80 does not redirect");
                }
            }
            String issuer = gateway.at("/metadata/annotations")
                    .path("cert-manager.io/issuer")
                    .asText();
            Stream<JsonNode> solvers = manifests.custom("Issuer").stream()
                    .filter(it -> it.at("/metadata/name").asText().equals(issuer))
                    .flatMap(it -> each(it.at("/spec/acme/solvers")));
            if (solvers.flatMap(it -> each(it.at("/http01/gatewayHTTPRoute/parentRefs")))
                    .flatMap(parent -> listener(manifests, parent).stream())
                    .noneMatch(it -> it.path("port").asInt() == 80)) {
                violation.accept("the issuer " + issuer + " does not check the host name on port 80");
            }
        }
    }

    /** The policies for traffic to the service. */
    private static List<JsonNode> traffic(Manifests manifests, Consumer<String> violation) {
        List<JsonNode> policies = manifests.custom("BackendTrafficPolicy").stream()
                .filter(policy -> each(policy.at("/spec/targetRefs"))
                        .anyMatch(it -> it.path("name").asText().equals("onrecord")))
                .toList();
        if (policies.isEmpty() && !manifests.custom("HTTPRoute").isEmpty()) {
            violation.accept("no policy is for the traffic to the service");
        }
        return policies;
    }

    private static void circuitBreaker(Manifests manifests, Consumer<String> violation) {
        int each = Integer.parseInt(manifests
                .settings()
                .getOrDefault(
                        "ONRECORD_LIVE_MAX_CONNECTIONS", ApplicationProperties.get("onrecord.live.max-connections")));
        int replicas = manifests.all(HorizontalPodAutoscaler.class).stream()
                // One more during a rollout.
                .mapToInt(it -> it.getSpec().getMaxReplicas() + 1)
                .sum();
        for (JsonNode policy : traffic(manifests, violation)) {
            JsonNode breaker = policy.at("/spec/circuitBreaker");
            for (String limit : List.of("maxConnections", "maxParallelRequests")) {
                if (breaker.path(limit).asInt(1024) <= replicas * each) {
                    violation.accept(limit + " is less than " + replicas + " replicas with " + each + " WebSockets");
                }
            }
            if (breaker.at("/perEndpoint/maxConnections").asInt(Integer.MAX_VALUE) <= each) {
                violation.accept("a replica gets less than " + each + " WebSockets");
            }
        }
    }

    private static void rateLimit(Manifests manifests, Consumer<String> violation) {
        for (JsonNode policy : traffic(manifests, violation)) {
            List<JsonNode> limits = each(policy.at("/spec/rateLimit/global/rules"))
                    .map(rule -> rule.path("limit"))
                    .toList();
            if (limits.isEmpty()) {
                violation.accept("requests are not limited");
            }
            limits.stream()
                    .filter(it -> !it.path("unit").asText().equals("Minute")
                            || it.path("requests").asInt() < NEWSROOM)
                    .forEach(it -> violation.accept("a newsroom sends more than " + it));
        }
    }
}
