package org.onrecord.traversal.plan;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/**
 * A place in a list: the values that the list is ordered by, of one node, and its key; never a number of rows, so rows that
 * come and go between pages shift nothing. Base64 of the JSON array {@code [signature, value, ..., key]}. Opaque to clients.
 *
 * @param signature tells lists of another type, order or filter
 * @param values the order values as text, null for none, and the primary key last
 */
public record Cursor(String signature, List<String> values) {

    /** Returns null where the text is not a cursor. */
    public static Cursor parse(String text) {
        try (JsonReader reader = Json.createReader(
                new StringReader(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8)))) {
            JsonArray array = reader.readArray();
            List<String> values = new ArrayList<>();
            for (JsonValue value : array.subList(1, array.size())) {
                values.add(
                        switch (value.getValueType()) {
                            case NULL -> null;
                            case STRING -> ((JsonString) value).getString();
                            default -> value.toString();
                        });
            }
            return new Cursor(array.getString(0), values);
        } catch (RuntimeException notACursor) {
            // Whatever Base64, the JSON parser or the array has against it.
            return null;
        }
    }
}
