package org.onrecord.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;

import graphql.ExecutionResult;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import org.onrecord.address.ClientAddress;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.http.persisted.PersistedQueries;
import org.onrecord.http.request.BodyReceiver;
import org.onrecord.http.request.GraphQLRequest;
import org.onrecord.http.response.ErrorMapper;
import org.onrecord.http.response.GraphQLResponse;
import org.onrecord.http.response.HttpCaching;
import org.onrecord.http.response.HttpCaching.Validator;
import org.onrecord.http.response.MediaType;
import org.onrecord.http.response.ResponseSender;
import org.onrecord.observability.RequestMeasurement;
import org.onrecord.observability.RequestObserver;
import org.onrecord.security.AccessControl;
import org.onrecord.traversal.execution.Authorizer;
import org.onrecord.traversal.execution.CompiledSubscription;
import org.onrecord.traversal.execution.ConditionalRead;
import org.onrecord.traversal.execution.TraversalStrategy;
import org.onrecord.traversal.limits.Limits;

/**
 * {@code /graphql}: GraphQL over HTTP (https://graphql.github.io/graphql-over-http/draft/). It replaces the endpoint
 * of SmallRye GraphQL, which deviates from the specification and would parse the JSON that PostgreSQL makes.
 */
@Singleton
public class GraphQLEndpoint {

    /** The WebSocket subprotocol for subscriptions. */
    public static final String SUBPROTOCOL = "graphql-transport-ws";

    /**
     * After the HTTP permissions of Quarkus (-100), and before the routes of the pages: a request is compared with each
     * route before its own.
     */
    static final int ORDER = -97;

    /** The request header that makes the response explain the query. */
    static final String EXPLAIN = "X-Explain";

    private static final String PATH = "/graphql";

    private static final String METHODS = "GET, HEAD, POST, OPTIONS";

    private final RequestObserver observer;
    private final BodyReceiver bodies;
    private final ShortQueries shortQueries;
    private final GraphQLExecutor executor;
    private final PersistedQueries persistedQueries;
    private final HttpCaching caching;
    private final ErrorMapper errors;
    private final ResponseSender sender;
    private final Limits limits;
    private final AccessControl accessControl;
    private final ClientAddress address;
    private final boolean explainAllowed;

    GraphQLEndpoint(
            RequestObserver observer,
            BodyReceiver bodies,
            ShortQueries shortQueries,
            GraphQLExecutor executor,
            PersistedQueries persistedQueries,
            HttpCaching caching,
            ErrorMapper errors,
            ResponseSender sender,
            Limits limits,
            AccessControl accessControl,
            ClientAddress address,
            @ConfigProperty(name = "onrecord.explain") boolean explainAllowed) {
        this.observer = observer;
        this.bodies = bodies;
        this.shortQueries = shortQueries;
        this.executor = executor;
        this.persistedQueries = persistedQueries;
        this.caching = caching;
        this.errors = errors;
        this.sender = sender;
        this.limits = limits;
        this.accessControl = accessControl;
        this.address = address;
        this.explainAllowed = explainAllowed;
    }

    /**
     * Removes SmallRye's routes, of which one would activate a CDI request context for each request. The other
     * observers add routes with the same path later.
     */
    void replaceSmallRye(@Observes @Priority(1) Router router) {
        router.getRoutes().stream()
                .filter(route -> PATH.equals(route.getPath()))
                .forEach(Route::remove);
    }

    void route(@Observes Router router) {
        router.route(PATH)
                .order(ORDER)
                .handler(observer::begin)
                .handler(bodies::receive)
                .handler(shortQueries::handle)
                .blockingHandler(this::handle, false)
                .failureHandler(sender::failed);
    }

    private void handle(RoutingContext context) {
        try {
            sender.withMemory(context, () -> answer(context));
        } finally {
            BodyReceiver.take(context); // Requests that are rejected, or are no POST requests, may have a body too.
        }
    }

