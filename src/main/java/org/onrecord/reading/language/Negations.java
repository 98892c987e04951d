package org.onrecord.reading.language;

import java.util.Set;

import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;

/** Finds the negations of verbs. */
public final class Negations {

    private static final int REACH = 8;
    private static final int REACH_UNTAGGED = 5;
    private static final Set<String> DOUBLE = Set.of("fail", "failed", "hesitate", "forget", "afraid", "shy");

    private final Sentence sentence;
    private final Language language;

    public Negations(Sentence sentence, Language language) {
        this.sentence = sentence;
        this.language = language;
    }

    /** Whether an English verb is negated: "did not say or imply", "no longer denies", "was not able to say". */
    public boolean areBefore(int verb) {
        for (int i = verb - 1; i >= Math.max(0, verb - REACH); i--) {
            if (isNegation(i)) {
                return true;
            }
            boolean isInfinitive = sentence.is(i, "to") && isGovernor(i - 1);
            boolean isChoice = sentence.is(i, "or") && sentence.has(i - 1, Tag.VERB);
            boolean joinsAdverbs =
                    sentence.is(i, "and") && sentence.has(i - 1, Tag.ADV) && sentence.has(i + 1, Tag.ADV);
            if (isInfinitive || isChoice) {
                i--;
            } else if (!sentence.has(i, Tag.AUX)
                    && !sentence.has(i, Tag.ADV)
                    && !sentence.has(i, Tag.PART)
                    && !joinsAdverbs) {
                return false;
            }
        }
        return false;
    }

    private boolean isGovernor(int i) {
        return (sentence.has(i, Tag.VERB) || sentence.has(i, Tag.ADJ))
                && !DOUBLE.contains(sentence.get(i).lower());
    }

    /** Not "not only". */
    private boolean isNegation(int i) {
        String word = sentence.get(i).lower();
        boolean isNegative = language.list("negations").contains(word)
                || word.endsWith("n't")
                || word.equals("longer") && sentence.is(i - 1, "no")
                || word.equals("yet") && sentence.is(i + 1, "to");
        return isNegative && !isLimited(i);
    }

    private boolean isLimited(int i) {
        return i + 1 < sentence.size()
                && language.list("limits").contains(sentence.get(i + 1).lower());
    }

    /** Whether a negation stands near a verb of a language without parts of speech, in the same clause. */
    public boolean areBeside(int verb) {
        for (int i = verb;
                i >= Math.max(0, verb - REACH_UNTAGGED) && sentence.get(i).isWord();
                i--) {
            if (isNegation(i)) {
                return true;
            }
            if (i < verb && language.list("no verbs").contains(sentence.get(i).lower())) {
                break;
            }
        }
        int end = Math.min(sentence.size(), verb + REACH_UNTAGGED + 1);
        for (int i = verb + 1; i < end && sentence.get(i).isWord(); i++) {
            if (isNegation(i)) {
                return true;
            }
        }
        return false;
    }
}
