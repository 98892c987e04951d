package org.onrecord.reading.attribution;

import java.util.ArrayList;
import java.util.List;

import org.onrecord.model.QuoteType;
import org.onrecord.reading.attribution.NounPhrases.Phrase;
import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.Cue.Frame;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Reads the attributions of one sentence: first those of quotations, then those of clauses. */
final class SentenceReader {

    private static final int MAX_SUBJECT = 30;
    private static final int MAX_DISTANCE = 14;

    private final Sentence sentence;
    private final int number;
    private final Language language;
    private final NounPhrases phrases;
    private final boolean[] direct;
    private final boolean[] usedCues;
    private final List<Attribution> found = new ArrayList<>();

    SentenceReader(Sentence sentence, int number, Language language) {
        this.sentence = sentence;
        this.number = number;
        this.language = language;
        phrases = new NounPhrases(sentence);
        direct = new boolean[sentence.size()];
        usedCues = new boolean[sentence.size()];
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
            new ClauseReader(sentence, number, language, direct, usedCues, found).read();
        }
        return found;
    }

    private void readQuotation(int i) {
        Attribution attribution = behind(i);
        if (attribution == null) {
            attribution = before(i);
        }
        if (attribution == null) {
            attribution = of(i, "alone", -1, null);
        }
        direct[i] = true;
        if (attribution.cueUnit() >= 0) {
            usedCues[attribution.cueUnit()] = true;
        }
        found.add(attribution);
    }

    private Attribution of(int quotation, String frame, int cue, Phrase source) {
        Unit unit = sentence.get(quotation);
        return new Attribution(
                unit.quotation().start(),
                unit.quotation().end(),
                number,
                QuoteType.DIRECT,
                frame,
                cue < 0 ? null : language.cue(sentence.get(cue).lower()),
                cue < 0 ? null : sentence.get(cue).text(),
                cue,
                number,
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
        if (from < sentence.size() && isCue(from)) {
            Range source = phrases.startingAt(skipReflexive(from + 1));
            if (source != null) {
                return of(i, "Q, V S", from, new Phrase(source, source));
            }
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
            if (isCue(k)) {
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
                return direct[k] ? sameAs(k, i) : null;
            }
            if (isCue(k)) {
                Phrase source = phrases.before(k);
                if (source == null && k > 0 && phrases.startingAt(k + 1) != null && usedCues[k]) {
                    Range behind = phrases.startingAt(k + 1);
                    source = new Phrase(behind, behind);
                }
                return of(i, "S V, Q", k, source == null ? subject(k) : source);
            }
        }
        if (i > 0 && sentence.is(i - 1, ":")) {
            Range source = phrases.endingAt(i - 1);
            return source == null ? null : of(i, "S: Q", i - 1, new Phrase(source, source));
        }
        return null;
    }

    /** “Q1,” S V, “Q2”. */
    private Attribution sameAs(int first, int i) {
        for (Attribution other : found) {
            if (other.start() == sentence.get(first).quotation().start()) {
                Phrase source = other.source() == null ? null : new Phrase(other.source(), other.outerSource());
                return of(i, other.frame(), other.cueUnit(), source);
            }
        }
        return null;
    }

    /** The subject of the sentence, for a verb without one of its own: "Trump visited Ohio, saying". */
    private Phrase subject(int verb) {
        for (int i = 1; i < verb; i++) {
            if (sentence.get(i).tag().isVerbal()) {
                return phrases.before(i);
            }
        }
        return null;
    }

    /** Returns the source of the quotation in the next paragraph, if the sentence ends with a colon, or null. */
    Attribution introduction() {
        int size = sentence.size();
        for (int k = size - 2; sentence.is(size - 1, ":") && k >= Math.max(0, size - MAX_SUBJECT); k--) {
            Phrase source = isCue(k) ? phrases.before(k) : null;
            if (source != null) {
                return new Attribution(
                        0,
                        0,
                        number,
                        QuoteType.DIRECT,
                        "S V: Q",
                        language.cue(sentence.get(k).lower()),
                        sentence.get(k).text(),
                        k,
                        number,
                        source.inner(),
                        source.outer());
            }
        }
        return null;
    }

    private boolean isCue(int i) {
        Unit unit = sentence.get(i);
        if (unit.is("went") && sentence.is(i + 1, "on")) {
            return true;
        }
        Cue cue = unit.isQuotation() ? null : language.cue(unit.lower());
        return cue != null
                && cue.takes(Frame.QUOTATION)
                && (unit.tag() == Tag.VERB
                        || unit.tag() == Tag.X
                        || unit.tag() != Tag.PROPN && cue.takes(Frame.NEVER_A_NOUN));
    }
}
