package org.onrecord.reading.attribution;

import org.onrecord.reading.attribution.NounPhrases.Phrase;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;

/** Reads the clauses beside "according to". */
final class AccordingToReader {

    private final SentenceContext context;
    private final Sentence sentence;
    private final NounPhrases phrases;
    private final ClauseBounds bounds;
    private final ClauseCollector clauses;

    AccordingToReader(SentenceContext context, ClauseBounds bounds, ClauseCollector clauses) {
        this.context = context;
        sentence = context.sentence();
        phrases = context.phrases();
        this.bounds = bounds;
        this.clauses = clauses;
    }

    boolean isAt(int i) {
        return sentence.is(i, "according") && sentence.is(i + 1, "to");
    }

    void read(int cue) {
        Range source = withPlural(phrases.startingAt(cue + 2));
        if (source == null) {
            return;
        }
        int behind = source.to();
        while (behind < sentence.size()
                && !sentence.get(behind).isComma()
                && !ClauseBounds.isEnd(sentence.get(behind))
                && cue <= 1) {
            behind++;
        }
        Phrase phrase = phrases.withApposition(source);
        boolean isFirst = cue == 0
                || sentence.has(cue - 1, Tag.CCONJ)
                || sentence.get(cue - 1).is("that");
        int next = next(phrase, behind);
        boolean isSubject = !isFirst && !hasVerb(cue);
        if (isSubject && (next >= sentence.size() || context.cue(next) != null)) {
            // "Ann Reed, according to her aide, said it was over": the report is that of Reed.
            return;
        }
        if (!isFirst) {
            clauses.addBefore(cue, "C, according to S", cue, phrase);
        }
        boolean hasNoComma = isFirst
                && source.to() < sentence.size()
                && !sentence.get(source.to()).isComma()
                && bounds.startsClause(source.to());
        if (hasNoComma) {
            clauses.addFrom(source.to(), "according to S, C", cue, phrase);
        } else if (behind < sentence.size() && sentence.get(behind).isComma()) {
            int from = isFirst && !bounds.startsClause(next) ? nextComma(next) : next;
            if (isFirst
                    || bounds.startsClause(from)
                    || from < sentence.size() && sentence.get(from).tag().isVerbal()) {
                clauses.addFrom(from, "according to S, C", cue, phrase);
            }
        }
    }

    private int next(Phrase source, int behind) {
        int end = Math.max(source.outer().to(), behind);
        return end < sentence.size() && sentence.get(end).isComma() ? end + 1 : end;
    }

    /** Whether what stands before the cue is more than the subject of a clause that goes on behind it. */
    private boolean hasVerb(int cue) {
        for (int i = clauses.lastEnd(); i < cue; i++) {
            if (sentence.get(i).tag().isVerbal() || sentence.get(i).isQuotation()) {
                return true;
            }
        }
        return false;
    }

    /** The tagger takes plural nouns for verbs: "according to county clerks in Ohio". */
    private Range withPlural(Range source) {
        boolean isPlural = source != null
                && sentence.has(source.to(), Tag.VERB)
                && sentence.get(source.to()).lower().endsWith("s")
                && sentence.has(source.to() - 1, Tag.NOUN);
        if (!isPlural) {
            return source;
        }
        boolean hasMore = sentence.has(source.to() + 1, Tag.ADP);
        Range more = hasMore ? phrases.startingAt(source.to() + 2) : null;
        return new Range(source.from(), more == null ? source.to() + 1 : more.to());
    }

    private int nextComma(int from) {
        for (int i = from; i < sentence.size(); i++) {
            if (sentence.get(i).isComma()) {
                return i + 1;
            }
        }
        return from;
    }
}
