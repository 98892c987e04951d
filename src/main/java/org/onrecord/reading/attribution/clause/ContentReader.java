package org.onrecord.reading.attribution.clause;

import java.util.Set;

import org.onrecord.model.SpeechAct;
import org.onrecord.reading.attribution.sentence.ClauseEnds;
import org.onrecord.reading.attribution.sentence.SentenceContext;
import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.Cue.Frame;
import org.onrecord.reading.language.CueWords;
import org.onrecord.reading.syntax.ClauseStarts;
import org.onrecord.reading.syntax.FiniteVerbs;
import org.onrecord.reading.syntax.NounPhrases;
import org.onrecord.reading.syntax.NounPhrases.Phrase;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Reads what is reported behind a verb, by the frames that the verb takes. */
final class ContentReader {

    private static final Set<String> ANSWERS = Set.of("no", "yes", "yeah", "nope");
    private static final Set<String> BEHIND_ANSWERS = Set.of(
            "when", "to", "if", "as", "after", "before", "again", "twice", "because", "until", "while", "and", "but",
            "on", "at", "in", "since", "for");
    private static final Set<String> ANSWERING =
            Set.of("say", "tell", "explain", "disclose", "reveal", "announce", "clarify", "spell out");
    private static final Set<String> AMOUNTS = Set.of("nothing", "little", "much", "something", "anything");
    private static final Set<String> TOPICS =
            Set.of("about", "on", "to", "regarding", "concerning", "when", "as", "until", "while", "during", "beyond");

    private final SentenceContext context;
    private final Sentence sentence;
    private final NounPhrases phrases;
    private final ClauseStarts starts;
    private final ClauseEnds ends;
    private final ClauseCollector clauses;
    private final NounCueReader nouns;
    private final ThatClauses thats;
    private final ObjectReader objects;
    private final FiniteVerbs finiteVerbs;

    ContentReader(SentenceContext context, ClauseCollector clauses, NounCueReader nouns) {
        this.context = context;
        sentence = context.sentence();
        phrases = context.phrases();
        starts = context.clauseStarts();
        ends = context.clauseEnds();
        this.clauses = clauses;
        this.nouns = nouns;
        thats = new ThatClauses(context, nouns);
        objects = new ObjectReader(context, clauses);
        finiteVerbs = new FiniteVerbs(sentence);
    }

    /**
     * @param from the unit behind the verb, its hearer and adjuncts
     * @return whether something was found
     */
    boolean read(int verb, int from, Phrase subject, boolean hasHearer) {
        Cue cue = context.cue(verb);
        int behind = context.behindCue(verb);
        if (isBefore(behind, ANSWERS, BEHIND_ANSWERS) || isBefore(from, ANSWERS, BEHIND_ANSWERS)) {
            return from + 1 < sentence.size()
                    && sentence.get(from + 1).isComma()
                    && starts.isAt(from + 2)
                    && clauses.addFrom(from, "S V C", verb, subject);
        }
        if (isBefore(behind, AMOUNTS, TOPICS)) {
            return false;
        }
        int that = cue.takes(Frame.THAT_CLAUSE) ? thats.that(verb, from) : -1;
        int noun = that > from ? nouns.between(from, that) : -1;
        if (noun >= 0) {
            return readNoun(cue, verb, from, noun, that, subject);
        }
        if (that > 0) {
            boolean isPronoun = thats.isPronoun(that);
            return clauses.addFrom(isPronoun ? that : that + 1, isPronoun ? "S V C" : "S V that C", verb, subject);
        }
        return from < sentence.size()
                && (readClause(cue, verb, from, subject, hasHearer)
                        || readInfinitive(cue, verb, from, subject, hasHearer)
                        || objects.read(cue, verb, from, subject));
    }

    /** "said no", "said no when asked", "said nothing about it": such a word is no subject of a clause. */
    private boolean isBefore(int word, Set<String> words, Set<String> next) {
        return word < sentence.size()
                && words.contains(sentence.get(word).lower())
                && (word + 1 == sentence.size()
                        || !sentence.get(word + 1).isWord()
                        || next.contains(sentence.get(word + 1).lower()));
    }

    /** Reads a clause with a verb of its own, but not "tweeted an hour later". */
    void readInFrontOfColon(int verb, int from, Phrase subject, boolean hasHearer) {
        int end = ends.of(from);
        boolean hasVerb = false;
        for (int i = from; i < end; i++) {
            hasVerb |= finiteVerbs.isAt(i);
        }
        if (hasVerb && (thats.that(verb, from) == from || starts.isAt(from))) {
            read(verb, from, subject, hasHearer);
        }
    }

