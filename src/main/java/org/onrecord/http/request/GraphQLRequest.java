package org.onrecord.http.request;

import java.util.List;
import java.util.Locale;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.database.ConsistencyToken;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/**
 * Reads requests of GraphQL over HTTP: a JSON object in a POST request, query parameters in a GET request. A request
 * that names a persisted query has no {@code query} yet.
 */
public final class GraphQLRequest {

    private static final List<String> STRINGS = List.of("query", "operationName", "documentId");
    private static final List<String> OBJECTS = List.of("variables", "extensions");

    private GraphQLRequest() {}

    /**
     * Reads the body of a POST request.
     *
     * @param body the bytes that {@link BodyReceiver} has received
     * @throws ApiException if the body is no request in JSON
     */
    public static JsonObject fromBody(RoutingContext context, Buffer body, int maxDepth) {
        RequestBody.requireJson(context);
        return checked(JsonText.object(RequestBody.text(body), "The body", maxDepth));
    }

    /** Parses a WebSocket message. */
    public static JsonObject message(String text, int maxDepth) {
        return JsonText.object(text, "A message", maxDepth);
    }

    /**
     * Checks the types of the members of a request, and the texts in its variables.
     *
     * @throws ApiException if a type is wrong, or a text cannot be stored
     */
    public static JsonObject checked(JsonObject request) {
        STRINGS.forEach(name -> requireType(request, name, ValueType.STRING));
        OBJECTS.forEach(name -> requireType(request, name, ValueType.OBJECT));
        JsonText.requireStorable("variables", request.getOrDefault("variables", JsonValue.NULL));
        if ("".equals(request.getString("operationName", null))) {
            // With an empty name graphql-java would execute the first of several operations.
            return JSON_PROVIDER
                    .createObjectBuilder(request)
                    .remove("operationName")
                    .build();
        }
        return request;
    }

    /**
     * Reads the query parameters of a GET request.
     *
     * @throws ApiException if they are no request
     */
    public static JsonObject fromParameters(RoutingContext context, int maxDepth) {
        JsonObjectBuilder request = JSON_PROVIDER.createObjectBuilder();
        for (String name : STRINGS) {
            String value = parameter(context, name);
            if (value != null && !value.isEmpty()) {
                request.add(name, value);
            }
        }
        for (String name : OBJECTS) {
            String value = parameter(context, name);
            if (value != null && !value.isEmpty() && !value.equals("null")) {
                request.add(name, JsonText.object(value, "`" + name + "`", maxDepth));
            }
        }
        return checked(request.build());
    }

    private static String parameter(RoutingContext context, String name) {
        List<String> values = context.queryParams().getAll(name);
        if (values.size() > 1) {
            throw new ApiException(
                    ErrorCode.BAD_REQUEST, "The request has the parameter `" + name + "` " + values.size() + " times.");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    private static void requireType(JsonObject request, String name, ValueType type) {
        JsonValue value = request.get(name);
        if (value != null && value.getValueType() != ValueType.NULL && value.getValueType() != type) {
            throw new ApiException(
                    ErrorCode.BAD_REQUEST,
                    "`" + name + "` must be a JSON " + type.name().toLowerCase(Locale.ROOT) + ".");
        }
    }

    /**
     * The consistency token, null if the request has none.
     *
     * @throws ApiException if it is invalid
     */
    public static ConsistencyToken consistencyToken(JsonObject request) {
        JsonValue extensions = request.getOrDefault("extensions", JsonValue.NULL);
        JsonValue token = extensions instanceof JsonObject object
                ? object.getOrDefault(ConsistencyToken.EXTENSION, JsonValue.NULL)
                : JsonValue.NULL;
        if (token.equals(JsonValue.NULL)) {
            return null;
        }
        try {
            return new ConsistencyToken(((JsonString) token).getString());
        } catch (ClassCastException | IllegalArgumentException e) {
            throw new ApiException(
                    ErrorCode.BAD_REQUEST,
                    "`extensions." + ConsistencyToken.EXTENSION
                            + "` must be a token from the `extensions` of a mutation's response.");
        }
    }
}
