package org.onrecord.resource;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;

import graphql.ExecutionResult;

import org.onrecord.http.HttpCaching.Validator;
import org.onrecord.traversal.execution.RawJson;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/**
 * What the query of a resource read.
 *
 * @param data the {@code data} of the response; null if the query read nothing, because the client has the same data
 */
public record Reading(JsonObject data, Validator validator) {

    private static final JsonReaderFactory READERS = JSON_PROVIDER.createReaderFactory(Map.of());

    static Reading of(ExecutionResult result, Validator validator) {
        if (validator.revalidation().isNotModified()) {
            return new Reading(null, validator);
        }
        Map<String, RawJson> fields = result.getData();
        JsonObjectBuilder data = JSON_PROVIDER.createObjectBuilder();
        fields.forEach((name, json) -> {
            try (JsonReader reader =
                    READERS.createReader(new ByteArrayInputStream(json.utf8()), StandardCharsets.UTF_8)) {
                data.add(name, reader.readValue());
            }
        });
        return new Reading(data.build(), validator);
    }

    /** Whether the client has the data already. */
    public boolean isUnchanged() {
        return data == null;
    }
}
