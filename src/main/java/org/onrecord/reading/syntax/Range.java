package org.onrecord.reading.syntax;

/** Units of a sentence. The end is exclusive. */
public record Range(int from, int to) {

    public boolean contains(int index) {
        return from <= index && index < to;
    }
}
