package org.onrecord.reading.attribution.sentence;

import java.util.Set;

import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.Negations;
import org.onrecord.reading.syntax.FiniteVerbs;
import org.onrecord.reading.syntax.NounPhrases;
import org.onrecord.reading.syntax.NounPhrases.Phrase;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Finds the subjects of the verbs that report, also of verbs without one of their own. */
public final class Subjects {

    private static final int REACH = 20;
    private static final Set<String> BEFORE_PARTICIPLES = Set.of("after", "before", "while", "by", "when", "since");

    private static final Set<String> ADVERBIALS =
            Set.of("after", "because", "when", "while", "since", "before", "although", "though", "as");
    private static final Set<String> LINKS = Set.of("is", "was", "became", "becomes");
    private static final Set<String> RANKS =
            Set.of("first", "second", "third", "fourth", "fifth", "last", "latest", "only", "next", "few", "recent");

    private final SentenceContext context;
    private final Sentence sentence;
    private final NounPhrases phrases;
    private final FiniteVerbs verbs;
    private Phrase last;
    private boolean isOfPredicate;

    /**
     * A sentence whose subject is a noun for somebody whom its predicate names: "The first to deny it was Reed".
     *
     * @param link the verb between them
     */
    public record Inversion(Phrase subject, int link, Phrase predicate) {}

    public Subjects(SentenceContext context) {
        this.context = context;
        sentence = context.sentence();
        phrases = context.phrases();
        verbs = new FiniteVerbs(sentence);
    }

    /** Sets the subject of the next verbs without one of their own. */
    public void remember(Phrase subject) {
        last = subject;
    }

    /** Whether the last subject is that of the clause around an infinitive: "Reed was the first to say". */
    public boolean isOfPredicate() {
        return isOfPredicate;
    }

    public static boolean isLink(Unit unit) {
        return LINKS.contains(unit.lower());
    }

