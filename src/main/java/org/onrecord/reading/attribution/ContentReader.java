package org.onrecord.reading.attribution;

import java.util.Set;

import org.onrecord.model.SpeechAct;
import org.onrecord.reading.attribution.NounPhrases.Phrase;
import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.Cue.Frame;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Reads what is reported behind a verb, by the frames that the verb takes. */
final class ContentReader {

    private static final Set<String> QUESTION_WORDS =
            Set.of("how", "why", "what", "whether", "if", "where", "when", "who", "which");
    private static final Set<String> INVERTED = Set.of("had", "were", "should");
    private static final Set<String> PARTICIPLES =
            Set.of("given", "based", "compared", "asked", "provided", "faced", "seen", "taken");
    private static final int MAX_LABEL = 9;
    private static final int MAX_THAT = 14;

    private final SentenceContext context;
    private final Sentence sentence;
    private final NounPhrases phrases;
    private final ClauseBounds bounds;
    private final ClauseCollector clauses;
    private final NounCueReader nouns;

    ContentReader(SentenceContext context, ClauseBounds bounds, ClauseCollector clauses, NounCueReader nouns) {
        this.context = context;
        sentence = context.sentence();
        phrases = context.phrases();
        this.bounds = bounds;
        this.clauses = clauses;
        this.nouns = nouns;
    }

    static boolean isQuestionWord(Unit unit) {
        return QUESTION_WORDS.contains(unit.lower());
    }

    /**
     * @param from the unit behind the verb, its hearer and adjuncts
     * @return whether something was found
     */
    boolean read(int verb, int from, Phrase subject, boolean hasHearer) {
        Cue cue = context.cue(verb);
        int that = cue.takes(Frame.THAT_CLAUSE) ? that(verb, from) : -1;
        int noun = that > from ? nouns.between(from, that) : -1;
        if (noun >= 0) {
            return readNoun(cue, verb, from, noun, that, subject);
        }
        if (that > 0) {
            boolean isPronoun = isPronoun(that);
            return clauses.addFrom(isPronoun ? that : that + 1, isPronoun ? "S V C" : "S V that C", verb, subject);
        }
        return from < sentence.size()
                && (readClause(cue, verb, from, subject, hasHearer)
                        || readInfinitive(cue, verb, from, subject, hasHearer)
                        || readPhrase(cue, verb, from, subject));
    }

    /** "would not say whether C": what was not said, is a question only. */
    void readUnanswered(int verb, int from, Phrase subject) {
        Cue cue = context.cue(verb);
        if (cue.speechAct() == SpeechAct.STATEMENT
                && cue.takes(Frame.QUESTION_WORD)
                && from < sentence.size()
                && isQuestionWord(sentence.get(from))) {
            clauses.addFrom(from, "S V question", verb, subject);
        }
    }

    /** "said that was false", "said that never happened"; not "said that given the storm", "said that had he won". */
    private boolean isPronoun(int that) {
        int verb = that + 1;
        while (sentence.has(verb, Tag.ADV) || sentence.has(verb, Tag.PART)) {
            verb++;
        }
        if (verb >= sentence.size() || !sentence.get(verb).tag().isVerbal()) {
            return false;
        }
        String word = sentence.get(verb).lower();
        boolean isInverted = sentence.has(verb, Tag.AUX)
                && INVERTED.contains(word)
                && (sentence.has(verb + 1, Tag.PRON)
                        || sentence.has(verb + 1, Tag.PROPN)
                        || sentence.has(verb + 1, Tag.DET));
        return !isInverted && !word.endsWith("ing") && !PARTICIPLES.contains(word);
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
        return clauses.add(that + 1, bounds.end(that + 1), "S V that C", words, subject);
    }

    static boolean isRefusal(Cue cue) {
        return cue.speechAct() == SpeechAct.REJECTION || cue.speechAct() == SpeechAct.DENIAL;
    }

    private boolean readClause(Cue cue, int verb, int from, Phrase subject, boolean hasHearer) {
        Unit first = sentence.get(from);
        if (cue.takes(Frame.QUESTION_WORD) && isQuestionWord(first)) {
            return clauses.addFrom(from, "S V question", verb, subject);
        }
        boolean mayBeClause = cue.takes(Frame.CLAUSE) && (!cue.lemma().equals("tell") || hasHearer);
        return mayBeClause
                && !context.isDirect(from)
                && !first.isComma()
                && bounds.startsClause(from)
                && clauses.addFrom(from, "S V C", verb, subject);
    }

