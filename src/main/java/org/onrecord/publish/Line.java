package org.onrecord.publish;

/**
 * A line of an import.
 *
 * @param number from 1
 * @param json as it was read
 * @param named all that the entry names
 */
record Line(long number, String json, Entry entry, Named named) {

    static Line of(long number, String json, Entry entry) {
        return new Line(number, json, entry, Named.of(entry));
    }
}
