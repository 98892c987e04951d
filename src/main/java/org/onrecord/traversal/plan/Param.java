package org.onrecord.traversal.plan;

import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A bind parameter of a plan's statement.
 *
 * @param sqlType the PostgreSQL type it is cast to, {@code text[]} for example
 * @param input where its value comes from
 * @param conversion from the coerced GraphQL value to what JDBC takes; throws
 *     {@link org.onrecord.traversal.BadInput} for a value that is not allowed
 */
public record Param(String sqlType, Input input, UnaryOperator<Object> conversion) {

    public Object value(Map<String, Object> variables) {
        return conversion.apply(input.in(variables));
    }
}
