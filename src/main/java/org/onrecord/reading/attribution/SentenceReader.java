package org.onrecord.reading.attribution;

import java.util.List;

import org.onrecord.model.QuoteType;
import org.onrecord.reading.attribution.NounPhrases.Phrase;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Unit;

/** Reads the attributions of one sentence: first those of quotations, then those of clauses. */
final class SentenceReader {

    private static final int MAX_SUBJECT = 30;
    private static final int MAX_DISTANCE = 14;
    private static final int MAX_SOURCE = 8;

    private final SentenceContext context;
    private final Sentence sentence;
    private final Language language;
    private final NounPhrases phrases;

    SentenceReader(Sentence sentence, int number, Language language) {
        context = new SentenceContext(sentence, number, language);
        this.sentence = sentence;
        this.language = language;
        phrases = context.phrases();
    }

    /** @param body tells how the words of a quotation begin and end */
    List<Attribution> read(String body) {
        for (int i = 0; i < sentence.size(); i++) {
            Unit unit = sentence.get(i);
            if (unit.isQuotation() && !new QuotationShape(sentence, i, body, language).isFragment()) {
                readQuotation(i);
            }
        }
        if (language.isEnglish()) {
            new ClauseReader(context).read();
        }
        return context.found();
    }

    private void readQuotation(int i) {
        Attribution attribution = behind(i);
        if (attribution == null) {
            attribution = before(i);
        }
        if (attribution == null) {
            attribution = of(i, "alone", -1, null);
        }
        context.addQuotation(i, attribution);
    }

    private Attribution of(int quotation, String frame, int cue, Phrase source) {
        Unit unit = sentence.get(quotation);
        return new Attribution(
                unit.quotation().start(),
                unit.quotation().end(),
                context.number(),
                QuoteType.DIRECT,
                frame,
                context.cue(cue),
                cue < 0 ? null : context.cueText(cue),
                cue,
                context.number(),
                source == null ? null : source.inner(),
                source == null ? null : source.outer());
    }

    /** “Q,” S V or “Q,” V S. */
    private Attribution behind(int i) {
        int from = i + 1;
        while (from < sentence.size()
                && (sentence.get(from).isComma() || sentence.get(from).isDash())) {
            from++;
        }
        if (from < sentence.size() && context.isQuotationCue(from)) {
            Range source = phrases.startingAt(skipReflexive(from + 1));
            source = source == null ? phrases.namedBehind(from + 1) : source;
            if (source != null) {
                return of(i, "Q, V S", from, new Phrase(source, source));
            }
        }
        Attribution inverted = language.isEnglish() ? null : inverted(i, from);
        if (inverted != null) {
            return inverted;
        }
        if (sentence.is(from, "according") && sentence.is(from + 1, "to")) {
            Range source = phrases.startingAt(from + 2);
            return source == null ? null : of(i, "Q, according to S", from, new Phrase(source, source));
        }
        for (int k = from; k < Math.min(sentence.size(), from + MAX_SUBJECT); k++) {
            Unit unit = sentence.get(k);
            if (unit.isQuotation() || ClauseBounds.isEnd(unit) || unit.is(";")) {
                return null;
            }
            if (context.isQuotationCue(k)) {
                Range behind = language.isEnglish() || k > from + 1 ? null : phrases.startingAt(skipReflexive(k + 1));
                if (behind != null) {
                    return of(i, "Q, V S", k, new Phrase(behind, behind));
                }
                Phrase source = language.isEnglish() ? phrases.before(k) : guessed(from, k);
                if (source != null && source.outer().from() <= from + 1) {
                    return of(i, "Q, S V", k, source);
                }
            }
        }
        return null;
    }

    /** In other languages, what follows a quotation is a verb of saying and its subject: « Q », lance S. */
    private Attribution inverted(int quotation, int from) {
        int verb = from;
        while (verb < Math.min(sentence.size(), from + 2)
                && language.list("auxiliaries").contains(sentence.get(verb).lower())) {
            verb++;
        }
        boolean isVerb = verb + 1 < sentence.size()
                && sentence.get(verb).isWord()
                && !sentence.get(verb).isCapitalised()
                && !language.list("no verbs").contains(sentence.get(verb).lower());
        Range source = isVerb ? nounBehind(skipReflexive(verb + 1)) : null;
        return source == null ? null : of(quotation, "Q, V S", verb, new Phrase(source, source));
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
            last = hasArticle ? from + 2 : from + 1;
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

    private int skipReflexive(int from) {
        int at = from;
        while (!language.isEnglish()
                && at < sentence.size()
                && sentence.get(at).text().length() <= 4
                && sentence.get(at).isWord()
                && !sentence.get(at).isCapitalised()
                && !language.list("pronouns").contains(sentence.get(at).lower())
                && at < from + 2) {
            at++;
        }
        return at;
    }

    private Phrase guessed(int from, int verb) {
        int to = verb;
        while (to > from + 1
                && !sentence.get(to - 1).isCapitalised()
                && sentence.get(to - 1).text().length() <= 3) {
            to--;
        }
        return to <= from ? null : new Phrase(new Range(from, to), new Range(from, to));
    }

    /** S V [hearer] [adjuncts], “Q”. */
    private Attribution before(int i) {
        for (int k = i - 1; k >= Math.max(0, i - MAX_DISTANCE); k--) {
            Unit unit = sentence.get(k);
            if (unit.isQuotation()) {
                return context.isDirect(k) ? sameAs(k, i) : null;
            }
            if (context.isQuotationCue(k)) {
                Phrase source = phrases.before(k);
                if (source == null && k > 0 && phrases.startingAt(k + 1) != null && context.isUsed(k)) {
                    Range behind = phrases.startingAt(k + 1);
                    source = new Phrase(behind, behind);
                }
                return of(i, "S V, Q", k, source == null ? context.mainSubject(k) : source);
            }
        }
        if (i > 0 && sentence.is(i - 1, ":")) {
            Phrase subject = context.mainSubject(i - 1);
            Range source = subject == null ? phrases.endingAt(i - 1) : null;
            Phrase phrase = source == null ? subject : new Phrase(source, source);
            return phrase == null ? null : of(i, "S: Q", i - 1, phrase);
        }
        return null;
    }

    /** “Q1,” S V, “Q2”. */
    private Attribution sameAs(int first, int i) {
        for (Attribution other : context.found()) {
            if (other.start() == sentence.get(first).quotation().start()) {
                Phrase source = other.source() == null ? null : new Phrase(other.source(), other.outerSource());
                return of(i, other.frame(), other.cueUnit(), source);
            }
        }
        return null;
    }

    /** Returns the source of the quotation in the next paragraph, if the sentence ends with a colon, or null. */
    Attribution introduction() {
        int size = sentence.size();
        for (int k = size - 2; sentence.is(size - 1, ":") && k >= Math.max(0, size - MAX_SUBJECT); k--) {
            Phrase source = context.isQuotationCue(k) ? phrases.before(k) : null;
            if (source != null) {
                return new Attribution(
                        0,
                        0,
                        context.number(),
                        QuoteType.DIRECT,
                        "S V: Q",
                        context.cue(k),
                        context.cueText(k),
                        k,
                        context.number(),
                        source.inner(),
                        source.outer());
            }
        }
        return null;
    }
}
