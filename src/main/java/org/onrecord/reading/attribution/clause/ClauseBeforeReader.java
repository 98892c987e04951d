package org.onrecord.reading.attribution.clause;

import java.util.Set;

import org.onrecord.reading.attribution.sentence.ReporterClauses;
import org.onrecord.reading.attribution.sentence.SentenceContext;
import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.Cue.Frame;
import org.onrecord.reading.syntax.ClauseStarts;
import org.onrecord.reading.syntax.FiniteVerbs;
import org.onrecord.reading.syntax.NounPhrases.Phrase;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Reads the clause in front of an attribution, and what follows the attribution if it interrupts the clause. */
final class ClauseBeforeReader {

    private static final Set<String> FORMS_OF_BE = Set.of("is", "are", "was", "were");
    private static final Set<String> SUBORDINATE = Set.of("when", "after", "as", "while", "before", "since", "once");

    private final SentenceContext context;
    private final Sentence sentence;
    private final ClauseStarts starts;
    private final ClauseCollector clauses;
    private final FiniteVerbs verbs;
    private final ReporterClauses reporterClauses;

    ClauseBeforeReader(SentenceContext context, ClauseCollector clauses) {
        this.context = context;
        sentence = context.sentence();
        starts = context.clauseStarts();
        this.clauses = clauses;
        verbs = new FiniteVerbs(sentence);
        reporterClauses = new ReporterClauses(context);
    }

    /**
     * CLAUSE, S V. or CLAUSE, V S. or CLAUSE, S V, CLAUSE.
     *
     * @return whether such a clause may stand there
     */
    boolean read(int verb, Cue cue, Phrase subject, int behind) {
        boolean isInverted = subject.outer().from() > verb;
        int start = isInverted ? verb : Math.min(verb, subject.outer().from());
        int end = isInverted ? subject.outer().to() : behind;
        boolean endsHere = end >= sentence.size()
                || sentence.get(end).isComma()
                || sentence.get(end).isSentenceEnd();
        // "…, prosecutors alleged in a complaint unsealed in court"
        endsHere |= end > behind - 1
                && end > verb + 1
                && sentence.has(end, Tag.VERB)
                && sentence.get(end).lower().endsWith("ed");
        boolean isBehindClause = start >= 3
                && (sentence.get(start - 1).isComma() || sentence.get(start - 1).isDash())
                && !reporterClauses.isComment(clauses.startBefore(start));
        boolean mayBeBehindClause = cue.takes(Frame.AFTER_CLAUSE) && endsHere && isBehindClause;
        if (mayBeBehindClause) {
            read(start, end, verb, subject);
        }
        return mayBeBehindClause;
    }

    /**
     * @param start the unit where the attribution begins
     * @param end the unit behind it
     */
    private void read(int start, int end, int verb, Phrase subject) {
        boolean isInverted = subject.outer().from() > verb;
        boolean goesOn = goesOn(end, start - 2) && !(isInverted && isApposition(start, end + 1));
        if (opensClause(start - 2)) {
            if (goesOn) {
                clauses.add(end + 1, endOfInsertion(end + 1), "C, S V, C", verb, subject);
            }
        } else if (goesOn || isWhole(start, end, isInverted)) {
            boolean isSubject = ClauseStarts.isQuestionWord(sentence.get(clauses.startBefore(start)));
            boolean isOpen = lacksPredicate(start - 2) || goesOn && isSubject && verbs.isAt(end + 1);
            if (goesOn && !isOpen && !clauses.hasVerbBefore(start) && starts.isAt(end + 1)) {
                // "In May, Reed said, the dam failed"
                clauses.addFrom(end + 1, "C, S V, C", verb, subject);
            } else if (goesOn && (isOpen || !clauses.hasVerbBefore(start))) {
                // Neither part is a statement: "The judge, Reed said, erred", "It was, Reed said, a year of rain",
                // "Whether it leaks, Reed said, is unknown".
                int to = context.clauseEnds().of(end + 1);
                clauses.add(clauses.startBefore(start), to, "C, S V, C", verb, subject);
            } else if (clauses.addBefore(start, "C, S V", verb, subject) && goesOn) {
                clauses.addFrom(end + 1, "C, S V, C", verb, subject);
            }
        }
    }

