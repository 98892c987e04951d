package org.onrecord.reading.attribution;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import org.onrecord.model.QuoteType;
import org.onrecord.reading.attribution.NounPhrases.Phrase;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Cuts reported clauses to their words, and adds them to what is found in a sentence. */
final class ClauseCollector {

    private static final int MAX_DATELINE = 16;

    private final SentenceContext context;
    private final Sentence sentence;
    private final ClauseBounds bounds;
    private final Set<Integer> starts = new HashSet<>();
    private int lastEnd;

    ClauseCollector(SentenceContext context, ClauseBounds bounds) {
        this.context = context;
        this.bounds = bounds;
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

    /** Adds the clause that begins at a unit. */
    boolean addFrom(int from, String frame, int cue, Phrase source) {
        return add(from, bounds.end(from), frame, cue, source);
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

    private int startBefore(int attribution) {
        int start = Math.max(lastEnd, behindDateline());
        for (int i = attribution - 2; i >= lastEnd; i--) {
            if (context.isDirect(i) || sentence.is(i, ";")) {
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
            if (!isName && (unit.isWord() || unit.isQuotation() || ClauseBounds.isEnd(unit))) {
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
            end = context.phrases().startOfTime(end);
        }
        while (start < end && !opens(sentence.get(start))) {
            start++;
        }
        while (end > start && !closes(sentence.get(end - 1))) {
            end--;
        }
        if (start >= end || end - start == 1 && !sentence.get(start).isQuotation() && !frame.equals("S V O")) {
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

    private static boolean opens(Unit unit) {
        return unit.isWord() || unit.isQuotation() || unit.is("$") || unit.is("(") || unit.is("£");
    }

    private static boolean closes(Unit unit) {
        return unit.isWord() || unit.isQuotation() || unit.is(")") || unit.is("%");
    }
}
