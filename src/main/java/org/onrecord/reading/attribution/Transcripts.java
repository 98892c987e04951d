package org.onrecord.reading.attribution;

import java.util.ArrayList;
import java.util.List;

import org.onrecord.model.QuoteType;
import org.onrecord.reading.text.Document;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Unit;

/** Reads interviews, in which each paragraph begins with its speaker: "PIKE: Thank you." */
final class Transcripts {

    private static final int MAX_LABEL = 4;
    private static final int MIN_TURNS = 3;

    private Transcripts() {}

    /** Returns the turns by their first sentences, which is empty if the document is no transcript. */
    static List<Attribution> read(Document document) {
        List<Attribution> turns = new ArrayList<>();
        List<Sentence> sentences = document.sentences();
        for (int i = 0; i < sentences.size(); i++) {
            boolean isFirst = i == 0
                    || sentences.get(i - 1).paragraph() != sentences.get(i).paragraph();
            int colon = isFirst ? colon(sentences.get(i)) : -1;
            if (colon > 0) {
                int last = i;
                while (last + 1 < sentences.size()
                        && sentences.get(last + 1).paragraph()
                                == sentences.get(i).paragraph()) {
                    last++;
                }
                turns.add(turn(sentences, i, last, colon));
            }
        }
        return turns.size() < MIN_TURNS ? List.of() : turns;
    }

    private static Attribution turn(List<Sentence> sentences, int first, int last, int colon) {
        Sentence end = sentences.get(last);
        Range label = new Range(0, colon);
        return new Attribution(
                sentences.get(first).get(colon + 1).start(),
                end.get(end.size() - 1).end(),
                first,
                QuoteType.DIRECT,
                "S: turn",
                null,
                ":",
                colon,
                first,
                label,
                label);
    }

    /** Returns the position of the colon behind a label of capitalised words, or -1. */
    private static int colon(Sentence sentence) {
        for (int i = 0; i < Math.min(sentence.size() - 1, MAX_LABEL + 1); i++) {
            Unit unit = sentence.get(i);
            if (unit.text().equals(":")) {
                return i > 0 && !sentence.get(i + 1).isQuotation() ? i : -1;
            }
            boolean isUpper = unit.text().equals(unit.text().toUpperCase(java.util.Locale.ROOT));
            if (!unit.isWord() || !unit.isCapitalised() || !isUpper) {
                return -1;
            }
        }
        return -1;
    }
}
