package org.onrecord.reading.text;

import java.util.List;

/**
 * A sentence, in which each quotation is one unit.
 *
 * @param paragraph the number of its paragraph
 */
public record Sentence(List<Unit> units, int paragraph) {

    public int size() {
        return units.size();
    }

    public Unit get(int index) {
        return units.get(index);
    }

    /** Whether there is a unit with this part of speech. */
    public boolean has(int index, Tag tag) {
        return index >= 0 && index < units.size() && units.get(index).tag() == tag;
    }

    /** Whether there is a unit with this word in lower case. */
    public boolean is(int index, String word) {
        return index >= 0 && index < units.size() && units.get(index).is(word);
    }
}
