package org.onrecord.resource;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.inject.Singleton;
import jakarta.json.JsonObject;

import graphql.ExecutionResult;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.address.ClientAddress;
import org.onrecord.database.ConsistencyToken;
import org.onrecord.http.GraphQLExecutor;
import org.onrecord.http.response.HttpCaching;
import org.onrecord.http.response.HttpCaching.Validator;
import org.onrecord.http.response.ResponseJson;
import org.onrecord.observability.RequestMeasurement;
import org.onrecord.traversal.execution.Authorizer;
import org.onrecord.traversal.execution.ConditionalRead;
import org.onrecord.traversal.execution.TraversalStrategy;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/**
 * Executes the GraphQL operations of resources: each runs with the rights, the limits and the place in the queue of the
 * client, as if the client had sent it.
 */
@Singleton
public final class ResourceExecutor {

    private final GraphQLExecutor executor;
    private final HttpCaching caching;
    private final ClientAddress address;

    ResourceExecutor(GraphQLExecutor executor, HttpCaching caching, ClientAddress address) {
        this.executor = executor;
        this.caching = caching;
        this.address = address;
    }

    /**
     * Executes the query of a representation. If the client has the representation already, the query reads nothing.
     *
     * @param request a GraphQL request
     * @param representation distinguishes the responses to the same request, by their media type for example
     * @throws FailedOperationException if the result has errors
     */
    public ReadResult readIfChanged(RoutingContext context, JsonObject request, String representation) {
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
     * @throws FailedOperationException if the result has errors
     */
    public Map<String, Object> read(RoutingContext context, JsonObject request) {
        return execute(context, request, Map.of()).getData();
    }

    /**
     * Executes a mutation.
     *
     * @param request a GraphQL request
     * @throws FailedOperationException if the result has errors
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

    /**
     * Does work that precedes an operation. It waits in the queue of the client, as an operation does.
     *
     * @throws org.onrecord.error.ApiException if the client runs too many operations
     */
    public <T> T prepare(RoutingContext context, Supplier<T> work) {
        return executor.prepare(address.of(context.request()), context.get(Authorizer.IDENTITY), work);
    }

    private ExecutionResult execute(RoutingContext context, JsonObject request, Map<String, Object> values) {
        Map<String, Object> graphqlContext = new HashMap<>(values);
        graphqlContext.put(RequestMeasurement.KEY, RequestMeasurement.of(context));
        graphqlContext.put(TraversalStrategy.MEMORY, context.get(TraversalStrategy.MEMORY));
        ExecutionResult result = executor.execute(
                request, address.of(context.request()), context.get(Authorizer.IDENTITY), graphqlContext);
        if (!result.getErrors().isEmpty()) {
            throw new FailedOperationException(result.getErrors());
        }
        return result;
    }
}
