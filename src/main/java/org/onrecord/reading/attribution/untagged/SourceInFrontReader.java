package org.onrecord.reading.attribution.untagged;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.onrecord.model.QuoteType;
import org.onrecord.reading.attribution.sentence.Attribution;
import org.onrecord.reading.attribution.sentence.SentenceContext;
import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.Cue.Frame;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Unit;

/**
 * Reads clauses behind a source of languages without parts of speech: « Selon Reed, C. », „Laut Reed C“, „Reed zufolge
 * C“, „По словам Рида, C“, „Как сообщил Рид, C“. In doubt, there is no quote.
 */
final class SourceInFrontReader {

    private static final String FRAME = "according to S, C";
    private static final int SHORTEST = 3;

    /** "According to Reed, the mayor, C": what stands between near commas may belong to the source. */
    private static final int MAX_APPOSITION = 7;

    private final SentenceContext context;
    private final Sentence sentence;
    private final Language language;
    private final ThatClausePhrases phrases;
    private final ThatClauseEnds ends;
    private final int head;
    private final int end;

    /**
     * @param head the first unit behind the dateline
     * @param end behind the last word of the sentence
     */
    SourceInFrontReader(SentenceContext context, int head, int end) {
        this.context = context;
        this.head = head;
        this.end = end;
        sentence = context.sentence();
        language = context.language();
        phrases = new ThatClausePhrases(context);
        ends = new ThatClauseEnds(context);
    }

    /** Returns whether the sentence begins with a source, whose clause may not be told. */
    boolean read() {
        int opening = phrases.is("opinions", head) ? head + 1 : phraseAt(head);
        int pronoun = pronounIn(head, opening);
        if (pronoun >= 0) {
            addClause(behindComma(opening), head, opening, new Range(pronoun, pronoun + 1), pronoun + 1);
            return true;
        }
        if (opening > head) {
            readSource(head, opening, opening);
            return true;
        }
        int cue = phrases.is("as", head) ? head + 1 : -1;
        if (cue > 0 && isCue(cue)) {
            readSource(cue, cue + 1, cue + 1);
            return true;
        }
        return readPostposition();
    }

    /** „Reed zufolge C“ */
    private boolean readPostposition() {
        for (int i = head + 1; i < Math.min(end, head + ThatClausePhrases.MAX_SOURCE); i++) {
            if (phrases.is("postpositions", i)) {
                Range source = new Range(head, i);
                if (isSource(source)) {
                    addClause(i + 1, i, i + 1, source, i);
                }
                return true;
            }
            if (!sentence.get(i).isWord()) {
                return false;
            }
        }
        return false;
    }

    private void readSource(int cue, int cueEnd, int from) {
        boolean isVerbSecond = ThatClauses.has(language, ThatClauses.VERB_SECOND);
        int to = from;
        while (to < end && sentence.get(to).isWord() && !(isVerbSecond && endsName(from, to))) {
            to++;
        }
        Range source = new Range(from, to);
        if (to >= end || !isSource(source)) {
            return;
        }
        if (!sentence.get(to).isComma()) {
            if (isVerbSecond) {
                addClause(to, cue, cueEnd, source, to);
            }
            return;
        }
        int comma = nextComma(to + 1);
        boolean isNear = comma < Math.min(end, to + 1 + MAX_APPOSITION);
        boolean isApposition = isNear && isApposition(to, comma);
        boolean isPronoun = phrases.is("oblique pronouns", from) && to == from + 1;
        boolean needsApposition = phrases.is("opinions", cue);
        if (isNear && !isApposition && !isPronoun
                || isVerbSecond && !isApposition
                || needsApposition && !isApposition) {
            return;
        }
        addClause((isApposition ? comma : to) + 1, cue, cueEnd, source, isApposition ? comma : to);
    }

