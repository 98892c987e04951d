package org.onrecord.k8s;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;

import static org.onrecord.k8s.Manifests.each;

/** The rules for the database of CloudNativePG, and for what Prometheus watches. */
final class DatabasePolicies {

    static final List<Policy> ALL = List.of(
            new Policy("a failover loses no commit", DatabasePolicies::durable),
            new Policy("the operator does not choose the version of PostgreSQL", DatabasePolicies::pinned),
            new Policy("the database is backed up", DatabasePolicies::backups),
            new Policy("the service cannot change audit records", DatabasePolicies::roles),
            new Policy("the database has a connection for each that the service opens", DatabasePolicies::connections),
            new Policy("prepared statements fit into the memory of the database", DatabasePolicies::memory),
            new Policy("Prometheus finds and reaches the service and the database", DatabasePolicies::monitored));

    private static final int METRICS = 9187;

    /**
     * What PostgreSQL needs for a prepared statement, and for each character of it. They follow from the two statements
     * in application.properties: 175 KB with 1.3 KB of SQL, and 300 KB with 4.4 KB.
     */
    private static final long STATEMENT_BYTES = 123_000;

    private static final long CHARACTER_BYTES = 40;

    /** What a process of PostgreSQL needs besides. */
    private static final long CONNECTION_BYTES = 8_000_000;

    private DatabasePolicies() {}

    private static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    private static void durable(Manifests manifests, Consumer<String> violation) {
        for (JsonNode cluster : manifests.custom("Cluster")) {
            JsonNode synchronous = cluster.at("/spec/postgresql/synchronous");
            if (cluster.at("/spec/instances").asInt() < 3
                    || synchronous.path("number").asInt() < 1) {
                violation.accept("no second instance has a commit when it returns");
            }
            if (!synchronous.path("failoverQuorum").asBoolean()) {
                violation.accept("the operator may promote a replica that lacks commits");
            }
            if (!synchronous.path("dataDurability").asText().equals("required")) {
                violation.accept("commits return while no replica is connected");
            }
        }
    }

    private static void pinned(Manifests manifests, Consumer<String> violation) {
        for (JsonNode cluster : manifests.custom("Cluster")) {
            String image = cluster.at("/spec/imageName").asText();
            if (!ImageReference.parse(image).isPinnedByDigest()) {
                violation.accept(name(cluster) + " has the image " + image);
            }
        }
    }

    private static void backups(Manifests manifests, Consumer<String> violation) {
        for (JsonNode cluster : manifests.custom("Cluster")) {
            boolean archived = each(cluster.at("/spec/plugins"))
                    .filter(plugin -> plugin.path("isWALArchiver").asBoolean())
                    .anyMatch(plugin -> manifests.custom("ObjectStore").stream()
                            .anyMatch(it -> it.at("/metadata/name").equals(plugin.at("/parameters/barmanObjectName"))));
            if (!archived) {
                violation.accept("the WAL of " + name(cluster) + " is not archived");
            }
            if (manifests.custom("ScheduledBackup").stream()
                    .noneMatch(it -> it.at("/spec/cluster/name").asText().equals(name(cluster)))) {
                violation.accept("nothing backs up " + name(cluster));
            }
        }
    }

    /** The roles to which R__Roles.sql grants their privileges, and which have no others. */
    private static void roles(Manifests manifests, Consumer<String> violation) {
        for (JsonNode cluster : manifests.custom("Cluster")) {
            for (String kind : List.of("writer", "reader")) {
                JsonNode role = each(cluster.at("/spec/managed/roles"))
                        .filter(it -> it.path("name").asText().equals("onrecord_" + kind))
                        .findFirst()
                        .orElse(MissingNode.getInstance());
                if (!role.at("/passwordSecret/name").asText().equals("onrecord-" + kind)
                        || !role.path("login").asBoolean()
                        || !role.path("ensure").asText().equals("present")) {
                    violation.accept("no role onrecord_" + kind + " can log in");
                }
                if (Stream.of("superuser", "createrole", "createdb", "replication", "bypassrls", "inRoles")
                        .anyMatch(role::has)) {
                    violation.accept("the role onrecord_" + kind + " has other privileges");
                }
            }
            secretOfUser(manifests, "migrate", "", cluster.at("/metadata/name").asText() + "-app", violation);
            for (String component : List.of("service", "import")) {
                secretOfUser(manifests, component, "", "onrecord-writer", violation);
                secretOfUser(manifests, component, "READS_", "onrecord-reader", violation);
            }
        }
    }

    private static void secretOfUser(
            Manifests manifests, String component, String pool, String secret, Consumer<String> violation) {
        Container container = manifests.onRecord(component).containers().get(0);
        for (String setting : List.of("USERNAME", "PASSWORD")) {
            String name = "QUARKUS_DATASOURCE_" + pool + setting;
            if (container.getEnv().stream()
                    .filter(it -> it.getName().equals(name))
                    .noneMatch(
                            it -> it.getValueFrom().getSecretKeyRef().getName().equals(secret))) {
                violation.accept(component + " does not read " + name + " from " + secret);
            }
        }
    }

