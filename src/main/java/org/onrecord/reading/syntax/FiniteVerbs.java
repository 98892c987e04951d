package org.onrecord.reading.syntax;

import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Tells the finite verbs of a sentence from its participles and infinitives. */
public final class FiniteVerbs {

    private final Sentence sentence;

    public FiniteVerbs(Sentence sentence) {
        this.sentence = sentence;
    }

    public boolean isAt(int i) {
        Unit unit = sentence.get(i);
        boolean isShort = unit.lower().indexOf('\'') > 0 && unit.tag() == Tag.PRON;
        boolean isVerb = unit.tag().isVerbal()
                && !sentence.is(i - 1, "to")
                && !sentence.has(i - 1, Tag.CCONJ)
                && !(unit.lower().endsWith("ing") && unit.tag() == Tag.VERB && !sentence.has(i - 1, Tag.AUX));
        return isShort || isVerb;
    }

    /** Whether a verb stands between the beginning of a clause and a unit. */
    public boolean areBefore(int unit) {
        for (int i = unit - 1; i >= 0; i--) {
            if (isAt(i)) {
                return true;
            }
            if (sentence.get(i).isComma()
                    || sentence.is(i, ";")
                    || sentence.get(i).isQuotation()) {
                return false;
            }
        }
        return false;
    }

    /** Returns the end of a verb with its auxiliaries: "would not have been told", which another verb may follow. */
    public int end(int from) {
        int end = from;
        while (isBesideVerb(end)) {
            end++;
        }
        return sentence.has(end, Tag.VERB) ? end + 1 : end;
    }

    /** Whether an auxiliary, an adverb or a particle stands at a unit, which may be a part of a verb. */
    public boolean isBesideVerb(int i) {
        return sentence.has(i, Tag.AUX) || sentence.has(i, Tag.ADV) || sentence.has(i, Tag.PART);
    }
}
