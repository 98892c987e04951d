package org.onrecord.traversal.plan;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The values of parameters in one request. It computes each value once: a statement repeats parameters, and each value
 * of a cursor needs the whole cursor and all values of its filter.
 */
public final class ParameterValues {

    private final Map<String, Object> variables;
    private final Map<Object, Object> known = new IdentityHashMap<>();

    /** @param variables the coerced variables of the request */
    public ParameterValues(Map<String, Object> variables) {
        this.variables = variables;
    }

    Map<String, Object> variables() {
        return variables;
    }

    /**
     * The value for the database.
     *
     * @throws org.onrecord.error.ApiException if the request has an invalid value
     */
    public Object of(Parameter parameter) {
        return once(parameter, () -> parameter.valueIn().apply(this));
    }

    /** @param key identifies what is computed */
    @SuppressWarnings("unchecked")
    <T> T once(Object key, Supplier<T> computation) {
        Object value = known.get(key);
        if (value == null && !known.containsKey(key)) {
            value = computation.get();
            known.put(key, value);
        }
        return (T) value;
    }
}
