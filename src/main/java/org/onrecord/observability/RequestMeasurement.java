package org.onrecord.observability;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

import graphql.language.OperationDefinition;
import io.opentelemetry.api.trace.Span;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.error.ApiError;
import org.onrecord.error.ErrorCode;

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
    /** The path of the route of bulk work, null for other requests. */
    String bulkPath;
    /** The codes of the errors in the response. */
    List<ErrorCode> errors = List.of();

    /** Null if the request is not measured. */
    public static RequestMeasurement of(RoutingContext context) {
        return context.get(KEY);
    }

    /** Records that an operation is executed. Its name and its type are attributes of the request's span. */
    public void begin(OperationDefinition operation) {
        executed = true;
        operationName = operation.getName();
        Span request = Span.current();
        if (request.isRecording()) {
            request.setAttribute(
                    "graphql.operation.type", operation.getOperation().name().toLowerCase(Locale.ROOT));
            if (operationName != null) {
                request.setAttribute("graphql.operation.name", operationName);
            }
        }
    }

    /**
     * Records that the request is bulk work, for example an import: it takes as long as its content needs. In the
     * metrics its path takes the place of the name of an operation.
     *
     * @param path of the route
     */
    public void bulk(String path) {
        bulkPath = path;
    }

    public void errors(Collection<ApiError> errors) {
        this.errors = errors.isEmpty()
                ? List.of()
                : errors.stream().map(ApiError::code).toList();
    }
}
