package org.onrecord.reading.attribution.clause;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import org.onrecord.model.QuoteType;
import org.onrecord.reading.attribution.sentence.Attribution;
import org.onrecord.reading.attribution.sentence.ClauseEnds;
import org.onrecord.reading.attribution.sentence.SentenceContext;
import org.onrecord.reading.attribution.sentence.Subjects.Inversion;
import org.onrecord.reading.language.CueWords;
import org.onrecord.reading.syntax.NounPhrases.Phrase;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Cuts reported clauses to their words, and adds them to what is found in a sentence. */
final class ClauseCollector {

    private static final int MAX_DATELINE = 16;

    private final SentenceContext context;
    private final Sentence sentence;
    private final ClauseEnds ends;
    private final Set<Integer> starts = new HashSet<>();
    private int lastEnd;
    private Inversion inversion;

    ClauseCollector(SentenceContext context) {
        this.context = context;
        ends = context.clauseEnds();
        sentence = context.sentence();
    }

    /** Returns the end of the clause that was added last, or 0. */
    int lastEnd() {
        return lastEnd;
    }

    /** Whether a clause that begins at a unit was added. */
    boolean hasRead(int from) {
        return starts.contains(from);
    }

    /** The clauses of the subject end in front of the verb of the sentence, and its predicate is their source. */
    void setInversion(Inversion inversion) {
        this.inversion = inversion;
    }

    /** Adds the clause that begins at a unit. */
    boolean addFrom(int from, String frame, int cue, Phrase source) {
        if (inversion != null && inversion.subject() == source) {
            int end = Math.min(inversion.link(), ends.ofSubject(from));
            return add(from, end, frame, cue, inversion.predicate());
        }
        return add(from, isInSubject(cue, source) ? ends.ofSubject(from) : ends.of(from), frame, cue, source);
    }

    /**
     * "Those who say that C left", "The first to say that C was Reed", "A tweet saying that C left", not "Ann Reed, who
     * says that C, left".
     */
    private boolean isInSubject(int cue, Phrase source) {
        boolean isFirst = source.outer().from() == 0 || source.outer().from() == 1 && sentence.is(0, "among");
        int before = cue - 1;
        while (before > 0 && (sentence.has(before, Tag.AUX) || sentence.has(before, Tag.ADV))) {
            before--;
        }
        boolean isParticiple =
                cue == source.inner().to() && sentence.get(cue).lower().endsWith("ing");
        return isFirst
                && (isParticiple
                        || before == source.inner().to() && (sentence.is(before, "who") || sentence.is(before, "to")));
    }

    /** Adds the clause before an attribution. */
    boolean addBefore(int attribution, String frame, int cue, Phrase source) {
        return addBefore(attribution, frame, context.words(cue), source);
    }

    boolean addBefore(int attribution, String frame, CueWords cue, Phrase source) {
        boolean hasComma = sentence.get(attribution - 1).isComma()
                || sentence.get(attribution - 1).isDash()
                || sentence.is(attribution - 1, ";");
        return add(startBefore(attribution), hasComma ? attribution - 1 : attribution, frame, cue, source);
    }

    /** Returns where the clause before an attribution begins. */
    int startBefore(int attribution) {
        int start = Math.max(lastEnd, behindDateline());
        for (int i = attribution - 2; i >= lastEnd; i--) {
            if (context.isDirect(i) || sentence.is(i, ";") || sentence.is(i, ":")) {
                start = i + 1;
                break;
            }
        }
        while (start < attribution
                && (!sentence.get(start).isWord() && !sentence.get(start).isQuotation()
                        || sentence.has(start, Tag.CCONJ))) {
            start++;
        }
        return start;
    }

    /** Whether more than a subject or an adjunct stands before an attribution: not "In a statement, Reed said". */
    boolean hasVerbBefore(int attribution) {
        for (int i = startBefore(attribution); i < attribution; i++) {
            if (sentence.get(i).tag().isVerbal() || sentence.get(i).isQuotation()) {
                return true;
            }
        }
        return false;
    }

