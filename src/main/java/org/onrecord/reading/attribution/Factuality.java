package org.onrecord.reading.attribution;

import java.util.Set;

import org.onrecord.model.SpeechAct;
import org.onrecord.reading.attribution.NounPhrases.Phrase;
import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.language.Negations;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/**
 * Tells whether the verb of a report says that something was said: not in "Reed never said", "if Reed says", "Hill
 * denied that Reed said", "an actor playing Reed says". In doubt, nothing was said.
 */
final class Factuality {

    private static final int MAX_BEFORE_THAT = 8;
    private static final Set<String> MODALS = Set.of("can", "could", "should", "must", "may", "might", "cannot");
    private static final Set<String> FORMS_OF_BE = Set.of("was", "were", "been", "be", "is", "are");
    private static final Set<String> BEFORE_GERUNDS = Set.of("of", "without", "from", "against");
    private static final Set<String> CONDITIONS = Set.of("if", "whether", "unless", "until", "lest");
    private static final Set<String> QUESTIONS = Set.of("did", "does", "do", "had", "has", "have");
    private static final Set<String> NO_SUBJECTS = Set.of("no", "none", "neither", "nor", "not", "few");
    private static final Set<SpeechAct> DENIALS = Set.of(SpeechAct.DENIAL, SpeechAct.REJECTION);

    private final SentenceContext context;
    private final Sentence sentence;
    private final Language language;

    Factuality(SentenceContext context) {
        this.context = context;
        sentence = context.sentence();
        language = context.language();
    }

    /** Whether the subject of a verb said what the verb reports. */
    boolean isSaid(int verb, Phrase subject) {
        if (!language.isEnglish()) {
            return !new Negations(sentence, language).areBeside(verb);
        }
        return !isNegated(verb) && isAsserted(verb, subject);
    }

    /** Whether a verb tells of the speech of its subject, which it may negate. */
    boolean isAsserted(int verb, Phrase subject) {
        if (isPossible(verb) || isParticiple(verb) || isGoverned(verb)) {
            return false;
        }
        if (subject == null) {
            return true;
        }
        boolean isInverted = subject.outer().from() > verb;
        return !isNobody(subject.inner())
                && (isInverted
                        || !isBehindCondition(subject)
                                && !isFake(subject.outer().from(), verb));
    }

    /** Whether a verb, or the verb whose infinitive it is, is negated: "did not say", "was not able to say". */
    boolean isNegated(int verb) {
        return new Negations(sentence, language).areBefore(verb);
    }

    /** "could say", "would have said" */
    private boolean isPossible(int verb) {
        for (int i = verb - 1; i >= 0 && isAdjunctOfVerb(i); i--) {
            boolean isConditional = sentence.is(i, "would") && sentence.is(i + 1, "have");
            if (isConditional || MODALS.contains(sentence.get(i).lower()) && !sentence.is(i + 1, "only")) {
                return true;
            }
        }
        return false;
    }

    private boolean isAdjunctOfVerb(int i) {
        return sentence.has(i, Tag.AUX) || sentence.has(i, Tag.ADV) || sentence.has(i, Tag.PART);
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
                || sentence.is(verb - 1, "when")
                || verb > 0 && CONDITIONS.contains(sentence.get(verb - 1).lower());
    }

    /** "refused to say", "expected Reed to say", "accused of saying", "denied having said" */
    private boolean isGoverned(int verb) {
        int governor = verb - 1;
        while (governor > 0 && (isAdjunctOfVerb(governor) || sentence.is(governor, "having"))) {
            governor--;
        }
        if (governor < 0) {
            return false;
        }
        boolean isGerund = sentence.get(verb).lower().endsWith("ing") || isBetween("having", governor, verb);
        boolean isInfinitive = isBetween("to", governor, verb);
        return isUnreal(governor) && (isGerund || isInfinitive)
                || isGerund && BEFORE_GERUNDS.contains(sentence.get(governor).lower())
                || isInfinitive && isObject(governor);
    }

