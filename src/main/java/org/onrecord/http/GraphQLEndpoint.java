package org.onrecord.http;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;

import graphql.ExecutionResult;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaPrinter;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.http.HttpCaching.Validator;
import org.onrecord.observability.Observation;
import org.onrecord.security.Gatekeeper;
import org.onrecord.traversal.execution.Authorizer;
import org.onrecord.traversal.execution.CompiledSubscription;
import org.onrecord.traversal.execution.ConditionalRead;
import org.onrecord.traversal.execution.TraversalStrategy;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.traversal.schema.TraversalSchema;

/**
 * GraphQL over HTTP in front of SmallRye's endpoint, which it replaces; {@link WebSocketEndpoint} has the WebSockets. It follows the specification's media types and
 * status codes, and writes the JSON that PostgreSQL made as it is.
 */
@Singleton
public class GraphQLEndpoint {

    /** The WebSocket subprotocol of subscriptions, which this address speaks too. */
    public static final String SUBPROTOCOL = "graphql-transport-ws";

    private static final String PATH = "/graphql";

    /** Before SmallRye's own routes, which begin at 0, and after authentication. */
    private static final int ORDER = -1;

    private static final String METHODS = "GET, HEAD, POST, OPTIONS";

    private final GraphQLExecutor executor;
    private final PersistedQueries persistedQueries;
    private final HttpCaching caching;
    private final Errors errors;
    private final Responder responder;
    private final Limits limits;
    private final Gatekeeper gatekeeper;
    private final boolean explainAllowed;
    private final GraphQLSchema schema;
    /** The schema in SDL; null until somebody asks for it, so that the start does not wait for it. */
    private volatile String sdl;

    GraphQLEndpoint(
            GraphQLExecutor executor,
            PersistedQueries persistedQueries,
            HttpCaching caching,
            Errors errors,
            Responder responder,
            Limits limits,
            Gatekeeper gatekeeper,
            @TraversalSchema GraphQLSchema schema,
            @ConfigProperty(name = "onrecord.explain") boolean explainAllowed) {
        this.executor = executor;
        this.persistedQueries = persistedQueries;
        this.caching = caching;
        this.errors = errors;
        this.responder = responder;
        this.limits = limits;
        this.gatekeeper = gatekeeper;
        this.explainAllowed = explainAllowed;
        this.schema = schema;
    }

    void route(@Observes Router router) {
        router.route(PATH)
                .order(ORDER)
                .handler(BodyHandler.create(false).setBodyLimit(limits.body().asLongValue()))
                .blockingHandler(this::handle, false)
                .failureHandler(this::fail);
        router.get(PATH + "/schema.graphql")
                .order(ORDER)
                .blockingHandler(this::sendSchema, false)
                .failureHandler(this::fail);
    }

    private void sendSchema(RoutingContext context) {
        gatekeeper.identify(context);
        if (limits.introspection()) {
            if (sdl == null) {
                sdl = new SchemaPrinter(SchemaPrinter.Options.defaultOptions().includeDirectiveDefinitions(false))
                        .print(schema);
            }
            context.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                    .end(sdl);
        } else {
            context.response().setStatusCode(404).end();
        }
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        MediaType mediaType = MediaType.accepted(request.headers().getAll(HttpHeaders.ACCEPT));
        if (request.method() == HttpMethod.OPTIONS) {
            context.response()
                    .setStatusCode(204)
                    .putHeader(HttpHeaders.ALLOW, METHODS)
                    .end();
            return;
        } else if (mediaType == null) {
            context.response()
                    .setStatusCode(406)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                    .end("This service answers with application/graphql-response+json or application/json.");
            return;
        }
        try {
            context.put(Authorizer.IDENTITY, gatekeeper.identify(context));
            if (request.method() == HttpMethod.POST) {
                post(context, mediaType);
            } else if (Set.of(HttpMethod.GET, HttpMethod.HEAD).contains(request.method())) {
                get(context, mediaType);
            } else {
                context.response().putHeader(HttpHeaders.ALLOW, METHODS);
                throw new ApiException(ErrorCode.METHOD_NOT_ALLOWED, "Ask by POST or by GET.");
            }
        } catch (ApiException e) {
            send(context, GraphQLResponse.refused(e, mediaType), mediaType);
        } catch (RuntimeException e) {
            send(context, GraphQLResponse.failed(errors.of(e)), mediaType);
        }
    }

