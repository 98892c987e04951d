package org.onrecord.reading.attribution;

import java.util.Set;

import org.onrecord.reading.attribution.NounPhrases.Phrase;
import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.Cue.Frame;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Reads the reported clauses of a sentence: indirect speech, and clauses with fragments in marks. */
final class ClauseReader {

    private static final Set<String> ALONE = Set.of("another", "some", "many", "both", "most", "few", "several", "all");
    private static final Set<String> PREPOSITIONS = Set.of("from", "for", "without");

    private final SentenceContext context;
    private final Sentence sentence;
    private final ClauseBounds bounds;
    private final ClauseCollector clauses;
    private final Subjects subjects;
    private final Hearers hearers;
    private final ContentReader contents;
    private final AccordingToReader accordingTo;
    private final NounCueReader nouns;
    private final SetPhraseReader setPhrases;

    ClauseReader(SentenceContext context) {
        this.context = context;
        sentence = context.sentence();
        bounds = new ClauseBounds(context);
        clauses = new ClauseCollector(context, bounds);
        subjects = new Subjects(context);
        hearers = new Hearers(context, bounds);
        nouns = new NounCueReader(context, bounds, clauses);
        contents = new ContentReader(context, bounds, clauses, nouns);
        setPhrases = new SetPhraseReader(context, bounds, clauses);
        accordingTo = new AccordingToReader(context, bounds, clauses);
    }

    void read() {
        for (int i = 0; i < sentence.size(); i++) {
            setPhrases.read(i);
            if (accordingTo.isAt(i)) {
                if (!context.isUsed(i)) {
                    accordingTo.read(i);
                }
            } else if (isVerb(i) && !nouns.isOwned(i)) {
                readVerb(i, context.cue(i));
            } else if (nouns.isAt(i)) {
                nouns.read(i);
            }
        }
    }

    private boolean isVerb(int i) {
        Cue cue = context.cue(i);
        if (cue == null
                || sentence.has(i - 1, Tag.DET) && !isAlone(i - 1)
                || sentence.is(i - 1, "whose")
                || isBehindPreposition(i)) {
            return false;
        }
        return sentence.has(i, Tag.VERB)
                || cue.takes(Frame.NEVER_A_NOUN) && !sentence.has(i, Tag.PROPN)
                || cue.takes(Frame.CLAUSE) && isBetweenNameAndClause(i);
    }

    /** "Another said", "Some said" */
    private boolean isAlone(int determiner) {
        return ALONE.contains(sentence.get(determiner).lower());
    }

    /** "kept from claiming asylum" */
    private boolean isBehindPreposition(int i) {
        return i > 0
                && PREPOSITIONS.contains(sentence.get(i - 1).lower())
                && sentence.get(i).lower().endsWith("ing");
    }

    /** The tagger takes some verbs for plural nouns: "Paris claims she was". */
    private boolean isBetweenNameAndClause(int i) {
        return sentence.has(i - 1, Tag.PROPN)
                && !sentence.get(i - 1).isPossessive()
                && i + 1 < sentence.size()
                && (sentence.has(i + 1, Tag.PRON) || sentence.is(i + 1, "that"));
    }

    private void readVerb(int verb, Cue cue) {
        Phrase subject = subjects.of(verb);
        if (subject == null) {
            return;
        }
        if (context.isUsed(verb)) {
            readInFrontOfQuotation(verb, subject);
            subjects.remember(subject);
            return;
        }
        if (isPurpose(verb) || !context.factuality().isAsserted(verb, subject)) {
            return;
        }
        int behind = verb + (cue.lemma().indexOf(' ') > 0 ? 2 : 1);
        Range hearer = hearers.of(cue, behind);
        int from = hearer == null ? behind : hearer.to();
        boolean isInfinitive =
                sentence.is(from, "to") && (cue.takes(Frame.INFINITIVE) || cue.takes(Frame.OBJECT_INFINITIVE));
        from = isInfinitive ? from : bounds.behindAdjuncts(from);
        if (sentence.has(from, Tag.NUM) && sentence.is(from + 1, "times")) {
            from += 2;
        }
        if (from < sentence.size() && sentence.get(from).isComma() && sentence.is(from + 1, "however")) {
            from += 3;
        }
        if (context.factuality().isNegated(verb)) {
            contents.readUnanswered(verb, from, subject);
            return;
        }
        boolean isInverted = subject.outer().from() > verb;
        if (isInverted || !contents.read(verb, from, subject, hearer != null)) {
            readBefore(verb, cue, subject, from);
        }
        subjects.remember(subject);
    }

