package org.onrecord.publishing;

/**
 * A line of an import.
 *
 * @param number from 1
 * @param json as it was read
 * @param named all that the entry names
 */
public record Line(long number, String json, Entry entry, Named named) {

    public static Line of(long number, String json, Entry entry) {
        return new Line(number, json, entry, Named.of(entry));
    }
}