    /** „Laut Karl Roth fehlen“, „Nach Angaben des Amtes ist“: behind a name or a noun, the verb has a small letter. */
    private boolean endsName(int from, int i) {
        return i > from
                && sentence.get(i - 1).isCapitalised()
                && !sentence.get(i).isCapitalised()
                && !phrases.is("possessors", i);
    }

    /** « le maire, Jean Roy, », « Jean Roy, maire de Lyon, » */
    private boolean isApposition(int comma, int nextComma) {
        boolean isName = nextComma - comma > 2
                && IntStream.range(comma + 1, nextComma)
                        .allMatch(
                                i -> sentence.get(i).isWord() && sentence.get(i).isCapitalised());
        boolean isBehindName = sentence.get(comma - 1).isCapitalised();
        boolean isRole = phrases.isRole(comma + 1) || phrases.is("articles", comma + 1) && phrases.isRole(comma + 2);
        return isName || isBehindName && isRole;
    }

    private boolean isSource(Range source) {
        boolean isShort = source.to() > source.from() && source.to() - source.from() <= ThatClausePhrases.MAX_SOURCE;
        boolean isPronoun = phrases.is("oblique pronouns", source.from());
        boolean isSeveral = IntStream.range(source.from(), source.to())
                .anyMatch(i -> phrases.is("clause conjunctions", i) || phrases.is("plural words", i));
        return isShort
                && !isSeveral
                && (isPronoun ? source.to() - source.from() == 1 : phrases.mayBeSource(source.from(), source.to()));
    }

    private void addClause(int from, int cue, int cueEnd, Range source, int outerEnd) {
        if (from < 0 || from + SHORTEST > end || reports(from)) {
            return;
        }
        int clauseEnd = Math.min(end, ends.of(from));
        if (clauseEnd < from + SHORTEST) {
            return;
        }
        List<Unit> clause = sentence.units().subList(from, clauseEnd);
        String text = IntStream.range(cue, cueEnd)
                .mapToObj(i -> sentence.get(i).text())
                .collect(Collectors.joining(" "));
        context.found()
                .add(new Attribution(
                        clause.get(0).start(),
                        clause.get(clause.size() - 1).end(),
                        context.number(),
                        clause.stream().anyMatch(Unit::isQuotation) ? QuoteType.MIXED : QuoteType.INDIRECT,
                        FRAME,
                        context.cue(cue),
                        text,
                        cue,
                        context.number(),
                        source,
                        new Range(source.from(), outerEnd)));
    }

    /** Whether the clause may be another report: « Selon l'agence, Reed a dit que C ». */
    private boolean reports(int from) {
        return phrases.is("subordinators", from)
                || IntStream.range(from, end)
                        .anyMatch(
                                i -> context.cue(i) != null && !sentence.get(i).isCapitalised() || phraseAt(i) > i);
    }

    private boolean isCue(int i) {
        Cue cue = context.cue(i);
        return cue != null && cue.takes(Frame.AFTER_CLAUSE) && !context.isUsed(i);
    }

    private int behindComma(int i) {
        if (ThatClauses.has(language, ThatClauses.VERB_SECOND)) {
            return i;
        }
        return i < end && sentence.get(i).isComma() ? i + 1 : -1;
    }

    private int nextComma(int from) {
        int comma = from;
        while (comma < end && !sentence.get(comma).isComma()) {
            comma++;
        }
        return comma;
    }

    /** Returns the pronoun in words such as „по его словам“, or -1. */
    private int pronounIn(int from, int to) {
        return IntStream.range(from, to)
                .filter(i -> phrases.is("oblique pronouns", i))
                .findFirst()
                .orElse(-1);
    }

    /** Returns the end of words such as "according to" at a unit, or the unit. */
    int phraseAt(int from) {
        int longest = from;
        for (String phrase : language.list("according to")) {
            String[] words = phrase.split("_");
            boolean isHere = IntStream.range(0, words.length).allMatch(i -> sentence.is(from + i, words[i]));
            longest = isHere ? Math.max(longest, from + words.length) : longest;
        }
        return longest;
    }
}