    private static void connections(Manifests manifests, Consumer<String> violation) {
        // In the worst case a replica of the database has become the primary and still has its readers.
        int each = Stream.concat(
                        Stream.of("", "reads.", "fresh.", "probe.", "documents.")
                                .map(pool -> "quarkus.datasource." + pool + "jdbc.max-size"),
                        Stream.of("onrecord.event-loop-connections"))
                .mapToInt(setting -> Integer.parseInt(ApplicationProperties.get(setting)))
                .sum();
        int replicas = mostReplicas(manifests);
        for (JsonNode cluster : manifests.custom("Cluster")) {
            int most = cluster.at("/spec/postgresql/parameters/max_connections").asInt();
            if (most <= replicas * each) {
                violation.accept(replicas + " replicas open " + each + " connections each, of " + most);
            }
            Map.of("QUARKUS_DATASOURCE_JDBC_URL", "-rw", "QUARKUS_DATASOURCE_READS_JDBC_URL", "-ro")
                    .forEach((setting, service) -> {
                        if (!manifests
                                .settings()
                                .getOrDefault(setting, "")
                                .contains("//" + name(cluster) + service + ":5432/")) {
                            violation.accept(setting + " does not lead to " + name(cluster) + service);
                        }
                    });
        }
    }

    private static int mostReplicas(Manifests manifests) {
        return manifests.all(HorizontalPodAutoscaler.class).stream()
                // One more during a rollout.
                .mapToInt(it -> it.getSpec().getMaxReplicas() + 1)
                .sum();
    }

    /** In the worst case all queries read from one replica, and strangers send documents that all differ. */
    private static void memory(Manifests manifests, Consumer<String> violation) {
        String url = manifests.settings().getOrDefault("QUARKUS_DATASOURCE_READS_JDBC_URL", "");
        long each = number("quarkus.datasource.reads.jdbc.max-size") * preparedBytes("reads", url, 1)
                // PgOptions: half as many statements.
                + number("onrecord.event-loop-connections") * preparedBytes("reads", url, 2);
        long connections = number("quarkus.datasource.reads.jdbc.max-size") + number("onrecord.event-loop-connections");
        for (JsonNode cluster : manifests.custom("Cluster")) {
            long least = mostReplicas(manifests) * (each + connections * CONNECTION_BYTES)
                    + bytes(cluster.at("/spec/postgresql/parameters/shared_buffers")
                            .asText()
                            .replace("GB", "Gi"));
            if (bytes(cluster.at("/spec/resources/limits/memory").asText()) < least) {
                violation.accept(name(cluster) + " may need " + least / 1_000_000 + " MB");
            }
        }
        String primaryUrl = manifests.settings().getOrDefault("QUARKUS_DATASOURCE_JDBC_URL", "");
        long primary = number("quarkus.datasource.fresh.jdbc.max-size") * preparedBytes("fresh", primaryUrl, 1);
        if (primary > each) {
            violation.accept("the primary needs more memory than a replica");
        }
    }

    /** The most that PostgreSQL needs for the prepared statements of a connection. */
    private static long preparedBytes(String pool, String url, int divisor) {
        long statements = property(pool, url, "preparedStatementCacheQueries") / divisor;
        // The driver counts four bytes for a character of SQL.
        long characters = property(pool, url, "preparedStatementCacheSizeMiB") * 1024 * 1024 / 4;
        return statements * STATEMENT_BYTES + characters * CHARACTER_BYTES;
    }

    /** A parameter of the URL, or the property of the driver in application.properties. */
    private static long property(String pool, String url, String name) {
        Matcher parameter = Pattern.compile("[?&]" + name + "=(\\d+)").matcher(url);
        return parameter.find()
                ? Long.parseLong(parameter.group(1))
                : number("quarkus.datasource." + pool + ".jdbc.additional-jdbc-properties." + name);
    }

    private static long number(String setting) {
        return Long.parseLong(ApplicationProperties.get(setting));
    }

    private static long bytes(String quantity) {
        return Quantity.getAmountInBytes(new Quantity(quantity)).longValueExact();
    }

    private static void monitored(Manifests manifests, Consumer<String> violation) {
        for (JsonNode monitor : manifests.custom("ServiceMonitor")) {
            for (JsonNode endpoint : monitor.at("/spec/endpoints")) {
                if (manifests.all(Service.class).stream()
                        .filter(service ->
                                service.getMetadata().getLabels().entrySet().containsAll(labels(monitor)))
                        .flatMap(service -> service.getSpec().getPorts().stream())
                        .noneMatch(port ->
                                port.getName().equals(endpoint.path("port").asText()))) {
                    violation.accept("the ServiceMonitor finds no port");
                }
            }
        }
        for (JsonNode cluster : manifests.custom("Cluster")) {
            var selector = Map.of("cnpg.io/cluster", name(cluster));
            if (manifests.custom("PodMonitor").stream()
                    .noneMatch(it -> labels(it).equals(selector.entrySet()))) {
                violation.accept("Prometheus does not find " + name(cluster));
            }
            if (manifests.all(NetworkPolicy.class).stream()
                    .filter(it -> it.getSpec().getPodSelector().getMatchLabels().equals(selector))
                    .flatMap(it -> it.getSpec().getIngress().stream())
                    .filter(rule -> rule.getFrom().stream().anyMatch(it -> it.getNamespaceSelector() != null))
                    .flatMap(rule -> rule.getPorts().stream())
                    .noneMatch(port ->
                            Integer.valueOf(METRICS).equals(port.getPort().getIntVal()))) {
                violation.accept("Prometheus does not reach " + name(cluster));
            }
        }
        // The label by which kube-prometheus-stack selects what it watches.
        manifests.custom().stream()
                .filter(it -> it.path("apiVersion").asText().startsWith("monitoring.coreos.com/"))
                .filter(it -> !it.at("/metadata/labels").has("release"))
                .forEach(it -> violation.accept(it.path("kind").asText() + " has no label release"));
    }

    private static Set<Map.Entry<String, String>> labels(JsonNode monitor) {
        return StreamSupport.stream(
                        monitor.at("/spec/selector/matchLabels").properties().spliterator(), false)
                .map(it -> Map.entry(it.getKey(), it.getValue().asText()))
                .collect(Collectors.toSet());
    }
}
