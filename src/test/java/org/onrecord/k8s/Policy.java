package org.onrecord.k8s;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A rule that the manifests of an overlay keep. */
record Policy(String name, BiConsumer<Manifests, Consumer<String>> check) {

    /** What breaks the rule, each in a sentence. */
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