    /** "a chance to say" */
    private boolean isPurpose(int verb) {
        return sentence.is(verb - 1, "to") && sentence.has(verb - 2, Tag.NOUN);
    }

    /** CLAUSE, S V. or CLAUSE, V S. or CLAUSE, S V, CLAUSE. */
    private void readBefore(int verb, Cue cue, Phrase subject, int behind) {
        boolean isInverted = subject.outer().from() > verb;
        int start = isInverted ? verb : Math.min(verb, subject.outer().from());
        int end = isInverted ? subject.outer().to() : behind;
        boolean endsHere =
                end >= sentence.size() || sentence.get(end).isComma() || ClauseBounds.isEnd(sentence.get(end));
        // "…, prosecutors alleged in a complaint unsealed in court"
        endsHere |= end > behind - 1
                && end > verb + 1
                && sentence.has(end, Tag.VERB)
                && sentence.get(end).lower().endsWith("ed");
        boolean isBehindClause = start >= 3
                && (sentence.get(start - 1).isComma() || sentence.get(start - 1).isDash());
        if (!cue.takes(Frame.AFTER_CLAUSE)
                || !endsHere
                || !isBehindClause
                || !isInverted && !hasVerb(start) && !goesOn(end)) {
            return;
        }
        boolean goesOn = goesOn(end) && !(isInverted && isApposition(start, end + 1));
        if (clauses.addBefore(start, "C, S V", verb, subject) && goesOn) {
            clauses.addFrom(end + 1, "C, S V, C", verb, subject);
        }
    }

    /** CLAUSE, S V, “and clause”. */
    private void readInFrontOfQuotation(int verb, Phrase subject) {
        int start = subject.outer().from();
        int quotation = verb + 1;
        while (quotation < sentence.size() && !sentence.get(quotation).isQuotation()) {
            quotation++;
        }
        boolean goesOn = quotation < sentence.size()
                && start >= 3
                && start < verb
                && sentence.get(start - 1).isComma()
                && sentence.get(quotation - 1).isComma()
                && context.startsLower(quotation)
                && hasVerb(start)
                && bounds.startsClause(clauses.lastEnd())
                && sentence.get(clauses.lastEnd()).tag() != Tag.SCONJ;
        if (goesOn) {
            clauses.addBefore(start, "C, S V", verb, subject);
        }
    }

    /** "In a statement, Ann Reed said" has no clause before the subject. */
    private boolean hasVerb(int end) {
        for (int i = clauses.lastEnd(); i < end; i++) {
            if (sentence.get(i).tag().isVerbal() || sentence.get(i).isQuotation()) {
                return true;
            }
        }
        return false;
    }

    private boolean goesOn(int comma) {
        if (comma + 4 >= sentence.size() || !sentence.get(comma).isComma()) {
            return false;
        }
        Unit next = sentence.get(comma + 1);
        boolean isClause = next.isQuotation() || !next.tag().isNominal() || bounds.startsClause(comma + 1);
        return isClause
                && (next.isWord() || next.isQuotation())
                && next.tag() != Tag.CCONJ
                && !next.lower().endsWith("ing")
                && !context.isDirect(comma + 1)
                && !ContentReader.isQuestionWord(next);
    }

    /** "C, said Ann Reed, a lawyer", "C, said Ann Reed, of Ohio"; not "If it rained, said Ann Reed, the dam failed". */
    private boolean isApposition(int attribution, int from) {
        Unit next = sentence.get(from);
        boolean mayGoOn = next.tag().isVerbal() || next.tag() == Tag.SCONJ || next.tag() == Tag.ADV;
        return !mayGoOn && !sentence.has(clauses.lastEnd(), Tag.SCONJ) && hasVerb(attribution);
    }
}
