package org.onrecord.k8s;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;

/** The rules for names, labels, selectors, ports and images: what holds between the objects of an overlay. */
final class ObjectPolicies {

    static final List<Policy> ALL = List.of(
            new Policy("everything is in the namespace, which is restricted", ObjectPolicies::namespaced),
            new Policy("names and labels are valid, and common labels are on everything", ObjectPolicies::labels),
            new Policy("selectors select what they are meant for", ObjectPolicies::selectors),
            new Policy("ports agree", ObjectPolicies::ports),
            new Policy(
                    "all containers of OnRecord run one image, whose version is their label", ObjectPolicies::oneImage),
            new Policy("volume claims are written with the defaults of the API", ObjectPolicies::volumeClaims));

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
    private static final Pattern LABEL = Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?");
    private static final Set<String> COMMON = Set.of("app.kubernetes.io/name", "app.kubernetes.io/part-of");
    private static final String VERSION = "app.kubernetes.io/version";

    private ObjectPolicies() {}

    private static void namespaced(Manifests manifests, Consumer<String> violation) {
        Set<String> namespaces = manifests.all(Namespace.class).stream()
                .map(it -> it.getMetadata().getName())
                .collect(Collectors.toSet());
        for (Namespace namespace : manifests.all(Namespace.class)) {
            if (!"restricted".equals(namespace.getMetadata().getLabels().get("pod-security.kubernetes.io/enforce"))) {
                violation.accept("the namespace allows any Pod");
            }
        }
        manifests.metadata().forEach((object, metadata) -> {
            boolean ofTheCluster = object.startsWith("Namespace ") || object.startsWith("PriorityClass ");
            if (!ofTheCluster && !namespaces.contains(metadata.getNamespace())) {
                violation.accept(object + " is in the namespace " + metadata.getNamespace());
            }
        });
    }

    private static void labels(Manifests manifests, Consumer<String> violation) {
        manifests.metadata().forEach((object, metadata) -> {
            if (!NAME.matcher(metadata.getName()).matches()) {
                violation.accept(object + " is no valid name");
            }
            labels(object, metadata, violation);
        });
        for (Workload workload : manifests.workloads()) {
            labels("a Pod of " + workload.name(), workload.template().getMetadata(), violation);
        }
    }

    private static void labels(String object, ObjectMeta metadata, Consumer<String> violation) {
        Map<String, String> labels = metadata.getLabels();
        if (!labels.keySet().containsAll(COMMON)) {
            violation.accept(object + " lacks one of the labels " + COMMON);
        }
        labels.values().stream()
                .filter(value -> !LABEL.matcher(value).matches())
                .forEach(value -> violation.accept(object + " has an invalid label: " + value));
    }

    private static void selectors(Manifests manifests, Consumer<String> violation) {
        for (Deployment it : manifests.all(Deployment.class)) {
            selectsOne(manifests, it, it.getSpec().getSelector().getMatchLabels(), violation);
            for (var spread : it.getSpec().getTemplate().getSpec().getTopologySpreadConstraints()) {
                selectsOne(manifests, it, spread.getLabelSelector().getMatchLabels(), violation);
            }
            if (it.getSpec().getTemplate().getSpec().getTopologySpreadConstraints().stream()
                    .noneMatch(spread -> spread.getTopologyKey().equals("kubernetes.io/hostname"))) {
                violation.accept("all replicas may run on one node");
            }
        }
        for (StatefulSet it : manifests.all(StatefulSet.class)) {
            selectsOne(manifests, it, it.getSpec().getSelector().getMatchLabels(), violation);
        }
        for (Service it : manifests.all(Service.class)) {
            selectsOne(manifests, it, it.getSpec().getSelector(), violation);
        }
        for (PodDisruptionBudget it : manifests.all(PodDisruptionBudget.class)) {
            selectsOne(manifests, it, it.getSpec().getSelector().getMatchLabels(), violation);
        }
    }

    /** A selector of a running service must select the service or the database, and no Job. */
    private static void selectsOne(
            Manifests manifests, HasMetadata owner, Map<String, String> selector, Consumer<String> violation) {
        List<Workload> selected = manifests.workloads().stream()
                .filter(workload -> workload.hasAll(selector))
                .toList();
        if (selected.size() != 1 || !selected.get(0).runsForever()) {
            violation.accept(owner.getKind() + " " + owner.getMetadata().getName() + " selects "
                    + selected.stream().map(Workload::name).toList());
        }
    }

    private static void ports(Manifests manifests, Consumer<String> violation) {
        for (Service service : manifests.all(Service.class)) {
            for (ServicePort port : service.getSpec().getPorts()) {
                if (manifests.workloads().stream()
                        .filter(workload -> workload.hasAll(service.getSpec().getSelector()))
                        .noneMatch(workload -> hasPort(workload, port.getTargetPort()))) {
                    violation.accept("no container listens on the port of the Service "
                            + service.getMetadata().getName());
                }
            }
        }
    }

    static boolean hasPort(Workload workload, IntOrString port) {
        return workload.containers().stream()
                .flatMap(container -> container.getPorts().stream())
                .anyMatch(it -> it.getName().equals(port.getStrVal())
                        || it.getContainerPort().equals(port.getIntVal()));
    }

    private static void oneImage(Manifests manifests, Consumer<String> violation) {
        Set<String> images = new HashSet<>();
        for (Workload workload : manifests.workloads()) {
            if (workload.isOnRecord()) {
                String version = workload.labels().get(VERSION);
                for (Container container : workload.containers()) {
                    images.add(container.getImage());
                    String tag = ImageReference.parse(container.getImage()).tag();
                    // An image without a tag has a digest. A tag that is no valid label cannot be the label.
                    if (version == null || tag != null && LABEL.matcher(tag).matches() && !tag.equals(version)) {
                        violation.accept(workload.name() + " has the label " + version + " and the image "
                                + container.getImage());
                    }
                }
            }
        }
        if (images.size() != 1) {
            violation.accept("the images are " + images);
        }
    }

    /** The templates of a StatefulSet are a list that is compared as a whole, defaults included. */
    private static void volumeClaims(Manifests manifests, Consumer<String> violation) {
        for (StatefulSet set : manifests.all(StatefulSet.class)) {
            set.getSpec().getVolumeClaimTemplates().stream()
                    .filter(it -> it.getSpec().getVolumeMode() == null)
                    .forEach(it ->
                            violation.accept("a claim of " + set.getMetadata().getName() + " lacks its volumeMode"));
        }
    }
}
