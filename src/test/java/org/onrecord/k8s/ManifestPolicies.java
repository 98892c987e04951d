package org.onrecord.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;

/** What holds between the objects of an overlay. */
final class ManifestPolicies {

    static final List<Policy> ALL = List.of(
            new Policy("everything is in the namespace, which is restricted", ManifestPolicies::namespaced),
            new Policy("no secret stands in a ConfigMap", ManifestPolicies::noPlainSecret),
            new Policy("selectors select what they are meant for", ManifestPolicies::selectors),
            new Policy("ports agree", ManifestPolicies::ports),
            new Policy("what is referred to is there", ManifestPolicies::references),
            new Policy("Pods talk to those that they need, and to no other", ManifestPolicies::network),
            new Policy("all containers of the service run one image, of this version", ManifestPolicies::oneImage),
            new Policy("replicas do not race to migrate", ManifestPolicies::migrations),
            new Policy("settings are in README's table", ManifestPolicies::settings));

    private static final Pattern SECRET = Pattern.compile("PASSWORD|SECRET|TOKEN|CREDENTIAL|PRIVATE_KEY");

    private ManifestPolicies() {}

    static boolean isSecret(String setting) {
        return SECRET.matcher(setting.toUpperCase(Locale.ROOT)).find();
    }

    private static void namespaced(Manifests manifests, Consumer<String> violation) {
        Set<String> namespaces = Stream.concat(
                        manifests.objects().stream()
                                .filter(it -> !(it instanceof Namespace))
                                .map(HasMetadata::getMetadata),
                        manifests.custom().stream().map(CustomResources.Resource::metadata))
                .map(metadata -> String.valueOf(metadata.getNamespace()))
                .collect(Collectors.toSet());
        for (Namespace namespace : manifests.all(Namespace.class)) {
            namespaces.remove(namespace.getMetadata().getName());
            if (!"restricted".equals(namespace.getMetadata().getLabels().get("pod-security.kubernetes.io/enforce"))) {
                violation.accept("the namespace allows any Pod");
            }
        }
        namespaces.forEach(name -> violation.accept("something is in another namespace: " + name));
    }

    private static void noPlainSecret(Manifests manifests, Consumer<String> violation) {
        for (ConfigMap map : manifests.all(ConfigMap.class)) {
            map.getData().keySet().stream().filter(ManifestPolicies::isSecret).forEach(violation);
        }
    }

    private static void selectors(Manifests manifests, Consumer<String> violation) {
        for (Deployment it : manifests.all(Deployment.class)) {
            selectsOnly(manifests, it, it.getSpec().getSelector().getMatchLabels(), violation);
            for (var spread : it.getSpec().getTemplate().getSpec().getTopologySpreadConstraints()) {
                selectsOnly(manifests, it, spread.getLabelSelector().getMatchLabels(), violation);
            }
            if (it.getSpec().getTemplate().getSpec().getTopologySpreadConstraints().stream()
                    .noneMatch(spread -> spread.getTopologyKey().equals("kubernetes.io/hostname"))) {
                violation.accept("replicas may all be on one node");
            }
        }
        for (StatefulSet it : manifests.all(StatefulSet.class)) {
            selectsOnly(manifests, it, it.getSpec().getSelector().getMatchLabels(), violation);
        }
        for (Service it : manifests.all(Service.class)) {
            selectsOnly(manifests, it, it.getSpec().getSelector(), violation);
        }
        for (PodDisruptionBudget it : manifests.all(PodDisruptionBudget.class)) {
            selectsOnly(manifests, it, it.getSpec().getSelector().getMatchLabels(), violation);
        }
        for (var it : manifests.all(CustomResources.ServiceMonitor.class)) {
            Map<String, String> wanted = it.spec().selector().getMatchLabels();
            if (manifests.all(Service.class).stream()
                    .noneMatch(service ->
                            service.getMetadata().getLabels().entrySet().containsAll(wanted.entrySet()))) {
                violation.accept("the ServiceMonitor finds no Service");
            }
        }
    }

    /** One workload that stays, which is the service or the database, and no Job. */
    private static void selectsOnly(
            Manifests manifests, HasMetadata owner, Map<String, String> selector, Consumer<String> violation) {
        List<Workload> selected = manifests.workloads().stream()
                .filter(workload -> workload.hasAll(selector))
                .toList();
        if (selected.size() != 1 || selected.get(0).owner() instanceof Job) {
            violation.accept(owner.getKind() + " " + owner.getMetadata().getName() + " selects "
                    + selected.stream().map(Workload::name).toList());
        }
    }