    /** Returns the first unit behind "LONDON, March 3 (Reuters) -" or "BERLIN —", or 0. */
    private int behindDateline() {
        for (int i = 0; i < Math.min(sentence.size() - 1, MAX_DATELINE); i++) {
            Unit unit = sentence.get(i);
            Unit next = sentence.get(i + 1);
            boolean isSource = i > 0 && unit.is(")");
            if (unit.isDash() || isSource && isMedium(i - 1) && !next.isDash()) {
                boolean isDateline = next.isCapitalised() && (sentence.is(i - 1, ")") || isSource || hasPlace());
                return isDateline ? i + 1 : 0;
            }
            boolean isName = unit.isWord() && (unit.isCapitalised() || sentence.has(i, Tag.NUM));
            if (!isName && (unit.isWord() || unit.isQuotation() || unit.isSentenceEnd())) {
                return 0;
            }
        }
        return 0;
    }

    private boolean isMedium(int i) {
        return context.language().list("media").contains(sentence.get(i).lower());
    }

    /** Datelines have their place in capitals. */
    private boolean hasPlace() {
        String first = sentence.get(0).text();
        return first.length() > 2 && first.equals(first.toUpperCase(Locale.ROOT));
    }

    boolean add(int from, int to, String frame, int cue, Phrase source) {
        return add(from, to, frame, context.words(cue), source);
    }

    /** Returns false if nothing is left of the clause, or a quotation of a whole clause is part of it. */
    boolean add(int from, int to, String frame, CueWords cue, Phrase source) {
        int start = from;
        int end = to;
        if (frame.equals("S V O")) {
            end = context.phrases().startOfTime(colonOr(end, start));
        }
        while (start < end && !opens(sentence.get(start))) {
            start++;
        }
        while (end > start && (!closes(sentence.get(end - 1)) || opensNext(end - 1))) {
            end--;
        }
        boolean mayBeWord = frame.equals("S V O") || frame.equals("C, S V, C");
        if (start >= end
                || end - start == 1 && !mayBeWord && !sentence.get(start).isQuotation()) {
            return false;
        }
        boolean isMixed = false;
        for (int i = start; i < end; i++) {
            if (context.isDirect(i)) {
                return false;
            }
            isMixed |= sentence.get(i).isQuotation();
        }
        context.found().add(attribution(start, end, isMixed, frame, cue, source));
        starts.add(from);
        lastEnd = Math.max(lastEnd, end);
        return true;
    }

    /** "denied the charge: it was late": what follows the colon was not denied. */
    private int colonOr(int end, int from) {
        for (int i = from; i < end; i++) {
            if (sentence.is(i, ":")) {
                return i;
            }
        }
        return end;
    }

    private Attribution attribution(int start, int end, boolean isMixed, String frame, CueWords cue, Phrase source) {
        boolean isQuotation = end - start == 1 && isMixed;
        Unit first = sentence.get(start);
        Unit last = sentence.get(end - 1);
        return new Attribution(
                isQuotation ? first.quotation().start() : first.start(),
                isQuotation ? last.quotation().end() : last.end(),
                context.number(),
                isQuotation ? QuoteType.DIRECT : isMixed ? QuoteType.MIXED : QuoteType.INDIRECT,
                frame,
                cue.cue(),
                cue.text(),
                cue.unit(),
                context.number(),
                source == null ? null : source.inner(),
                source == null ? null : source.outer());
    }

    /** "…, who", "… and": the clause that such a word begins is not part of what was said. */
    private boolean opensNext(int last) {
        return sentence.has(last, Tag.CCONJ)
                || (sentence.is(last, "who") || sentence.is(last, "which"))
                        && last > 0
                        && (sentence.get(last - 1).isComma()
                                || sentence.get(last - 1).isDash());
    }

    private static boolean opens(Unit unit) {
        return unit.isWord() || unit.isQuotation() || unit.is("$") || unit.is("(") || unit.is("£");
    }

    private static boolean closes(Unit unit) {
        return unit.isWord() || unit.isQuotation() || unit.is(")") || unit.is("%");
    }
}
