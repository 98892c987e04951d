package org.onrecord.observability;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import graphql.ExecutionResult;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.error.ApiError;
import org.onrecord.error.ErrorCode;
import org.onrecord.traversal.execution.RawJson;

/**
 * What the service measures of one request. The handlers of the request fill it in; {@link OperationMetrics} records
 * it at the end.
 */
public final class RequestMeasurement {

    /** The key of the measurement in the GraphQL context and in the routing context. */
    public static final String KEY = "onrecord.measurement";

    final long start = System.nanoTime();
    /** Null if the operation has no name, or none was executed. */
    String operationName;
    /** Whether the request was valid and its operation was executed. */
    boolean executed;
    /** The codes of the errors in the response. */
    List<ErrorCode> errors = List.of();
    /** The nodes, edges and groups in the lists of the response. */
    long rows;

    /** Null if the request is not measured. */
    public static RequestMeasurement of(RoutingContext context) {
        return context.get(KEY);
    }

    /** Counts the rows of a result. */
    public void result(ExecutionResult result) {
        if (result.getData() instanceof Map<?, ?> fields) {
            for (Object field : fields.values()) {
                if (field instanceof RawJson json) {
                    rows += json.rows();
                }
            }
        }
    }

    public void errors(Collection<ApiError> errors) {
        this.errors = errors.stream().map(ApiError::code).toList();
    }
}
