package org.onrecord.reading.attribution.clause;

import org.onrecord.reading.attribution.sentence.ReporterClauses;
import org.onrecord.reading.attribution.sentence.SentenceContext;
import org.onrecord.reading.syntax.ClauseStarts;
import org.onrecord.reading.syntax.NounPhrases;
import org.onrecord.reading.syntax.NounPhrases.Phrase;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;

/** Reads the clauses beside "according to". */
final class AccordingToReader {

    private final SentenceContext context;
    private final Sentence sentence;
    private final NounPhrases phrases;
    private final ClauseStarts starts;
    private final ClauseCollector clauses;

    AccordingToReader(SentenceContext context, ClauseCollector clauses) {
        this.context = context;
        sentence = context.sentence();
        phrases = context.phrases();
        starts = context.clauseStarts();
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
                && !sentence.get(behind).isSentenceEnd()
                && cue <= 1) {
            behind++;
        }
        Phrase phrase = phrases.withApposition(source);
        boolean isFirst = cue == 0
                || sentence.has(cue - 1, Tag.CCONJ)
                || sentence.get(cue - 1).is("that");
        int next = next(phrase, behind);
        boolean isSubject = !isFirst && !clauses.hasVerbBefore(cue);
        if (isSubject && (next >= sentence.size() || context.cue(next) != null)) {
            // "Ann Reed, according to her aide, said it was over": the report is that of Reed.
            return;
        }
        if (isSubject && sentence.get(next).tag().isVerbal()) {
            // "The dam, according to Reed, is safe": neither part is a statement.
            int end = context.clauseEnds().of(next);
            clauses.add(clauses.startBefore(cue), end, "C, according to S", cue, phrase);
            return;
        }
        if (!isFirst) {
            clauses.addBefore(cue, "C, according to S", cue, phrase);
        }
        boolean hasNoComma = isFirst
                && source.to() < sentence.size()
                && !sentence.get(source.to()).isComma()
                && starts.isAt(source.to());
        if (hasNoComma) {
            clauses.addFrom(source.to(), "according to S, C", cue, phrase);
        } else if (behind < sentence.size() && sentence.get(behind).isComma()) {
            int from = isFirst && !starts.isAt(next) ? nextComma(next) : next;
            boolean isClause = starts.isAt(from)
                    || from < sentence.size() && sentence.get(from).tag().isVerbal();
            if (isFirst || isClause && !new ReporterClauses(context).isComment(from)) {
                clauses.addFrom(from, "according to S, C", cue, phrase);
            }
        }
    }

    private int next(Phrase source, int behind) {
        int end = Math.max(source.outer().to(), behind);
        boolean isComma = end < sentence.size() && sentence.get(end).isComma();
        if (isComma && (sentence.is(end + 1, "who") || sentence.is(end + 1, "which"))) {
            return nextComma(end + 1); // "according to two diplomats, who know him, C"
        }
        if (isComma && isRole(end + 1)) {
            return nextComma(end + 1); // "according to Ann Reed, chief engineer, C"
        }
        return isComma ? end + 1 : end;
    }

    /** Whether a phrase between commas ends with a noun for a person. */
    private boolean isRole(int from) {
        Range role = phrases.startingAt(from);
        boolean isClosed = role != null
                && role.to() < sentence.size()
                && sentence.get(role.to()).isComma()
                && starts.isAt(role.to() + 1);
        String last = isClosed ? sentence.get(role.to() - 1).lower() : "";
        return isClosed
                && (context.language().list("title words").contains(last)
                        || context.language().list("person nouns").contains(last));
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
