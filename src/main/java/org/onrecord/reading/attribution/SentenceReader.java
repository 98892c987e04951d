package org.onrecord.reading.attribution;

import java.util.List;

import org.onrecord.model.QuoteType;
import org.onrecord.reading.attribution.clause.ClauseReader;
import org.onrecord.reading.attribution.quotation.BeforeQuotation;
import org.onrecord.reading.attribution.quotation.BehindQuotation;
import org.onrecord.reading.attribution.quotation.QuotationShape;
import org.onrecord.reading.attribution.sentence.Attribution;
import org.onrecord.reading.attribution.sentence.SentenceContext;
import org.onrecord.reading.attribution.untagged.FreeReports;
import org.onrecord.reading.attribution.untagged.ReportBehindReader;
import org.onrecord.reading.attribution.untagged.ThatClauseReader;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.syntax.NounPhrases;
import org.onrecord.reading.syntax.NounPhrases.Phrase;
import org.onrecord.reading.text.Quotation;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Unit;

/** Reads the attributions of one sentence: first those of quotations, then those of clauses. */
final class SentenceReader {

    private static final int MAX_SUBJECT = 30;

    private final SentenceContext context;
    private final Sentence sentence;
    private final String body;
    private final Language language;
    private final NounPhrases phrases;
    private final BehindQuotation behind;
    private final BeforeQuotation before;

    /** @param body tells how the words of a quotation begin and end */
    SentenceReader(Sentence sentence, int number, String body, Language language) {
        context = new SentenceContext(sentence, number, body, language);
        this.body = body;
        this.sentence = sentence;
        this.language = language;
        phrases = context.phrases();
        behind = new BehindQuotation(context);
        before = new BeforeQuotation(context);
    }

    List<Attribution> read() {
        for (int i = 0; i < sentence.size(); i++) {
            Unit unit = sentence.get(i);
            if (unit.isQuotation()
                    && !new QuotationShape(sentence, i, body, language).isFragment()
                    && !hasInsertion(unit.quotation())) {
                readQuotation(i);
            }
        }
        if (language.isEnglish()) {
            new ClauseReader(context).read();
        } else {
            new ThatClauseReader(context).read();
            new ReportBehindReader(context).read();
        }
        return context.found();
    }

    /** „Er kenne Reed seit Jahren.“: a subjunctive goes on with the report of the sentence before. */
    boolean isFreeReport() {
        return new FreeReports(sentence, language).isReport();
    }

    /** Returns the whole sentence as an indirect quote without a source. */
    Attribution whole() {
        boolean isMixed = sentence.units().stream().anyMatch(Unit::isQuotation);
        return new Attribution(
                sentence.get(0).start(),
                sentence.get(sentence.size() - 2).end(),
                context.number(),
                isMixed ? QuoteType.MIXED : QuoteType.INDIRECT,
                "alone",
                null,
                null,
                -1,
                context.number(),
                null,
                null);
    }

    /** « C'est faux, a affirmé M. Caron, et … »: French agencies put the source inside the marks, with its verb. */
    private boolean hasInsertion(Quotation quotation) {
        String[] parts = body.substring(quotation.start(), quotation.end()).split(", ");
        for (int i = 1; i < parts.length && !language.list("auxiliaries").isEmpty(); i++) {
            String[] words = parts[i].split("[\\s-]+");
            int verb = 0;
            while (verb < words.length - 1 && isBeforeVerb(words[verb])) {
                verb++;
            }
            boolean isSource = verb + 1 < words.length && isSource(words[verb + 1]);
            if (language.cue(words[verb].replaceAll("[.;:!?…]+$", "")) != null && (verb > 0 || isSource)) {
                return true;
            }
        }
        return false;
    }

    /** "a", "a-t-il" */
    private boolean isBeforeVerb(String word) {
        return word.equals("t")
                || language.list("auxiliaries").contains(word)
                || language.list("pronouns").contains(word);
    }

    private boolean isSource(String word) {
        return language.list("pronouns").contains(word.replaceAll("[.;:!?…]+$", ""))
                || language.list("articles").contains(word)
                || Character.isUpperCase(word.codePointAt(0));
    }

    private void readQuotation(int i) {
        Attribution attribution = behind.read(i);
        if (attribution == null) {
            attribution = before.read(i);
        }
        if (attribution == null) {
            attribution = context.quotation(i, "alone", -1, null);
        }
        if (isSaid(attribution)) {
            context.addQuotation(i, attribution);
        }
    }

    /** What was not said is no quotation of its own, but may be a part of what somebody denies. */
    private boolean isSaid(Attribution attribution) {
        int verb = attribution.cueUnit();
        boolean isVerb = verb >= 0 && sentence.get(verb).isWord() && attribution.source() != null;
        return !isVerb
                || context.factuality().isSaid(verb, new Phrase(attribution.source(), attribution.outerSource()));
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
