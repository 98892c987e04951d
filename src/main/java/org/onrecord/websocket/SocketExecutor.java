package org.onrecord.websocket;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import jakarta.inject.Singleton;
import jakarta.json.JsonObject;

import graphql.ExecutionResult;
import io.quarkus.security.identity.SecurityIdentity;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.http.Errors;
import org.onrecord.http.GraphQLExecutor;
import org.onrecord.http.GraphQLRequest;
import org.onrecord.http.GraphQLResponse;
import org.onrecord.http.MediaType;
import org.onrecord.http.PersistedQueries;
import org.onrecord.observability.Observation;
import org.onrecord.observability.OperationMetrics;
import org.onrecord.observability.RequestId;
import org.onrecord.subscription.ChangeFeed;
import org.onrecord.subscription.ChangeFeed.Subscription;
import org.onrecord.traversal.execution.Authorizer;
import org.onrecord.traversal.execution.CompiledSubscription;

/** Executes the operations that come over WebSockets: with the limits, the codes and the metrics of those by HTTP. */
@Singleton
final class SocketExecutor {

    private final GraphQLExecutor executor;
    private final PersistedQueries persistedQueries;
    private final ChangeFeed feed;
    private final Errors errors;
    private final OperationMetrics metrics;

    SocketExecutor(
            GraphQLExecutor executor,
            PersistedQueries persistedQueries,
            ChangeFeed feed,
            Errors errors,
            OperationMetrics metrics) {
        this.executor = executor;
        this.persistedQueries = persistedQueries;
        this.feed = feed;
        this.errors = errors;
        this.metrics = metrics;
    }

    /** What an operation comes to. */
    sealed interface Outcome {}

    /** @param json as GraphQL over HTTP has it in a body */
    record Answer(String json) implements Outcome {}

    /** Nothing was executed; the errors are as responses have them. */
    record Failure(List<Map<String, Object>> errors) implements Outcome {}

    /** A subscription has begun. */
    record Begun(CompiledSubscription events, Subscription subscription) implements Outcome {}

    /**
     * Executes an operation. Blocks.
     *
     * @param keys takes the nodes that a subscription is to tell of, see {@link ChangeFeed#subscribe}
     * @throws ApiException for what is no request
     */
    Outcome execute(JsonObject payload, SecurityIdentity identity, Consumer<long[]> keys) {
        RequestId.assign();
        Observation observation = new Observation();
        Outcome outcome;
        try {
            outcome = execute(payload, identity, keys, observation);
        } catch (ApiException e) {
            if (e.code() == ErrorCode.BAD_REQUEST) {
                throw e;
            }
            outcome = new Failure(errors.of(e.toErrors()));
        } catch (RuntimeException e) {
            outcome = new Failure(errors(e));
        }
        if (outcome instanceof Failure failure) {
            observation.errors(failure.errors());
        }
        int bytes = outcome instanceof Answer answer ? answer.json().getBytes(StandardCharsets.UTF_8).length : 0;
        metrics.record(observation, bytes);
        return outcome;
    }

    private Outcome execute(
            JsonObject payload, SecurityIdentity identity, Consumer<long[]> keys, Observation observation) {
        JsonObject request = persistedQueries.resolve(GraphQLRequest.checked(payload));
        Map<String, Object> context = new HashMap<>();
        context.put(Authorizer.IDENTITY, identity);
        context.put(Observation.KEY, observation);
        ExecutionResult result = executor.execute(request, context);
        List<Map<String, Object>> failures = errors.of(result.getErrors());
        if (!result.isDataPresent()) {
            return new Failure(failures);
        }
        persistedQueries.keep(request);
        if (result.getData() instanceof CompiledSubscription events) {
            return new Begun(events, feed.subscribe(events.nodeType(), keys));
        }
        observation.result(result);
        observation.errors(failures);
        return new Answer(json(result, failures));
    }

    /** As GraphQL over HTTP has it in a body. */
    static String json(ExecutionResult result, List<Map<String, Object>> errors) {
        return GraphQLResponse.of(result, errors, MediaType.JSON).body().toString();
    }

    /** What kept an operation from its end. */
    List<Map<String, Object>> errors(Throwable failure) {
        return List.of(errors.of(failure));
    }
}
