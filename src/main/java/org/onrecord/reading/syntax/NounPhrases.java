package org.onrecord.reading.syntax;

import java.util.Set;

import org.onrecord.reading.language.Language;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Finds noun phrases at a verb. */
public final class NounPhrases {

    private static final int MAX_APPOSITION = 25;
    private static final int MAX_RELATIVE = 15;
    private static final int MAX_BRACKETS = 8;

    /** The tagger takes some of them for verbs of their own. */
    private static final Set<String> PERFECT = Set.of("had", "has", "have");

    private static final Set<String> RELATIVES = Set.of("who", "which", "that");

    /** @param outer the phrase with the appositions between it and the verb */
    public record Phrase(Range inner, Range outer) {}

    private final Sentence sentence;
    private final Language language;
    private final PhraseBounds bounds;
    private final DistantSubjects distant;

    public NounPhrases(Sentence sentence, Language language) {
        this.sentence = sentence;
        this.language = language;
        bounds = new PhraseBounds(sentence, language);
        distant = new DistantSubjects(sentence, bounds);
    }

    public static String text(Sentence sentence, Range phrase) {
        StringBuilder text = new StringBuilder();
        for (int i = phrase.from(); i < phrase.to(); i++) {
            text.append(text.isEmpty() ? "" : " ").append(sentence.get(i).text());
        }
        return text.toString();
    }

    /** Returns the subject in front of a verb, or null. */
    public Phrase before(int verb) {
        Range quoted = distant.quoted(verb);
        if (quoted != null) {
            return new Phrase(quoted, quoted);
        }
        int end = behindSubject(verb);
        if (end == 0) {
            return null;
        }
        if (sentence.get(end - 1).isComma()) {
            return beforeApposition(end - 1, verb);
        }
        if (sentence.get(end - 1).isDash()) {
            return distant.beforeDash(end - 1);
        }
        if (RELATIVES.contains(sentence.get(end - 1).lower()) && end > 1) {
            int to = sentence.get(end - 2).isComma() ? end - 2 : end - 1;
            Range inner = nameBefore(endingAt(to));
            return inner == null ? null : new Phrase(inner, new Range(inner.from(), end));
        }
        Range inner = endingAt(end);
        boolean isFinite = !sentence.get(verb).lower().endsWith("ing");
        Range antecedent = inner == null ? null : antecedent(inner.from(), isFinite);
        return antecedent != null
                ? new Phrase(antecedent, new Range(antecedent.from(), end))
                : inner == null ? null : new Phrase(inner, inner);
    }

    /** The name whose apposition a phrase is, or the phrase: "Ann Reed, a Republican, who said". */
    private Range nameBefore(Range phrase) {
        int comma = phrase == null ? -1 : phrase.from() - 1;
        boolean isApposition = comma > 0
                && sentence.get(comma).isComma()
                && sentence.get(comma - 1).isWord()
                && sentence.get(comma - 1).isCapitalised()
                && sentence.has(phrase.from(), Tag.DET);
        Range name = isApposition ? endingAt(comma) : null;
        return name == null ? phrase : name;
    }

    /** The noun that a relative clause in front of a verb describes: "residents who lost their homes said". */
    private Range antecedent(int from, boolean isFinite) {
        for (int i = from - 1; i > 0 && from - i < MAX_RELATIVE; i--) {
            Unit unit = sentence.get(i);
            if (unit.isComma() || unit.isQuotation() || unit.tag() == Tag.CCONJ) {
                return null;
            }
            if (RELATIVES.contains(unit.lower()) || isFinite && isParticiple(i)) {
                Range phrase = endingAt(i);
                return phrase != null && phrase.from() == 0 ? phrase : null;
            }
        }
        return null;
    }

    /** "residents living near the dam", "people briefed on the matter": a preposition follows. */
    private boolean isParticiple(int i) {
        String word = sentence.get(i).lower();
        boolean hasForm = word.endsWith("ing") || word.endsWith("ed") && language.cue(word) == null;
        return sentence.has(i, Tag.VERB)
                && hasForm
                && !sentence.get(i).isCapitalised()
                && (sentence.has(i + 1, Tag.ADP) || sentence.is(i + 1, "to"));
    }

    /** Leaves out auxiliaries, adverbs, times and brackets in front of a verb: "Reed (D-Ohio) on Monday also said". */
    private int behindSubject(int verb) {
        int end = verb;
        while (end > 0) {
            int before = isBetweenSubjectAndVerb(sentence.get(end - 1)) ? end - 1 : openingBracket(end);
            before = before == end ? startOfTime(end) : before;
            if (before == end) {
                return end;
            }
            end = before;
        }
        return end;
    }

