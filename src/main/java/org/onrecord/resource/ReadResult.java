package org.onrecord.resource;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;

import graphql.ExecutionResult;

import org.onrecord.http.response.HttpCaching.Validator;
import org.onrecord.traversal.execution.RawJson;

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
        Map<String, RawJson> fields = result.getData();
        JsonObjectBuilder data = JSON_PROVIDER.createObjectBuilder();
        fields.forEach((name, json) -> data.add(name, parsed(json.utf8())));
        return new ReadResult(data.build(), validator);
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
