package org.onrecord.k8s;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.quarkus.runtime.configuration.DurationConverter;

/** The rules for the start, the probes and the end of the service. */
final class LifecyclePolicies {

    static final List<Policy> ALL = List.of(
            new Policy("the probes of the service suit their purpose", LifecyclePolicies::probes),
            new Policy("an update loses no request", LifecyclePolicies::updates));

    /** A JVM on a starved node took 64 seconds to start. */
    private static final Duration LONGEST_START = Duration.ofMinutes(5);

    private LifecyclePolicies() {}

    private static void probes(Manifests manifests, Consumer<String> violation) {
        for (Deployment deployment : manifests.all(Deployment.class)) {
            for (Container container :
                    deployment.getSpec().getTemplate().getSpec().getContainers()) {
                probe(container, container.getStartupProbe(), "/q/health/started", violation);
                startTime(container.getStartupProbe(), violation);
                probe(container, container.getReadinessProbe(), "/q/health/ready", violation);
                probe(container, container.getLivenessProbe(), "/q/health/live", violation);
            }
        }
    }

    private static void probe(Container container, Probe probe, String path, Consumer<String> violation) {
        if (probe == null
                || probe.getHttpGet() == null
                || !path.equals(probe.getHttpGet().getPath())
                || !"management".equals(probe.getHttpGet().getPort().getStrVal())
                || container.getPorts().stream()
                        .noneMatch(port -> port.getName().equals("management"))) {
            violation.accept("no probe of " + container.getName() + " asks the port of health checks for " + path);
        } else if (probe.getTimeoutSeconds() == null || probe.getTimeoutSeconds() > 5) {
            violation.accept("the probe of " + path + " waits too long");
        }
    }

    private static void startTime(Probe probe, Consumer<String> violation) {
        if (probe != null
                && LONGEST_START.toSeconds() > (long) probe.getPeriodSeconds() * probe.getFailureThreshold()) {
            violation.accept("a slow start is ended before it succeeds");
        }
    }

    private static void updates(Manifests manifests, Consumer<String> violation) {
        for (Deployment deployment : manifests.all(Deployment.class)) {
            var rolling = deployment.getSpec().getStrategy().getRollingUpdate();
            if (!Integer.valueOf(0).equals(rolling.getMaxUnavailable().getIntVal())) {
                violation.accept("an update removes replicas before new ones are ready");
            }
            PodSpec pod = deployment.getSpec().getTemplate().getSpec();
            Container container = pod.getContainers().get(0);
            if (container.getLifecycle() == null
                    || container.getLifecycle().getPreStop() == null
                    || container.getLifecycle().getPreStop().getSleep() == null) {
                violation.accept("the container ends before proxies have stopped sending requests");
                continue;
            }
            Duration needed = Duration.ofSeconds(
                            container.getLifecycle().getPreStop().getSleep().getSeconds())
                    .plus(duration(manifests, "QUARKUS_SHUTDOWN_DELAY"))
                    .plus(duration(manifests, "QUARKUS_SHUTDOWN_TIMEOUT"));
            if (needed.compareTo(Duration.ofSeconds(pod.getTerminationGracePeriodSeconds())) >= 0) {
                violation.accept("the grace period is shorter than the shutdown of the service");
            }
        }
    }

    private static Duration duration(Manifests manifests, String setting) {
        return DurationConverter.parseDuration(manifests.settings().getOrDefault(setting, "0S"));
    }
}
