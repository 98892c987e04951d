package org.onrecord.traversal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import graphql.language.ArrayValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.Value;
import graphql.language.VariableReference;

/**
 * The value of an argument or of a part of one, with its source in the document or in a variable. The source lets a
 * cached plan find the value in every later request.
 *
 * <p>Planners read with {@link #planningValue} only what the key of the plan cache contains. The plan reads everything
 * else with {@link #in} when it runs.
 */
public final class ArgumentValue {

    /** The value of an argument that the query does not give. */
    static final ArgumentValue ABSENT = new ArgumentValue(null, null, null, List.of());

    private final Object value;
    private final Value<?> literal;
    private final String variable;
    private final List<Object> path;

    private ArgumentValue(Object value, Value<?> literal, String variable, List<Object> path) {
        this.value = value;
        this.literal = literal;
        this.variable = variable;
        this.path = path;
    }

    /**
     * @param value the coerced value
     * @param source the value in the document; null if the value is the default of the schema
     * @param variables the coerced variables of the request that is being planned
     */
    static ArgumentValue of(Object value, Value<?> source, Map<String, Object> variables) {
        if (source instanceof VariableReference reference) {
            return variables.containsKey(reference.getName())
                    ? new ArgumentValue(value, null, reference.getName(), List.of())
                    : new ArgumentValue(value, null, null, List.of());
        }
        return new ArgumentValue(value, source, null, List.of());
    }

    static ArgumentValue constant(Object value) {
        return new ArgumentValue(value, null, null, List.of());
    }

    boolean isNull() {
        return value == null;
    }

    /** The value in the request that is being planned. */
    Object planningValue() {
        return value;
    }

    /** Whether all requests with the plan have this value. */
    boolean isConstant() {
        return variable == null;
    }

    /**
     * The given fields of an input object, ordered by name. Plans and cursors then depend neither on the order of the
     * fields in the document nor on their order in the schema.
     */
    Map<String, ArgumentValue> fields(Map<String, Object> variables) {
        Map<String, ArgumentValue> fields = new TreeMap<>();
        ((Map<?, ?>) value).forEach((name, field) -> fields.put((String) name, field((String) name, field, variables)));
        return fields;
    }

    private ArgumentValue field(String name, Object fieldValue, Map<String, Object> variables) {
        if (variable != null) {
            return new ArgumentValue(fieldValue, null, variable, append(name));
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

    /** The elements of a list. GraphQL coerces a literal that is not a list to a list of one element. */
    List<ArgumentValue> elements(Map<String, Object> variables) {
        List<?> values = (List<?>) value;
        return IntStream.range(0, values.size())
                .mapToObj(i -> {
                    if (variable != null) {
                        return new ArgumentValue(values.get(i), null, variable, append(i));
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

    /** The value in a request with these coerced variables. */
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
            for (ArgumentValue element : elements(variables)) {
                values.add(element.in(variables));
            }
            return values;
        }
        return value;
    }
}