    private static void ports(Manifests manifests, Consumer<String> violation) {
        for (Service service : manifests.all(Service.class)) {
            for (ServicePort port : service.getSpec().getPorts()) {
                boolean open = manifests.workloads().stream()
                        .filter(workload -> workload.hasAll(service.getSpec().getSelector()))
                        .anyMatch(workload -> hasPort(workload, port.getTargetPort()));
                if (!open) {
                    violation.accept("no container listens where the Service "
                            + service.getMetadata().getName() + " sends to");
                }
            }
        }
        for (HTTPRoute route : manifests.all(HTTPRoute.class)) {
            route.getSpec().getRules().stream()
                    .flatMap(rule -> rule.getBackendRefs().stream())
                    .filter(backend -> servicePorts(manifests, backend.getName())
                            .noneMatch(port -> port.getPort().equals(backend.getPort())))
                    .forEach(backend -> violation.accept(
                            "the HTTPRoute leads nowhere: " + backend.getName() + ":" + backend.getPort()));
        }
        for (var monitor : manifests.all(CustomResources.ServiceMonitor.class)) {
            monitor.spec().endpoints().stream()
                    .filter(endpoint -> servicePorts(manifests, "onrecord")
                            .noneMatch(port -> port.getName().equals(endpoint.port())))
                    .forEach(endpoint -> violation.accept("the ServiceMonitor asks a port that is not there"));
        }
        for (NetworkPolicy policy : manifests.all(NetworkPolicy.class)) {
            for (var rule : policy.getSpec().getIngress()) {
                rule.getPorts().stream()
                        .filter(port -> port.getPort().getStrVal() != null)
                        .filter(port -> manifests.workloads().stream()
                                .filter(workload -> workload.hasAll(
                                        policy.getSpec().getPodSelector().getMatchLabels()))
                                .noneMatch(workload -> hasPort(workload, port.getPort())))
                        .forEach(port -> violation.accept("the NetworkPolicy opens a port that is not there"));
            }
        }
    }

    private static Stream<ServicePort> servicePorts(Manifests manifests, String service) {
        return manifests.all(Service.class).stream()
                .filter(it -> it.getMetadata().getName().equals(service))
                .flatMap(it -> it.getSpec().getPorts().stream());
    }

    private static boolean hasPort(Workload workload, IntOrString port) {
        return workload.containers().stream()
                .flatMap(container -> container.getPorts().stream())
                .anyMatch(it -> it.getName().equals(port.getStrVal())
                        || it.getContainerPort().equals(port.getIntVal()));
    }

    private static void references(Manifests manifests, Consumer<String> violation) {
        Set<String> secrets = new HashSet<>();
        for (var cluster : manifests.all(CustomResources.Cluster.class)) {
            // What CloudNativePG makes.
            secrets.add(cluster.metadata().getName() + "-app");
            secrets.add(cluster.metadata().getName() + "-ca");
        }
        for (Workload workload : manifests.workloads()) {
            String account = workload.pod().getServiceAccountName();
            require(account == null || named(manifests, ServiceAccount.class, account), workload, account, violation);
            for (Container container : workload.containers()) {
                container.getEnvFrom().forEach(it -> {
                    String map = it.getConfigMapRef().getName();
                    require(named(manifests, ConfigMap.class, map), workload, map, violation);
                });
                container.getEnv().stream()
                        .filter(it ->
                                it.getValueFrom() != null && it.getValueFrom().getSecretKeyRef() != null)
                        .map(it -> it.getValueFrom().getSecretKeyRef().getName())
                        .forEach(secret -> require(secrets.contains(secret), workload, secret, violation));
                container.getVolumeMounts().stream()
                        .filter(mount -> workload.pod().getVolumes().stream()
                                        .noneMatch(it -> it.getName().equals(mount.getName()))
                                && !(workload.owner() instanceof StatefulSet set
                                        && set.getSpec().getVolumeClaimTemplates().stream()
                                                .anyMatch(it -> it.getMetadata()
                                                        .getName()
                                                        .equals(mount.getName()))))
                        .forEach(mount -> require(false, workload, mount.getName(), violation));
            }
            workload.pod().getVolumes().stream()
                    .filter(it -> it.getSecret() != null)
                    .map(it -> it.getSecret().getSecretName())
                    .forEach(secret -> require(secrets.contains(secret), workload, secret, violation));
        }
        for (HorizontalPodAutoscaler scaler : manifests.all(HorizontalPodAutoscaler.class)) {
            if (!named(
                    manifests,
                    Deployment.class,
                    scaler.getSpec().getScaleTargetRef().getName())) {
                violation.accept("what scales by itself is not there");
            }
        }
        for (HTTPRoute route : manifests.all(HTTPRoute.class)) {
            if (route.getSpec().getParentRefs().stream().anyMatch(parent -> manifests.all(Gateway.class).stream()
                    .filter(it -> it.getMetadata().getName().equals(parent.getName()))
                    .flatMap(it -> it.getSpec().getListeners().stream())
                    .noneMatch(it -> it.getName().equals(parent.getSectionName())
                            && it.getTls() != null
                            && route.getSpec().getHostnames().contains(it.getHostname())))) {
                violation.accept("the HTTPRoute has no listener with TLS");
            }
            if (manifests.all(CustomResources.BackendTrafficPolicy.class).stream()
                    .flatMap(it -> it.spec().targetRefs().stream())
                    .noneMatch(it -> it.name().equals(route.getMetadata().getName()))) {
                violation.accept("the HTTPRoute has no limit of requests");
            }
        }
    }

