package org.onrecord.resource;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;

import graphql.ExecutionResult;
import io.vertx.core.buffer.Buffer;

import org.onrecord.http.response.HttpCaching.Validator;
import org.onrecord.http.response.ResponseJson;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/**
 * What the query or the statement of a resource read.
 *
 * @param data the {@code data} of the response; null if nothing was read, because the client has the same data
 */
public record ReadResult(JsonObject data, Validator validator) {

    private static final JsonReaderFactory READERS = JSON_PROVIDER.createReaderFactory(Map.of());

    static ReadResult of(ExecutionResult result, Validator validator) {
        if (validator.revalidation().isNotModified()) {
            return new ReadResult(null, validator);
        }
        return new ReadResult(json(result.getData()), validator);
    }

    /** @param data of a response, for {@link ResponseJson} */
    public static JsonObject json(Map<String, Object> data) {
        return parsed(ResponseJson.append(Buffer.buffer(), data).getBytes()).asJsonObject();
    }

    /** @param json an object; null if the client has the same data */
    static ReadResult of(byte[] json, Validator validator) {
        return new ReadResult(json == null ? null : parsed(json).asJsonObject(), validator);
    }

    private static JsonValue parsed(byte[] json) {
        try (JsonReader reader = READERS.createReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8)) {
            return reader.readValue();
        }
    }

    /** Whether the client has the data already. */
    public boolean isUnchanged() {
        return data == null;
    }
}
