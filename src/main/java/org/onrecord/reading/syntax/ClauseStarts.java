package org.onrecord.reading.syntax;

import java.util.Set;

import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Tells where clauses begin. */
public final class ClauseStarts {

    private static final int MAX_LENGTH = 25;
    private static final Set<String> SUBJECT_PRONOUNS = Set.of("he", "she", "they", "we", "i");
    private static final Set<String> QUESTION_WORDS =
            Set.of("how", "why", "what", "whether", "if", "where", "when", "who", "which");
    private static final Set<String> RELATIVES = Set.of("that", "which", "who", "whom", "where", "whose");

    private final Sentence sentence;
    private final FiniteVerbs verbs;

    public ClauseStarts(Sentence sentence) {
        this.sentence = sentence;
        verbs = new FiniteVerbs(sentence);
    }

    /** Whether a clause begins: a subject and, near it, a verb. */
    public boolean isAt(int from) {
        if (from >= sentence.size()) {
            return false;
        }
        Unit first = sentence.get(from);
        boolean isSubject = first.tag().isNominal()
                || first.tag() == Tag.PRON
                || first.is("there")
                || first.isQuotation()
                || first.tag() == Tag.SCONJ && !first.is("as")
                || first.is("if")
                || first.is("in")
                || first.is("when");
        if (!isSubject) {
            return false;
        }
        if (SUBJECT_PRONOUNS.contains(first.lower())) {
            return from + 1 < sentence.size()
                    && (sentence.get(from + 1).isQuotation()
                            || from + 2 < sentence.size()
                                    && sentence.get(from + 1).isWord());
        }
        return hasFiniteVerb(from) || first.tag() == Tag.PRON && first.lower().indexOf('\'') > 0;
    }

    /** Whether a verb that is not in a relative clause follows near a subject, or a fragment in marks with a verb. */
    private boolean hasFiniteVerb(int from) {
        boolean isPronoun = sentence.has(from, Tag.PRON);
        int relatives = 0;
        int commas = 0;
        for (int i = from + 1; i < Math.min(sentence.size(), from + MAX_LENGTH); i++) {
            Unit unit = sentence.get(i);
            if (unit.isQuotation() && relatives == 0 && !sentence.has(i - 1, Tag.DET)) {
                return true;
            }
            if (isRelative(unit) && sentence.get(i - 1).tag().isNominal()) {
                relatives++;
            } else if (verbs.isAt(i) && relatives > 0) {
                relatives--;
                i = endOfVerbs(i) - 1;
            } else if (verbs.isAt(i)) {
                return commas != 1 || !sentence.has(from, Tag.DET);
            }
            commas += unit.isComma() ? 1 : 0;
            if (unit.isSentenceEnd() || unit.is(";") || unit.is(":") || isPronoun && unit.isComma()) {
                return false;
            }
        }
        return false;
    }

    /** Whether a word may begin a relative clause. */
    public static boolean isRelative(Unit unit) {
        return RELATIVES.contains(unit.lower());
    }

    /** Whether a word may begin an indirect question. */
    public static boolean isQuestionWord(Unit unit) {
        return QUESTION_WORDS.contains(unit.lower());
    }

    private int endOfVerbs(int from) {
        int end = from;
        while (end < sentence.size() && (sentence.get(end).tag().isVerbal() || sentence.has(end, Tag.ADV))) {
            end++;
        }
        return end;
    }
}
