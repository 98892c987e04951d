package org.onrecord.http.response;

import java.util.List;
import java.util.Map;

import io.vertx.core.buffer.Buffer;

import org.onrecord.traversal.execution.RawJson;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/**
 * Writes the parts of a response as JSON. Libraries cannot do this without a copy: they would parse the JSON that
 * PostgreSQL made, and write it again.
 */
public final class ResponseJson {

    private ResponseJson() {}

    /**
     * Appends a value.
     *
     * @param value a map with GraphQL names as keys, a list, a number, a boolean, null, {@link RawJson}, or anything
     *     else as text
     */
    public static Buffer append(Buffer json, Object value) {
        if (value instanceof RawJson raw) {
            return json.appendBytes(raw.utf8());
        } else if (value instanceof Map<?, ?> object) {
            String separator = "{";
            for (Map.Entry<?, ?> field : object.entrySet()) {
                // GraphQL names need no escapes.
                json.appendString(separator).appendString("\"" + field.getKey() + "\":");
                append(json, field.getValue());
                separator = ",";
            }
            return json.appendString(object.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            String separator = "[";
            for (Object element : list) {
                append(json.appendString(separator), element);
                separator = ",";
            }
            return json.appendString(list.isEmpty() ? "[]" : "]");
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            return json.appendString(String.valueOf(value));
        }
        return json.appendString(JSON_PROVIDER.createValue(value.toString()).toString());
    }
}
