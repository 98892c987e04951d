package org.onrecord.reading.attribution.quotation;

import java.util.stream.IntStream;

import org.onrecord.reading.attribution.sentence.Attribution;
import org.onrecord.reading.attribution.sentence.SentenceContext;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.syntax.NounPhrases.Phrase;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Unit;

/** Finds the source behind a quotation in languages without parts of speech. */
final class UntaggedSources {

    private static final int MAX_SOURCE = 8;

    private final SentenceContext context;
    private final Sentence sentence;
    private final Language language;

    UntaggedSources(SentenceContext context) {
        this.context = context;
        sentence = context.sentence();
        language = context.language();
    }

    /**
     * „Q“, sagte S am Dienstag in Berlin: languages without a tagger have a list of the words that end a source behind
     * a name. "A source in parliament" is a whole source.
     */
    Range withoutAdjuncts(Range source) {
        for (int i = source.from() + 1; i < source.to(); i++) {
            Unit before = sentence.get(i - 1);
            boolean isBehindName =
                    before.isCapitalised() || Character.isDigit(before.text().charAt(0));
            boolean isBehindRole = is("title words", i - 1) || is("person nouns", i - 1);
            boolean isAdjunct = behindDate(i) > i || is("source ends", i) && isBehindRole;
            if (isBehindName && is("source ends", i) || isAdjunct && isGap(i, source.to())) {
                return new Range(source.from(), i);
            }
        }
        return source;
    }

    /** «afirmó la ministra en rueda de prensa» */
    private boolean isGap(int from, int to) {
        return IntStream.range(from, to)
                .allMatch(i -> isDate(i) || !sentence.get(i).isCapitalised() && is("gap words", i));
    }

    /** «afirmó el pasado martes la ministra»: returns the first unit behind a date at a unit, or the unit. */
    private int behindDate(int from) {
        int at = from;
        while (!isDate(at) && (is("articles", at) || is("gap words", at))) {
            at++;
        }
        if (at - from > 2 || !isDate(at)) {
            return from;
        }
        while (isDate(at) || is("gap words", at) && !is("articles", at)) {
            at++;
        }
        return at;
    }

    private boolean isDate(int i) {
        return i < sentence.size()
                && (language.dates().isDate(sentence.get(i).lower())
                        || Character.isDigit(sentence.get(i).text().charAt(0))
                                && isDate(i + (is("gap words", i + 1) ? 2 : 1)));
    }

    private boolean is(String list, int i) {
        return i < sentence.size()
                && language.list(list).contains(sentence.get(i).lower());
    }

    /** « Q », dit-il. « Q », a-t-elle déclaré. „Q“, sagte er. */
    Attribution withPronoun(int quotation, int from) {
        boolean isPronoun = from + 1 < sentence.size()
                && sentence.get(from).isWord()
                && !sentence.get(from).isCapitalised()
                && language.list("pronouns").contains(sentence.get(from + 1).lower());
        if (!isPronoun) {
            return null;
        }
        boolean isAuxiliary = from + 2 < sentence.size()
                && language.list("auxiliaries").contains(sentence.get(from).lower());
        Range source = new Range(from + 1, from + 2);
        return context.quotation(quotation, "Q, V S", isAuxiliary ? from + 2 : from, new Phrase(source, source));
    }

    /** In other languages, what follows a quotation is a verb of saying and its subject: « Q », lance S. */
    Attribution inverted(int quotation, int from) {
        int verb = from;
        while (verb < Math.min(sentence.size(), from + 2)
                && language.list("auxiliaries").contains(sentence.get(verb).lower())) {
            verb++;
        }
        boolean isAdverb = verb > from && context.cue(verb) == null && context.cue(verb + 1) != null;
        verb += isAdverb ? 1 : 0; // « Q », a toutefois reconnu S.
        boolean isVerb = verb + 1 < sentence.size()
                && sentence.get(verb).isWord()
                && !sentence.get(verb).isCapitalised()
                && !language.list("no verbs").contains(sentence.get(verb).lower());
        Range source = isVerb ? nounBehind(skipReflexive(verb + 1)) : null;
        return source == null
                ? null
                : context.quotation(
                        quotation, "Q, V S", verb, context.phrases().withApposition(withoutAdjuncts(source)));
    }

    /** A name, or an article, a noun and the name behind it. */
    private Range nounBehind(int from) {
        int end = from;
        while (end < sentence.size() && sentence.get(end).isWord() && end < from + MAX_SOURCE) {
            end++;
        }
        int last = end;
        while (last > from && !sentence.get(last - 1).isCapitalised()) {
            last--;
        }
        if (last == from && end > from) {
            boolean hasArticle =
                    language.list("articles").contains(sentence.get(from).lower()) && from + 1 < end;
            boolean isBeforeName = end + 1 < sentence.size()
                    && sentence.get(end).isComma()
                    && sentence.get(end + 1).isCapitalised();
            last = isBeforeName ? end : hasArticle ? from + 2 : from + 1;
        }
        int name = from;
        while (name < last && !sentence.get(name).isCapitalised()) {
            name++;
        }
        int nameEnd = name;
        while (nameEnd < last && sentence.get(nameEnd).isCapitalised()) {
            nameEnd++;
        }
        return end == from ? null : new Range(from, nameEnd > name ? nameEnd : last);
    }

    int skipReflexive(int from) {
        int at = from;
        if (language.isEnglish()) {
            return at;
        }
        while (at < sentence.size()
                && sentence.get(at).text().length() <= 4
                && sentence.get(at).isWord()
                && !sentence.get(at).isCapitalised()
                && !language.list("pronouns").contains(sentence.get(at).lower())
                && !language.list("definite articles").contains(sentence.get(at).lower())
                && at < from + 2) {
            at++;
        }
        return behindDate(at);
    }

    Phrase guessed(int from, int verb) {
        int to = verb;
        while (to > from + 1
                && !sentence.get(to - 1).isCapitalised()
                && sentence.get(to - 1).text().length() <= 3) {
            to--;
        }
        return to <= from ? null : new Phrase(new Range(from, to), new Range(from, to));
    }
}