    private void post(RoutingContext context, MediaType mediaType) {
        requireJson(context);
        JsonObject request = persistedQueries.resolve(GraphQLRequest.fromBody(context, limits.jsonDepth()));
        ExecutionResult result = execute(context, request, null);
        send(context, GraphQLResponse.of(result, errors.of(result.getErrors()), mediaType), mediaType);
    }

    private void get(RoutingContext context, MediaType mediaType) {
        JsonObject request = persistedQueries.resolve(GraphQLRequest.fromParameters(context, limits.jsonDepth()));
        if (GraphQLRequest.isMutation(request)) {
            context.response().putHeader(HttpHeaders.ALLOW, "POST");
            throw new ApiException(ErrorCode.METHOD_NOT_ALLOWED, "A mutation goes by POST.");
        }
        Validator validator = caching.validator(
                request, mediaType.name, context.request().headers().getAll(HttpHeaders.IF_NONE_MATCH));
        ExecutionResult result = execute(context, request, validator);
        boolean complete = result.getErrors().isEmpty();
        caching.cacheControl(context.response().headers(), complete ? validator.entityTag() : null);
        if (complete && validator.isNotModified()) {
            responder.notModified(context);
        } else {
            send(context, GraphQLResponse.of(result, errors.of(result.getErrors()), mediaType), mediaType);
        }
    }

    private ExecutionResult execute(RoutingContext context, JsonObject request, Validator validator) {
        boolean explain =
                explainAllowed && "on".equalsIgnoreCase(context.request().getHeader("X-Explain"));
        Map<String, Object> graphqlContext = new HashMap<>();
        graphqlContext.put(TraversalStrategy.EXPLAIN, explain);
        if (validator != null && !explain) {
            graphqlContext.put(ConditionalRead.KEY, validator.revalidation());
        }
        graphqlContext.put(Authorizer.IDENTITY, context.get(Authorizer.IDENTITY));
        graphqlContext.put(Observation.KEY, Observation.of(context));
        ExecutionResult result = executor.execute(request, graphqlContext);
        if (result.getData() instanceof CompiledSubscription) {
            throw new ApiException(
                    ErrorCode.BAD_REQUEST,
                    "A subscription goes over a WebSocket, to this address by the subprotocol " + SUBPROTOCOL + ".");
        }
        Observation.of(context).result(result);
        if (result.isDataPresent()) {
            persistedQueries.keep(request);
        }
        return result;
    }

    /**
     * Anything else could be sent by a form of another site, without the browser asking first. GraphiQL sends the header
     * twice, which a browser joins with a comma.
     */
    private static void requireJson(RoutingContext context) {
        String contentType = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        String encoding = context.request().getHeader(HttpHeaders.CONTENT_ENCODING);
        if (contentType == null
                || !Arrays.stream(contentType.split(",")).allMatch(GraphQLEndpoint::isJsonInUtf8)
                || encoding != null && !encoding.equalsIgnoreCase("identity")) {
            context.response().putHeader("Accept-Post", "application/json");
            throw new ApiException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send application/json, in UTF-8 and not compressed.");
        }
    }

    private static boolean isJsonInUtf8(String contentType) {
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";");
        return parts[0].strip().equals("application/json")
                && Arrays.stream(parts)
                        .map(String::strip)
                        .filter(parameter -> parameter.startsWith("charset="))
                        .allMatch(parameter ->
                                Set.of("utf-8", "\"utf-8\"").contains(parameter.substring("charset=".length())));
    }

    /** What fails before a request is read, a body that is too large for one, or in spite of all that is caught. */
    private void fail(RoutingContext context) {
        GraphQLResponse response = context.statusCode() >= 400 && context.statusCode() < 500
                ? GraphQLResponse.refused(
                        context.statusCode(),
                        Errors.error(
                                context.statusCode() == 413 ? ErrorCode.BODY_LIMIT_EXCEEDED : ErrorCode.BAD_REQUEST,
                                context.statusCode() == 413
                                        ? "A body has at most " + limits.body().asLongValue()
                                                + " bytes. Ask in several requests."
                                        : "The request is not one that HTTP allows."))
                : GraphQLResponse.failed(errors.of(context.failure()));
        send(context, response, MediaType.JSON);
    }

    private void send(RoutingContext context, GraphQLResponse response, MediaType mediaType) {
        Observation observation = Observation.of(context);
        if (observation != null) { // The schema's address is not observed.
            observation.errors(response.errors());
        }
        responder.send(context, response.status(), mediaType.contentType(), response.body());
    }
}
