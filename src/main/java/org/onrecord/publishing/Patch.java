package org.onrecord.publishing;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A change of some fields: what is left out stays as it is, and null removes it. */
public final class Patch {

    /** Where an input stands in its mutation. */
    static final String PATH = "input";

    private final Set<String> given;

    /** @param arguments of the mutation as they were sent, which say what is null and what is left out */
    public Patch(Map<String, Object> arguments) {
        this.given = Set.copyOf(((Map<?, ?>) arguments.get(PATH))
                .keySet().stream().map(String.class::cast).toList());
    }

    boolean has(String field) {
        return given.contains(field);
    }

    <T> void set(String field, T value, Consumer<T> set) {
        if (has(field)) {
            set.accept(value);
        }
    }

    /** What every node of the type has cannot be removed. */
    <T> void require(String field, T value, Consumer<T> set) {
        if (has(field)) {
            if (value == null) {
                throw BadField.at(PATH + "." + field, "cannot be removed");
            }
            set.accept(value);
        }
    }
}
