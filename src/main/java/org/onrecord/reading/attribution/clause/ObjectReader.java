package org.onrecord.reading.attribution.clause;

import org.onrecord.model.SpeechAct;
import org.onrecord.reading.attribution.sentence.ClauseEnds;
import org.onrecord.reading.attribution.sentence.SentenceContext;
import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.Cue.Frame;
import org.onrecord.reading.syntax.ClauseStarts;
import org.onrecord.reading.syntax.NounPhrases;
import org.onrecord.reading.syntax.NounPhrases.Phrase;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Reads what a phrase without a clause reports: "denied the charge", "accused Reed of lying", "called it “a lie”". */
final class ObjectReader {

    private static final int MAX_LABEL = 9;
    private static final int REACH = 14;

    private final SentenceContext context;
    private final Sentence sentence;
    private final NounPhrases phrases;
    private final ClauseStarts starts;
    private final ClauseEnds ends;
    private final ClauseCollector clauses;

    ObjectReader(SentenceContext context, ClauseCollector clauses) {
        this.context = context;
        sentence = context.sentence();
        phrases = context.phrases();
        starts = context.clauseStarts();
        ends = context.clauseEnds();
        this.clauses = clauses;
    }

    /** @return whether something was found */
    boolean read(Cue cue, int verb, int from, Phrase subject) {
        Unit first = sentence.get(from);
        boolean isDenied = cue.lemma().equals("deny") && first.lower().endsWith("ing");
        boolean isObject =
                from == verb + 1 && cue.speechAct() != SpeechAct.STATEMENT && phrases.startingAt(from) != null;
        if (cue.takes(Frame.NOUN_PHRASE) && (isObject || isDenied)) {
            return clauses.addFrom(from, "S V O", verb, subject);
        }
        boolean isWarning =
                cue.lemma().equals("warn") && (first.is("against") || first.is("of") || sentence.is(verb + 1, "of"));
        if (cue.takes(Frame.PREPOSITION) && isWarning) {
            return clauses.addFrom(verb + 1, "S V of", verb, subject);
        }
        // "the mayor accused of “theft”" did not accuse.
        boolean isAccused = sentence.is(verb + 1, "of") || sentence.is(verb + 1, "for");
        if (cue.takes(Frame.PREPOSITION) && !isAccused && hasFragment(verb)) {
            return clauses.addFrom(verb + 1, "S V X of Q", verb, subject);
        }
        if (cue.takes(Frame.PREPOSITION) && isAccusation(cue, verb)) {
            return clauses.add(verb + 1, beforeDay(verb + 1, ends.of(verb + 1)), "S V X of Q", verb, subject);
        }
        if (cue.takes(Frame.LABEL) && verb >= clauses.lastEnd() && readLabel(verb, subject)) {
            return true;
        }
        return cue.takes(Frame.REASON)
                && from == verb + 1
                && hasReason(verb)
                && clauses.add(verb + 1, beforeDay(verb + 1, ends.of(verb + 1)), "S V X of Q", verb, subject);
    }

    /** "blamed Reed for losing", "condemned the plan as reckless" */
    private boolean hasReason(int verb) {
        Range object = phrases.startingAt(verb + 1);
        for (int i = verb + 2; object != null && i <= object.to(); i++) {
            if (sentence.is(i, "for") || sentence.is(i, "as")) {
                return i + 1 < sentence.size() && isReason(i + 1, sentence.is(i, "for"));
            }
        }
        return false;
    }

    /** "accused Reed of lying" */
    private boolean isAccusation(Cue cue, int verb) {
        Range accused = cue.speechAct() == SpeechAct.ALLEGATION ? phrases.startingAt(verb + 1) : null;
        for (int i = verb + 2; accused != null && i <= accused.to(); i++) {
            if (sentence.is(i, "of")) {
                return i + 1 < sentence.size() && !sentence.is(accused.from(), "each");
            }
        }
        return false;
    }

    /** "for losing", "for the loss", "as reckless"; not "slammed the door as he left", "for five years" */
    private boolean isReason(int from, boolean isFor) {
        String first = sentence.get(from).lower();
        boolean isArticle = first.equals("a") || first.equals("an");
        boolean isNoun = sentence.has(from, Tag.DET)
                || context.language().list("possessives").contains(first);
        return isFor ? isNoun || first.endsWith("ing") : isArticle || !isNoun && !starts.isAt(from);
    }

    /** "accused Reed of lying on Monday in Ohio": the day, and what follows it, tell of the accusation. */
    private int beforeDay(int from, int end) {
        for (int i = from; i + 1 < end; i++) {
            boolean isDay = sentence.is(i, "on")
                    && context.language()
                            .list("weekdays")
                            .contains(sentence.get(i + 1).lower());
            if (isDay) {
                return i;
            }
        }
        return end;
    }

    private boolean hasFragment(int verb) {
        for (int i = verb + 1; i < Math.min(sentence.size(), verb + REACH); i++) {
            if (sentence.get(i).isQuotation()) {
                return !context.isDirect(i);
            }
            if (sentence.get(i).isComma()) {
                return false;
            }
        }
        return false;
    }

    /** S calls X “Y”. */
    private boolean readLabel(int verb, Phrase subject) {
        for (int i = verb + 1; i < Math.min(sentence.size(), verb + MAX_LABEL); i++) {
            Unit unit = sentence.get(i);
            if (unit.isQuotation()) {
                clauses.add(verb + 1, endOfQuotations(i), "S V X Q", verb, subject);
                return true;
            }
            if (unit.isComma() || unit.tag() == Tag.AUX) {
                return false;
            }
        }
        return false;
    }

    /** “a coward,” “a fraud” and “a liar” */
    private int endOfQuotations(int first) {
        int end = first + 1;
        while (end < sentence.size()
                && !context.isDirect(end)
                && (sentence.get(end).isQuotation()
                        || end + 1 < sentence.size()
                                && sentence.get(end + 1).isQuotation()
                                && (sentence.get(end).isComma() || sentence.has(end, Tag.CCONJ)))) {
            end++;
        }
        return end;
    }
}
