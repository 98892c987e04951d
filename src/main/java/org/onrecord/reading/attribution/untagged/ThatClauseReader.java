package org.onrecord.reading.attribution.untagged;

import org.onrecord.model.QuoteType;
import org.onrecord.reading.attribution.sentence.Attribution;
import org.onrecord.reading.attribution.sentence.SentenceContext;
import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.Cue.Frame;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.syntax.NounPhrases.Phrase;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Unit;

/**
 * Reads the reported clauses of languages without parts of speech: „Reed sagte am Montag, dass C“, « Reed a nié avoir C
 * ». Word lists tell what may stand in the clause that reports. In doubt, there is no quote.
 */
public final class ThatClauseReader {

    private static final int MAX_GAP = 14;
    private static final int SHORTEST = 2;
    private static final int MAX_FRONT = 9;

    private final SentenceContext context;
    private final Sentence sentence;
    private final Language language;
    private final ThatClauseSources sources;
    private final ThatClauseEnds ends;
    private final NounClauseReader nouns;
    private Phrase lastSource;
    private int lastEnd;

    public ThatClauseReader(SentenceContext context) {
        this.context = context;
        sentence = context.sentence();
        language = context.language();
        sources = new ThatClauseSources(context);
        ends = new ThatClauseEnds(context);
        nouns = new NounClauseReader(context);
    }

    public void read() {
        if (sentence.is(sentence.size() - 1, "?")) {
            return;
        }
        for (int i = 1; i < sentence.size(); i++) {
            if (i >= lastEnd && ThatClauses.isComplementizer(sentence, i, language)) {
                int end = nouns.read(i);
                if (end >= 0) {
                    lastEnd = end;
                } else {
                    readClause(i);
                }
            } else if (i >= lastEnd && sentence.get(i - 1).isComma() && isBareClause(i)) {
                int verb = verbBefore(i - 1);
                if (verb >= 0) {
                    add(i, 0, "S V C", verb, sources.of(verb, i - 1, lastSource, lastEnd));
                }
            } else if (i >= lastEnd && isVerb(i, Frame.INFINITIVE)) {
                readInfinitive(i);
            }
        }
    }

    private void readClause(int that) {
        boolean hasComma = sentence.get(that - 1).isComma();
        if (hasComma != ThatClauses.has(language, ThatClauses.COMMA)) {
            return;
        }
        int end = hasComma ? that - 1 : that;
        int verb = verbBefore(end);
        boolean isPronoun = that + 1 < sentence.size()
                && language.list("pronoun signs")
                        .contains(sentence.get(that + 1).lower());
        if (verb < 0 || isPronoun) {
            return;
        }
        if (!hasComma && isRelative(verb, that)) {
            return;
        }
        Unit word = sentence.get(that);
        int elision = word.lower().startsWith("qu'") ? "qu'".length() : 0;
        int first = elision > 0 ? that : that + 1;
        add(first, elision, "S V that C", verb, sources.of(verb, end, lastSource, lastEnd));
    }

    /** «explicó al juez que lo interrogaba que C»: with two of them, the first may belong to the noun before it. */
    private boolean isRelative(int verb, int that) {
        Unit before = sentence.get(that - 1);
        boolean isNoun = that - 1 > verb && before.isWord() && !before.isCapitalised() && is("hearers", that - 1);
        int end = isNoun ? ends.of(that + 1) : that;
        for (int i = that + 1; i < end; i++) {
            boolean isJoined = is("clause conjunctions", i - 1);
            if (!isJoined && ThatClauses.isComplementizer(sentence, i, language)) {
                return true;
            }
        }
        return false;
    }

    /**
     * „Reed sagte, er komme“, „Reed sagte, die Stadt habe nichts gewusst“: a verb in the second place, a subjunctive
     * unless the clause begins with a pronoun. In a subordinate clause the verb is the last word.
     */
    private boolean isBareClause(int from) {
        if (language.list("subjunctives").isEmpty() || from + 1 >= sentence.size()) {
            return false;
        }
        if (is("clause pronouns", from)) {
            return is("subjunctives", from + 1) || is("finite verbs", from + 1) || isSubjunctive(from);
        }
        if (is("subordinators", from) || is("clause conjunctions", from)) {
            return false;
        }
        for (int i = from + 1; i < Math.min(sentence.size() - 1, from + MAX_FRONT); i++) {
            if (!sentence.get(i).isWord() && !sentence.get(i).isQuotation()) {
                return false;
            }
            if (is("subjunctives", i)) {
                return sentence.get(i + 1).isWord() || sentence.get(i + 1).isQuotation();
            }
        }
        return false;
    }

