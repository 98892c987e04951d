package org.onrecord.http;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;

import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.database.ConsistencyToken;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;

/**
 * Reads a request as GraphQL over HTTP defines it: a JSON object in a POST, query parameters in a GET. It may lack its
 * {@code query} still, where it names a document that the service knows.
 */
public final class GraphQLRequest {

    private static final JsonParserFactory PARSERS = Json.createParserFactory(null);

    private static final List<String> TEXTS = List.of("query", "operationName", "documentId");
    private static final List<String> OBJECTS = List.of("variables", "extensions");

    private GraphQLRequest() {}

    static JsonObject fromBody(RoutingContext context, int maxDepth) {
        return checked(object(text(context.body().buffer()), "The body", maxDepth));
    }

    /** A JSON object that is a message on a WebSocket. */
    public static JsonObject message(String text, int maxDepth) {
        return object(text, "A message", maxDepth);
    }

    /** A request that is there as JSON, with the types that GraphQL over HTTP gives its parts. */
    public static JsonObject checked(JsonObject request) {
        TEXTS.forEach(name -> requireType(request, name, ValueType.STRING));
        OBJECTS.forEach(name -> requireType(request, name, ValueType.OBJECT));
        if ("".equals(request.getString("operationName", null))) {
            // graphql-java would run the first of several operations.
            return Json.createObjectBuilder(request).remove("operationName").build();
        }
        return request;
    }

    static JsonObject fromParameters(RoutingContext context, int maxDepth) {
        JsonObjectBuilder request = Json.createObjectBuilder();
        for (String name : TEXTS) {
            String value = parameter(context, name);
            if (value != null && !value.isEmpty()) {
                request.add(name, value);
            }
        }
        for (String name : OBJECTS) {
            String value = parameter(context, name);
            if (value != null && !value.isEmpty() && !value.equals("null")) {
                request.add(name, object(value, "`" + name + "`", maxDepth));
            }
        }
        return request.build();
    }

    private static String parameter(RoutingContext context, String name) {
        List<String> values = context.queryParams().getAll(name);
        if (values.size() > 1) {
            throw new ApiException(
                    ErrorCode.BAD_REQUEST, "The parameter `" + name + "` is there " + values.size() + " times.");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    /** JSON is UTF-8 (RFC 8259, 8.1); a byte order mark before it is no part of it. */
    private static String text(Buffer body) {
        try {
            String text = body == null
                    ? ""
                    : StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(body.getBytes()))
                            .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new ApiException(ErrorCode.BAD_REQUEST, "The body is not UTF-8.");
        }
    }

    private static JsonObject object(String text, String what, int maxDepth) {
        try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
            parser.next();
            JsonObject object = parser.getObject();
            if (!parser.hasNext()) {
                requireReasonable(object, maxDepth, maxDepth);
                return object;
            }
        } catch (JsonException | IllegalStateException | NoSuchElementException e) {
            // Falls through: not JSON, not an object, or more than one.
        } catch (ApiException e) {
            throw e;
        } catch (UnsupportedOperationException e) {
            throw new ApiException(ErrorCode.BAD_REQUEST, what + " has a number that is too long.");
        } catch (RuntimeException e) {
            // The parser has a limit of its own, which is higher.
            throw tooDeep(maxDepth);
        }
        throw new ApiException(ErrorCode.BAD_REQUEST, what + " must be a JSON object.");
    }

    /** A number like 1e99999 is short to send and long to work with, and so is a list in lists without end. */
    private static void requireReasonable(JsonValue value, int depth, int maxDepth) {
        if (value instanceof JsonNumber number) {
            if (Math.abs(number.bigDecimalValue().scale()) > 400) {
                throw new ApiException(ErrorCode.BAD_REQUEST, "A number is out of all proportion.");
            }
        } else if (value instanceof JsonStructure && depth == 0) {
            throw tooDeep(maxDepth);
        } else if (value instanceof JsonObject object) {
            object.values().forEach(field -> requireReasonable(field, depth - 1, maxDepth));
        } else if (value instanceof JsonArray array) {
            array.forEach(element -> requireReasonable(element, depth - 1, maxDepth));
        }
    }

    private static ApiException tooDeep(int maxDepth) {
        return new ApiException(
                ErrorCode.JSON_DEPTH_LIMIT_EXCEEDED,
                "At most " + maxDepth + " JSON objects and lists may stand within one another; here there are more.");
    }

    private static void requireType(JsonObject request, String name, ValueType type) {
        JsonValue value = request.get(name);
        if (value != null && value.getValueType() != ValueType.NULL && value.getValueType() != type) {
            throw new ApiException(
                    ErrorCode.BAD_REQUEST,
                    "`" + name + "` must be a JSON " + type.name().toLowerCase(Locale.ROOT) + ".");
        }
    }

    /** Null where there is none. */
    static ConsistencyToken consistencyToken(JsonObject request) {
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
                            + "` is what a mutation's response has in its `extensions`, and else left out.");
        }
    }

    /** Whether the operation that a request asks for is a mutation, also where there is none of that name. */
    static boolean isMutation(JsonObject request) {
        String document = request.getString("query");
        if (!document.contains("mutation")) {
            return false; // Spares parsing, for all but a few.
        }
        String name = request.getString("operationName", "");
        try {
            List<OperationDefinition> operations =
                    Parser.parse(document).getDefinitionsOfType(OperationDefinition.class);
            return operations.stream()
                    .filter(operation -> name.isEmpty() ? operations.size() == 1 : name.equals(operation.getName()))
                    .anyMatch(operation -> operation.getOperation() == OperationDefinition.Operation.MUTATION);
        } catch (InvalidSyntaxException e) {
            return false; // It will be refused for that.
        }
    }
}
