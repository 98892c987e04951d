package org.onrecord.traversal;

/**
 * A part of a response that PostgreSQL has written already. It goes out as it is: nothing on the way changes it.
 *
 * @param utf8 JSON text
 */
public record RawJson(byte[] utf8) {

    /** How many objects stand in lists: the nodes, edges and groups that the JSON is made of. */
    public int rows() {
        int rows = 0;
        byte previous = 0;
        for (int i = 0; i < utf8.length; i++) {
            byte character = utf8[i];
            if (character == '"') {
                i = endOfString(i);
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

    private int endOfString(int start) {
        int i = start + 1;
        while (utf8[i] != '"') {
            i += utf8[i] == '\\' ? 2 : 1;
        }
        return i;
    }
}
