package org.onrecord.k8s;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;

/** The rules for single Pods. */
final class PodPolicies {

    static final List<Policy> ALL = List.of(
            each("Pods are restricted, by the Pod Security Standards of Kubernetes", PodPolicies::restricted),
            each("root file systems are read-only, and /tmp is writable and limited", PodPolicies::readOnly),
            each("no Pod has a token of Kubernetes", PodPolicies::noToken),
            each("containers request CPU and memory, and have limits that fit", PodPolicies::resources),
            new Policy("the heap of the service has room for responses", PodPolicies::heap),
            each("images are pinned", PodPolicies::pinned),
            each("no manifest contains a secret", PodPolicies::noPlainSecret));

    /** The types of volumes that "restricted" allows. */
    private static final Set<String> VOLUMES =
            Set.of("emptyDir", "configMap", "secret", "projected", "persistentVolumeClaim", "ephemeral");

    /** The least for the image of Dockerfile.jvm. The demo story alone takes 213 MiB. */
    static final Quantity JVM_MEMORY = new Quantity("512Mi");

    /** GraalVM's default. Dockerfile.jvm gives the heap less, of more memory. */
    private static final int HEAP_PERCENT = 80;

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
            case "ephemeral" -> volume.getEphemeral() != null;
            default -> volume.getPersistentVolumeClaim() != null;
        };
    }

    private static void readOnly(Workload workload, Consumer<String> violation) {
        List<String> limited = workload.pod().getVolumes().stream()
                .filter(volume -> volume.getEphemeral() != null
                        || volume.getEmptyDir() != null && volume.getEmptyDir().getSizeLimit() != null)
                .map(Volume::getName)
                .toList();
        for (Container container : workload.containers()) {
            if (container.getSecurityContext() == null
                    || !isTrue(container.getSecurityContext().getReadOnlyRootFilesystem())) {
                violation.accept(container.getName() + " can write to its image");
            }
            if (container.getVolumeMounts().stream()
                    .noneMatch(mount -> mount.getMountPath().equals("/tmp") && limited.contains(mount.getName()))) {
                violation.accept(container.getName() + " has no /tmp with a limited size");
            }
        }
    }

    private static void noToken(Workload workload, Consumer<String> violation) {
        if (!Boolean.FALSE.equals(workload.pod().getAutomountServiceAccountToken())) {
            violation.accept("has a token of its service account");
        }
    }

    private static void resources(Workload workload, Consumer<String> violation) {
        BigDecimal emptyDirs = workload.pod().getVolumes().stream()
                .filter(volume ->
                        volume.getEmptyDir() != null && volume.getEmptyDir().getSizeLimit() != null)
                .map(volume -> Quantity.getAmountInBytes(volume.getEmptyDir().getSizeLimit()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        for (Container container : workload.containers()) {
            ResourceRequirements resources =
                    container.getResources() == null ? new ResourceRequirements() : container.getResources();
            if (resources.getRequests() == null
                    || resources.getLimits() == null
                    || !resources.getRequests().keySet().containsAll(Set.of("cpu", "memory"))
                    || !resources.getLimits().keySet().containsAll(Set.of("memory", "ephemeral-storage"))) {
                violation.accept(container.getName() + " lacks a request or a limit");
            } else if (bytes(resources.getRequests(), "memory").compareTo(bytes(resources.getLimits(), "memory")) > 0) {
                violation.accept(container.getName() + " requests more memory than its limit");
            } else if (emptyDirs.compareTo(bytes(resources.getLimits(), "ephemeral-storage")) >= 0) {
                // The log counts too, so the Pod would be evicted before its volumes are full.
                violation.accept(container.getName() + " may not fill its volumes");
            }
        }
    }

    /** What note 7 of limits.md says: twice the responses, and the longest one for each connection that reads. */
    private static void heap(Manifests manifests, Consumer<String> violation) {
        long connections = Stream.of("reads", "fresh")
                .mapToLong(pool ->
                        Long.parseLong(ApplicationProperties.get("quarkus.datasource." + pool + ".jdbc.max-size")))
                .sum();
        long least = 2 * megabytes(manifests, "responses") + connections * megabytes(manifests, "response");
        Quantity memory = manifests
                .onRecord("service")
                .containers()
                .get(0)
                .getResources()
                .getLimits()
                .get("memory");
        long heap = memory == null
                ? 0
                : Quantity.getAmountInBytes(memory).longValueExact() / (1024 * 1024) * HEAP_PERCENT / 100;
        if (heap < least) {
            violation.accept("responses need " + least + " MiB of the heap, which has " + heap + " MiB");
        }
    }

    private static long megabytes(Manifests manifests, String limit) {
        String size = manifests
                .settings()
                .getOrDefault(
                        "ONRECORD_LIMITS_" + limit.toUpperCase(Locale.ROOT),
                        ApplicationProperties.get("onrecord.limits." + limit));
        return Long.parseLong(size.replaceFirst("M$", ""));
    }

    private static BigDecimal bytes(Map<String, Quantity> resources, String resource) {
        return Quantity.getAmountInBytes(resources.get(resource));
    }

    private static void pinned(Workload workload, Consumer<String> violation) {
        for (Container container : workload.containers()) {
            ImageReference image = ImageReference.parse(container.getImage());
            // Operators build the image of OnRecord. The images of others have digests.
            if (workload.isOnRecord() ? !image.isPinned() : !image.isPinnedByDigest()) {
                violation.accept(container.getName() + " has the image " + container.getImage());
            }
        }
    }

    private static void noPlainSecret(Workload workload, Consumer<String> violation) {
        for (Container container : workload.containers()) {
            container.getEnv().stream()
                    .filter(it -> SettingPolicies.isSecret(it.getName()) && it.getValue() != null)
                    .forEach(it -> violation.accept(it.getName() + " has a value"));
        }
    }

    private static boolean isTrue(Boolean value) {
        return Boolean.TRUE.equals(value);
    }
}
