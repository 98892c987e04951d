package org.onrecord.k8s;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.quarkus.runtime.configuration.DurationConverter;

/** What holds of each Pod, for itself. */
final class PodPolicies {

    static final List<Policy> ALL = List.of(
            each("Pods are restricted, by Kubernetes' Pod Security Standards", PodPolicies::restricted),
            each("root file systems are read-only, and /tmp is there to write to", PodPolicies::readOnly),
            each("no Pod has a token of Kubernetes", PodPolicies::noToken),
            each("containers say what they need, and have a limit of memory", PodPolicies::resources),
            each("images have a version, which is not latest", PodPolicies::pinned),
            each("no secret stands in the manifests", PodPolicies::noPlainSecret),
            new Policy("the service's probes ask what they are for", PodPolicies::probes),
            new Policy("an update loses no request", PodPolicies::updates));

    /** The types of volumes that "restricted" allows. */
    private static final Set<String> VOLUMES =
            Set.of("emptyDir", "configMap", "secret", "projected", "persistentVolumeClaim");

    private PodPolicies() {}

    private interface Check {
        void accept(Workload workload, Consumer<String> violation);
    }

    private static Policy each(String name, Check check) {
        return new Policy(name, (manifests, violation) -> manifests
                .workloads()
                .forEach(workload -> check.accept(workload, it -> violation.accept(workload.name() + ": " + it))));
    }

    private static void restricted(Workload workload, Consumer<String> violation) {
        PodSpec pod = workload.pod();
        if (pod.getSecurityContext() == null
                || !Boolean.TRUE.equals(pod.getSecurityContext().getRunAsNonRoot())
                || pod.getSecurityContext().getRunAsUser() == null
                || pod.getSecurityContext().getRunAsUser() == 0) {
            violation.accept("runs as root, or as an unknown user");
        } else if (pod.getSecurityContext().getSeccompProfile() == null
                || !"RuntimeDefault"
                        .equals(pod.getSecurityContext().getSeccompProfile().getType())) {
            violation.accept("has no seccomp profile");
        }
        if (isTrue(pod.getHostNetwork()) || isTrue(pod.getHostPID()) || isTrue(pod.getHostIPC())) {
            violation.accept("shares a namespace of its node");
        }
        for (Volume volume : pod.getVolumes()) {
            if (VOLUMES.stream().noneMatch(type -> typeOf(volume, type))) {
                violation.accept("has a volume of a type that is not allowed: " + volume.getName());
            }
        }
        for (Container container : workload.containers()) {
            SecurityContext context = container.getSecurityContext();
            if (context == null
                    || !Boolean.FALSE.equals(context.getAllowPrivilegeEscalation())
                    || isTrue(context.getPrivileged())
                    || isTrue(context.getRunAsNonRoot() == null ? null : !context.getRunAsNonRoot())
                    || context.getRunAsUser() != null && context.getRunAsUser() == 0) {
                violation.accept(container.getName() + " may get privileges");
            } else if (context.getCapabilities() == null
                    || !context.getCapabilities().getDrop().equals(List.of("ALL"))
                    || !context.getCapabilities().getAdd().isEmpty()) {
                violation.accept(container.getName() + " keeps capabilities");
            }
            if (container.getPorts().stream().anyMatch(port -> port.getHostPort() != null)) {
                violation.accept(container.getName() + " takes a port of its node");
            }
        }
    }

    private static boolean typeOf(Volume volume, String type) {
        return switch (type) {
            case "emptyDir" -> volume.getEmptyDir() != null;
            case "configMap" -> volume.getConfigMap() != null;
            case "secret" -> volume.getSecret() != null;
            case "projected" -> volume.getProjected() != null;
            default -> volume.getPersistentVolumeClaim() != null;
        };
    }

    private static void readOnly(Workload workload, Consumer<String> violation) {
        List<String> empty = workload.pod().getVolumes().stream()
                .filter(volume ->
                        volume.getEmptyDir() != null && volume.getEmptyDir().getSizeLimit() != null)
                .map(Volume::getName)
                .toList();
        for (Container container : workload.containers()) {
            if (container.getSecurityContext() == null
                    || !isTrue(container.getSecurityContext().getReadOnlyRootFilesystem())) {
                violation.accept(container.getName() + " can write to its image");
            }
            if (container.getVolumeMounts().stream()
                    .noneMatch(mount -> mount.getMountPath().equals("/tmp") && empty.contains(mount.getName()))) {
                violation.accept(container.getName() + " has no /tmp of a limited size");
            }
        }
    }

