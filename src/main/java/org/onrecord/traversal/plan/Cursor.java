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
 * A position in a list: the values of one node that the list is ordered by. It is not an offset, so pages neither
 * repeat nor skip nodes if other nodes are inserted or deleted between two requests. A cursor is base64 of the JSON
 * array {@code [signature, value, ..., key]} and opaque to clients.
 *
 * @param signature the value of the list's {@link CursorSignature}
 * @param values the values as text or null, in the order of the list, followed by the primary key
 */
public record Cursor(String signature, List<String> values) {

    /** Returns null if the text is not a cursor. */
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
            // The decoder, the JSON parser and the array throw different exceptions.
            return null;
        }
    }
}
