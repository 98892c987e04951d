package org.onrecord.reading.attribution;

import java.util.Set;

import org.onrecord.reading.attribution.NounPhrases.Phrase;
import org.onrecord.reading.language.Cue;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;

/** Finds the subjects of the verbs that report, also of verbs without one of their own. */
final class Subjects {

    private static final int REACH = 20;
    private static final Set<String> BEFORE_PARTICIPLES = Set.of("after", "before", "while", "by", "when", "since");

    private final SentenceContext context;
    private final Sentence sentence;
    private final NounPhrases phrases;
    private Phrase last;

    Subjects(SentenceContext context) {
        this.context = context;
        sentence = context.sentence();
        phrases = context.phrases();
    }

    /** Sets the subject of the next verbs without one of their own. */
    void remember(Phrase subject) {
        last = subject;
    }

    /** Returns the subject of a verb, or null. */
    Phrase of(int verb) {
        Phrase behind = behind(verb);
        if (behind != null) {
            return behind;
        }
        boolean isParticiple = verb > 0
                && sentence.get(verb - 1).isComma()
                && sentence.get(verb).lower().endsWith("ing");
        Phrase main = isParticiple ? ofSentence(verb) : null;
        Phrase before = main == null ? phrases.before(verb) : main;
        if (before != null) {
            return before;
        }
        if (verb > 0 && BEFORE_PARTICIPLES.contains(sentence.get(verb - 1).lower())) {
            return ofNearestVerb(verb);
        }
        return ofSentence(verb);
    }

    private Phrase ofSentence(int verb) {
        return last != null ? last : context.mainSubject(verb);
    }

    /** CLAUSE, V S. */
    private Phrase behind(int verb) {
        boolean mayBeInverted = verb > 0
                && (sentence.get(verb - 1).isComma() || sentence.get(verb - 1).isQuotation())
                && !sentence.get(verb).lower().endsWith("ing")
                && context.cue(verb).takes(Cue.Frame.AFTER_CLAUSE);
        Range behind = mayBeInverted ? phrases.startingAt(verb + 1) : null;
        if (behind == null || sentence.has(behind.from(), Tag.PRON) && behind.to() - behind.from() == 1) {
            return null;
        }
        boolean endsHere = behind.to() >= sentence.size()
                || sentence.get(behind.to()).isComma()
                || ClauseBounds.isEnd(sentence.get(behind.to()));
        return endsHere ? new Phrase(behind, behind) : null;
    }

    /** "Ann Reed, who endorsed him after calling him a fool": the subject of "endorsed". */
    private Phrase ofNearestVerb(int verb) {
        for (int i = verb - 2; i > Math.max(0, verb - REACH); i--) {
            Phrase subject = sentence.get(i).tag().isVerbal() ? phrases.before(i) : null;
            if (subject != null) {
                return subject;
            }
        }
        return null;
    }
}
