package org.onrecord.traversal.execution;

import java.nio.charset.StandardCharsets;

/**
 * A part of a response that is JSON text already, usually written by PostgreSQL. Nothing parses or changes it on the
 * way to the client.
 *
 * @param utf8 the JSON text
 */
public record RawJson(byte[] utf8) {

    static RawJson of(String json) {
        return new RawJson(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The number of objects in lists: the nodes, edges and groups of the response. */
    public int rows() {
        byte[] json = utf8;
        int rows = 0;
        byte previous = 0;
        for (int i = 0; i < json.length; i++) {
            byte character = json[i];
            if (character == '"') {
                i = endOfString(json, i);
            } else if (character == '{' && (previous == '[' || previous == ',')) {
                // In an object, a key follows the comma. So this object is in a list.
                rows++;
            }
            if (character > ' ') {
                previous = character;
            }
        }
        return rows;
    }

    private static int endOfString(byte[] json, int start) {
        int i = start + 1;
        while (json[i] != '"') {
            i += json[i] == '\\' ? 2 : 1;
        }
        return i;
    }
}
