package org.onrecord.reading.syntax;

import java.util.Set;

import org.onrecord.reading.language.Language;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Finds what a verb has behind it beside its clause: adverbs, times and prepositional phrases. */
public final class Adjuncts {

    private static final int REACH = 3;
    private static final Set<String> PREPOSITIONS =
            Set.of("in", "on", "at", "during", "after", "before", "to", "by", "from", "via", "through", "of", "about");
    private static final Set<String> QUESTIONS = Set.of("how", "why", "when", "where");

    private final Sentence sentence;
    private final Language language;
    private final NounPhrases phrases;

    public Adjuncts(Sentence sentence, Language language, NounPhrases phrases) {
        this.sentence = sentence;
        this.language = language;
        this.phrases = phrases;
    }

    /** Returns the first unit behind the adjuncts that begin at a unit: "said on Monday in Ohio that". */
    public int behind(int from) {
        int i = from;
        while (i < sentence.size()) {
            Unit unit = sentence.get(i);
            if (unit.isQuotation()) {
                return i;
            } else if (unit.tag() == Tag.ADV && !unit.is("there") && !QUESTIONS.contains(unit.lower())
                    || isTime(unit) && !isBeforeVerb(i)) {
                i++;
            } else if (PREPOSITIONS.contains(unit.lower()) && !sentence.has(i + 1, Tag.VERB)) {
                Range phrase = phrases.startingAt(i + 1);
                if (phrase == null) {
                    return i;
                }
                i = phrase.to();
            } else {
                return i;
            }
        }
        return i;
    }

    private boolean isTime(Unit unit) {
        return language.list("time words").contains(unit.lower());
    }

    /** "said today was fine", not "said Monday it was fine" */
    private boolean isBeforeVerb(int i) {
        if (sentence.has(i + 1, Tag.PRON) || sentence.has(i + 1, Tag.DET) || sentence.has(i + 1, Tag.PROPN)) {
            return false;
        }
        for (int j = i + 1; j < Math.min(sentence.size(), i + REACH); j++) {
            if (sentence.get(j).tag().isVerbal()) {
                return true;
            }
        }
        return false;
    }
}
