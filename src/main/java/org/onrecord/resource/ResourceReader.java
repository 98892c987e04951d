package org.onrecord.resource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Singleton;
import jakarta.json.JsonObject;

import graphql.ExecutionResult;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.address.ClientAddress;
import org.onrecord.database.ConsistencyToken;
import org.onrecord.database.ReadConnections;
import org.onrecord.database.ReadTarget;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.http.Client;
import org.onrecord.http.ClientQueue;
import org.onrecord.http.GraphQLExecutor;
import org.onrecord.http.request.BodyReceiver;
import org.onrecord.http.request.ReadOnlyRoute;
import org.onrecord.http.response.Accept;
import org.onrecord.http.response.HttpCaching;
import org.onrecord.http.response.HttpCaching.Validator;
import org.onrecord.http.response.ResponseJson;
import org.onrecord.http.response.ResponseSender;
import org.onrecord.observability.RequestMeasurement;
import org.onrecord.observability.RequestObserver;
import org.onrecord.security.AccessControl;
import org.onrecord.security.Roles;
import org.onrecord.traversal.execution.Authorizer;
import org.onrecord.traversal.execution.ConditionalRead;
import org.onrecord.traversal.execution.TraversalStrategy;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/**
 * Serves URLs whose content one GraphQL query reads: the query runs with the rights, the limits and the place in the
 * queue of the client, as if the client had sent it.
 */
@Singleton
public final class ResourceReader {

    /** After authentication, and before the handler with which Quarkus disables compression for unknown media types. */
    private static final int ORDER = -1;

    /** Before a route that handles the other requests of the same path. */
    private static final int EARLIER = ORDER - 1;

    private static final String BODY = "onrecord.resource-body";

    private static final String OFFERED = "onrecord.offered-media-type";

    private final GraphQLExecutor executor;
    private final ReadConnections connections;
    private final ClientQueue queue;
    private final HttpCaching caching;
    private final ResponseSender sender;
    private final AccessControl accessControl;
    private final RequestObserver observer;
    private final ClientAddress address;
    private final BodyReceiver bodies;

    ResourceReader(
            GraphQLExecutor executor,
            ReadConnections connections,
            ClientQueue queue,
            HttpCaching caching,
            ResponseSender sender,
            AccessControl accessControl,
            RequestObserver observer,
            ClientAddress address,
            BodyReceiver bodies) {
        this.executor = executor;
        this.connections = connections;
        this.queue = queue;
        this.caching = caching;
        this.sender = sender;
        this.accessControl = accessControl;
        this.observer = observer;
        this.address = address;
        this.bodies = bodies;
    }