    /** „er prüfe“: behind a pronoun in the singular, the ending tells, unless it may be that of the past tense. */
    private boolean isSubjunctive(int pronoun) {
        String verb = sentence.get(pronoun + 1).lower();
        return language.list("subjunctive endings").stream().anyMatch(verb::endsWith)
                && language.list("past endings").stream().noneMatch(verb::endsWith);
    }

    /** Returns the nearest verb of saying in front of a complementizer, or -1. */
    private int verbBefore(int end) {
        for (int i = end - 1; i >= Math.max(0, end - MAX_GAP); i--) {
            Unit unit = sentence.get(i);
            if (isVerb(i, Frame.THAT_CLAUSE)) {
                return i;
            }
            if (ThatClauses.isBoundary(unit) || context.isDirect(i)) {
                return -1;
            }
        }
        return -1;
    }

    private boolean isVerb(int i, Frame frame) {
        Cue cue = context.cue(i);
        return cue != null
                && cue.takes(frame)
                && !context.isUsed(i)
                && !is("particles", i)
                && (i == 0 || !sentence.get(i).isCapitalised());
    }

    /** „bestritt, davon gewusst zu haben“, « a nié avoir menti », «negó haber mentido» */
    private void readInfinitive(int verb) {
        if (!ThatClauses.has(language, ThatClauses.COMMA)) {
            int first = verb + 1;
            while (is("gap words", first)) {
                first++;
            }
            int infinitive = first;
            while (is("infinitive negations", infinitive)) {
                infinitive++;
            }
            if (is("infinitives", infinitive)) {
                add(first, 0, "S V to", verb, sources.of(verb, first, lastSource, lastEnd));
            }
            return;
        }
        int comma = verb + 1;
        while (comma < sentence.size() && !ThatClauses.isBoundary(sentence.get(comma))) {
            comma++;
        }
        if (comma < sentence.size()
                && comma <= verb + MAX_GAP
                && sentence.get(comma).isComma()
                && isInfinitiveClause(comma + 1)) {
            add(comma + 1, 0, "S V to", verb, sources.of(verb, comma, lastSource, lastEnd));
        }
    }

    /** Whether a clause ends with „zu haben“. */
    private boolean isInfinitiveClause(int from) {
        int end = from;
        while (end < sentence.size()
                && !ThatClauses.isBoundary(sentence.get(end))
                && !sentence.get(end).isSentenceEnd()) {
            end++;
        }
        return end - from > SHORTEST
                && language.list("infinitive signs")
                        .contains(sentence.get(end - 2).lower())
                && sentence.get(end - 1).lower().endsWith("n")
                && !sentence.get(end - 1).isCapitalised()
                && !is("complementizers", from);
    }

    private void add(int from, int elision, String frame, int verb, Phrase source) {
        int end = source == null ? -1 : ends.of(from);
        boolean isOne = end == from + 1 && sentence.get(from).isQuotation();
        if (end < from + SHORTEST && !isOne) {
            return;
        }
        boolean isMixed = sentence.units().subList(from, end).stream().anyMatch(Unit::isQuotation);
        Unit opening = sentence.get(from);
        context.found()
                .add(new Attribution(
                        isOne ? opening.quotation().start() : opening.start() + elision,
                        isOne
                                ? opening.quotation().end()
                                : sentence.get(end - 1).end(),
                        context.number(),
                        isOne ? QuoteType.DIRECT : isMixed ? QuoteType.MIXED : QuoteType.INDIRECT,
                        frame,
                        context.cue(verb),
                        context.cueText(verb),
                        verb,
                        context.number(),
                        source.inner(),
                        source.outer()));
        lastSource = source;
        lastEnd = end;
    }

    private boolean is(String list, int i) {
        return i < sentence.size()
                && language.list(list).contains(sentence.get(i).lower());
    }
}
