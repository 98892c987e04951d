package org.onrecord.reading.attribution.untagged;

import org.onrecord.reading.attribution.sentence.SentenceContext;
import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.Cue.Frame;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Unit;

/** Finds where a reported clause of a language without parts of speech ends, if word lists can tell it. */
final class ThatClauseEnds {

    private static final int UNDECIDED = -1;
    private static final int GOES_ON = -2;
    private static final int NEAR = 4;
    private static final int MAX_REPORT = 14;

    private final SentenceContext context;
    private final Sentence sentence;
    private final Language language;

    ThatClauseEnds(SentenceContext context) {
        this.context = context;
        sentence = context.sentence();
        language = context.language();
    }

    /** Returns the end of the clause that begins at a unit, or -1 if that cannot be told. */
    int of(int from) {
        int size = sentence.size();
        while (size > from && sentence.get(size - 1).isSentenceEnd()) {
            size--;
        }
        int commas = 0;
        for (int i = from; i < size; i++) {
            Unit unit = sentence.get(i);
            if (context.isDirect(i) || unit.is(":") || unit.isDash() && !mayHaveDash()) {
                return UNDECIDED;
            }
            if (unit.is(";")) {
                return i;
            }
            int end = unit.isComma() ? atComma(from, i, size, commas) : atConjunction(i);
            if (end != GOES_ON) {
                return end;
            }
            commas += unit.isComma() ? 1 : 0;
        }
        return size;
    }

    /** Russian has a dash in place of "is". */
    private boolean mayHaveDash() {
        return language.list("syntax").contains("dash");
    }

    private int atComma(int from, int comma, int size, int commas) {
        if (comma + 1 >= size) {
            return comma;
        }
        String next = sentence.get(comma + 1).lower();
        boolean isPart = ThatClauses.has(language, ThatClauses.COMMA)
                && (ThatClauses.isComplementizer(sentence, comma + 2, language)
                        || language.list("correlates")
                                .contains(sentence.get(comma - 1).lower()));
        if (isPart) {
            return GOES_ON; // „..., so dass“, „до того, как“
        }
        if (language.list("clause stops").contains(next)) {
            return comma;
        }
        boolean isLast = !hasComma(comma + 1, size);
        if (language.list("clause sources").contains(next)) {
            return isLast ? comma : UNDECIDED;
        }
        if (language.list("clause doubts").contains(next)) {
            return UNDECIDED;
        }
        if (isComment(comma)) {
            return UNDECIDED;
        }
        if (isConjunction(comma + 1)) {
            return atConjunction(from, comma, commas);
        }
        if (isVerb(comma + 1) || isPredicate(comma + 1)) {
            return commas == 0 ? comma : UNDECIDED;
        }
        return GOES_ON;
    }

    /** „..., что вызвало критику“: such a clause tells about the report, unless it belongs to a verb of knowing. */
    private boolean isComment(int comma) {
        return ThatClauses.has(language, ThatClauses.COMMA)
                && language.list("comments").contains(sentence.get(comma + 1).lower())
                && !language.list("clause heads")
                        .contains(sentence.get(comma - 1).lower())
                && context.cue(comma - 1) == null;
    }

    /** "C, and that C" goes on; "C, and added that" and "C, and Hill said" end. */
    private int atConjunction(int from, int comma, int commas) {
        if (ThatClauses.isComplementizer(sentence, comma + 2, language)) {
            return GOES_ON;
        }
        boolean isContrast =
                language.list("contrasts").contains(sentence.get(comma + 1).lower()) && hasNegation(from, comma);
        if (isContrast) {
            return GOES_ON;
        }
        return commas == 0 || isReport(comma + 1) || isReportOfOther(comma + 1) ? comma : UNDECIDED;
    }

    /** "C and added that", "C and Hill said that", without a comma. */
    private int atConjunction(int i) {
        if (!isConjunction(i) || ThatClauses.isComplementizer(sentence, i + 1, language)) {
            return GOES_ON;
        }
        if (mayHaveDash()) {
            return GOES_ON; // In Russian, a comma would end the clause.
        }
        if (isReport(i) || mayBePredicate(i + 1)) {
            return i;
        }
        return isReportOfOther(i) ? UNDECIDED : GOES_ON;
    }

    private boolean isConjunction(int i) {
        return language.list("clause conjunctions").contains(sentence.get(i).lower());
    }

    /** Whether a verb of saying stands near behind a conjunction, without a subject. */
    private boolean isReport(int conjunction) {
        for (int i = conjunction + 1; i < Math.min(sentence.size(), conjunction + NEAR); i++) {
            if (isVerb(i)) {
                return true;
            }
            String word = sentence.get(i).lower();
            if (!language.list("perfect auxiliaries").contains(word)
                    && !language.list("gap words").contains(word)) {
                return false;
            }
        }
        return false;
    }

    /** „..., nannte aber keinen Grund“ */
    private boolean isPredicate(int i) {
        Unit unit = sentence.get(i);
        return language.list("predicates").contains(unit.lower())
                || !unit.isCapitalised()
                        && ThatClauses.has(language, ThatClauses.VERB_SECOND)
                        && language.list("predicate endings").stream().anyMatch(unit.lower()::endsWith);
    }

    /** « a dit que le témoin mentait et a demandé »: what follows may be about either of them. */
    private boolean mayBePredicate(int i) {
        String word = i < sentence.size() ? sentence.get(i).lower() : "";
        return !ThatClauses.has(language, ThatClauses.COMMA)
                && (language.list("perfect auxiliaries").contains(word)
                        || language.list("predicate endings").stream().anyMatch(word::endsWith));
    }

    private boolean isReportOfOther(int conjunction) {
        boolean hasVerb = false;
        for (int i = conjunction + 1; i < Math.min(sentence.size(), conjunction + MAX_REPORT); i++) {
            if (hasVerb && ThatClauses.isComplementizer(sentence, i, language)) {
                return true;
            }
            hasVerb |= isVerb(i);
        }
        return false;
    }

    private boolean isVerb(int i) {
        Cue cue = context.cue(i);
        return cue != null && cue.takes(Frame.THAT_CLAUSE) && !sentence.get(i).isCapitalised();
    }

    private boolean hasComma(int from, int to) {
        return sentence.units().subList(from, to).stream().anyMatch(Unit::isComma);
    }

    private boolean hasNegation(int from, int to) {
        return sentence.units().subList(from, to).stream()
                .anyMatch(unit -> language.list("negations").contains(unit.lower())
                        || language.list("negative words").contains(unit.lower()));
    }
}
