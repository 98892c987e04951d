package org.onrecord.traversal.execution;

import java.util.List;
import java.util.Map;

import graphql.ExecutionInput;
import graphql.execution.ExecutionContext;

import org.onrecord.traversal.plan.ColumnPath;
import org.onrecord.traversal.plan.GroupKey;

/**
 * The key of a plan in the cache: the document, the operation, and the shape of the variables. The shape contains
 * everything in the variables that changes the SQL: which variables and input fields are given, which of them are null,
 * booleans ({@code @skip}, {@code @include}, {@code isNull}), orders, groupings, and the lengths of lists of input
 * objects. All other values are bind parameters.
 */
record PlanCacheKey(String document, String operationName, String shape) {

    static PlanCacheKey of(ExecutionContext context) {
        ExecutionInput input = context.getExecutionInput();
        Map<String, Object> variables = context.getCoercedVariables().toMap();
        StringBuilder shape = new StringBuilder();
        if (!variables.isEmpty()) {
            describe(variables, shape);
        }
        return new PlanCacheKey(input.getQuery(), input.getOperationName(), shape.toString());
    }

    private static void describe(Object value, StringBuilder shape) {
        if (value == null) {
            shape.append("null");
        } else if (value instanceof Boolean || value instanceof Enum) {
            shape.append(value);
        } else if (value instanceof ColumnPath path) {
            shape.append(path.name());
        } else if (value instanceof GroupKey key) {
            shape.append(key.name());
        } else if (value instanceof Map<?, ?> object) {
            shape.append('{');
            object.forEach((name, field) -> {
                shape.append(name).append(':');
                describe(field, shape);
                shape.append(' ');
            });
            shape.append('}');
        } else if (value instanceof List<?> list && list.stream().anyMatch(PlanCacheKey::hasShape)) {
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
