package org.onrecord.reading.attribution.untagged;

import java.util.stream.IntStream;

import org.onrecord.reading.attribution.sentence.SentenceContext;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Unit;

/** Tells, by word lists, noun phrases that may be sources, dates, and what may stand beside a verb of saying. */
final class ThatClausePhrases {

    static final int MAX_SOURCE = 10;

    private final SentenceContext context;
    private final Sentence sentence;
    private final Language language;

    ThatClausePhrases(SentenceContext context) {
        this.context = context;
        sentence = context.sentence();
        language = context.language();
    }

    /** «El lunes Reed dijo», „В понедельник Рид заявил“ */
    int behindDate(int from, int to) {
        int last = from;
        for (int i = from; i < to - 1 && (isDate(i) || is("gap words", i) || is("openers", i)); i++) {
            last = isDate(i) ? i + 1 : last;
        }
        return last < to ? last : from;
    }

    boolean isDate(int i) {
        String word = sentence.get(i).lower();
        boolean isNumber = Character.isDigit(word.charAt(0)) && !Character.isLetter(word.charAt(word.length() - 1));
        return isNumber // not „der 58-Jährige“
                || language.dates().isDate(word);
    }

    /** Returns the noun phrase of a source without adjuncts at its end, or null. */
    Range source(int from, int to, int finite) {
        int end = openingBracket(from, to);
        while (end > from + 1
                && (isDate(end - 1)
                        || is("gap words", end - 1) && !sentence.get(end - 1).isCapitalised())) {
            end--;
        }
        if (end <= from || end - from > MAX_SOURCE || is("nobody", from)) {
            return null;
        }
        Unit first = sentence.get(from);
        boolean isPronoun = language.list("pronouns").contains(first.lower());
        if (isPronoun) {
            boolean isPlural = is("plural pronouns", from)
                    && language.list("plural endings").stream()
                            .anyMatch(sentence.get(finite).lower()::endsWith);
            return end == from + 1 && !isPlural ? new Range(from, end) : null;
        }
        boolean hasArticle = is("articles", from);
        boolean isBare = first.isCapitalised()
                || is("title words", from)
                || first.lower().startsWith("l'")
                || language.list("articles").isEmpty();
        boolean mayBegin = hasArticle ? end > from + 1 : isBare;
        boolean isPhrase =
                mayBegin && IntStream.range(from, end).allMatch(this::isPart) && !isGenitive(from, end, finite);
        return isPhrase ? new Range(from, end) : null;
    }

    /** Whether a noun phrase behind a preposition, whose case tells nothing, may be a source. */
    boolean mayBeSource(int from, int to) {
        return !is("nobody", from)
                && !is("pronouns", from)
                && IntStream.range(from, to).allMatch(this::isPart);
    }

    /** „Reed (SPD)“ */
    private int openingBracket(int from, int to) {
        for (int i = to - 1; sentence.is(to - 1, ")") && i > from; i--) {
            if (sentence.is(i, "(")) {
                return i;
            }
        }
        return to;
    }

    /** „Адвокат Ивана Рида заявил“: a name behind a noun has an ending that the form of the verb does not have. */
    private boolean isGenitive(int from, int end, int finite) {
        Unit last = sentence.get(end - 1);
        Unit before = sentence.get(Math.max(from, end - 2));
        boolean isBehindNoun = end - from > 1 && last.isCapitalised();
        boolean hasEnding = isBehindNoun
                && (hasEnding("genitive endings", last) || hasEnding("genitive endings", before) && end - from > 2);
        boolean isFirstName = language.list("female names").contains(before.lower())
                || language.list("male names").contains(before.lower());
        boolean isOfHolder = is("roles with holders", from) && end - from == 2;
        boolean isName = isFirstName || is("title words", end - 2) && !isOfHolder && end - from == 2;
        return hasEnding && !(isName && (isFirstName || hasEnding("feminine endings", sentence.get(finite))));
    }

    private boolean hasEnding(String list, Unit unit) {
        return language.list(list).stream().anyMatch(unit.lower()::endsWith);
    }

    private boolean isPart(int i) {
        boolean isMarkedName = sentence.get(i).isQuotation() && !context.isDirect(i); // „Компания «Север» сообщила“
        return (sentence.get(i).isWord() || isMarkedName)
                && !is("nobody", i)
                && !is("clause conjunctions", i)
                && !is("perfect auxiliaries", i)
                && !ThatClauses.isComplementizer(sentence, i, language)
                && (context.cue(i) == null || sentence.get(i).isCapitalised());
    }

    /** Whether only adjuncts, hearers and parts of the verb stand between two units. */
    boolean isGap(int from, int to, int verb) {
        for (int i = from; i < to; i++) {
            Unit unit = sentence.get(i);
            boolean isKnown = is("gap words", i)
                    || unit.is("(")
                    || unit.is(")")
                    || is("particles", i)
                    || unit.isQuotation() && !context.isDirect(i)
                    || unit.isWord() && (unit.isCapitalised() || isDate(i));
            boolean isParticle = is("particles", i) && i + 1 == to;
            boolean isObject = is("object articles", i) && !isParticle && !is("prepositions", i - 1) && !isDate(i + 1);
            if (i != verb && (!isKnown || isObject)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a unit is a noun for a person: « l'agricultrice ». */
    boolean isRole(int i) {
        String word = i < sentence.size() ? sentence.get(i).lower() : "";
        String noun = word.startsWith("l'") ? word.substring(2) : word;
        return language.list("person nouns").contains(noun)
                || language.list("title words").contains(noun);
    }

    /** « assure de son côté Reed »: returns the last unit of such words behind a verb, or the verb. */
    int behindAside(int verb, int to) {
        for (String aside : language.list("asides")) {
            String[] words = aside.split("_");
            boolean isHere = verb + words.length < to
                    && IntStream.range(0, words.length).allMatch(i -> sentence.is(verb + 1 + i, words[i]));
            if (isHere) {
                return verb + words.length;
            }
        }
        return verb;
    }

    boolean endsSource(int from, int i) {
        boolean isBehindName = i > from + 1
                && is("articles", i)
                && sentence.get(i - 1).isCapitalised()
                && sentence.get(i - 2).isCapitalised();
        return !sentence.get(i).isWord()
                || isBehindName
                || i > from && (is("source ends", i) || is("particles", i) || is("gap words", i) && !is("articles", i));
    }

    boolean is(String list, int i) {
        return i >= 0
                && i < sentence.size()
                && language.list(list).contains(sentence.get(i).lower());
    }
}
