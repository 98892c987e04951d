package org.onrecord.traversal.plan;

import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A bind parameter of a plan's statement.
 *
 * @param sqlType the PostgreSQL type that the statement casts the value to, for example {@code text[]}
 * @param valueIn returns the value for the database in a request; throws
 *     {@link org.onrecord.error.ApiException} if the value is invalid
 * @param constant the constant of an enum that the document names; null if the value may differ between requests. The
 *     statement contains it, so that PostgreSQL knows how frequent it is when it plans the statement for all requests.
 */
public record Parameter(String sqlType, Function<ParameterValues, Object> valueIn, String constant) {

    private static final Pattern NAME = Pattern.compile("\\w+");

    public Parameter {
        if (constant != null && !NAME.matcher(constant).matches()) {
            throw new IllegalArgumentException(constant);
        }
    }

    public Parameter(String sqlType, Function<ParameterValues, Object> valueIn) {
        this(sqlType, valueIn, null);
    }

    /** Whether the value is a list. */
    public boolean isArray() {
        return sqlType.endsWith("[]");
    }

    /**
     * The value in a request with these coerced variables.
     *
     * @throws org.onrecord.error.ApiException if the request has an invalid value
     */
    public Object value(Map<String, Object> variables) {
        return new ParameterValues(variables).of(this);
    }
}
