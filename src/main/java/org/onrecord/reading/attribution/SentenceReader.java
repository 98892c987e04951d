package org.onrecord.reading.attribution;

import java.util.List;

import org.onrecord.model.QuoteType;
import org.onrecord.reading.attribution.NounPhrases.Phrase;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Reads the attributions of one sentence: first those of quotations, then those of clauses. */
final class SentenceReader {

    private static final int MAX_SUBJECT = 30;
    private static final int MAX_DISTANCE = 14;

    private final SentenceContext context;
    private final Sentence sentence;
    private final String body;
    private final Language language;
    private final NounPhrases phrases;
    private final BehindQuotation behind;

    /** @param body tells how the words of a quotation begin and end */
    SentenceReader(Sentence sentence, int number, String body, Language language) {
        context = new SentenceContext(sentence, number, body, language);
        this.body = body;
        this.sentence = sentence;
        this.language = language;
        phrases = context.phrases();
        behind = new BehindQuotation(context);
    }

    List<Attribution> read() {
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
        Attribution attribution = behind.read(i);
        if (attribution == null) {
            attribution = before(i);
        }
        if (attribution == null) {
            attribution = context.quotation(i, "alone", -1, null);
        }
        context.addQuotation(i, attribution);
    }

    /** S V [hearer] [adjuncts], “Q”. */
    private Attribution before(int i) {
        boolean isBehindVerb = sentence.is(i - 1, ":") && sentence.has(i - 2, Tag.VERB);
        Phrase nearest = isBehindVerb ? phrases.before(i - 2) : null;
        if (nearest != null) {
            return context.quotation(i, "S V, Q", i - 2, nearest);
        }
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
                return context.quotation(i, "S V, Q", k, source == null ? context.mainSubject(k) : source);
            }
        }
        if (i > 0 && sentence.is(i - 1, ":")) {
            Range topic = beforeTopic(i - 1);
            if (topic != null) {
                return context.quotation(i, "S: Q", i - 1, new Phrase(topic, topic));
            }
            Phrase subject = context.mainSubject(i - 1);
            Range source = subject == null ? phrases.endingAt(i - 1) : null;
            Phrase phrase = source == null ? subject : new Phrase(source, source);
            return phrase == null ? null : context.quotation(i, "S: Q", i - 1, phrase);
        }
        return null;
    }

    /** REED, on taxes: “Q” */
    private Range beforeTopic(int colon) {
        boolean isName = colon > 2 && sentence.get(0).isCapitalised() && sentence.get(1).isComma();
        Range first = isName ? new Range(0, 1) : phrases.startingAt(0);
        boolean isBeforeTopic = first != null
                && first.to() + 1 < colon
                && sentence.get(first.to()).isComma()
                && sentence.has(first.to() + 1, Tag.ADP);
        for (int i = 0; isBeforeTopic && i < colon; i++) {
            isBeforeTopic = !sentence.get(i).isQuotation() && !sentence.get(i).tag().isVerbal();
        }
        return isBeforeTopic ? first : null;
    }

    /** “Q1,” S V, “Q2”. */
    private Attribution sameAs(int first, int i) {
        for (Attribution other : context.found()) {
            if (other.start() == sentence.get(first).quotation().start()) {
                Phrase source = other.source() == null ? null : new Phrase(other.source(), other.outerSource());
                return context.quotation(i, other.frame(), other.cueUnit(), source);
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