    private void answer(RoutingContext context) {
        HttpServerRequest request = context.request();
        MediaType mediaType = MediaType.accepted(context);
        if (request.method() == HttpMethod.OPTIONS) {
            sender.options(context, METHODS);
            return;
        } else if (mediaType == null) {
            sender.fail(
                    context,
                    new ApiException(
                            ErrorCode.NOT_ACCEPTABLE, "Accept application/graphql-response+json or application/json."));
            return;
        }
        try {
            context.put(Authorizer.IDENTITY, accessControl.identify(context));
            if (request.method() == HttpMethod.POST) {
                post(context, mediaType);
            } else if (Set.of(HttpMethod.GET, HttpMethod.HEAD).contains(request.method())) {
                get(context, mediaType);
            } else {
                context.response().putHeader(HttpHeaders.ALLOW, METHODS);
                throw new ApiException(ErrorCode.METHOD_NOT_ALLOWED, "Send a POST or a GET request.");
            }
        } catch (ApiException e) {
            sender.send(context, GraphQLResponse.rejected(errors.map(e), mediaType), mediaType);
        } catch (RuntimeException e) {
            if (!ResponseSender.isAnswered(context)) {
                sender.send(context, GraphQLResponse.rejected(List.of(errors.map(e))), mediaType);
            }
        }
    }

    private void post(RoutingContext context, MediaType mediaType) {
        JsonObject request =
                resolve(context, GraphQLRequest.fromBody(context, BodyReceiver.take(context), limits.jsonDepth()));
        ExecutionResult result = execute(context, request, null);
        sender.send(context, GraphQLResponse.of(result, errors.map(result.getErrors()), mediaType), mediaType);
    }

    private void get(RoutingContext context, MediaType mediaType) {
        JsonObject request = resolve(context, GraphQLRequest.fromParameters(context, limits.jsonDepth()));
        Validator validator = caching.validator(
                request, mediaType.type, context.request().headers().getAll(HttpHeaders.IF_NONE_MATCH));
        ExecutionResult result;
        try {
            result = execute(context, request, validator);
        } catch (ApiException e) {
            if (e.code() == ErrorCode.METHOD_NOT_ALLOWED) {
                context.response().putHeader(HttpHeaders.ALLOW, "POST");
            }
            throw e;
        }
        boolean complete = result.getErrors().isEmpty();
        caching.cacheControl(context.response().headers(), complete ? validator.entityTag() : null);
        if (complete && validator.isNotModified()) {
            sender.notModified(context);
        } else {
            sender.send(context, GraphQLResponse.of(result, errors.map(result.getErrors()), mediaType), mediaType);
        }
    }

    private JsonObject resolve(RoutingContext context, JsonObject request) {
        return persistedQueries.resolve(
                request,
                find -> executor.prepare(address.of(context.request()), context.get(Authorizer.IDENTITY), find));
    }

    /** @param validator null for a POST request */
    private ExecutionResult execute(RoutingContext context, JsonObject request, Validator validator) {
        boolean explain =
                explainAllowed && "on".equalsIgnoreCase(context.request().getHeader(EXPLAIN));
        Map<String, Object> graphqlContext = new HashMap<>();
        graphqlContext.put(TraversalStrategy.EXPLAIN, explain);
        if (validator != null && !explain) {
            graphqlContext.put(ConditionalRead.KEY, validator.revalidation());
        }
        graphqlContext.put(RequestMeasurement.KEY, RequestMeasurement.of(context));
        graphqlContext.put(TraversalStrategy.MEMORY, context.get(TraversalStrategy.MEMORY));
        String client = address.of(context.request());
        SecurityIdentity identity = context.get(Authorizer.IDENTITY);
        ExecutionResult result = validator == null
                ? executor.execute(request, client, identity, graphqlContext)
                : executor.executeRead(request, client, identity, graphqlContext);
        if (result.getData() instanceof CompiledSubscription) {
            throw new ApiException(
                    ErrorCode.BAD_REQUEST,
                    "Send a subscription over a WebSocket to this URL, with the subprotocol " + SUBPROTOCOL + ".");
        }
        if (result.isDataPresent()) {
            persistedQueries.keep(request);
        }
        return result;
    }
}