    private boolean readInfinitive(Cue cue, int verb, int from, Phrase subject, boolean hasHearer) {
        boolean mayBeInfinitive = cue.takes(Frame.INFINITIVE) || cue.takes(Frame.OBJECT_INFINITIVE) && hasHearer;
        if (mayBeInfinitive && sentence.is(from, "to") && (hasHearer || areTimes(verb + 1, from))) {
            return clauses.addFrom(from, "S V to", verb, subject);
        }
        Range object = cue.takes(Frame.OBJECT_INFINITIVE) ? phrases.startingAt(from) : null;
        for (int i = from + 1; object != null && i <= object.to(); i++) {
            if (sentence.is(i, "to") && !sentence.has(i + 1, Tag.DET) && !sentence.has(i + 1, Tag.PROPN)) {
                return clauses.addFrom(i, "S V O to", verb, subject);
            }
        }
        return false;
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

    private boolean readPhrase(Cue cue, int verb, int from, Phrase subject) {
        Unit first = sentence.get(from);
        boolean isDenied = cue.lemma().equals("deny") && first.lower().endsWith("ing");
        boolean isObject =
                from == verb + 1 && cue.speechAct() != SpeechAct.STATEMENT && phrases.startingAt(from) != null;
        if (cue.takes(Frame.NOUN_PHRASE) && (isObject || isDenied)) {
            return clauses.addFrom(from, "S V O", verb, subject);
        }
        boolean isWarning =
                cue.lemma().equals("warn") && (first.is("against") || first.is("of") || sentence.is(verb + 1, "of"));
        if (cue.takes(Frame.PREPOSITION) && isWarning) {
            return clauses.addFrom(verb + 1, "S V of", verb, subject);
        }
        if (cue.takes(Frame.PREPOSITION) && hasFragment(verb)) {
            return clauses.addFrom(verb + 1, "S V X of Q", verb, subject);
        }
        if (cue.takes(Frame.PREPOSITION) && isAccusation(cue, verb)) {
            return clauses.add(verb + 1, beforeDay(verb + 1, bounds.end(verb + 1)), "S V X of Q", verb, subject);
        }
        return cue.takes(Frame.LABEL) && verb >= clauses.lastEnd() && readLabel(verb, subject);
    }

    /** "accused Reed of lying" */
    private boolean isAccusation(Cue cue, int verb) {
        Range accused = cue.speechAct() == SpeechAct.ALLEGATION ? phrases.startingAt(verb + 1) : null;
        for (int i = verb + 2; accused != null && i <= accused.to(); i++) {
            if (sentence.is(i, "of")) {
                return i + 1 < sentence.size();
            }
        }
        return false;
    }

    /** "accused Reed of lying on Monday in Ohio": the day, and what follows it, tell of the accusation. */
    private int beforeDay(int from, int end) {
        for (int i = from; i + 1 < end; i++) {
            boolean isDay = sentence.is(i, "on")
                    && context.language()
                            .list("weekdays")
                            .contains(sentence.get(i + 1).lower());
            if (isDay) {
                return i;
            }
        }
        return end;
    }

    private boolean hasFragment(int verb) {
        for (int i = verb + 1; i < Math.min(sentence.size(), verb + MAX_THAT); i++) {
            if (sentence.get(i).isQuotation()) {
                return !context.isDirect(i);
            }
            if (sentence.get(i).isComma()) {
                return false;
            }
        }
        return false;
    }

    /** S calls X “Y”. */
    private boolean readLabel(int verb, Phrase subject) {
        for (int i = verb + 1; i < Math.min(sentence.size(), verb + MAX_LABEL); i++) {
            Unit unit = sentence.get(i);
            if (unit.isQuotation()) {
                clauses.add(verb + 1, endOfQuotations(i), "S V X Q", verb, subject);
                return true;
            }
            if (unit.isComma() || unit.tag() == Tag.AUX) {
                return false;
            }
        }
        return false;
    }

    /** “a coward,” “a fraud” and “a liar” */
    private int endOfQuotations(int first) {
        int end = first + 1;
        while (end < sentence.size()
                && !context.isDirect(end)
                && (sentence.get(end).isQuotation()
                        || end + 1 < sentence.size()
                                && sentence.get(end + 1).isQuotation()
                                && (sentence.get(end).isComma() || sentence.has(end, Tag.CCONJ)))) {
            end++;
        }
        return end;
    }

    /** Returns the position of the "that" which begins the reported clause, or -1. */
    private int that(int verb, int from) {
        for (int i = verb + 1; i < Math.min(sentence.size(), verb + MAX_THAT); i++) {
            Unit unit = sentence.get(i);
            if (unit.is("that")) {
                boolean beginsClause = i == from
                        || unit.tag() == Tag.SCONJ
                        || sentence.get(i - 1).isComma()
                        || bounds.startsClause(i + 1);
                return beginsClause ? i : -1;
            }
            // The tagger takes some nouns for verbs: "told a morning show that".
            boolean isNoun = sentence.is(i + 1, "that")
                    && context.cue(verb).takes(Frame.HEARER)
                    && (sentence.get(i - 1).tag().isNominal() || sentence.has(i - 1, Tag.DET))
                    && i > verb + 1;
            if (unit.isQuotation() || unit.tag().isVerbal() && !isNoun) {
                return -1;
            }
        }
        return -1;
    }
}
