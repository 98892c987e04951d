package org.onrecord.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;
import jakarta.json.JsonObject;

import graphql.ExecutionResult;
import io.quarkus.security.identity.SecurityIdentity;

import org.onrecord.observe.Observation;
import org.onrecord.observe.OperationMetrics;
import org.onrecord.observe.RequestId;
import org.onrecord.traversal.Guard;

/** Executes the operations that come over WebSockets: with the limits, the codes and the metrics of those by HTTP. Blocks. */
@Singleton
final class SocketExecutor {

    private final GraphQLExecutor executor;
    private final PersistedQueries persistedQueries;
    private final Errors errors;
    private final OperationMetrics metrics;

    SocketExecutor(
            GraphQLExecutor executor, PersistedQueries persistedQueries, Errors errors, OperationMetrics metrics) {
        this.executor = executor;
        this.persistedQueries = persistedQueries;
        this.errors = errors;
        this.metrics = metrics;
    }

    /**
     * What an operation came to.
     *
     * @param result null where there is none
     * @param errors as responses have them
     */
    record Outcome(ExecutionResult result, List<Map<String, Object>> errors) {

        boolean isData() {
            return result != null && result.isDataPresent();
        }

        /** As GraphQL over HTTP has it in a body. */
        String json() {
            return GraphQLResponse.of(result, errors, MediaType.JSON).body().toString();
        }
    }

    /** @throws RefusedRequest for what is no request */
    Outcome execute(JsonObject payload, SecurityIdentity identity) {
        RequestId.assign();
        Observation observation = new Observation();
        Outcome outcome = outcome(payload, identity, observation);
        observation.errors(outcome.errors());
        metrics.record(observation, 0);
        return outcome;
    }

    private Outcome outcome(JsonObject payload, SecurityIdentity identity, Observation observation) {
        try {
            JsonObject request = persistedQueries.resolve(GraphQLRequest.checked(payload));
            Map<String, Object> context = new HashMap<>();
            context.put(Guard.IDENTITY, identity);
            context.put(Observation.KEY, observation);
            ExecutionResult result = executor.execute(request, context);
            observation.result(result);
            if (result.isDataPresent()) {
                persistedQueries.keep(request);
            }
            return new Outcome(result, errors.of(result.getErrors()));
        } catch (RefusedRequest e) {
            if (e.code() == ErrorCode.BAD_REQUEST) {
                throw e;
            }
            return new Outcome(null, List.of(Errors.error(e.code(), e.getMessage())));
        } catch (RuntimeException e) {
            return failed(e);
        }
    }

    Outcome failed(Throwable failure) {
        return new Outcome(null, List.of(errors.of(failure)));
    }
}
