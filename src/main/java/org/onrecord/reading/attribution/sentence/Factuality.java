package org.onrecord.reading.attribution.sentence;

import java.util.Set;

import org.onrecord.reading.language.Language;
import org.onrecord.reading.language.Negations;
import org.onrecord.reading.syntax.FiniteVerbs;
import org.onrecord.reading.syntax.NounPhrases.Phrase;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/**
 * Tells whether the verb of a report says that something was said: not in "Reed never said", "if Reed says", "Hill
 * denied that Reed said", "an actor playing Reed says". In doubt, nothing was said.
 */
public final class Factuality {

    private static final Set<String> MODALS = Set.of("can", "could", "should", "must", "may", "might", "cannot");
    private static final Set<String> FUTURE = Set.of("will", "shall");
    private static final Set<String> FORMS_OF_BE = Set.of("was", "were", "been", "be", "is", "are");
    private static final Set<String> NO_SUBJECTS = Set.of("no", "none", "neither", "nor", "not", "few");

    private static final Set<String> GENERIC = Set.of("a", "an", "people", "someone", "somebody", "they", "you");

    private final SentenceContext context;
    private final Sentence sentence;
    private final Language language;
    private final FiniteVerbs verbs;
    private final Governors governors;

    public Factuality(SentenceContext context) {
        this.context = context;
        sentence = context.sentence();
        language = context.language();
        verbs = new FiniteVerbs(sentence);
        governors = new Governors(context);
    }

    /** Whether the subject of a verb said what the verb reports. */
    public boolean isSaid(int verb, Phrase subject) {
        if (!language.isEnglish()) {
            return !new Negations(sentence, language).areBeside(verb);
        }
        return !isNegated(verb) && isAsserted(verb, subject);
    }

    /** Whether a verb tells of the speech of its subject, which it may negate. */
    public boolean isAsserted(int verb, Phrase subject) {
        if (isPossible(verb) || isParticiple(verb) || governors.makeVerbDoubtful(verb)) {
            return false;
        }
        if (subject == null) {
            return true;
        }
        boolean isInverted = subject.outer().from() > verb;
        return !isAnybody(verb, subject.inner())
                && !isNobody(subject.inner())
                && (isInverted
                        || !governors.makeClauseDoubtful(subject)
                                && !isFake(subject.outer().from(), verb));
    }

    /** Whether a verb, or the verb whose infinitive it is, is negated: "did not say", "was not able to say". */
    public boolean isNegated(int verb) {
        return new Negations(sentence, language).areBefore(verb);
    }

    /** "could say", "would have said", "will say"; not "will tell you", which people do */
    private boolean isPossible(int verb) {
        for (int i = verb - 1; i >= 0 && verbs.isBesideVerb(i); i--) {
            boolean isConditional = sentence.is(i, "would") && sentence.is(i + 1, "have");
            boolean isFuture = FUTURE.contains(sentence.get(i).lower()) && !sentence.is(verb + 1, "you");
            if (isConditional || isFuture || MODALS.contains(sentence.get(i).lower()) && !sentence.is(i + 1, "only")) {
                return true;
            }
        }
        return false;
    }

    /** "was told", "when asked" */
    private boolean isParticiple(int verb) {
        if (sentence.get(verb).lower().endsWith("ing")) {
            return false;
        }
        int before = verb - 1;
        while (before > 0 && (sentence.has(before, Tag.ADV) || sentence.has(before, Tag.PART))) {
            before--;
        }
        boolean isPassive =
                before >= 0 && FORMS_OF_BE.contains(sentence.get(before).lower());
        return isPassive
                || isDoneBy(verb)
                || sentence.is(verb - 1, "when")
                || verb > 0 && Governors.isCondition(sentence.get(verb - 1));
    }

    /** "his claim, denied by Reed", not "said by phone" */
    private boolean isDoneBy(int verb) {
        return sentence.is(verb + 1, "by") && (sentence.has(verb + 2, Tag.PROPN) || sentence.has(verb + 2, Tag.DET));
    }

    /** "When a man tells you he is sorry": not one that somebody told. */
    private boolean isAnybody(int verb, Range subject) {
        boolean isPresent = context.cue(verb) != null
                && (sentence.get(verb).lower().endsWith("s")
                        || sentence.get(verb).lower().equals(context.cue(verb).lemma()));
        return isPresent
                && (sentence.is(subject.from() - 1, "when") || sentence.is(subject.from() - 1, "whenever"))
                && GENERIC.contains(sentence.get(subject.from()).lower());
    }

    private boolean isNobody(Range subject) {
        String first = sentence.get(subject.from()).lower();
        boolean isAlone = subject.to() - subject.from() == 1;
        return isAlone && language.list("nobody").contains(first)
                || NO_SUBJECTS.contains(first) && !sentence.has(subject.from() + 1, Tag.NUM)
                || first.equals("no") && sentence.is(subject.from() + 1, "one")
                || sentence.is(subject.from() - 1, "not")
                || subject.from() > 0
                        && sentence.get(subject.from() - 1).lower().endsWith("n't")
                || sentence.is(subject.from() - 1, "of")
                        && subject.from() > 1
                        && NO_SUBJECTS.contains(sentence.get(subject.from() - 2).lower());
    }

    /** "the fake video shows Reed saying", "an actor playing Reed says" */
    private boolean isFake(int subject, int verb) {
        boolean isPlayed = subject > 0
                && language.list("impersonations")
                        .contains(sentence.get(subject - 1).lower());
        for (int i = Math.max(subject, verb) - 1; i >= 0 && !isPlayed; i--) {
            Unit unit = sentence.get(i);
            if (unit.isQuotation() || unit.is(";") || unit.isComma() && !sentence.has(0, Tag.ADP)) {
                return false;
            }
            isPlayed = language.list("fakes").contains(unit.lower());
        }
        return isPlayed;
    }
}
