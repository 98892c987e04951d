package org.onrecord.reading.attribution.sentence;

import java.util.Set;

import org.onrecord.reading.language.Cue;
import org.onrecord.reading.syntax.ClauseStarts;
import org.onrecord.reading.syntax.FiniteVerbs;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Finds where reported clauses end. */
public final class ClauseEnds {

    private static final int MAX_INSERTION = 16;
    private static final Set<String> TIMES = Set.of("minutes", "hours", "days", "weeks", "months", "years");

    private final SentenceContext context;
    private final Sentence sentence;
    private final FiniteVerbs verbs;
    private final ReporterClauses reporterClauses;

    public ClauseEnds(SentenceContext context) {
        this.context = context;
        sentence = context.sentence();
        verbs = new FiniteVerbs(sentence);
        reporterClauses = new ReporterClauses(context);
    }

    /** Returns the end of the clause that begins at a unit. */
    public int of(int from) {
        for (int i = from; i < sentence.size(); i++) {
            Unit unit = sentence.get(i);
            if (i > from && unit.isSentenceEnd() && i + 1 == sentence.size() || unit.is(";") || context.isDirect(i)) {
                return isComma(i - 1) || sentence.is(i - 1, ":") ? i - 1 : i;
            }
            if (i > from && unit.isComma() && startsVerb(i + 1) && isInRelativeClause(from, i)) {
                return i;
            }
            if (i > from && isAdjunctOfReport(i)) {
                return i;
            }
            // "the mayor, Ann Reed, posted a picture"
            boolean isPredicate = unit.isComma() && startsVerb(i + 1) && isApposition(from, i);
            if (i > from
                    && !isPredicate
                    && (unit.isComma() || unit.tag() == Tag.CCONJ || unit.isDash())
                    && reporterClauses.areBehind(i)) {
                return unit.isComma() && isInsertion(i) ? beforeSubject(from, i) : i;
            }
            if (i > from
                    && (unit.is("according")
                            || unit.is("which") && sentence.get(i - 1).isQuotation())) {
                return i;
            }
        }
        return sentence.size();
    }

    /** Whether a comma ends an apposition in a clause that has no verb yet. */
    private boolean isApposition(int from, int comma) {
        int commas = 0;
        for (int i = from; i < comma; i++) {
            if (verbs.isAt(i) || sentence.get(i).isQuotation()) {
                return false;
            }
            commas += isComma(i) ? 1 : 0;
        }
        return commas == 1;
    }

    /** "C, before leaving", “C,” after leaving: the words behind the comma tell of the report. */
    private boolean isAdjunctOfReport(int i) {
        boolean isTime = isComma(i - 1)
                && TIMES.contains(sentence.get(i).lower())
                && (sentence.is(i + 1, "after") || sentence.is(i + 1, "before"));
        if (isTime) {
            return true; // "denied the charges, hours after a paper printed them"
        }
        boolean isBehindMark = isComma(i - 1) || sentence.get(i - 1).isQuotation() && context.endsOpen(i - 1);
        return isBehindMark
                && (sentence.is(i, "before")
                        || sentence.get(i - 1).isQuotation() && (sentence.is(i, "after") || sentence.is(i, "while")))
                && i + 1 < sentence.size()
                && sentence.get(i + 1).lower().endsWith("ing");
    }

    /** Whether the clause goes on behind an attribution between commas: "the town, she added, knows it". */
    private boolean isInsertion(int comma) {
        for (int i = comma + 1; i < Math.min(sentence.size(), comma + MAX_INSERTION); i++) {
            if (isComma(i)) {
                return startsVerb(i + 1);
            }
        }
        return false;
    }

    /** "…, and the town, she added, knows it": the clause ends in front of the subject of the next one. */
    private int beforeSubject(int from, int end) {
        for (int i = end - 1; i > from && !verbs.isAt(i); i--) {
            if (sentence.has(i, Tag.CCONJ)) {
                return isComma(i - 1) ? i - 1 : end;
            }
        }
        return end;
    }

    private boolean startsVerb(int i) {
        return i < sentence.size() && verbs.isAt(i);
    }

    /** "Ann Reed, who denied the charges, said": whether a comma ends a relative clause that began before a unit. */
    private boolean isInRelativeClause(int from, int comma) {
        int open = 0;
        for (int i = comma - 1; i > 0; i--) {
            boolean isRelative = sentence.is(i, "who") || sentence.is(i, "which") || sentence.is(i, "whose");
            if (isRelative && isComma(i - 1)) {
                return i < from;
            }
            open += isComma(i) ? 1 : 0;
            if (open > 0 && i < from) {
                return false;
            }
        }
        return false;
    }

    private boolean isComma(int i) {
        return i >= 0 && sentence.get(i).isComma();
    }

    /** Returns the end of a clause in a subject: in front of the verb of the sentence, or at a comma. */
    public int ofSubject(int from) {
        int nested = 0;
        boolean hasVerb = false;
        for (int i = from; i < sentence.size(); i++) {
            Unit unit = sentence.get(i);
            boolean isClause = unit.isQuotation() && nested == 0 && !sentence.has(i - 1, Tag.DET);
            boolean isFinite = !isClause && verbs.isAt(i);
            if (hasVerb && (unit.isComma() || unit.isDash() || isFinite && nested == 0)) {
                return i;
            }
            hasVerb |= isClause || isFinite && nested == 0;
            if (isFinite) {
                nested = Math.max(0, nested - 1) + (opensClause(i) ? 1 : 0);
                i = Math.max(i, verbs.end(i) - 1);
            } else if (ClauseStarts.isRelative(unit) || unit.tag() == Tag.SCONJ) {
                nested++;
            }
        }
        return of(from);
    }

    /** "said he was" */
    private boolean opensClause(int verb) {
        Cue cue = context.cue(verb);
        return cue != null && cue.takes(Cue.Frame.CLAUSE) && sentence.has(verb + 1, Tag.PRON);
    }
}
