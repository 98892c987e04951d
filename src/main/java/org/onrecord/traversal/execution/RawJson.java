package org.onrecord.traversal.execution;

import java.nio.charset.StandardCharsets;

/**
 * A part of a response that is written already, by PostgreSQL above all. It goes out as it is: nothing on the way changes it.
 *
 * @param utf8 JSON text
 */
public record RawJson(byte[] utf8) {

    static RawJson of(String json) {
        return new RawJson(json.getBytes(StandardCharsets.UTF_8));
    }

    /** How many objects stand in lists: the nodes, edges and groups that the JSON is made of. */
    public int rows() {
        byte[] json = utf8;
        int rows = 0;
        byte previous = 0;
        for (int i = 0; i < json.length; i++) {
            byte character = json[i];
            if (character == '"') {
                i = endOfString(json, i);
            } else if (character == '{' && (previous == '[' || previous == ',')) {
                // Behind a comma, an object is in a list: in an object a name would come first.
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