    private boolean isBetween(String word, int from, int verb) {
        for (int i = from + 1; i < verb; i++) {
            if (sentence.is(i, word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a name or pronoun in front of an infinitive is the object of a verb: "want Reed to say". */
    private boolean isObject(int last) {
        boolean isPerson = sentence.has(last, Tag.PROPN)
                || sentence.has(last, Tag.PRON) && !sentence.is(last, "this") && !sentence.is(last, "that");
        Range object =
                isPerson || sentence.has(last, Tag.NOUN) ? context.phrases().endingAt(last + 1) : null;
        int before = object == null ? -1 : object.from() - 1;
        return before >= 0
                && (isUnreal(before) || sentence.is(before, "for") || isPerson && !sentence.has(before, Tag.ADP));
    }

    /** Whether a word makes what it governs doubtful: "deny", "expect", "rumors", "unlikely". */
    private boolean isUnreal(int i) {
        Unit unit = sentence.get(i);
        Cue cue = context.cue(i);
        boolean isRefusal = cue != null
                && (DENIALS.contains(cue.speechAct()) || cue.speechAct() == SpeechAct.NO_COMMENT)
                && unit.tag() != Tag.PROPN;
        return isRefusal
                || language.list("doubts").contains(unit.lower())
                || unit.tag() == Tag.NOUN && language.list("rumors").contains(unit.lower());
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

    /** "if Reed says", "did Reed say", "Hill denied that Reed said", "imagine a mayor who says" */
    private boolean isBehindCondition(Phrase subject) {
        if (hasCondition(subject)) {
            return true;
        }
        int before = subject.outer().from() - 1;
        if (before < 0) {
            return false;
        }
        Unit unit = sentence.get(before);
        if (isInvertedAuxiliary(before) || CONDITIONS.contains(unit.lower())) {
            return true;
        }
        if (!unit.is("that")) {
            return isDoubtful(before);
        }
        for (int i = before - 1; i >= Math.max(0, before - MAX_BEFORE_THAT); i--) {
            if (sentence.get(i).isComma() || sentence.get(i).isQuotation()) {
                return false;
            }
            if (isDoubtful(i)) {
                return true;
            }
            if (sentence.has(i, Tag.VERB)) {
                return false;
            }
        }
        return false;
    }

    /** "Why did Reed say", not "not only did Reed say" or "the winner is Reed, who says" */
    private boolean isInvertedAuxiliary(int i) {
        return sentence.has(i, Tag.AUX)
                && !sentence.is(i - 1, "only")
                && (i == 0
                        || !sentence.get(i - 1).tag().isNominal() && !sentence.has(i - 1, Tag.PRON)
                        || sentence.is(i - 1, "what"));
    }

    /** The tagger takes some capitalised words for parts of names: "Did Reed say", "Rumors that Reed said". */
    private boolean hasCondition(Phrase subject) {
        Range words = subject.inner();
        String first = sentence.get(words.from()).lower();
        String last = sentence.get(words.to() - 1).lower();
        boolean isQuestion = words.from() == 0 && words.to() > 1 && QUESTIONS.contains(first);
        boolean isRumor = language.list("rumors").contains(last) && sentence.is(words.to(), "that");
        boolean isImagined =
                words.to() > words.from() + 1 && language.list("doubts").contains(first);
        return isQuestion || isRumor || isImagined || sentence.is(words.from() + 1, "if");
    }

    private boolean isDoubtful(int governor) {
        boolean isPredicate = sentence.has(governor, Tag.VERB) || sentence.has(governor, Tag.ADJ);
        boolean isReport = sentence.has(governor, Tag.VERB) && context.cue(governor) != null;
        Phrase reporter = isReport ? context.phrases().before(governor) : null;
        return isUnreal(governor)
                || isPredicate && isNegated(governor)
                || reporter != null && (isClaim(governor) || !isAsserted(governor, reporter));
    }

    /** "falsely claimed that Reed said" */
    private boolean isClaim(int verb) {
        return context.cue(verb).speechAct() == SpeechAct.ALLEGATION;
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
