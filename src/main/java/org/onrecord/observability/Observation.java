package org.onrecord.observability;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import graphql.ExecutionResult;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.traversal.execution.RawJson;

/** What there is to know of a request when it has been answered. */
public final class Observation {

    /** The key in the GraphQL context, and in the routing context, under which a request has its observation. */
    public static final String KEY = "onrecord.observation";

    final long start = System.nanoTime();
    /** The operation's name, null where it has none or none was run. */
    String operationName;
    /** Whether an operation was run: the document fits the schema, and the operation is in it. */
    boolean executed;
    /** The codes of the response's errors. */
    List<String> errors = List.of();
    /** The nodes, edges and groups in the lists of the response. */
    long rows;

    public static Observation of(RoutingContext context) {
        return context.get(KEY);
    }

    /** Takes note of a result, before it becomes a response. */
    public void result(ExecutionResult result) {
        if (result.getData() instanceof Map<?, ?> fields) {
            for (Object field : fields.values()) {
                if (field instanceof RawJson json) {
                    rows += json.rows();
                }
            }
        }
    }

    /** Takes note of the errors in a response, as it has them. */
    public void errors(Collection<Map<String, Object>> errors) {
        this.errors = errors.stream()
                .map(error -> String.valueOf(((Map<?, ?>) error.get("extensions")).get("code")))
                .toList();
    }
}