    private int openingBracket(int end) {
        for (int i = end - 2; sentence.is(end - 1, ")") && i > 0 && i > end - MAX_BRACKETS; i--) {
            if (sentence.is(i, "(")) {
                return i;
            }
        }
        return end;
    }

    /** Returns where a time at the end begins ("on Monday"), or the end. */
    public int startOfTime(int end) {
        int start = end;
        while (start > 1
                && language.list("time words").contains(sentence.get(start - 1).lower())) {
            start--;
        }
        return start < end && start > 1 && sentence.has(start - 1, Tag.ADP) ? start - 1 : start;
    }

    private static boolean isBetweenSubjectAndVerb(Unit unit) {
        return unit.tag() == Tag.AUX
                || unit.tag() == Tag.VERB && PERFECT.contains(unit.lower())
                || unit.tag() == Tag.ADV && !unit.isCapitalised()
                || unit.tag() == Tag.PART
                || Set.of("himself", "herself", "themselves").contains(unit.lower());
    }

    /** "the team's coach, Alireza Mehraban", "the head of the Nurses Association, Ann Reed" */
    public Phrase withApposition(Range source) {
        int comma = source.to();
        int from = source.from();
        boolean isCommon = comma - from > 1 && !sentence.get(from + 1).isCapitalised();
        boolean isNoun = sentence.has(from, Tag.DET) && isCommon
                || sentence.is(from, "one")
                || !sentence.has(comma - 1, Tag.PROPN);
        Range apposition = isNoun
                        && comma + 1 < sentence.size()
                        && sentence.get(comma).isComma()
                        && sentence.has(comma + 1, Tag.PROPN)
                ? startingAt(comma + 1)
                : null;
        boolean endsWithComma = apposition != null
                && apposition.to() < sentence.size()
                && (sentence.get(apposition.to()).isComma()
                        || sentence.get(apposition.to()).isSentenceEnd());
        return new Phrase(source, endsWithComma ? new Range(from, apposition.to()) : source);
    }

    /** "Outside, his wife, Ann Reed, said" */
    private boolean isAdverb(Range phrase) {
        return phrase.from() == 0
                && phrase.to() == 1
                && language.list("opening adverbs").contains(sentence.get(0).lower());
    }

    private boolean isNumber(Range phrase) {
        return phrase.to() - phrase.from() == 1 && sentence.has(phrase.from(), Tag.NUM);
    }

    /** Whether a phrase belongs to a preposition or a verb: "After the debate, Ann Reed, her aide, said". */
    private boolean isAdjunct(Range phrase) {
        int before = phrase.from() - 1;
        boolean isObject = sentence.has(before, Tag.VERB)
                && (before == 0 || sentence.get(before - 1).tag().isNominal())
                && language.cue(sentence.get(before).lower()) == null;
        return isObject || sentence.has(before, Tag.ADP) || sentence.has(before, Tag.SCONJ);
    }

    private Phrase beforeApposition(int comma, int verb) {
        Phrase best = null;

        for (int i = comma - 1; i > 0 && comma - i < MAX_APPOSITION; i--) {
            if (sentence.get(i).isQuotation()) {
                return null;
            }
            if (sentence.get(i).isDash()) {
                return best;
            }
            if (sentence.get(i).isComma()) {
                Range inner = endingAt(i);
                if (inner != null
                        && !sentence.has(i + 1, Tag.CCONJ)
                        && !isNumber(inner)
                        && !isAdjunct(inner)
                        && !isAdverb(inner)) {
                    best = new Phrase(inner, new Range(inner.from(), verb));
                    if (RELATIVES.contains(sentence.get(i + 1).lower())) {
                        return best;
                    }
                }
            } else if (best != null && sentence.get(i).tag().isVerbal()) {
                return best;
            }
        }
        return best;
    }

    /** Returns what stands between a unit and the end of the next name, if both are near, or null. */
    public Range namedBehind(int start) {
        int end = start;
        while (end < sentence.size()
                && end - start < MAX_BRACKETS
                && sentence.get(end).isWord()) {
            end++;
        }
        boolean endsWithName = end > start && sentence.has(end - 1, Tag.PROPN);
        return endsWithName && end - start < MAX_BRACKETS ? new Range(start, end) : null;
    }

    /** Returns the longest noun phrase that ends before a unit, or null. */
    public Range endingAt(int end) {
        return bounds.endingAt(end);
    }

    /** Returns the noun phrase that begins at a unit, or null. */
    public Range startingAt(int start) {
        return bounds.startingAt(start);
    }
}
