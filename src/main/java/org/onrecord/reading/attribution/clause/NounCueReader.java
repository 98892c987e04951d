package org.onrecord.reading.attribution.clause;

import org.onrecord.reading.attribution.sentence.ClauseEnds;
import org.onrecord.reading.attribution.sentence.SentenceContext;
import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.CueWords;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.syntax.Adjuncts;
import org.onrecord.reading.syntax.ClauseStarts;
import org.onrecord.reading.syntax.FiniteVerbs;
import org.onrecord.reading.syntax.NounPhrases;
import org.onrecord.reading.syntax.NounPhrases.Phrase;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/**
 * Reads the clauses of nouns that report: "Reed's denial that C", "claims by Reed that C", "Reed made the claim that
 * C". A noun whose holder the sentence does not tell reports nothing: "the claim that C".
 */
final class NounCueReader {

    private static final int MAX_BEFORE_NOUN = 5;
    private static final int MAX_BEHIND_NOUN = 9;

    private final SentenceContext context;
    private final Sentence sentence;
    private final Language language;
    private final NounPhrases phrases;
    private final Adjuncts adjuncts;
    private final FiniteVerbs verbs;
    private final ClauseStarts starts;
    private final ClauseEnds ends;
    private final ClauseCollector clauses;

    NounCueReader(SentenceContext context, ClauseCollector clauses) {
        this.context = context;
        sentence = context.sentence();
        language = context.language();
        phrases = context.phrases();
        adjuncts = new Adjuncts(sentence, context.language(), context.phrases());
        verbs = new FiniteVerbs(sentence);
        starts = context.clauseStarts();
        ends = context.clauseEnds();
        this.clauses = clauses;
    }

    boolean isAt(int i) {
        // The tagger takes some nouns for verbs: "Claims by Reed", "his claims".
        return isOwned(i) || noun(i) != null && (sentence.has(i, Tag.NOUN) || i == 0 && isAuthored(i));
    }

    /** Whether a noun stands behind a possessive, so that it is no verb. */
    boolean isOwned(int i) {
        return noun(i) != null && possessor(i) >= 0;
    }

