package org.onrecord.reading.attribution.sentence;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.onrecord.model.SpeechAct;
import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.syntax.FiniteVerbs;
import org.onrecord.reading.syntax.NounPhrases.Phrase;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/**
 * Tells whether the words that a report depends on make it doubtful: "expected Reed to say", "Hill denied that Reed
 * said", "if Reed says".
 */
public final class Governors {

    private static final int MAX_BEFORE_THAT = 8;
    private static final Set<String> BEFORE_GERUNDS = Set.of("of", "without", "from", "against");
    private static final Set<String> CONDITIONS = Set.of("if", "whether", "unless", "until", "lest");
    private static final Set<String> LINKS = Set.of("that", "about");
    private static final Set<String> QUESTIONS = Set.of("did", "does", "do", "had", "has", "have");
    private static final Set<SpeechAct> DENIALS = Set.of(SpeechAct.DENIAL, SpeechAct.REJECTION);

    private final SentenceContext context;
    private final Sentence sentence;
    private final Language language;
    private final FiniteVerbs verbs;
    private final Map<Integer, Boolean> doubtful = new HashMap<>();

    public Governors(SentenceContext context) {
        this.context = context;
        sentence = context.sentence();
        language = context.language();
        verbs = new FiniteVerbs(sentence);
    }

    public static boolean isCondition(Unit unit) {
        return CONDITIONS.contains(unit.lower());
    }

    /** In front of an infinitive or a gerund: "refused to say", "expected Reed to say", "denied having said". */
    public boolean makeVerbDoubtful(int verb) {
        int governor = verb - 1;
        while (governor > 0 && (verbs.isBesideVerb(governor) || sentence.is(governor, "having"))) {
            governor--;
        }
        if (governor < 0) {
            return false;
        }
        boolean isGerund = sentence.get(verb).lower().endsWith("ing") || isBetween("having", governor, verb);
        boolean isInfinitive = isBetween("to", governor, verb);
        return isUnreal(governor) && (isGerund || isInfinitive)
                || isGerund && BEFORE_GERUNDS.contains(sentence.get(governor).lower())
                || isInfinitive && (isObject(governor) || isDoubtfulAdjective(governor));
    }

    /** "was likely to say", not "was quick to say" */
    private boolean isDoubtfulAdjective(int i) {
        return sentence.has(i, Tag.ADJ)
                && !sentence.get(i).isCapitalised()
                && !language.list("sure adjectives").contains(sentence.get(i).lower());
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
                && (isUnreal(before)
                        || sentence.is(before, "for")
                        || isPerson && !sentence.has(before, Tag.ADP) && !Subjects.isLink(sentence.get(before)));
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

    /** In front of a clause: "if Reed says", "did Reed say", "Hill denied that Reed said", "a mayor who says". */
    public boolean makeClauseDoubtful(Phrase subject) {
        if (hasCondition(subject) || isPartOfFalsehood(subject.outer().from())) {
            return true;
        }
        int before = subject.outer().from() - 1;
        if (before < 0) {
            return false;
        }
        Unit unit = sentence.get(before);
        // "Asked what he would say to them"
        boolean isAsked = unit.is("what") && sentence.is(before - 1, "asked");
        if (isAsked || isInvertedAuxiliary(before) || isCondition(unit)) {
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

    /** "Why did Reed say", not "not only did Reed say" or "the winner is Reed, who says" */
    private boolean isInvertedAuxiliary(int i) {
        return sentence.has(i, Tag.AUX)
                && !sentence.is(i - 1, "only")
                && !sentence.has(i - 1, Tag.VERB)
                && (i == 0
                        || !sentence.get(i - 1).tag().isNominal() && !sentence.has(i - 1, Tag.PRON)
                        || sentence.is(i - 1, "what"));
    }

    /** Keeps the answers, because each of nested reports, "Reed said that Hill said", asks about all before it. */
    private boolean isDoubtful(int governor) {
        Boolean known = doubtful.get(governor);
        if (known == null) {
            known = isFoundDoubtful(governor);
            doubtful.put(governor, known);
        }
        return known;
    }

    private boolean isFoundDoubtful(int governor) {
        boolean isPredicate = sentence.has(governor, Tag.VERB) || sentence.has(governor, Tag.ADJ);
        boolean isReport = sentence.has(governor, Tag.VERB) && context.cue(governor) != null;
        Phrase reporter = isReport ? context.phrases().before(governor) : null;
        return isUnreal(governor)
                || isPredicate && context.factuality().isNegated(governor)
                || reporter != null
                        && (isClaim(governor) || !context.factuality().isAsserted(governor, reporter));
    }

    /** "Hill lied when he said that Reed said", "Hill falsely said Reed said": Hill spoke, but perhaps not Reed. */
    private boolean isPartOfFalsehood(int subject) {
        boolean isNested = false;
        for (int i = subject - 1; i >= 0; i--) {
            Unit unit = sentence.get(i);
            if (unit.isQuotation() || unit.isComma() || unit.is(";")) {
                return false;
            }
            if (language.list("falsehoods").contains(unit.lower())
                    || language.list("withdrawals").contains(unit.lower())) {
                boolean isLinked =
                        subject - i == 2 && LINKS.contains(sentence.get(i + 1).lower());
                return isNested || isLinked || subject - i == 1 || sentence.has(i + 1, Tag.VERB);
            }
            isNested |= context.cue(i) != null || language.noun(unit.lower()) != null;
        }
        return false;
    }

    /** "claimed that Reed said" */
    private boolean isClaim(int verb) {
        return context.cue(verb).speechAct() == SpeechAct.ALLEGATION;
    }
}
