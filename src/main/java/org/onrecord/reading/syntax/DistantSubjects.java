package org.onrecord.reading.syntax;

import org.onrecord.reading.syntax.NounPhrases.Phrase;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;

/** Finds subjects that another verb or an insertion stands behind: "Hill quoted Reed as saying", "Reed — 61 — said". */
final class DistantSubjects {

    private static final int MAX_APPOSITION = 25;
    private static final int MAX_INSERTION = 15;

    private final Sentence sentence;
    private final PhraseBounds bounds;

    DistantSubjects(Sentence sentence, PhraseBounds bounds) {
        this.sentence = sentence;
        this.bounds = bounds;
    }

    /** "Hill quoted Reed as saying": Reed; not "Reed was quoted by the Post as saying". */
    Range quoted(int verb) {
        int as = sentence.is(verb - 1, "having") ? verb - 2 : verb - 1;
        if (!sentence.is(as, "as")
                || as == verb - 1 && !sentence.get(verb).lower().endsWith("ing")) {
            return null;
        }
        if (sentence.get(as - 1).isComma()) {
            return objectBeforeApposition(as);
        }
        Range object = bounds.endingAt(as);
        return object != null && sentence.has(object.from() - 1, Tag.VERB) ? object : null;
    }

    /** "Hill quoted Reed, her aide, as saying" */
    private Range objectBeforeApposition(int as) {
        for (int i = as - 2; i >= Math.max(0, as - MAX_APPOSITION); i--) {
            boolean isActive = sentence.has(i, Tag.VERB) && !sentence.has(i - 1, Tag.AUX);
            Range object = isActive ? bounds.startingAt(i + 1) : null;
            if (object != null && object.to() < as && sentence.get(object.to()).isComma()) {
                return object;
            }
        }
        return null;
    }

    /** "Ann Reed — the mayor's wife — said" */
    Phrase beforeDash(int dash) {
        for (int i = dash - 1; i > 0 && dash - i < MAX_INSERTION; i--) {
            if (sentence.get(i).isDash()) {
                Range name = sentence.has(i - 1, Tag.PROPN) ? bounds.endingAt(i) : null;
                return name == null ? null : new Phrase(name, new Range(name.from(), dash + 1));
            }
            if (sentence.get(i).isQuotation()) {
                return null;
            }
        }
        return null;
    }
}
