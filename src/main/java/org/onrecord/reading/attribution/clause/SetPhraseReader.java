package org.onrecord.reading.attribution.clause;

import org.onrecord.reading.attribution.sentence.ClauseEnds;
import org.onrecord.reading.attribution.sentence.SentenceContext;
import org.onrecord.reading.attribution.sentence.SetPhrases;
import org.onrecord.reading.attribution.sentence.SetPhrases.SetPhrase;
import org.onrecord.reading.syntax.ClauseStarts;
import org.onrecord.reading.text.Sentence;

/** Reads the clauses beside {@linkplain SetPhrases set phrases}: "C, as S put it", "Per S, C". */
final class SetPhraseReader {

    private static final int MIN_CLAUSE = 3;

    private final Sentence sentence;
    private final SetPhrases setPhrases;
    private final ClauseStarts starts;
    private final ClauseEnds ends;
    private final ClauseCollector clauses;

    SetPhraseReader(SentenceContext context, ClauseCollector clauses) {
        sentence = context.sentence();
        setPhrases = context.setPhrases();
        starts = context.clauseStarts();
        ends = context.clauseEnds();
        this.clauses = clauses;
    }

    /** Reads the clause beside the set phrase that begins at a unit, if there is one. */
    void read(int from) {
        boolean isBehind = from > MIN_CLAUSE
                && (sentence.get(from - 1).isComma() || sentence.get(from - 1).isDash() || sentence.is(from - 1, ";"));
        SetPhrase phrase = from == 0 || isBehind ? setPhrases.at(from) : null;
        if (phrase == null) {
            return;
        }
        int end = phrase.end();
        if (from == 0 && end < sentence.size() && starts.isAt(end + 1)) {
            clauses.add(end + 1, ends.of(end + 1), "as S put it, C", phrase.cue(), phrase.source());
        } else if (isBehind && hasVerb(from) && !introducesQuotation(end)) {
            clauses.addBefore(from, "C, as S put it", phrase.cue(), phrase.source());
        }
    }

    /** It was, as Reed put it, “a ruin.” */
    private boolean introducesQuotation(int end) {
        return end + 1 < sentence.size() && sentence.get(end + 1).isQuotation();
    }

    private boolean hasVerb(int end) {
        for (int i = clauses.lastEnd(); i < end; i++) {
            if (sentence.get(i).tag().isVerbal()) {
                return true;
            }
        }
        return false;
    }
}