    /** "would not say whether C": what was not said, is a question only. Not "did not ask whether". */
    void readUnanswered(int verb, int from, Phrase subject) {
        if (ANSWERING.contains(context.cue(verb).lemma())
                && from < sentence.size()
                && ClauseStarts.isQuestionWord(sentence.get(from))) {
            clauses.addFrom(from, "S V question", verb, subject);
        }
    }

    /** "rejected the claim that C", "repeated his denial that C"; not "noted Hill's claim that C". */
    private boolean readNoun(Cue cue, int verb, int from, int noun, int that, Phrase subject) {
        if (isRefusal(cue)) {
            return clauses.addFrom(from, "S V O", verb, subject);
        }
        if (nouns.isNamed(noun)) {
            return false;
        }
        CueWords words = cue.speechAct() == SpeechAct.STATEMENT ? nouns.words(verb, noun) : context.words(verb);
        return clauses.add(that + 1, ends.of(that + 1), "S V that C", words, subject);
    }

    static boolean isRefusal(Cue cue) {
        return cue.speechAct() == SpeechAct.REJECTION || cue.speechAct() == SpeechAct.DENIAL;
    }

    private boolean readClause(Cue cue, int verb, int from, Phrase subject, boolean hasHearer) {
        Unit first = sentence.get(from);
        if (cue.takes(Frame.QUESTION_WORD) && ClauseStarts.isQuestionWord(first)) {
            return clauses.addFrom(from, "S V question", verb, subject);
        }
        boolean mayBeClause = cue.takes(Frame.CLAUSE) && (!cue.lemma().equals("tell") || hasHearer);
        return mayBeClause
                && !context.isDirect(from)
                && !first.isComma()
                && !isQuoted(from)
                && starts.isAt(from)
                && clauses.addFrom(from, "S V C", verb, subject);
    }

    /** "reported Reed as saying" */
    private boolean isQuoted(int from) {
        Range object = phrases.startingAt(from);
        int as = object == null ? sentence.size() : object.to();
        return sentence.is(as, "as")
                && as + 1 < sentence.size()
                && sentence.get(as + 1).lower().endsWith("ing");
    }

    private boolean readInfinitive(Cue cue, int verb, int from, Phrase subject, boolean hasHearer) {
        boolean mayBeInfinitive = cue.takes(Frame.INFINITIVE) || cue.takes(Frame.OBJECT_INFINITIVE) && hasHearer;
        if (mayBeInfinitive && isInfinitive(from) && (hasHearer || areTimes(verb + 1, from))) {
            return clauses.addFrom(from, "S V to", verb, subject);
        }
        // "called for Reed to resign", not "called Reed to concede"
        boolean mayHaveObject =
                cue.takes(Frame.OBJECT_INFINITIVE) && (!cue.lemma().equals("call") || sentence.is(verb + 1, "for"));
        Range object = mayHaveObject ? phrases.startingAt(from) : null;
        for (int i = from + 1; object != null && i <= object.to(); i++) {
            boolean isNegative = !sentence.is(i, "to") && isInfinitive(i);
            if (isNegative
                    || sentence.is(i, "to") && !sentence.has(i + 1, Tag.DET) && !sentence.has(i + 1, Tag.PROPN)) {
                return clauses.addFrom(i, "S V O to", verb, subject);
            }
        }
        return false;
    }

    /** "to leave", "not to leave", "never to leave" */
    boolean isInfinitive(int from) {
        return sentence.is(from, "to")
                        && !sentence.has(from + 1, Tag.DET)
                        && !sentence.has(from + 1, Tag.PRON)
                        && !sentence.has(from + 1, Tag.PROPN)
                || (sentence.is(from, "not") || sentence.is(from, "never")) && sentence.is(from + 1, "to");
    }

    private boolean areTimes(int from, int to) {
        for (int i = from; i < to; i++) {
            boolean isTime = context.language()
                    .list("time words")
                    .contains(sentence.get(i).lower());
            if (!isTime && !sentence.has(i, Tag.ADP) && !sentence.has(i, Tag.ADV) && !sentence.has(i, Tag.NUM)) {
                return sentence.is(i, "times");
            }
        }
        return true;
    }
}
