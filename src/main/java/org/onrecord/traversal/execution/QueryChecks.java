package org.onrecord.traversal.execution;

import graphql.ExecutionResultImpl;
import graphql.execution.ExecutionContext;

import org.onrecord.error.ApiException;
import org.onrecord.traversal.cost.Cost;
import org.onrecord.traversal.cost.StatisticsCache;
import org.onrecord.traversal.execution.QueryCompiler.CompiledQuery;
import org.onrecord.traversal.limits.Limits;

/** Checks what can be checked of a compiled query before the database is asked, except for the values. */
final class QueryChecks {

    private final Authorizer authorizer;
    private final Limits limits;
    private final StatisticsCache statistics;

    QueryChecks(Authorizer authorizer, Limits limits, StatisticsCache statistics) {
        this.authorizer = authorizer;
        this.limits = limits;
        this.statistics = statistics;
    }

    /** The rows that a query reads, as estimated. */
    long cost(CompiledQuery query, ExecutionContext context) {
        return query.cost().estimate(context.getCoercedVariables().toMap(), statistics.current());
    }

    /**
     * Checks a query.
     *
     * @param cost the cost of the query, see {@link #cost}
     * @param result gets the cost as an extension, if the service is configured to report it
     * @throws ApiException if the client may not read a field, or the cost is above the limit
     */
    void require(CompiledQuery query, ExecutionContext context, long cost, ExecutionResultImpl.Builder<?> result) {
        authorizer.requireAllowed(query.plan(), context);
        if (limits.cost().reported()) {
            result.addExtension(
                    "cost",
                    RawJson.of("{\"estimated\":" + cost + ",\"limit\":"
                            + limits.cost().max() + "}"));
        }
        Cost.requireWithin(limits, cost);
    }
}
