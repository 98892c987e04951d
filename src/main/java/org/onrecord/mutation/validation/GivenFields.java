package org.onrecord.mutation.validation;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The fields of an input that are written. All others keep their stored values. */
public final class GivenFields {

    private final FieldPath path;

    /** Null if the fields are those with a value. */
    private final Set<String> names;

    private GivenFields(FieldPath path, Set<String> names) {
        this.path = path;
        this.names = names;
    }

    /** The fields with a value, as in inputs that create or publish. */
    public static GivenFields withValue(FieldPath path) {
        return new GivenFields(path, null);
    }

    /**
     * The fields that the client sent, as in updates: null removes the stored value.
     *
     * @param arguments the arguments of a mutation as sent
     */
    public static GivenFields sent(Map<String, Object> arguments) {
        Map<?, ?> input = (Map<?, ?>) arguments.get(FieldPath.INPUT.toString());
        return new GivenFields(
                FieldPath.INPUT, input.keySet().stream().map(String.class::cast).collect(Collectors.toSet()));
    }

    /** The path of the input. */
    public FieldPath path() {
        return path;
    }

    /**
     * Whether a field is written.
     *
     * @param value of the field in the input
     */
    public boolean has(String field, Object value) {
        return names == null ? value != null : names.contains(field);
    }

    /** Passes the value of a field on if the field is written. */
    public <T> void set(String field, T value, Consumer<T> setter) {
        if (has(field, value)) {
            setter.accept(value);
        }
    }

    /** Like {@link #set}, for a field that every node of the type has. */
    public <T> void setRequired(String field, T value, Consumer<T> setter) {
        if (has(field, value)) {
            if (value == null) {
                throw path.field(field).error("must not be null");
            }
            setter.accept(value);
        }
    }
}
