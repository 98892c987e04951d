package org.onrecord.reading.attribution;

import java.util.Set;

import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Finds where a reported clause begins and ends. */
final class ClauseBounds {

    private static final int MAX_SUBJECT = 6;
    private static final int MAX_CLAUSE_START = 25;
    private static final Set<String> ADJUNCTS =
            Set.of("in", "on", "at", "during", "after", "before", "to", "by", "from", "via", "through", "of", "about");
    private static final Set<String> SUBJECT_PRONOUNS = Set.of("he", "she", "they", "we", "i");
    private static final Set<String> RELATIVES = Set.of("that", "which", "who", "whom", "where", "whose");
    private static final Set<String> NEW_CLAUSE = Set.of("but", "while", "although", "though");

    private final SentenceContext context;
    private final Sentence sentence;
    private final Language language;
    private final NounPhrases phrases;

    ClauseBounds(SentenceContext context) {
        this.context = context;
        sentence = context.sentence();
        language = context.language();
        phrases = context.phrases();
    }

    /** Returns the first unit behind adverbs, times and prepositional phrases: "said on Monday in Ohio that". */
    int behindAdjuncts(int from) {
        int i = from;
        while (i < sentence.size()) {
            Unit unit = sentence.get(i);
            if (unit.isQuotation()) {
                return i;
            } else if (unit.tag() == Tag.ADV && !unit.is("there") && !isQuestion(i)
                    || isTime(unit) && !startsClauseAt(i, 3)) {
                i++;
            } else if (ADJUNCTS.contains(unit.lower()) && !sentence.has(i + 1, Tag.VERB)) {
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

    private boolean isQuestion(int i) {
        return Set.of("how", "why", "when", "where").contains(sentence.get(i).lower());
    }

    private boolean startsClauseAt(int i, int reach) {
        for (int j = i + 1; j < Math.min(sentence.size(), i + reach); j++) {
            if (sentence.get(j).tag().isVerbal()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a clause without "that" begins: a subject and, near it, a verb. */
    boolean startsClause(int from) {
        if (from >= sentence.size()) {
            return false;
        }
        Unit first = sentence.get(from);
        boolean isSubject = first.tag().isNominal()
                || first.tag() == Tag.PRON
                || first.is("there")
                || first.isQuotation()
                || first.tag() == Tag.SCONJ && !first.is("as")
                || first.is("if")
                || first.is("in")
                || first.is("when");
        if (!isSubject) {
            return false;
        }
        if (SUBJECT_PRONOUNS.contains(first.lower())) {
            return from + 1 < sentence.size()
                    && (sentence.get(from + 1).isQuotation()
                            || from + 2 < sentence.size()
                                    && sentence.get(from + 1).isWord());
        }
        return hasFiniteVerb(from) || first.tag() == Tag.PRON && first.lower().indexOf('\'') > 0;
    }

    /** Whether a verb that is not in a relative clause follows near a subject, or a fragment in marks with a verb. */
    private boolean hasFiniteVerb(int from) {
        boolean isPronoun = sentence.has(from, Tag.PRON);
        int relatives = 0;
        int commas = 0;
        for (int i = from + 1; i < Math.min(sentence.size(), from + MAX_CLAUSE_START); i++) {
            Unit unit = sentence.get(i);
            if (unit.isQuotation() && relatives == 0 && !sentence.has(i - 1, Tag.DET)) {
                return true;
            }
            if (RELATIVES.contains(unit.lower()) && sentence.get(i - 1).tag().isNominal()) {
                relatives++;
            } else if (isFinite(i) && relatives > 0) {
                relatives--;
                i = endOfVerbs(i) - 1;
            } else if (isFinite(i)) {
                return commas != 1 || !sentence.has(from, Tag.DET);
            }
            commas += unit.isComma() ? 1 : 0;
            if (isEnd(unit) || unit.is(";") || isPronoun && unit.isComma()) {
                return false;
            }
        }
        return false;
    }

    private int endOfVerbs(int from) {
        int end = from;
        while (end < sentence.size() && (sentence.get(end).tag().isVerbal() || sentence.has(end, Tag.ADV))) {
            end++;
        }
        return end;
    }

    private boolean isFinite(int i) {
        Unit unit = sentence.get(i);
        boolean isShort = unit.lower().endsWith("'s") && unit.tag() == Tag.PRON;
        boolean isVerb = unit.tag().isVerbal()
                && !sentence.is(i - 1, "to")
                && !sentence.has(i - 1, Tag.CCONJ)
                && !(unit.lower().endsWith("ing") && unit.tag() == Tag.VERB && !sentence.has(i - 1, Tag.AUX));
        return isShort || isVerb;
    }

    static boolean isEnd(Unit unit) {
        return !unit.isQuotation() && ".!?…".indexOf(unit.text().charAt(0)) >= 0;
    }

    /** Returns the end of the clause that begins at a unit. */
    int end(int from) {
        for (int i = from; i < sentence.size(); i++) {
            Unit unit = sentence.get(i);
            if (i > from && isEnd(unit) && i + 1 == sentence.size() || unit.is(";") || context.isDirect(i)) {
                return isComma(i - 1) || sentence.is(i - 1, ":") ? i - 1 : i;
            }
            if (i > from && unit.isComma() && startsVerb(i + 1) && isInRelativeClause(from, i)) {
                return i;
            }
            if (i > from && (unit.isComma() || unit.tag() == Tag.CCONJ || unit.isDash()) && endsBefore(i)) {
                return i;
            }
            if (i > from
                    && (unit.is("according")
                            || unit.is("which") && sentence.get(i - 1).isQuotation())) {
                return i;
            }
        }
        return sentence.size();
    }

    private boolean startsVerb(int i) {
        return i < sentence.size() && isFinite(i);
    }

    /** "Ann Reed, who denied the charges, said": whether a comma ends a relative clause that began before a unit. */
    private boolean isInRelativeClause(int from, int comma) {
        int open = 0;
        for (int i = comma - 1; i > 0; i--) {
            boolean isRelative = sentence.is(i, "who") || sentence.is(i, "which") || sentence.is(i, "whose");
            if (isRelative && isComma(i - 1)) {
                return i < from;
            }
            open += isComma(i) ? 1 : 0;
            if (open > 0 && i < from) {
                return false;
            }
        }
        return false;
    }

    private boolean isComma(int i) {
        return i >= 0 && sentence.get(i).isComma();
    }

    /** Whether a verb stands between the beginning of a clause and a unit. */
    boolean hasFiniteVerbBefore(int unit) {
        for (int i = unit - 1; i >= 0; i--) {
            if (isFinite(i)) {
                return true;
            }
            if (isComma(i) || sentence.is(i, ";") || sentence.get(i).isQuotation()) {
                return false;
            }
        }
        return false;
    }

    /** Returns the end of a clause in a subject: in front of the verb of the sentence, or at a comma. */
    int endOfSubject(int from) {
        int nested = 0;
        boolean hasVerb = false;
        for (int i = from; i < sentence.size(); i++) {
            Unit unit = sentence.get(i);
            boolean isClause = unit.isQuotation() && nested == 0 && !sentence.has(i - 1, Tag.DET);
            boolean isFinite = !isClause && isFinite(i);
            if (hasVerb && (unit.isComma() || unit.isDash() || isFinite && nested == 0)) {
                return i;
            }
            hasVerb |= isClause || isFinite && nested == 0;
            if (isFinite) {
                nested = Math.max(0, nested - 1) + (opensClause(i) ? 1 : 0);
                i = Math.max(i, endOfVerb(i) - 1);
            } else if (RELATIVES.contains(unit.lower()) || unit.tag() == Tag.SCONJ) {
                nested++;
            }
        }
        return end(from);
    }

    /** Returns the end of a verb with its auxiliaries: "would not have been told", which another verb may follow. */
    private int endOfVerb(int from) {
        int end = from;
        while (sentence.has(end, Tag.AUX) || sentence.has(end, Tag.ADV) || sentence.has(end, Tag.PART)) {
            end++;
        }
        return sentence.has(end, Tag.VERB) ? end + 1 : end;
    }

    /** "said he was" */
    private boolean opensClause(int verb) {
        Cue cue = context.cue(verb);
        return cue != null && cue.takes(Cue.Frame.CLAUSE) && sentence.has(verb + 1, Tag.PRON);
    }

    /** Whether an attribution or another clause of the reporter begins behind a comma or conjunction. */
    private boolean endsBefore(int at) {
        boolean hasComma = sentence.get(at).isComma() || sentence.get(at).isDash();
        int i = at + 1;
        if (i >= sentence.size()) {
            return false;
        }
        if (hasComma
                && (NEW_CLAUSE.contains(sentence.get(i).lower())
                        || sentence.is(i, "according")
                        || language.list("participle stops")
                                .contains(sentence.get(i).lower()))) {
            return true;
        }
        if (hasComma && (sentence.is(i, "as") && isFollowedByCue(i + 1) || isComment(i))) {
            return true;
        }
        boolean isCoordinated = !hasComma && !sentence.is(at, "or");
        if (hasComma && sentence.has(i, Tag.CCONJ)) {
            isCoordinated = true;
            i++;
        }
        while (sentence.has(i, Tag.ADV)) {
            i++;
        }
        if (i >= sentence.size()) {
            return false;
        }
        if (isCoordinated && (isFiniteCue(i) || isDeniedCue(i))) {
            return true;
        }
        return hasComma && isFollowedByCue(i);
    }

    /** "…, a claim that Ann Reed denied" */
    private boolean isComment(int i) {
        return (sentence.is(i, "a") || sentence.is(i, "an"))
                && sentence.has(i + 1, Tag.NOUN)
                && (sentence.is(i + 2, "that") || sentence.has(i + 2, Tag.PROPN));
    }

    /** "but would not say" */
    private boolean isDeniedCue(int from) {
        int i = from;
        while (sentence.has(i, Tag.AUX)) {
            i++;
        }
        return i > from && sentence.is(i, "not") && i + 1 < sentence.size() && context.cue(i + 1) != null;
    }

    private boolean isFollowedByCue(int from) {
        if (from < sentence.size()
                && isFiniteCue(from)
                && sentence.get(from).isWord()
                && phrases.startingAt(from + 1) != null) {
            return true;
        }
        Range subject = phrases.startingAt(from);
        if (subject == null || subject.to() - from > MAX_SUBJECT) {
            return false;
        }
        int i = subject.to();
        while (i < sentence.size() && (sentence.has(i, Tag.ADV) || sentence.has(i, Tag.AUX))) {
            i++;
        }
        return i < sentence.size() && isFiniteCue(i);
    }

    private boolean isFiniteCue(int i) {
        Unit unit = sentence.get(i);
        Cue cue = context.cue(i);
        return cue != null
                && unit.tag() == Tag.VERB
                && !unit.lower().endsWith("ing")
                && !unit.lower().equals(cue.lemma())
                && !cue.takes(Cue.Frame.LABEL);
    }
}
