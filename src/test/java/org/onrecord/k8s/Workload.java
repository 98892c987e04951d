package org.onrecord.k8s;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;

/** An object that creates Pods, and the template of these Pods. */
record Workload(HasMetadata owner, PodTemplateSpec template) {

    String name() {
        return owner.getKind() + " " + owner.getMetadata().getName();
    }

    Map<String, String> labels() {
        return template.getMetadata().getLabels();
    }

    PodSpec pod() {
        return template.getSpec();
    }

    List<Container> containers() {
        return Stream.concat(pod().getInitContainers().stream(), pod().getContainers().stream())
                .toList();
    }

    boolean isOnRecord() {
        return "onrecord".equals(labels().get("app.kubernetes.io/name"));
    }

    /** Whether it keeps running, as the service and the database do, and Jobs do not. */
    boolean runsForever() {
        return owner instanceof Deployment || owner instanceof StatefulSet;
    }

    boolean hasAll(Map<String, String> labels) {
        return labels().entrySet().containsAll(labels.entrySet());
    }
}
