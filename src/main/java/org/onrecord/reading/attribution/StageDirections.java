package org.onrecord.reading.attribution;

import java.util.ArrayList;
import java.util.List;

import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Unit;

/**
 * Cuts a paragraph of a transcript at what nobody says: "Thank you. (Laughter.) Good evening." Brackets inside a
 * sentence remain: "taxes [inaudible] this year".
 */
final class StageDirections {

    private final List<Unit> units = new ArrayList<>();
    private final List<Integer> sentences = new ArrayList<>();

    /** @param sentence the number of the sentence that the speech begins in */
    record Speech(int start, int end, int sentence) {}

    /** @param from the first unit of what is said, in the first sentence */
    StageDirections(List<Sentence> all, int first, int from, int last) {
        for (int i = first; i <= last; i++) {
            Sentence sentence = all.get(i);
            for (int k = i == first ? from : 0; k < sentence.size(); k++) {
                units.add(sentence.get(k));
                sentences.add(i);
            }
        }
    }

    /** Returns the speech between the stage directions. */
    List<Speech> speech() {
        List<Speech> speech = new ArrayList<>();
        int start = 0;
        int i = 0;
        while (i < units.size()) {
            int end = isBeforeSentence(start, i) ? endOfDirection(i) : i;
            if (end > i) {
                add(start, i, speech);
                start = end;
            }
            i = Math.max(i + 1, end);
        }
        add(start, units.size(), speech);
        return speech;
    }

    private void add(int from, int to, List<Speech> speech) {
        if (from < to) {
            speech.add(new Speech(units.get(from).start(), units.get(to - 1).end(), sentences.get(from)));
        }
    }

    private boolean isBeforeSentence(int start, int i) {
        if (i == start) {
            return true;
        }
        // "No." may be the abbreviation of a number.
        Unit before = units.get(i - 1);
        return before.isSentenceEnd() || before.text().endsWith(".") || before.isDash() || before.isQuotation();
    }

    /** Returns the end of a stage direction and its full stop, or the unit itself if none begins there. */
    private int endOfDirection(int open) {
        if (!isOpening(open)) {
            return open;
        }
        int end = open + 1;
        while (end < units.size()
                && !units.get(end - 1).is(")")
                && !units.get(end - 1).is("]")) {
            end++;
        }
        boolean isClosed = units.get(end - 1).is(")") || units.get(end - 1).is("]");
        while (end < units.size() && units.get(end).isSentenceEnd()) {
            end++;
        }
        boolean isAlone = end == units.size()
                || isOpening(end)
                || units.get(end).isQuotation()
                || units.get(end).isCapitalised();
        return isClosed && isAlone ? end : open;
    }

    private boolean isOpening(int i) {
        return units.get(i).is("(") || units.get(i).is("[");
    }
}