    private static void noToken(Workload workload, Consumer<String> violation) {
        if (!Boolean.FALSE.equals(workload.pod().getAutomountServiceAccountToken())) {
            violation.accept("has a token of its service account");
        }
    }

    private static void resources(Workload workload, Consumer<String> violation) {
        for (Container container : workload.containers()) {
            Map<String, Quantity> requests = container.getResources() == null
                    ? Map.of()
                    : container.getResources().getRequests();
            Map<String, Quantity> limits = container.getResources() == null
                    ? Map.of()
                    : container.getResources().getLimits();
            if (!requests.keySet().containsAll(Set.of("cpu", "memory")) || !limits.containsKey("memory")) {
                violation.accept(container.getName() + " does not say what it needs");
            } else if (Quantity.getAmountInBytes(requests.get("memory"))
                            .compareTo(Quantity.getAmountInBytes(limits.get("memory")))
                    > 0) {
                violation.accept(container.getName() + " needs more than it may have");
            }
        }
    }

    private static void pinned(Workload workload, Consumer<String> violation) {
        for (Container container : workload.containers()) {
            if (!container
                    .getImage()
                    .matches("[^:@]+(:[0-9]+/[^:@]+)?:(?!latest$)[\\w][\\w.-]*(@sha256:[0-9a-f]{64})?")) {
                violation.accept(container.getName() + " has the image " + container.getImage());
            }
        }
    }

    private static void noPlainSecret(Workload workload, Consumer<String> violation) {
        for (Container container : workload.containers()) {
            container.getEnv().stream()
                    .filter(it -> ManifestPolicies.isSecret(it.getName()) && it.getValue() != null)
                    .forEach(it -> violation.accept(it.getName() + " stands there in full"));
        }
    }

    private static void probes(Manifests manifests, Consumer<String> violation) {
        for (Deployment deployment : manifests.all(Deployment.class)) {
            for (Container container :
                    deployment.getSpec().getTemplate().getSpec().getContainers()) {
                probe(container, container.getStartupProbe(), "/q/health/started", violation);
                probe(container, container.getReadinessProbe(), "/q/health/ready", violation);
                probe(container, container.getLivenessProbe(), "/q/health/live", violation);
            }
        }
    }

    private static void probe(Container container, Probe probe, String path, Consumer<String> violation) {
        if (probe == null
                || probe.getHttpGet() == null
                || !path.equals(probe.getHttpGet().getPath())
                || container.getPorts().stream().noneMatch(port -> port.getName()
                        .equals(probe.getHttpGet().getPort().getStrVal()))) {
            violation.accept("no probe of " + container.getName() + " asks its port for " + path);
        } else if (probe.getTimeoutSeconds() == null || probe.getTimeoutSeconds() > 5) {
            violation.accept("the probe of " + path + " waits too long");
        }
    }

    private static void updates(Manifests manifests, Consumer<String> violation) {
        for (Deployment deployment : manifests.all(Deployment.class)) {
            var rolling = deployment.getSpec().getStrategy().getRollingUpdate();
            if (!Integer.valueOf(0).equals(rolling.getMaxUnavailable().getIntVal())) {
                violation.accept("an update takes replicas away before new ones are ready");
            }
            PodSpec pod = deployment.getSpec().getTemplate().getSpec();
            Container container = pod.getContainers().get(0);
            if (container.getLifecycle() == null
                    || container.getLifecycle().getPreStop() == null
                    || container.getLifecycle().getPreStop().getSleep() == null) {
                violation.accept("nothing waits for the routes to go away");
                continue;
            }
            Duration needed = Duration.ofSeconds(
                            container.getLifecycle().getPreStop().getSleep().getSeconds())
                    .plus(duration(manifests, "QUARKUS_SHUTDOWN_DELAY"))
                    .plus(duration(manifests, "QUARKUS_SHUTDOWN_TIMEOUT"));
            if (needed.compareTo(Duration.ofSeconds(pod.getTerminationGracePeriodSeconds())) >= 0) {
                violation.accept("the grace period ends before requests may");
            }
        }
    }

    private static Duration duration(Manifests manifests, String setting) {
        return DurationConverter.parseDuration(manifests.settings().getOrDefault(setting, "0S"));
    }

    private static boolean isTrue(Boolean value) {
        return Boolean.TRUE.equals(value);
    }
}
