package org.onrecord.reading.syntax;

import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Finds whom something is told: "told reporters", "told CNN", "assured her". */
public final class Hearers {

    private final Sentence sentence;
    private final Language language;
    private final NounPhrases phrases;
    private final ClauseStarts starts;

    public Hearers(Sentence sentence, Language language, NounPhrases phrases, ClauseStarts starts) {
        this.sentence = sentence;
        this.language = language;
        this.phrases = phrases;
        this.starts = starts;
    }

    /** Returns the hearer that begins at a unit, or null. */
    public Range of(Cue cue, int from) {
        if (!cue.takes(Cue.Frame.HEARER)) {
            return null;
        }
        Range hearer = at(from);
        boolean isBeforeQuestion = hearer != null
                && hearer.to() < sentence.size()
                && cue.takes(Cue.Frame.QUESTION_WORD)
                && ClauseStarts.isQuestionWord(sentence.get(hearer.to()));
        boolean isSure = cue.lemma().equals("tell") || isBeforeQuestion;
        return hearer != null && (isSure || !starts.isAt(from)) ? hearer : null;
    }

    private Range at(int from) {
        Range phrase = phrases.startingAt(from);
        if (phrase == null) {
            return null;
        }
        // "told CNN Trump was", "told reporters Clinton was"
        for (int i = from; i < phrase.to() - 1; i++) {
            Unit unit = sentence.get(i);
            if (isWhole(i) && !sentence.has(i + 1, Tag.ADP) && !sentence.has(i + 1, Tag.CCONJ)) {
                return new Range(from, i + 1);
            }
            boolean isBeforeName = unit.tag() == Tag.NOUN && sentence.has(i + 1, Tag.PROPN) && !unit.isCapitalised();
            if (isBeforeName && unit.lower().endsWith("s") && starts.isAt(i + 1)) {
                return new Range(from, i + 1);
            }
        }
        return phrase;
    }

    private boolean isWhole(int i) {
        Unit unit = sentence.get(i);
        return language.list("hearers").contains(unit.lower())
                || language.list("media").contains(unit.lower()) && !unit.isPossessive() && !sentence.is(i + 1, "news");
    }
}
