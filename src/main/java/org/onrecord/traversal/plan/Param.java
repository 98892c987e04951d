package org.onrecord.traversal.plan;

import java.util.Map;
import java.util.function.Function;

/**
 * A bind parameter of a plan's statement.
 *
 * @param sqlType the PostgreSQL type it is cast to, {@code text[]} for example
 * @param valueIn from the coerced variables of a request to what JDBC takes; throws
 *     {@link org.onrecord.error.ApiException} for a value that is not allowed
 */
public record Param(String sqlType, Function<Map<String, Object>, Object> valueIn) {

    public Object value(Map<String, Object> variables) {
        return valueIn.apply(variables);
    }
}
