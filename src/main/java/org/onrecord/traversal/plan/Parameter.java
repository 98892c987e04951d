package org.onrecord.traversal.plan;

import java.util.Map;
import java.util.function.Function;

/**
 * A bind parameter of a plan's statement.
 *
 * @param sqlType the PostgreSQL type that the statement casts the value to, for example {@code text[]}
 * @param valueIn returns the value for JDBC, given the coerced variables of a request; throws
 *     {@link org.onrecord.error.ApiException} if the value is invalid
 */
public record Parameter(String sqlType, Function<Map<String, Object>, Object> valueIn) {

    /** Whether the value is a list. */
    public boolean isArray() {
        return sqlType.endsWith("[]");
    }

    public Object value(Map<String, Object> variables) {
        return valueIn.apply(variables);
    }
}
