package org.onrecord.reading.attribution.sentence;

import java.util.Set;

import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.syntax.NounPhrases;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Tells where the words of the reporter go on behind a reported clause: "C, but Reed said", "C, adding". */
public final class ReporterClauses {

    private static final int MAX_SUBJECT = 6;
    private static final int MAX_LABEL = 9;
    private static final Set<String> NEW_CLAUSE = Set.of("but", "while", "although", "though");

    private static final Set<String> GIVING = Set.of("gave", "gives", "offered", "offers", "provided", "cited");

    private final SentenceContext context;
    private final Sentence sentence;
    private final Language language;
    private final NounPhrases phrases;

    public ReporterClauses(SentenceContext context) {
        this.context = context;
        sentence = context.sentence();
        language = context.language();
        phrases = context.phrases();
    }

    /** Whether an attribution or another clause of the reporter begins behind a comma or conjunction. */
    public boolean areBehind(int at) {
        boolean hasComma = sentence.get(at).isComma() || sentence.get(at).isDash();
        int i = at + 1;
        if (i >= sentence.size()) {
            return false;
        }
        boolean goesOn = sentence.is(i, "but") && sentence.has(i + 1, Tag.SCONJ) && sentence.is(i + 1, "that");
        if (goesOn) {
            return false; // "said that C, but that C"
        }
        if (hasComma && (isNewClause(sentence.get(i)) || sentence.is(i, "according") || isParticiple(i))) {
            return true;
        }
        boolean isComparison = sentence.is(i, "as") && (isFollowedByCue(i + 1) || sentence.has(i + 1, Tag.AUX));
        if (hasComma && (isComparison || isComment(i))) {
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
        int auxiliaries = i;
        while (sentence.is(at, "but") && sentence.has(auxiliaries, Tag.AUX)) {
            auxiliaries++;
        }
        if (auxiliaries > i && auxiliaries < sentence.size() && isFiniteCue(auxiliaries)) {
            return true; // "denies murder but has admitted manslaughter"
        }
        if (isCoordinated && (isFiniteCue(i) || isDeniedCue(i))) {
            return true;
        }
        return hasComma && isFollowedByCue(i);
    }

    public static boolean isNewClause(Unit unit) {
        return NEW_CLAUSE.contains(unit.lower());
    }

    /** "…, vowing to appeal", "…, contradicting her earlier statement" */
    private boolean isParticiple(int i) {
        String word = sentence.get(i).lower();
        return language.list("participle stops").contains(word) || word.endsWith("ing") && context.cue(i) != null;
    }

    /** "…, a claim that Ann Reed denied", "…, a figure the board disputes", "…, which Reed denies" */
    public boolean isComment(int i) {
        boolean isRelative = sentence.is(i, "which") || sentence.is(i, "something");
        if (isRelative) {
            return isDenied(sentence.is(i + 1, "that") ? i + 2 : i + 1);
        }
        if (!sentence.is(i, "a") && !sentence.is(i, "an")) {
            return false;
        }
        int noun = i + 1;
        while (sentence.has(noun, Tag.ADJ)) {
            noun++;
        }
        int next = noun + 1;
        boolean isClaim = next < sentence.size()
                && language.list("claims").contains(sentence.get(noun).lower());
        boolean isDescribed = isClaim
                && (sentence.is(next, "which")
                        || sentence.has(next, Tag.DET)
                        || sentence.has(next, Tag.PRON)
                        || sentence.is(next + 1, "by"));
        return isDescribed
                || sentence.has(i + 1, Tag.NOUN)
                        && (sentence.is(i + 2, "that") || sentence.has(i + 2, Tag.PROPN) || isFollowedByCue(i + 2));
    }

    /** "which the board has denied", "which the lawyers dispute" */
    private boolean isDenied(int from) {
        Range subject = phrases.startingAt(from);
        if (subject == null) {
            return false;
        }
        int verb = subject.to();
        while (sentence.has(verb, Tag.ADV) || sentence.has(verb, Tag.AUX)) {
            verb++;
        }
        // The tagger takes the verb at the end for a noun: "the board disputes".
        boolean isPlural = subject.to() - from > 2 && verb == subject.to();
        return isDenial(verb) || isPlural && isDenial(verb - 1);
    }

    private boolean isDenial(int i) {
        Cue cue = context.cue(i);
        return cue != null && cue.takes(Cue.Frame.DENIES);
    }

    /** "but would not say", "but stopped short of", "but gave no details" */
    private boolean isDeniedCue(int from) {
        int i = from;
        while (sentence.has(i, Tag.AUX)) {
            i++;
        }
        boolean isNegated = i > from && sentence.is(i, "not") && i + 1 < sentence.size();
        return isNegated
                        && (context.cue(i + 1) != null
                                || language.list("answers")
                                        .contains(sentence.get(i + 1).lower()))
                || sentence.is(from, "stopped") && sentence.is(from + 1, "short")
                || sentence.is(from + 1, "no")
                        && GIVING.contains(sentence.get(from).lower());
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
        return i < sentence.size() && (isFiniteCue(i) || sentence.is(i, "heard"));
    }

    private boolean isFiniteCue(int i) {
        Unit unit = sentence.get(i);
        Cue cue = context.cue(i);
        return cue != null
                && unit.tag() == Tag.VERB
                && !unit.lower().endsWith("ing")
                && !unit.lower().equals(cue.lemma())
                && (!cue.takes(Cue.Frame.LABEL) || isBeforeFragment(i));
    }

    /** "…, and the mayor dismissed it as “a rumor.”" */
    private boolean isBeforeFragment(int verb) {
        for (int i = verb + 1; i < Math.min(sentence.size(), verb + MAX_LABEL); i++) {
            if (!sentence.get(i).isWord()) {
                return sentence.get(i).isQuotation() && !context.isDirect(i);
            }
        }
        return false;
    }
}
