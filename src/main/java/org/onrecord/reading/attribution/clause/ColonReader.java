package org.onrecord.reading.attribution.clause;

import java.util.Set;

import org.onrecord.reading.attribution.sentence.SentenceContext;
import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.Cue.Frame;
import org.onrecord.reading.syntax.FiniteVerbs;
import org.onrecord.reading.syntax.NounPhrases.Phrase;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;

/** Reads the clause behind a colon without marks: "Reed said: the dam is safe", "Reed told the council this: it is". */
final class ColonReader {

    private static final int MAX_OBJECT = 3;
    private static final Set<String> OBJECTS = Set.of("this", "the", "following", "one", "thing", "as", "follows");

    private final SentenceContext context;
    private final Sentence sentence;
    private final ClauseCollector clauses;
    private final FiniteVerbs verbs;

    ColonReader(SentenceContext context, ClauseCollector clauses) {
        this.context = context;
        sentence = context.sentence();
        this.clauses = clauses;
        verbs = new FiniteVerbs(sentence);
    }

    /**
     * @param from the unit behind the verb, its hearer and adjuncts
     * @return whether something was found
     */
    boolean read(int verb, int from, Phrase subject) {
        int colon = colon(from);
        Cue cue = context.cue(verb);
        boolean mayHaveClause = cue.takes(Frame.QUOTATION)
                && !cue.takes(Frame.DENIES)
                && (cue.takes(Frame.THAT_CLAUSE) || cue.takes(Frame.AFTER_CLAUSE));
        if (colon < 0 || !mayHaveClause) {
            return false;
        }
        int end = end(colon + 1);
        boolean isQuestion = sentence.is(sentence.size() - 1, "?");
        return hasVerb(colon + 1, end)
                && clauses.add(colon + 1, end, isQuestion ? "S V question" : "S V: C", verb, subject);
    }

    /** Returns the colon behind a verb, with at most "this" or "the following" between them, or -1. */
    private int colon(int from) {
        int i = from;
        while (i < Math.min(sentence.size(), from + MAX_OBJECT)
                && OBJECTS.contains(sentence.get(i).lower())) {
            i++;
        }
        return sentence.is(i, ":") ? i : -1;
    }

    /** All behind the colon was said, unless another verb that reports follows the clause: "C, but Hill denied it". */
    private int end(int from) {
        int end = context.clauseEnds().of(from);
        for (int i = end; i < sentence.size(); i++) {
            if (context.isDirect(i) || sentence.has(i, Tag.VERB) && context.cue(i) != null) {
                return end;
            }
        }
        return sentence.size();
    }

    /** A word or a list is no clause: "said: no", "said this: money, trust and time". */
    private boolean hasVerb(int from, int end) {
        for (int i = from; i < end; i++) {
            if (verbs.isAt(i) || sentence.get(i).isQuotation()) {
                return true;
            }
        }
        return false;
    }
}
