package org.onrecord.websocket;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import jakarta.inject.Singleton;
import jakarta.json.JsonObject;

import graphql.ExecutionResult;
import io.netty.buffer.ByteBufUtil;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.buffer.Buffer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import org.onrecord.error.ApiError;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.http.Client;
import org.onrecord.http.GraphQLExecutor;
import org.onrecord.http.persisted.PersistedQueries;
import org.onrecord.http.request.GraphQLRequest;
import org.onrecord.http.response.ErrorMapper;
import org.onrecord.http.response.GraphQLResponse;
import org.onrecord.http.response.MediaType;
import org.onrecord.observability.OperationMetrics;
import org.onrecord.observability.RequestId;
import org.onrecord.observability.RequestMeasurement;
import org.onrecord.subscription.ChangeFeed;
import org.onrecord.subscription.LiveConfig;
import org.onrecord.subscription.Subscription;
import org.onrecord.traversal.execution.CompiledSubscription;
import org.onrecord.traversal.execution.TraversalStrategy;
import org.onrecord.traversal.limits.MemoryBudget;

/** Executes the operations of WebSockets, with the limits, error codes and metrics of HTTP requests. */
@Singleton
final class OperationExecutor {

    /** Characters of the request of a subscription, parts of which the service keeps as long as the subscription. */
    private static final int MAX_SUBSCRIPTION = 16_384;

    private final GraphQLExecutor executor;
    private final PersistedQueries persistedQueries;
    private final ChangeFeed feed;
    private final ErrorMapper errors;
    private final OperationMetrics metrics;
    private final LiveConfig config;
    private final Quota subscriptions;
    private final EventReads reads;

    OperationExecutor(
            GraphQLExecutor executor,
            PersistedQueries persistedQueries,
            ChangeFeed feed,
            ErrorMapper errors,
            OperationMetrics metrics,
            LiveConfig config,
            @ConfigProperty(name = "quarkus.datasource.fresh.jdbc.max-size") int connections) {
        this.executor = executor;
        this.persistedQueries = persistedQueries;
        this.feed = feed;
        this.errors = errors;
        this.metrics = metrics;
        this.config = config;
        this.subscriptions = new Quota(config.maxSubscriptions(), config.maxSubscriptionsPerClient());
        int maxReads = Math.max(1, connections / 4);
        this.reads = new EventReads(maxReads, Math.max(1, maxReads / 2));
    }

    /** The result of {@link #execute}. */
    sealed interface Outcome {}

    /** @param json the response, as the body of an HTTP response has it */
    record Response(Buffer json) implements Outcome {}

    /**
     * The operation was not executed.
     *
     * @param json the errors as a response has them
     */
    record Rejection(String json) implements Outcome {}

    /** The operation is a subscription, which receives events from now on. */
    final class ActiveSubscription implements Outcome {

        private final CompiledSubscription events;
        private final Subscription subscription;
        private final String client;
        private boolean cancelled;

        private ActiveSubscription(CompiledSubscription events, Subscription subscription, String client) {
            this.events = events;
            this.subscription = subscription;
            this.client = client;
        }

        CompiledSubscription events() {
            return events;
        }

        /**
         * Waits for the turn of this subscription to read events.
         *
         * @param start called on any thread. It must not block, and {@link #endRead} must follow
         */
        void startRead(Runnable start) {
            reads.start(client, start);
        }

        void endRead() {
            reads.end(client);
        }

        /** Called on the event loop of the session, once or several times. */
        void cancel() {
            if (!cancelled) {
                cancelled = true;
                subscription.cancel();
                subscriptions.release(client);
            }
        }
    }

    /**
     * Executes an operation. Blocks.
     *
     * @param memory for what the operation reads
     * @param address of the client
     * @param keys receives the keys of new nodes if the operation is a subscription, see {@link ChangeFeed#subscribe}
     * @throws ApiException if the payload is not a GraphQL request
     */
    Outcome execute(
            MemoryBudget.Part memory,
            JsonObject payload,
            SecurityIdentity identity,
            String address,
            Consumer<long[]> keys) {
        RequestId.assign();
        RequestMeasurement measurement = new RequestMeasurement();
        Outcome outcome;
        try {
            outcome = execute(memory, payload, identity, address, keys, measurement);
        } catch (ApiException e) {
            if (e.code() == ErrorCode.BAD_REQUEST) {
                throw e;
            }
            outcome = rejection(errors.map(e.toErrors()), measurement);
        } catch (RuntimeException e) {
            outcome = rejection(errors(e), measurement);
        }
        metrics.record(measurement, bytes(outcome));
        return outcome;
    }

    /** The size of the answer. A subscription has none at its start. */
    private static int bytes(Outcome outcome) {
        if (outcome instanceof Response response) {
            return response.json().length();
        }
        return outcome instanceof Rejection rejection ? ByteBufUtil.utf8Bytes(rejection.json()) : 0;
    }

    private Outcome execute(
            MemoryBudget.Part memory,
            JsonObject payload,
            SecurityIdentity identity,
            String address,
            Consumer<long[]> keys,
            RequestMeasurement measurement) {
        JsonObject request = persistedQueries.resolve(
                GraphQLRequest.checked(payload), find -> executor.prepare(address, identity, find));
        Map<String, Object> context = new HashMap<>();
        context.put(RequestMeasurement.KEY, measurement);
        context.put(TraversalStrategy.MEMORY, memory);
        ExecutionResult result = executor.execute(request, address, identity, context);
        List<ApiError> failures = errors.map(result.getErrors());
        if (!result.isDataPresent()) {
            return rejection(failures, measurement);
        }
        persistedQueries.keep(request);
        if (result.getData() instanceof CompiledSubscription events) {
            requireShort(request);
            return subscribe(events, Client.name(identity, address), keys);
        }
        measurement.errors(failures);
        return new Response(json(result, failures));
    }

    private static void requireShort(JsonObject request) {
        int length = request.toString().length();
        if (length > MAX_SUBSCRIPTION) {
            throw new ApiException(
                    ErrorCode.BAD_USER_INPUT,
                    "The query and the variables of a subscription may have " + MAX_SUBSCRIPTION
                            + " characters as JSON, and these have " + length + ".");
        }
    }

    private ActiveSubscription subscribe(CompiledSubscription events, String client, Consumer<long[]> keys) {
        if (!subscriptions.tryAcquire(client)) {
            throw new ApiException(
                    ErrorCode.TOO_MANY_OPERATIONS,
                    "A client may have at most " + config.maxSubscriptionsPerClient() + " subscriptions, and the"
                            + " service " + config.maxSubscriptions() + ". Complete one first, or try again later.");
        }
        boolean subscribed = false;
        try {
            Subscription subscription = feed.subscribe(events.nodeType(), keys);
            subscribed = true;
            return new ActiveSubscription(events, subscription, client);
        } finally {
            if (!subscribed) {
                subscriptions.release(client);
            }
        }
    }

    private static Rejection rejection(List<ApiError> errors, RequestMeasurement measurement) {
        measurement.errors(errors);
        return new Rejection(GraphQLResponse.text(errors));
    }

    /** The response as JSON text in UTF-8. A text in memory would need up to twice the bytes. */
    static Buffer json(ExecutionResult result, List<ApiError> errors) {
        return GraphQLResponse.of(result, errors, MediaType.JSON).body();
    }

    List<ApiError> errors(Throwable failure) {
        return List.of(errors.map(failure));
    }
}
