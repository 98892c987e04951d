package org.onrecord.http;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;

import graphql.ExecutionResult;
import io.vertx.core.buffer.Buffer;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.traversal.execution.RawJson;

/**
 * A response as bytes. What PostgreSQL wrote goes into it untouched.
 *
 * @param errors the errors that the body has
 */
public record GraphQLResponse(int status, Buffer body, List<Map<String, Object>> errors) {

    private static final JsonGeneratorFactory GENERATORS = Json.createGeneratorFactory(Map.of());

    /** Requests that name a document which is not known, or not allowed, are well-formed. */
    private static final Set<ErrorCode> WELL_FORMED = EnumSet.of(
            ErrorCode.PERSISTED_QUERY_NOT_FOUND,
            ErrorCode.PERSISTED_QUERY_MISMATCH,
            ErrorCode.PERSISTED_QUERY_NOT_IN_LIST);

    /** @param errors the result's errors, as the response has them */
    public static GraphQLResponse of(ExecutionResult result, List<Map<String, Object>> errors, MediaType mediaType) {
        Buffer body = Buffer.buffer(1024).appendString("{");
        if (!errors.isEmpty()) {
            body.appendString("\"errors\":").appendString(json(errors));
        }
        if (result.isDataPresent()) {
            body.appendString(errors.isEmpty() ? "\"data\":" : ",\"data\":");
            appendData(body, result.getData());
        }
        if (result.getExtensions() != null && !result.getExtensions().isEmpty()) {
            appendData(body.appendString(",\"extensions\":"), result.getExtensions());
        }
        boolean executed = result.isDataPresent() || mediaType == MediaType.JSON;
        return new GraphQLResponse(executed ? 200 : status(errors.get(0)), body.appendString("}"), errors);
    }

    static GraphQLResponse refused(ApiException request, MediaType mediaType) {
        boolean wellFormed = WELL_FORMED.contains(request.code());
        int status = wellFormed && mediaType == MediaType.JSON ? 200 : request.code().status;
        return refused(status, Errors.error(request.code(), request.getMessage()));
    }

    static GraphQLResponse failed(Map<String, Object> error) {
        return refused(status(error), error);
    }

    static GraphQLResponse refused(int status, Map<String, Object> error) {
        return refused(status, List.of(error));
    }

    static GraphQLResponse refused(List<Map<String, Object>> errors) {
        return refused(status(errors.get(0)), errors);
    }

    private static GraphQLResponse refused(int status, List<Map<String, Object>> errors) {
        return new GraphQLResponse(status, Buffer.buffer("{\"errors\":" + json(errors) + "}"), errors);
    }

    private static int status(Map<String, Object> error) {
        return Errors.code((Map<?, ?>) error.get("extensions")).status;
    }

    private static void appendData(Buffer body, Object data) {
        if (data instanceof RawJson raw) {
            body.appendBytes(raw.utf8());
        } else if (data instanceof Map<?, ?> object) {
            String separator = "{";
            for (Map.Entry<?, ?> field : object.entrySet()) {
                // A response key is a GraphQL name: nothing in it needs escaping.
                body.appendString(separator).appendString("\"" + field.getKey() + "\":");
                appendData(body, field.getValue());
                separator = ",";
            }
            body.appendString(object.isEmpty() ? "{}" : "}");
        } else if (data instanceof List<?> list) {
            String separator = "[";
            for (Object element : list) {
                appendData(body.appendString(separator), element);
                separator = ",";
            }
            body.appendString(list.isEmpty() ? "[]" : "]");
        } else {
            body.appendString(json(data));
        }
    }

    public static String json(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = GENERATORS.createGenerator(text)) {
            write(generator, value);
        }
        return text.toString();
    }

    private static void write(JsonGenerator generator, Object value) {
        if (value instanceof Map<?, ?> object) {
            generator.writeStartObject();
            object.forEach((key, field) -> {
                generator.writeKey((String) key);
                write(generator, field);
            });
            generator.writeEnd();
        } else if (value instanceof Iterable<?> list) {
            generator.writeStartArray();
            list.forEach(element -> write(generator, element));
            generator.writeEnd();
        } else if (value instanceof Boolean bool) {
            generator.write(bool);
        } else if (value instanceof Integer || value instanceof Long) {
            generator.write(((Number) value).longValue());
        } else if (value instanceof Number number) {
            generator.write(new BigDecimal(number.toString()));
        } else if (value == null) {
            generator.writeNull();
        } else {
            generator.write(value.toString());
        }
    }
}
