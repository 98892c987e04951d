package org.onrecord.k8s;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A rule for the manifests of an overlay. */
record Policy(String name, BiConsumer<Manifests, Consumer<String>> check) {

    static List<Policy> all() {
        return Stream.of(
                        PodPolicies.ALL,
                        LifecyclePolicies.ALL,
                        ObjectPolicies.ALL,
                        ReferencePolicies.ALL,
                        SettingPolicies.ALL,
                        NetworkPolicies.ALL,
                        GatewayPolicies.ALL,
                        DatabasePolicies.ALL)
                .flatMap(List::stream)
                .toList();
    }

    /** What breaks the rule, one sentence each. */
    List<String> violations(Manifests manifests) {
        List<String> violations = new ArrayList<>();
        check.accept(manifests, violations::add);
        return violations;
    }

    @Override
    public String toString() {
        return name;
    }
}