    /** Returns the noun between two units, the last one before "that", or -1. */
    int between(int from, int that) {
        for (int i = that - 1; i >= from; i--) {
            if (isAt(i) && that(i) == that) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the sentence names the holder of a noun: "Reed's claim", "claims by Reed". */
    boolean isNamed(int noun) {
        int possessor = possessor(noun);
        return possessor >= 0 && sentence.get(possessor).isPossessive() || isAuthored(noun);
    }

    CueWords words(int from, int noun) {
        return new CueWords(noun, noun(noun), NounPhrases.text(sentence, new Range(from, noun + 1)));
    }

    void read(int noun) {
        int that = that(noun);
        Phrase holder = that < 0 || clauses.hasRead(that + 1) ? null : holder(noun, that);
        if (holder != null) {
            boolean isObject = verbs.areBefore(noun) || sentence.has(that - 1, Tag.AUX);
            int end = isObject ? ends.of(that + 1) : ends.ofSubject(that + 1);
            clauses.add(that + 1, end, frame(noun, that, holder), words(noun, noun), holder);
        }
    }

    private String frame(int noun, int that, Phrase holder) {
        if (sentence.has(that - 1, Tag.AUX)) {
            return "S's N is that C";
        }
        boolean isOwner = possessor(noun) >= 0;
        return isOwner ? "S's N that C" : holder.inner().from() > noun ? "N by S that C" : "S V N that C";
    }

    private Cue noun(int i) {
        Unit unit = sentence.get(i);
        return unit.isQuotation() ? null : language.noun(unit.lower());
    }

    /** Returns the position of the "that" behind a noun, its author and its adjuncts, or -1. */
    private int that(int noun) {
        int i = noun + 1;
        if (isAuthored(noun)) {
            i = phrases.startingAt(noun + 2).to();
        }
        i = adjuncts.behind(i);
        if (sentence.is(i, "is") || sentence.is(i, "was") || sentence.is(i, "has") && sentence.is(i + 1, "been")) {
            i += sentence.is(i, "has") ? 2 : 1;
        }
        boolean isThat = i - noun < MAX_BEHIND_NOUN
                && sentence.is(i, "that")
                && (sentence.has(i, Tag.SCONJ) || starts.isAt(i + 1));
        return isThat ? i : -1;
    }

    private Phrase holder(int noun, int that) {
        int possessor = possessor(noun);
        if (possessor >= 0) {
            Range source = owner(possessor);
            boolean isOwn = !sentence.get(possessor).isPossessive();
            boolean isRejected = isObjectOfRefusal(source.from()) && isOwn;
            return isRejected || isWithdrawn(source.from()) ? null : new Phrase(source, source);
        }
        if (isAuthored(noun)) {
            Range source = phrases.startingAt(noun + 2);
            return sentence.is(noun - 1, "no") ? null : new Phrase(source, source);
        }
        return sentence.has(that - 1, Tag.AUX) ? null : maker(noun);
    }

    /** "claims by Reed", "a warning from the mayor" */
    private boolean isAuthored(int noun) {
        boolean isLink = sentence.is(noun + 1, "by") || sentence.is(noun + 1, "from");
        return isLink && phrases.startingAt(noun + 2) != null && !isTime(noun + 2);
    }

    /** Returns the possessive in front of a noun and its adjectives, or -1: "Reed's repeated claims", "his claim". */
    private int possessor(int noun) {
        for (int i = noun - 1; i >= 0 && noun - i < MAX_BEFORE_NOUN; i--) {
            Unit unit = sentence.get(i);
            if (isPossessor(i)) {
                return i;
            }
            boolean isBetween = unit.isWord()
                    && (unit.tag() == Tag.ADJ
                            || unit.tag() == Tag.NOUN
                            || unit.tag() == Tag.NUM
                            || unit.tag() == Tag.ADV
                            || unit.tag() == Tag.VERB && (unit.lower().endsWith("ed") || context.cue(i) != null));
            if (!isBetween) {
                return -1;
            }
        }
        return -1;
    }

    private boolean isPossessor(int i) {
        Unit unit = sentence.get(i);
        return !unit.isQuotation()
                && (unit.isPossessive() && !isTime(i)
                        || language.list("possessives").contains(unit.lower()) && !unit.is("my") && !unit.is("our"));
    }

    private boolean isTime(int i) {
        String word = sentence.get(i).lower();
        return language.list("time words").contains(word.endsWith("'s") ? word.substring(0, word.length() - 2) : word);
    }

    /** Without prepositions: the criticism of "criticism of Reed's claim" is not Reed's. */
    private Range owner(int possessor) {
        int from = possessor;
        boolean isPronoun = !sentence.get(possessor).isPossessive();
        while (!isPronoun && from > 0 && !sentence.has(from, Tag.DET) && isPartOfOwner(from - 1)) {
            from--;
        }
        return new Range(from, possessor + 1);
    }

    private boolean isPartOfOwner(int i) {
        Unit unit = sentence.get(i);
        return unit.isWord()
                && (unit.tag().isNominal()
                        || language.list("title words").contains(unit.lower())
                        || language.list("possessives").contains(unit.lower()));
    }

    /** "withdrew his denial" */
    private boolean isWithdrawn(int phrase) {
        int verb = phrase - 1;
        return verb >= 0
                && language.list("withdrawals").contains(sentence.get(verb).lower())
                && !context.factuality().isNegated(verb);
    }

    private boolean isObjectOfRefusal(int phrase) {
        Cue cue = context.cue(phrase - 1);
        return cue != null && ContentReader.isRefusal(cue);
    }

    /** "Reed made the claim that": the subject of the verb. */
    private Phrase maker(int noun) {
        int verb = noun - 1;
        while (verb > 0 && noun - verb < MAX_BEFORE_NOUN && isPartOfObject(sentence.get(verb))) {
            verb--;
        }
        boolean isMaking = verb > 0
                && language.list("noun verbs").contains(sentence.get(verb).lower());
        boolean isDenied = isMaking && context.factuality().isNegated(verb);
        Phrase subject = isMaking && !isDenied ? phrases.before(verb) : null;
        return subject == null && isMaking && !isDenied ? context.mainSubject(verb) : subject;
    }

    private static boolean isPartOfObject(Unit unit) {
        return unit.tag() == Tag.DET && !unit.is("no") && !unit.is("any")
                || unit.tag() == Tag.ADJ
                || unit.tag() == Tag.NUM
                || unit.tag() == Tag.NOUN;
    }
}
