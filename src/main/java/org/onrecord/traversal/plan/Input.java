package org.onrecord.traversal.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import graphql.language.ArrayValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.Value;
import graphql.language.VariableReference;

/**
 * An argument, or a part of one: its value in the request that is being planned, and where that value comes from, so that a
 * cached plan finds the value of every later request.
 *
 * <p>Which parts of a value decide the shape of the SQL, and so may be looked at while planning, is the business of
 * {@link PlanKey}. All else is read by {@link #in(Map)} when the plan runs.
 */
public final class Input {

    /** What an argument is that was not given. */
    static final Input ABSENT = new Input(null, null, null, List.of());

    private final Object value;
    private final Value<?> literal;
    private final String variable;
    private final List<Object> path;

    private Input(Object value, Value<?> literal, String variable, List<Object> path) {
        this.value = value;
        this.literal = literal;
        this.variable = variable;
        this.path = path;
    }

    /**
     * @param value the coerced value
     * @param source what the document has in its place, null where the value is the schema's default
     * @param variables the coerced variables of the request that is being planned
     */
    static Input of(Object value, Value<?> source, Map<String, Object> variables) {
        if (source instanceof VariableReference reference) {
            return variables.containsKey(reference.getName())
                    ? new Input(value, null, reference.getName(), List.of())
                    : new Input(value, null, null, List.of());
        }
        return new Input(value, source, null, List.of());
    }

    static Input constant(Object value) {
        return new Input(value, null, null, List.of());
    }

    boolean isNull() {
        return value == null;
    }

    /** The value in the request that is being planned, for what decides the plan's shape. */
    Object shape() {
        return value;
    }

    /** The fields of an input object that were given, in order. */
    Map<String, Input> fields(Map<String, Object> variables) {
        Map<String, Input> fields = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((name, field) -> fields.put((String) name, field((String) name, field, variables)));
        return fields;
    }

    private Input field(String name, Object fieldValue, Map<String, Object> variables) {
        if (variable != null) {
            return new Input(fieldValue, null, variable, append(name));
        }
        Value<?> source = literal instanceof ObjectValue object
                ? object.getObjectFields().stream()
                        .filter(field -> field.getName().equals(name))
                        .findFirst()
                        .map(ObjectField::getValue)
                        .orElse(null)
                : null;
        return of(fieldValue, source, variables);
    }

    /** The elements of a list. A literal that stands for a list of one counts as that list. */
    List<Input> elements(Map<String, Object> variables) {
        List<?> values = (List<?>) value;
        return IntStream.range(0, values.size())
                .mapToObj(i -> {
                    if (variable != null) {
                        return new Input(values.get(i), null, variable, append(i));
                    }
                    Value<?> source = literal instanceof ArrayValue array
                            ? array.getValues().get(i)
                            : literal;
                    return of(values.get(i), source, variables);
                })
                .toList();
    }

    private List<Object> append(Object step) {
        return Stream.concat(path.stream(), Stream.of(step)).toList();
    }

    /** The value in the request with these coerced variables. */
    public Object in(Map<String, Object> variables) {
        if (variable != null) {
            Object current = variables.get(variable);
            for (Object step : path) {
                current = step instanceof Integer index
                        ? ((List<?>) current).get(index)
                        : ((Map<?, ?>) current).get(step);
            }
            return current;
        }
        if (literal instanceof ArrayValue array
                && array.getValues().stream().anyMatch(VariableReference.class::isInstance)) {
            List<Object> values = new ArrayList<>();
            for (Input element : elements(variables)) {
                values.add(element.in(variables));
            }
            return values;
        }
        return value;
    }
}
