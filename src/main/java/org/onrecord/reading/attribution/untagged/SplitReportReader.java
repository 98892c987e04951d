package org.onrecord.reading.attribution.untagged;

import org.onrecord.model.QuoteType;
import org.onrecord.reading.attribution.sentence.Attribution;
import org.onrecord.reading.attribution.sentence.SentenceContext;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.syntax.NounPhrases.Phrase;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Unit;

/**
 * Reads the two parts of a clause that its source interrupts: „Die Klinik, so Roth, sei weit“, «El plan, dijo Ruiz, es
 * caro». The verb of the clause must follow, otherwise what follows may be what the reporter tells.
 */
final class SplitReportReader {

    private static final int SHORTEST = 2;

    private final SentenceContext context;
    private final Sentence sentence;
    private final Language language;
    private final ThatClausePhrases phrases;
    private final ThatClauseEnds ends;
    private final int head;

    /** @param head the first unit behind the dateline */
    SplitReportReader(SentenceContext context, int head) {
        this.context = context;
        this.head = head;
        sentence = context.sentence();
        language = context.language();
        phrases = new ThatClausePhrases(context);
        ends = new ThatClauseEnds(context);
    }

    /**
     * @param comma in front of the verb that reports
     * @param source the subject of this verb
     * @param behind the comma behind the source
     * @return whether the sentence is such a clause
     */
    boolean read(int comma, int verb, Range source, int behind) {
        int first = behind + 1;
        int finite = phrases.is("negations", first) ? first + 1 : first;
        boolean isSubject = comma - head >= SHORTEST && !phrases.is("openers", head) && !phrases.is("nobody", head);
        for (int i = head; isSubject && i < comma; i++) {
            isSubject = sentence.get(i).isWord() && !phrases.is("subjunctives", i) && !phrases.is("finite verbs", i);
        }
        int end = isSubject && isFinite(finite) ? ends.of(first) : -1;
        if (end < first + SHORTEST) {
            return false;
        }
        Phrase phrase = new Phrase(source, source);
        add(head, comma, verb, phrase);
        add(first, end, verb, phrase);
        return true;
    }

    private boolean isFinite(int i) {
        return phrases.is("subjunctives", i) || phrases.is("finite verbs", i);
    }

    private void add(int from, int to, int verb, Phrase source) {
        boolean isMixed = sentence.units().subList(from, to).stream().anyMatch(Unit::isQuotation);
        context.found()
                .add(new Attribution(
                        sentence.get(from).start(),
                        sentence.get(to - 1).end(),
                        context.number(),
                        isMixed ? QuoteType.MIXED : QuoteType.INDIRECT,
                        "C, S V, C",
                        context.cue(verb),
                        context.cueText(verb),
                        verb,
                        context.number(),
                        source.inner(),
                        source.outer()));
    }
}