    /** Returns the subject of a verb, or null. */
    public Phrase of(int verb) {
        isOfPredicate = false;
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
            Phrase named = ofPredicate(verb, before);
            isOfPredicate = named != null;
            return isOfPredicate ? named : before;
        }
        if (verb > 0 && BEFORE_PARTICIPLES.contains(sentence.get(verb - 1).lower())) {
            return ofNearestVerb(verb);
        }
        return isInAdverbial(verb) ? ofNearestVerb(verb) : ofSentence(verb);
    }

    /** "Reed was the first to deny", "Reed is among those who say": Reed, or null for another phrase. */
    private Phrase ofPredicate(int verb, Phrase phrase) {
        int from = phrase.inner().from();
        boolean isAmong = sentence.is(from - 1, "among");
        int link = isAmong ? from - 2 : from - 1;
        boolean isRelative = phrase.outer().to() > phrase.inner().to();
        boolean isNoun = isAmong || sentence.has(from, Tag.DET) || sentence.is(from, "one");
        boolean isPredicate = isNoun && (isRelative || isRanked(phrase.inner(), verb));
        if (!isPredicate || !isLink(link) || new Negations(sentence, context.language()).areBefore(link)) {
            return null;
        }
        Phrase subject = phrases.before(link);
        boolean isPerson = subject != null
                && (sentence.has(subject.inner().to() - 1, Tag.PROPN)
                        || sentence.is(subject.inner().from(), "he")
                        || sentence.is(subject.inner().from(), "she"));
        return isPerson ? subject : null;
    }

    /** Returns the inversion of a sentence whose verb or subject stands in front of a verb, or null. */
    public Inversion inversion(int verb, Phrase subject) {
        boolean isParticiple = verb <= 1 && sentence.get(verb).lower().endsWith("ing");
        if (!isParticiple && (subject == null || !isForPredicate(verb, subject))) {
            return null;
        }
        for (int i = verb + 1; i < sentence.size(); i++) {
            Range noun = isLink(i) ? phrases.startingAt(i + 1) : null;
            Phrase predicate = noun == null ? null : phrases.withApposition(noun);
            int end = predicate == null ? 0 : predicate.outer().to();
            boolean isName = sentence.has(end - 1, Tag.PROPN)
                    && (end == sentence.size() || !sentence.get(end).isWord());
            if (isName) {
                Range first = new Range(0, 1);
                return new Inversion(isParticiple ? new Phrase(first, first) : subject, i, predicate);
            }
        }
        return null;
    }

    /** "The first to say", "The only member who said", "Among those who say" */
    private boolean isForPredicate(int verb, Phrase subject) {
        boolean isInfinitive = sentence.is(verb - 1, "to");
        boolean isRelative = sentence.is(subject.outer().to() - 1, "who");
        int from = subject.outer().from();
        while (from > 0 && (sentence.has(from - 1, Tag.DET) || sentence.has(from - 1, Tag.ADV))) {
            from--;
        }
        if (from == 1 && sentence.is(0, "among")) {
            return isInfinitive || isRelative;
        }
        boolean isFirst = from == 0 && (sentence.has(0, Tag.DET) || sentence.is(0, "one"));
        return isFirst
                && (isInfinitive || isRelative)
                && hasRank(new Range(0, subject.inner().to()));
    }

    /** "the first to say", "the only member to say"; not "a chance to say" */
    private boolean isRanked(Range phrase, int verb) {
        return sentence.is(verb - 1, "to") && hasRank(phrase);
    }

    private boolean hasRank(Range phrase) {
        for (int i = phrase.from(); i < phrase.to(); i++) {
            if (RANKS.contains(sentence.get(i).lower())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a verb at a unit says what somebody is; not "may be". */
    private boolean isLink(int i) {
        boolean isPerfect = sentence.is(i, "been") || sentence.is(i, "become");
        return i > 0
                && (isLink(sentence.get(i)) || isPerfect && (sentence.is(i - 1, "has") || sentence.is(i - 1, "had")));
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
        Range behind = mayBeInverted && !isBehindAge(verb) ? phrases.startingAt(context.behindCue(verb)) : null;
        if (behind == null || sentence.has(behind.from(), Tag.PRON) && behind.to() - behind.from() == 1) {
            return null;
        }
        boolean endsHere = behind.to() >= sentence.size()
                || sentence.get(behind.to()).isComma()
                || sentence.get(behind.to()).isSentenceEnd();
        return endsHere && !isSubjectOfClause(verb, behind) && !isObject(verb, behind)
                ? new Phrase(behind, behind)
                : null;
    }

    /** "The town, which owns the dam, reported a loss of £2 million." */
    private boolean isObject(int verb, Range behind) {
        Phrase before = phrases.before(verb);
        return before != null
                && before.outer().from() == 0
                && before.outer().to() > before.inner().to()
                && (behind.to() >= sentence.size() || sentence.get(behind.to()).isSentenceEnd());
    }

    /** "Ann Reed, the mayor, said the buyer, Tom Hill, had left": the buyer did not speak. */
    private boolean isSubjectOfClause(int verb, Range behind) {
        Phrase before = phrases.before(verb);
        if (before == null || !sentence.has(before.inner().to() - 1, Tag.PROPN) || verbs.areBefore(verb - 1)) {
            return false;
        }
        for (int i = behind.to() + 1; i < Math.min(sentence.size() - 1, behind.to() + REACH); i++) {
            if (sentence.get(i).isComma()) {
                return verbs.isAt(i + 1);
            }
        }
        return false;
    }

    /** "Shares fell after Reed cut the dividend and said": the verb belongs to the clause behind "after". */
    private boolean isInAdverbial(int verb) {
        if (!sentence.has(verb - 1, Tag.CCONJ)) {
            return false;
        }
        for (int i = verb - 2; i > Math.max(0, verb - REACH); i--) {
            if (sentence.get(i).isComma() || sentence.get(i).isQuotation()) {
                return false;
            }
            if (ADVERBIALS.contains(sentence.get(i).lower())) {
                return true;
            }
        }
        return false;
    }

    /** "Ann Reed, 61, argued two cases": the subject stands in front of the verb. */
    private boolean isBehindAge(int verb) {
        return sentence.has(verb - 2, Tag.NUM)
                && verb > 2
                && sentence.get(verb - 3).isComma();
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
