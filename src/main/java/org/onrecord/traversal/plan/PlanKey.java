package org.onrecord.traversal.plan;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import graphql.ExecutionInput;
import graphql.execution.ExecutionContext;

/**
 * What decides a plan: the document, the operation, and the shape of the variables. Their values travel as bind parameters
 * and do not count; what changes the SQL does: which variables and input fields are there, which are null, booleans
 * (@skip, @include, isNull), orders and groupings, and how long lists of input objects are.
 */
public record PlanKey(String document, String operationName, String shape) {

    public static PlanKey of(ExecutionContext context) {
        ExecutionInput input = context.getExecutionInput();
        Map<String, Object> variables = context.getCoercedVariables().toMap();
        StringBuilder shape = new StringBuilder();
        if (!variables.isEmpty()) {
            describe(variables, shape);
        }
        return new PlanKey(input.getQuery(), input.getOperationName(), shape.toString());
    }

    private static void describe(Object value, StringBuilder shape) {
        if (value == null) {
            shape.append("null");
        } else if (value instanceof Boolean
                || value instanceof Enum
                || value instanceof ColumnPath
                || value instanceof GroupKey) {
            shape.append(value);
        } else if (value instanceof Map<?, ?> object) {
            shape.append('{');
            new TreeMap<>(object).forEach((name, field) -> {
                shape.append(name).append(':');
                describe(field, shape);
                shape.append(' ');
            });
            shape.append('}');
        } else if (value instanceof List<?> list && list.stream().anyMatch(PlanKey::hasShape)) {
            shape.append('[');
            list.forEach(element -> {
                describe(element, shape);
                shape.append(' ');
            });
            shape.append(']');
        } else {
            shape.append('v');
        }
    }

    private static boolean hasShape(Object element) {
        return element instanceof Map || element instanceof List || element instanceof Boolean;
    }
}
