package org.onrecord.reading.attribution.clause;

import java.util.Set;

import org.onrecord.reading.attribution.sentence.SentenceContext;
import org.onrecord.reading.language.Cue.Frame;
import org.onrecord.reading.syntax.ClauseStarts;
import org.onrecord.reading.syntax.NounPhrases;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Finds the "that" in front of a reported clause, and tells it from pronouns and relative clauses. */
final class ThatClauses {

    private static final Set<String> INVERTED = Set.of("had", "were", "should");
    private static final Set<String> PARTICIPLES =
            Set.of("given", "based", "compared", "asked", "provided", "faced", "seen", "taken");
    private static final int MAX_THAT = 14;

    private final SentenceContext context;
    private final Sentence sentence;
    private final NounPhrases phrases;
    private final ClauseStarts starts;
    private final NounCueReader nouns;

    ThatClauses(SentenceContext context, NounCueReader nouns) {
        this.context = context;
        sentence = context.sentence();
        phrases = context.phrases();
        starts = context.clauseStarts();
        this.nouns = nouns;
    }

    /** "said that was false", "said that never happened"; not "said that given the storm", "said that had he won". */
    boolean isPronoun(int that) {
        int verb = that + 1;
        while (sentence.has(verb, Tag.ADV) || sentence.has(verb, Tag.PART)) {
            verb++;
        }
        boolean isVerb = verb < sentence.size()
                && sentence.get(verb).tag().isVerbal()
                && !sentence.get(verb).isCapitalised();
        if (!isVerb) {
            return false;
        }
        String word = sentence.get(verb).lower();
        boolean isInverted = sentence.has(verb, Tag.AUX)
                && INVERTED.contains(word)
                && (sentence.has(verb + 1, Tag.PRON)
                        || sentence.has(verb + 1, Tag.PROPN)
                        || sentence.has(verb + 1, Tag.DET));
        return !isInverted && !word.endsWith("ing") && !PARTICIPLES.contains(word);
    }

    /** "denied that, saying it was over", "denies that: it says" */
    private boolean isObject(int that) {
        if (!sentence.is(that, "that") || that + 1 >= sentence.size()) {
            return false;
        }
        boolean isBeforeParticiple = that + 2 < sentence.size()
                && sentence.get(that + 1).isComma()
                && sentence.get(that + 2).lower().endsWith("ing");
        return isBeforeParticiple || sentence.is(that + 1, ":") || sentence.is(that + 1, ";");
    }

    /** "has written songs that everybody knows" */
    private boolean isRelative(int verb, int from, int that) {
        Range object = context.cue(verb).takes(Frame.HEARER) || that == from ? null : phrases.startingAt(from);
        return object != null && object.to() == that && !nouns.isAt(that - 1);
    }

    /** Returns the position of the "that" which begins the reported clause, or -1. */
    int that(int verb, int from) {
        if (isObject(from)) {
            return -1;
        }
        if (sentence.is(from, "that") && sentence.has(from, Tag.SCONJ)) {
            return from;
        }
        for (int i = verb + 1; i < Math.min(sentence.size(), verb + MAX_THAT); i++) {
            Unit unit = sentence.get(i);
            if (unit.is("that") && isRelative(verb, from, i)) {
                return -1;
            }
            if (unit.is("that")) {
                boolean beginsClause = i == from
                        || unit.tag() == Tag.SCONJ
                        || sentence.get(i - 1).isComma()
                        || starts.isAt(i + 1);
                return beginsClause ? i : -1;
            }
            // The tagger takes some nouns for verbs: "told a morning show that".
            boolean isNoun = sentence.is(i + 1, "that")
                    && context.cue(verb).takes(Frame.HEARER)
                    && (sentence.get(i - 1).tag().isNominal() || sentence.has(i - 1, Tag.DET))
                    && i > verb + 1;
            if (unit.isQuotation() || unit.tag().isVerbal() && !isNoun) {
                return -1;
            }
        }
        return -1;
    }
}
