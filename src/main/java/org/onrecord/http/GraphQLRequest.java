package org.onrecord.http;

import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;

import io.vertx.ext.web.RoutingContext;

/** Reads a request as GraphQL over HTTP defines it: a JSON object in a POST, query parameters in a GET. */
final class GraphQLRequest {

    private static final JsonParserFactory PARSERS = Json.createParserFactory(null);

    private GraphQLRequest() {}

    static JsonObject fromBody(RoutingContext context) {
        String body = context.body().asString();
        JsonObject request = object(body == null ? "" : body, "The body");
        requireType(request, "query", ValueType.STRING);
        requireType(request, "operationName", ValueType.STRING);
        requireType(request, "variables", ValueType.OBJECT);
        requireType(request, "extensions", ValueType.OBJECT);
        return requireQuery(request);
    }

    static JsonObject fromParameters(RoutingContext context) {
        JsonObjectBuilder request = Json.createObjectBuilder();
        for (String name : List.of("query", "operationName")) {
            String value = context.queryParams().get(name);
            if (value != null && !value.isEmpty()) {
                request.add(name, value);
            }
        }
        for (String name : List.of("variables", "extensions")) {
            String value = context.queryParams().get(name);
            if (value != null && !value.isEmpty() && !value.equals("null")) {
                request.add(name, object(value, "`" + name + "`"));
            }
        }
        return requireQuery(request.build());
    }

    private static JsonObject object(String text, String what) {
        try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
            parser.next();
            JsonObject object = parser.getObject();
            if (!parser.hasNext()) {
                requireReasonableNumbers(object);
                return object;
            }
        } catch (JsonException | IllegalStateException | NoSuchElementException e) {
            // Falls through: not JSON, not an object, or more than one.
        } catch (BadRequest e) {
            throw e;
        } catch (RuntimeException e) {
            throw new BadRequest(what + " is nested too deeply, or has a number that is too long.");
        }
        throw new BadRequest(what + " must be a JSON object.");
    }

    /** A number like 1e99999 is short to send and long to work with. */
    private static void requireReasonableNumbers(JsonValue value) {
        if (value instanceof JsonNumber number) {
            if (Math.abs(number.bigDecimalValue().scale()) > 400) {
                throw new BadRequest("A number is out of all proportion.");
            }
        } else if (value instanceof JsonObject object) {
            object.values().forEach(GraphQLRequest::requireReasonableNumbers);
        } else if (value instanceof JsonArray array) {
            array.forEach(GraphQLRequest::requireReasonableNumbers);
        }
    }

    private static JsonObject requireQuery(JsonObject request) {
        if (request.getString("query", "").isBlank()) {
            throw new BadRequest("The request has no `query`: send {\"query\": \"{ ... }\"}.");
        }
        return request;
    }

    private static void requireType(JsonObject request, String name, ValueType type) {
        JsonValue value = request.get(name);
        if (value != null && value.getValueType() != ValueType.NULL && value.getValueType() != type) {
            throw new BadRequest("`" + name + "` must be a JSON " + type.name().toLowerCase(Locale.ROOT) + ".");
        }
    }

    /** The request is not one of GraphQL over HTTP; the message says what is wrong with it. */
    static final class BadRequest extends RuntimeException {
        BadRequest(String message) {
            super(message, null, false, false);
        }
    }
}
