package org.onrecord.reading.attribution.untagged;

import org.onrecord.reading.language.Language;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Unit;

/** Tells sentences whose verb alone, a subjunctive, says that they report: „Er kenne Reed seit Jahren.“ */
public final class FreeReports {

    /** The verb is in the second place, behind a phrase of a few words. */
    private static final int MAX_FRONT = 7;

    private final Sentence sentence;
    private final Language language;

    public FreeReports(Sentence sentence, Language language) {
        this.sentence = sentence;
        this.language = language;
    }

    public boolean isReport() {
        int end = sentence.size() - 1;
        boolean isStatement = sentence.is(end, ".") && sentence.get(0).isWord() && !has("subordinators", 0);
        for (int i = 1; isStatement && i < Math.min(end - 1, MAX_FRONT); i++) {
            Unit unit = sentence.get(i);
            if (has("free subjunctives", i)) {
                return sentence.units().stream().noneMatch(this::isOther);
            }
            if (!unit.isWord() || has("finite verbs", i)) {
                return false;
            }
        }
        return false;
    }

    /** What somebody else says, what is not so („hätten gewinnen können“), or the speaker's own "I". */
    private boolean isOther(Unit unit) {
        return unit.is(":")
                || unit.is(";")
                || language.list("irreal words").contains(unit.lower())
                || unit.is("ich")
                || unit.is("hieß")
                || unit.isWord() && !unit.isCapitalised() && language.cue(unit.lower()) != null;
    }

    private boolean has(String list, int i) {
        return language.list(list).contains(sentence.get(i).lower());
    }
}
