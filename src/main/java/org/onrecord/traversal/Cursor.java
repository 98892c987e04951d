package org.onrecord.traversal;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;

/**
 * A place in a list: the keyset of one node, never an offset, so rows that come and go between pages shift nothing.
 * Base64 of the JSON array {@code [type, key]}. Opaque to clients.
 *
 * @param type the name of the node type the list holds
 * @param key the primary key of the node, which is what lists are ordered by
 */
public record Cursor(String type, long key) {

    /** Returns null where the text is not a cursor. */
    public static Cursor parse(String text) {
        try (JsonReader reader = Json.createReader(
                new StringReader(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8)))) {
            JsonArray array = reader.readArray();
            return array.size() == 2
                    ? new Cursor(
                            array.getString(0),
                            array.getJsonNumber(1).bigIntegerValueExact().longValueExact())
                    : null;
        } catch (IllegalArgumentException | JsonException | ClassCastException | ArithmeticException notACursor) {
            return null;
        }
    }
}