    private static void require(boolean there, Workload workload, String name, Consumer<String> violation) {
        if (!there) {
            violation.accept(workload.name() + " refers to " + name);
        }
    }

    private static <T extends HasMetadata> boolean named(Manifests manifests, Class<T> type, String name) {
        return manifests.all(type).stream()
                .anyMatch(it -> it.getMetadata().getName().equals(name));
    }

    private static void network(Manifests manifests, Consumer<String> violation) {
        for (Workload workload : manifests.workloads()) {
            List<NetworkPolicy> policies = manifests.all(NetworkPolicy.class).stream()
                    .filter(it -> workload.hasAll(it.getSpec().getPodSelector().getMatchLabels()))
                    .toList();
            if (policies.stream().noneMatch(it -> it.getSpec().getPolicyTypes().equals(List.of("Ingress", "Egress")))) {
                violation.accept(workload.name() + " may talk to anybody");
            }
            if (workload.isOnRecord()) {
                Set<Integer> out = policies.stream()
                        .flatMap(it -> it.getSpec().getEgress().stream())
                        .flatMap(rule -> {
                            if (rule.getTo().isEmpty()) {
                                violation.accept(workload.name() + " may send anywhere");
                            }
                            return rule.getPorts().stream();
                        })
                        .map(port -> port.getPort().getIntVal())
                        .collect(Collectors.toSet());
                if (!out.equals(Set.of(53, 5432, 443))) {
                    violation.accept(workload.name() + " may send to the ports " + out);
                }
                if (policies.stream()
                        .flatMap(it -> it.getSpec().getIngress().stream())
                        .anyMatch(rule ->
                                rule.getFrom().isEmpty() || rule.getPorts().isEmpty())) {
                    violation.accept(workload.name() + " lets anybody in");
                }
            }
        }
    }

    private static void oneImage(Manifests manifests, Consumer<String> violation) {
        Set<String> images = manifests.workloads().stream()
                .filter(Workload::isOnRecord)
                .flatMap(workload -> workload.containers().stream())
                .map(Container::getImage)
                .collect(Collectors.toSet());
        if (images.size() != 1 || images.stream().noneMatch(image -> image.endsWith("/onrecord:" + version()))) {
            violation.accept("the version is " + version() + ", and the images are " + images);
        }
    }

    /** Maven's, of which there are images when it is no snapshot any more. */
    static String version() {
        try {
            return Pattern.compile("<version>([^<]+?)(-SNAPSHOT)?</version>")
                    .matcher(Files.readString(Path.of("pom.xml")))
                    .results()
                    .findFirst()
                    .orElseThrow()
                    .group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Either a Job migrates, which each version has for itself, or the one replica that there is. */
    private static void migrations(Manifests manifests, Consumer<String> violation) {
        List<Job> jobs = manifests.all(Job.class).stream()
                .filter(job -> job.getSpec().getTemplate().getSpec().getContainers().stream()
                        .anyMatch(container -> container.getArgs().contains("--migrate")))
                .toList();
        boolean atStart = !"false".equals(manifests.settings().get("QUARKUS_FLYWAY_MIGRATE_AT_START"));
        boolean alone = manifests.all(HorizontalPodAutoscaler.class).isEmpty()
                && manifests.all(Deployment.class).stream()
                        .allMatch(it -> Integer.valueOf(1).equals(it.getSpec().getReplicas()));
        if (atStart && !alone) {
            violation.accept("several replicas migrate at their start");
        }
        if (!atStart && jobs.size() != 1) {
            violation.accept("nobody migrates");
        }
        jobs.stream()
                .filter(job -> !job.getMetadata().getName().endsWith("-" + version()))
                .forEach(job -> violation.accept(
                        "the Job is not this version's: " + job.getMetadata().getName()));
    }

    private static void settings(Manifests manifests, Consumer<String> violation) {
        String readme;
        try {
            readme = Files.readString(Path.of("README.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Stream<String> variables = manifests.workloads().stream()
                .filter(Workload::isOnRecord)
                .flatMap(workload -> workload.containers().stream())
                .flatMap(container -> container.getEnv().stream())
                .map(EnvVar::getName);
        Stream.concat(manifests.settings().keySet().stream(), variables)
                .distinct()
                // A row of the table may name several settings: `..._USERNAME`, `_PASSWORD`.
                .filter(setting -> !readme.contains("`" + setting + "`")
                        && !(setting.endsWith("_PASSWORD")
                                && readme.contains("`" + setting.replace("_PASSWORD", "_USERNAME") + "`, `_PASSWORD`")))
                .forEach(setting -> violation.accept(setting + " is not in README"));
    }
}
