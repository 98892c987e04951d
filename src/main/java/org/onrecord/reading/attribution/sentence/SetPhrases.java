package org.onrecord.reading.attribution.sentence;

import java.util.Set;

import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.CueWords;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.syntax.NounPhrases;
import org.onrecord.reading.syntax.NounPhrases.Phrase;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Finds sources in set phrases: "as S put it", "as S said", "so said S", "in S's words", "to quote S", "per S". */
public final class SetPhrases {

    private static final int MAX_LENGTH = 12;
    private static final Set<String> WORDS = Set.of("words", "phrase", "telling", "view", "formulation");
    private static final Set<String> PUT = Set.of("put", "puts", "tells", "told", "sees", "saw");

    /** @param end the unit behind the phrase */
    public record SetPhrase(Phrase source, CueWords cue, int end) {}

    private final SentenceContext context;
    private final Sentence sentence;
    private final Language language;
    private final NounPhrases phrases;

    public SetPhrases(SentenceContext context) {
        this.context = context;
        sentence = context.sentence();
        language = context.language();
        phrases = context.phrases();
    }

    /** Returns the set phrase that begins at a unit, or null. */
    public SetPhrase at(int from) {
        int i = sentence.is(from, "or") && sentence.is(from + 1, "so") ? from + 1 : from;
        if (!language.isEnglish() || i + 1 >= sentence.size()) {
            return null;
        }
        return switch (sentence.get(i).lower()) {
            case "so", "thus" -> so(i + 1);
            case "as" -> as(i + 1);
            case "in" -> words(i + 1);
            case "to" -> quoted(i + 1);
            case "per" -> per(i);
            default -> null;
        };
    }

    /** Returns the set phrase that ends in front of a unit, or null. */
    public SetPhrase endingAt(int end) {
        for (int i = end - 2; i >= Math.max(0, end - MAX_LENGTH); i--) {
            SetPhrase phrase = i == 0 || sentence.get(i - 1).isComma() ? at(i) : null;
            if (phrase != null && phrase.end() == end) {
                return phrase;
            }
        }
        return null;
    }

    /** "said S", "S claimed" */
    private SetPhrase so(int from) {
        Range behind = isReport(from) ? phrases.startingAt(from + 1) : null;
        return behind == null ? clause(from) : phrase(behind, from, behind.to());
    }

    /** "S put it", "S said on Monday" */
    private SetPhrase as(int from) {
        Range source = phrases.startingAt(from);
        boolean isPut = source != null
                && source.to() + 1 < sentence.size()
                && PUT.contains(sentence.get(source.to()).lower())
                && sentence.is(source.to() + 1, "it");
        return isPut ? phrase(source, source.to(), source.to() + 2) : clause(from);
    }

    private SetPhrase clause(int from) {
        Range source = phrases.startingAt(from);
        int verb = source == null ? from : source.to();
        while (sentence.has(verb, Tag.AUX) || sentence.has(verb, Tag.ADV)) {
            verb++;
        }
        boolean isClause = source != null
                && isReport(verb)
                && (verb + 1 == sentence.size() || endsAt(verb + 1) || isTime(verb + 1));
        return isClause ? phrase(source, verb, verb + 1) : null;
    }

    private boolean isReport(int i) {
        Cue cue = context.cue(i);
        return cue != null
                && cue.takes(Cue.Frame.AFTER_CLAUSE)
                && sentence.has(i, Tag.VERB)
                && !sentence.get(i).lower().endsWith("ing");
    }

    private boolean isTime(int i) {
        return language.list("time words").contains(sentence.get(i).lower()) || sentence.has(i, Tag.ADP);
    }

    /** "S's words", "the words of S" */
    private SetPhrase words(int from) {
        if (sentence.is(from, "the") && sentence.is(from + 1, "words") && sentence.is(from + 2, "of")) {
            Range source = phrases.startingAt(from + 3);
            return source == null ? null : phrase(phrases.withApposition(source), from + 1);
        }
        for (int i = from; i < Math.min(sentence.size() - 1, from + MAX_LENGTH); i++) {
            Unit unit = sentence.get(i);
            boolean isOwner = unit.isPossessive()
                    || i == from && language.list("possessives").contains(unit.lower());
            int noun = sentence.is(i + 1, "own") ? i + 2 : i + 1;
            if (isOwner) {
                boolean isWords = noun < sentence.size()
                        && WORDS.contains(sentence.get(noun).lower());
                return isWords ? phrase(new Range(from, i + 1), noun, noun + 1) : null;
            }
            if (!unit.isWord() || !unit.tag().isNominal()) {
                return null;
            }
        }
        return null;
    }

    /** "quote S", "use S's words" */
    private SetPhrase quoted(int from) {
        if (sentence.is(from, "use") || sentence.is(from, "borrow")) {
            return words(from + 1);
        }
        Range source = sentence.is(from, "quote") ? phrases.startingAt(from + 1) : null;
        return source == null ? null : phrase(phrases.withApposition(source), from);
    }

    /** "per Reed", "per the report", not "per year" */
    private SetPhrase per(int per) {
        Range source = phrases.startingAt(per + 1);
        boolean isSource = source != null
                && (sentence.is(per + 1, "the") || sentence.get(per + 1).isCapitalised());
        return isSource ? phrase(phrases.withApposition(source), per) : null;
    }

    private SetPhrase phrase(Phrase source, int cue) {
        return phrase(source, cue, source.outer().to());
    }

    private SetPhrase phrase(Range source, int cue, int end) {
        return phrase(new Phrase(source, source), cue, end);
    }

    /** The phrase may have a time behind it: "as Reed put it in May". */
    private SetPhrase phrase(Phrase source, int cue, int end) {
        CueWords words = new CueWords(cue, context.cue(cue), sentence.get(cue).text());
        return endsAt(end) || isTime(end) ? new SetPhrase(source, words, end) : null;
    }

    private boolean endsAt(int i) {
        return i >= sentence.size()
                || sentence.get(i).isComma()
                || sentence.get(i).isDash()
                || sentence.is(i, ":")
                || sentence.is(i, ";")
                || sentence.get(i).isSentenceEnd();
    }
}