    /** "The dam is safe, Reed said", "Not much, concedes Reed."; not "The dam, said Reed, a builder, failed". */
    private boolean isWhole(int start, int end, boolean isInverted) {
        boolean endsSentence = end >= sentence.size() || sentence.get(end).isSentenceEnd();
        return clauses.hasVerbBefore(start) ? isInverted || !isAdjunct(start) : isInverted && endsSentence;
    }

    /** CLAUSE, S V, “and clause”. */
    void readInFrontOfQuotation(int verb, Phrase subject) {
        int start = subject.outer().from();
        int quotation = verb + 1;
        while (quotation < sentence.size() && !sentence.get(quotation).isQuotation()) {
            quotation++;
        }
        boolean goesOn = quotation < sentence.size()
                && start >= 3
                && start < verb
                && sentence.get(start - 1).isComma()
                && sentence.get(quotation - 1).isComma()
                && context.startsLower(quotation)
                && clauses.hasVerbBefore(start)
                && starts.isAt(clauses.lastEnd())
                && sentence.get(clauses.lastEnd()).tag() != Tag.SCONJ;
        if (goesOn) {
            clauses.addBefore(start, "C, S V", verb, subject);
        }
    }

    /** "Asked about the dam, Reed replied", "When the council met, Reed agreed": no clause that was said. */
    private boolean isAdjunct(int attribution) {
        int start = clauses.startBefore(attribution);
        Unit first = sentence.get(start);
        boolean isParticiple = first.tag() == Tag.VERB
                && (first.lower().endsWith("ing") || first.lower().endsWith("ed"));
        boolean mayBeAdjunct = isParticiple || SUBORDINATE.contains(first.lower());
        for (int i = start; mayBeAdjunct && i < attribution - 2; i++) {
            if (sentence.get(i).isComma() && starts.isAt(i + 1)) {
                return false;
            }
        }
        return mayBeAdjunct;
    }

    /** "the fee, which, Reed said, nobody pays": only what follows belongs to the clause. */
    private boolean opensClause(int last) {
        return sentence.is(last, "which") || sentence.is(last, "who") || sentence.has(last, Tag.SCONJ);
    }

    /** Returns the next comma or dash, or the end of the clause. */
    private int endOfInsertion(int from) {
        int end = context.clauseEnds().of(from);
        for (int i = from; i < end; i++) {
            if (sentence.get(i).isComma() || sentence.get(i).isDash()) {
                return i;
            }
        }
        return end;
    }

    /**
     * Whether a clause goes on behind the comma at the end of its attribution.
     *
     * @param last the last unit in front of the attribution and its comma
     */
    private boolean goesOn(int comma, int last) {
        if (comma + 2 >= sentence.size() || !sentence.get(comma).isComma()) {
            return false;
        }
        Unit next = sentence.get(comma + 1);
        boolean isLong = comma + 4 < sentence.size();
        boolean isClause = next.isQuotation() || !next.tag().isNominal() || starts.isAt(comma + 1);
        boolean isPredicate = verbs.isAt(comma + 1) || lacksPredicate(last);
        return (isLong && isClause || isPredicate)
                && (next.isWord() || next.isQuotation())
                && next.tag() != Tag.CCONJ
                && !ReporterClauses.isNewClause(next)
                && !reporterClauses.isComment(comma + 1)
                && !(next.tag() == Tag.ADP && sentence.is(comma + 2, "what"))
                && !next.lower().endsWith("ing")
                && !context.isDirect(comma + 1)
                && !ClauseStarts.isQuestionWord(next);
    }

    private boolean lacksPredicate(int last) {
        return sentence.has(last, Tag.AUX)
                || FORMS_OF_BE.contains(sentence.get(last).lower());
    }

    /** "C, said Ann Reed, a lawyer", "C, said Ann Reed, of Ohio"; not "If it rained, said Ann Reed, the dam failed". */
    private boolean isApposition(int attribution, int from) {
        Unit next = sentence.get(from);
        boolean mayGoOn = next.tag().isVerbal() || next.tag() == Tag.SCONJ || next.tag() == Tag.ADV;
        return !mayGoOn && !sentence.has(clauses.lastEnd(), Tag.SCONJ) && clauses.hasVerbBefore(attribution);
    }
}
