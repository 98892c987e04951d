package org.onrecord.traversal.cost;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A number of rows that depends on the request. It is a double, because a product of page sizes may exceed a long. */
interface Rows {

    Rows NONE = request -> 0;

    Rows ONE = of(1);

    /** @param variables the coerced variables */
    record Request(Map<String, Object> variables, Statistics statistics) {}

    double in(Request request);

    default Rows plus(Rows other) {
        return other == NONE ? this : this == NONE ? other : request -> in(request) + other.in(request);
    }

    default Rows times(Rows factor) {
        return this == NONE || factor == NONE ? NONE : request -> in(request) * factor.in(request);
    }

    static Rows of(double rows) {
        return request -> rows;
    }

    /** @param rows the rows of a part */
    static <T> Rows sum(List<T> parts, Function<T, Rows> rows) {
        Rows sum = NONE;
        for (T part : parts) {
            sum = sum.plus(rows.apply(part));
        }
        return sum;
    }
}
