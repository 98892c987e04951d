package org.onrecord.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import jakarta.inject.Singleton;
import jakarta.json.JsonObject;

import graphql.ExecutionResult;
import io.opentelemetry.api.trace.Span;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.address.ClientAddress;
import org.onrecord.database.EventLoopConnections;
import org.onrecord.error.ApiException;
import org.onrecord.http.persisted.PersistedQueries;
import org.onrecord.http.request.BodyReceiver;
import org.onrecord.http.request.GraphQLRequest;
import org.onrecord.http.response.ErrorMapper;
import org.onrecord.http.response.GraphQLResponse;
import org.onrecord.http.response.MediaType;
import org.onrecord.http.response.ResponseSender;
import org.onrecord.observability.RequestMeasurement;
import org.onrecord.security.AccessControl;
import org.onrecord.traversal.execution.Authorizer;
import org.onrecord.traversal.execution.TraversalStrategy;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.traversal.limits.MemoryBudget;

/**
 * Answers POST requests with short queries on the event loop of the request. A worker thread would take no part in
 * them but to wait, and to wake it and the event loop takes as long as the rest of the work. Only what is short and
 * never blocks runs here: queries that were executed before, so that they are parsed, validated and compiled, from
 * clients without an access token. {@link GraphQLEndpoint} answers everything else on worker threads.
 */
@Singleton
final class ShortQueries {

    /** The most bytes of a body that is parsed here. */
    private static final int MAX_BODY = 1 << 14;

    private final EventLoopConnections connections;
    private final AccessControl accessControl;
    private final PersistedQueries persistedQueries;
    private final GraphQLExecutor executor;
    private final ErrorMapper errors;
    private final ResponseSender sender;
    private final Limits limits;
    private final ClientAddress address;

    ShortQueries(
            EventLoopConnections connections,
            AccessControl accessControl,
            PersistedQueries persistedQueries,
            GraphQLExecutor executor,
            ErrorMapper errors,
            ResponseSender sender,
            Limits limits,
            ClientAddress address) {
        this.connections = connections;
        this.accessControl = accessControl;
        this.persistedQueries = persistedQueries;
        this.executor = executor;
        this.errors = errors;
        this.sender = sender;
        this.limits = limits;
        this.address = address;
    }

    /** Starts the query of a request, or calls the next handler. */
    void handle(RoutingContext context) {
        if (!isCandidate(context)) {
            context.next();
            return;
        }
        MediaType mediaType = MediaType.accepted(context);
        if (mediaType == null) {
            context.next();
            return;
        }
        CompletableFuture<ExecutionResult> started;
        MemoryBudget.Part memory = sender.memory();
        try {
            started = start(context, memory);
        } catch (RuntimeException | Error e) {
            memory.close();
            BodyReceiver.take(context);
            reject(context, e, mediaType);
            return;
        }
        if (started == null) {
            // The bytes of the body stay, and stay counted: parsed JSON, which is not counted, is several times larger.
            memory.close();
            context.next();
            return;
        }
        BodyReceiver.take(context);
        started.whenComplete((result, failure) -> {
            try (memory) {
                if (failure == null) {
                    sender.send(
                            context, GraphQLResponse.of(result, errors.map(result.getErrors()), mediaType), mediaType);
                } else {
                    reject(context, failure, mediaType);
                }
            } catch (RuntimeException | Error e) {
                context.fail(e);
            }
        });
    }

    /** Whether it is a POST request that no header makes special, and that is not traced. */
    private boolean isCandidate(RoutingContext context) {
        HttpServerRequest request = context.request();
        return connections.isOpen()
                && request.method() == HttpMethod.POST
                && BodyReceiver.peek(context).length() <= MAX_BODY
                && !request.headers().contains(HttpHeaders.AUTHORIZATION)
                && !request.headers().contains(GraphQLEndpoint.EXPLAIN)
                && !Span.current().isRecording();
    }

    /** Null if the request needs a worker thread. */
    private CompletableFuture<ExecutionResult> start(RoutingContext context, MemoryBudget.Part memory) {
        SecurityIdentity identity = accessControl.identify(context);
        context.put(Authorizer.IDENTITY, identity);
        JsonObject request = persistedQueries.resolveKnown(
                GraphQLRequest.fromBody(context, BodyReceiver.peek(context), limits.jsonDepth()));
        if (request == null) {
            return null;
        }
        Map<String, Object> graphqlContext = new HashMap<>();
        graphqlContext.put(TraversalStrategy.EXPLAIN, false);
        graphqlContext.put(RequestMeasurement.KEY, RequestMeasurement.of(context));
        graphqlContext.put(TraversalStrategy.MEMORY, memory);
        return executor.start(request, address.of(context.request()), identity, graphqlContext, context.vertx());
    }

    private void reject(RoutingContext context, Throwable failure, MediaType mediaType) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        GraphQLResponse response = cause instanceof ApiException rejection
                ? GraphQLResponse.rejected(errors.map(rejection), mediaType)
                : GraphQLResponse.rejected(List.of(errors.map(cause)));
        sender.send(context, response, mediaType);
    }
}