    /** The text of a GraphQL document of this service. */
    public static String document(String name) {
        try (InputStream file = ResourceReader.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Serves a path.
     *
     * @param mediaTypes of the representations, the preferred one first
     * @param handler of a GET or HEAD request, which may block
     * @param failureHandler of a request that fails before it is handled
     */
    public void route(
            Router router,
            String path,
            List<String> mediaTypes,
            Handler handler,
            Consumer<RoutingContext> failureHandler) {
        router.route(path)
                .order(ORDER)
                .handler(observer::begin)
                .blockingHandler(context -> handle(context, mediaTypes, handler), false)
                .failureHandler(failureHandler::accept);
    }

    /**
     * Serves the requests that a route matches, for example those of an HTML form. Later routes handle the other
     * requests of its path. The handler gets the body from {@link #body}.
     *
     * @param longest bytes of a body
     */
    public void serve(
            Route route,
            List<String> mediaTypes,
            long longest,
            Handler handler,
            Consumer<RoutingContext> failureHandler) {
        route.order(EARLIER)
                .handler(observer::begin)
                .handler(context -> bodies.receive(context, longest))
                .blockingHandler(
                        context -> {
                            // Also the body of a request that is rejected before the handler must release its memory.
                            context.put(BODY, BodyReceiver.take(context));
                            answer(context, mediaTypes, handler, true);
                        },
                        false)
                .failureHandler(failureHandler::accept);
    }

    /** The body of a request of {@link #serve}, empty if it has none. */
    public static Buffer body(RoutingContext context) {
        return context.get(BODY);
    }

    /** Answers a request with a representation. */
    public interface Handler {

        /** @param mediaType of the representation that the client prefers */
        void handle(RoutingContext context, String mediaType);

        /**
         * Answers a request that failed.
         *
         * @param mediaType null if the client accepts none
         */
        void fail(RoutingContext context, String mediaType, RuntimeException failure);
    }

    /**
     * Names a media type that another route of the same path serves. The error of a client that accepts no media type
     * of the path lists it.
     */
    public static void offer(RoutingContext context, String mediaType) {
        context.put(OFFERED, mediaType);
    }

    private static ApiException notAcceptable(RoutingContext context, List<String> mediaTypes) {
        Stream<String> all = Stream.concat(mediaTypes.stream(), Stream.ofNullable(context.<String>get(OFFERED)));
        return new ApiException(ErrorCode.NOT_ACCEPTABLE, "Accept " + all.collect(Collectors.joining(" or ")) + ".");
    }

    private void handle(RoutingContext context, List<String> mediaTypes, Handler handler) {
        HttpMethod method = context.request().method();
        if (method == HttpMethod.OPTIONS) {
            sender.options(context, ReadOnlyRoute.METHODS);
        } else {
            answer(context, mediaTypes, handler, method == HttpMethod.GET || method == HttpMethod.HEAD);
        }
    }

    private void answer(RoutingContext context, List<String> mediaTypes, Handler handler, boolean isAllowed) {
        String mediaType = Accept.of(context).best(mediaTypes);
        try {
            if (mediaType == null) {
                throw notAcceptable(context, mediaTypes);
            }
            context.put(Authorizer.IDENTITY, accessControl.identify(context));
            if (!isAllowed) {
                context.response().putHeader(HttpHeaders.ALLOW, ReadOnlyRoute.METHODS);
                throw new ApiException(
                        ErrorCode.METHOD_NOT_ALLOWED,
                        "Read a URL with a GET request, and change the graph with a GraphQL mutation.");
            }
            sender.withMemory(context, () -> handler.handle(context, mediaType));
        } catch (RuntimeException e) {
            handler.fail(context, mediaType, e);
        }
    }

    /**
     * Executes the query of a resource. If the client has the representation already, the query reads nothing.
     *
     * @param request a GraphQL request
     * @param representation distinguishes the responses to the same request, by their media type for example
     * @throws FailedReadException if the result has errors
     */
    public ReadResult read(RoutingContext context, JsonObject request, String representation) {
        Validator validator = caching.validator(
                request, representation, context.request().headers().getAll(HttpHeaders.IF_NONE_MATCH));
        return ReadResult.of(
                execute(context, request, Map.of(ConditionalRead.KEY, validator.revalidation())), validator);
    }

    /**
     * Executes a query whose response no client keeps.
     *
     * @param request a GraphQL request
     * @return the {@code data} of the response, for {@link ResponseJson}, or for {@link ReadResult#json}
     * @throws FailedReadException if the result has errors
     */
    public Map<String, Object> execute(RoutingContext context, JsonObject request) {
        return execute(context, request, Map.of()).getData();
    }

    /**
     * Executes a mutation with the rights of the client.
     *
     * @throws FailedReadException if the result has errors
     */
    public Change change(RoutingContext context, JsonObject request) {
        ExecutionResult result = execute(context, request, Map.of());
        Map<Object, Object> extensions = result.getExtensions();
        return new Change(
                ReadResult.json(result.getData()),
                extensions == null ? null : (String) extensions.get(ConsistencyToken.EXTENSION));
    }

    /**
     * What a mutation changed.
     *
     * @param data of the response
     * @param token the consistency token, for the query that must see the change; null if there is none
     */
    public record Change(JsonObject data, String token) {}

    /** The {@code extensions} of a request that must see a change. */
    public static JsonObject seeing(String token) {
        return JSON_PROVIDER
                .createObjectBuilder()
                .add(ConsistencyToken.EXTENSION, token)
                .build();
    }

    /** Whether the client may publish and review. */
    public static boolean isEditor(RoutingContext context) {
        SecurityIdentity identity = context.get(Authorizer.IDENTITY);
        return identity.hasRole(Roles.EDITOR) || identity.hasRole(Roles.ADMIN);
    }

    private ExecutionResult execute(RoutingContext context, JsonObject request, Map<String, Object> values) {
        Map<String, Object> graphqlContext = new HashMap<>(values);
        graphqlContext.put(RequestMeasurement.KEY, RequestMeasurement.of(context));
        graphqlContext.put(TraversalStrategy.MEMORY, context.get(TraversalStrategy.MEMORY));
        ExecutionResult result = executor.execute(
                request, address.of(context.request()), context.get(Authorizer.IDENTITY), graphqlContext);
        if (!result.getErrors().isEmpty()) {
            throw new FailedReadException(result.getErrors());
        }
        return result;
    }

    /**
     * Executes the statement of a resource that has no GraphQL query. It has the same place in the queue of the client.
     *
     * @param sql a SELECT of one JSON object, with a question mark for each value
     * @param representation see {@link #read(RoutingContext, JsonObject, String)}
     */
    public ReadResult read(RoutingContext context, String sql, List<Object> values, String representation) {
        JsonObject request = JSON_PROVIDER
                .createObjectBuilder()
                .add("query", sql)
                .add("variables", values.toString())
                .build();
        Validator validator = caching.validator(
                request, representation, context.request().headers().getAll(HttpHeaders.IF_NONE_MATCH));
        String client = Client.name(context.get(Authorizer.IDENTITY), address.of(context.request()));
        byte[] json = queue.execute(
                client,
                () -> connections.read(
                        ReadTarget.REPLICA,
                        null,
                        connection -> execute(connection, sql, values, validator.revalidation())));
        return ReadResult.of(json, validator);
    }

    /** @return null if the client has the result */
    private static byte[] execute(Connection connection, String sql, List<Object> values, ConditionalRead condition)
            throws SQLException {
        // PostgreSQL evaluates only the branch of a CASE that it takes, and the subquery in it.
        String conditional = "SELECT version, CASE WHEN version <> ALL (?) THEN (" + sql + ") END"
                + " FROM (SELECT coalesce(sum(version), 0)::bigint AS version FROM graph_version) graph";
        try (PreparedStatement statement = connection.prepareStatement(conditional)) {
            statement.setArray(
                    1,
                    connection.createArrayOf("bigint", condition.versions(sql).toArray()));
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 2, values.get(i));
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                condition.found(sql, row.getLong(1));
                return row.getBytes(2);
            }
        }
    }

    /**
     * Sets the headers for caches. Answers the request if the client has the representation already.
     *
     * @return whether it is answered
     */
    public boolean revalidate(RoutingContext context, ReadResult result) {
        caching.cacheControl(context.response().headers(), result.validator().entityTag());
        if (result.validator().isNotModified()) {
            sender.notModified(context);
            return true;
        }
        return false;
    }
}
