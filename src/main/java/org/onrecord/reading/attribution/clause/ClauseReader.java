package org.onrecord.reading.attribution.clause;

import java.util.Set;

import org.onrecord.reading.attribution.sentence.SentenceContext;
import org.onrecord.reading.attribution.sentence.Subjects;
import org.onrecord.reading.attribution.sentence.Subjects.Inversion;
import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.Cue.Frame;
import org.onrecord.reading.syntax.Adjuncts;
import org.onrecord.reading.syntax.Hearers;
import org.onrecord.reading.syntax.NounPhrases.Phrase;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;

/** Reads the reported clauses of a sentence: indirect speech, and clauses with fragments in marks. */
public final class ClauseReader {

    private static final Set<String> ALONE = Set.of("another", "some", "many", "both", "most", "few", "several", "all");
    private static final Set<String> PREPOSITIONS = Set.of("from", "for", "without");

    private final SentenceContext context;
    private final Sentence sentence;
    private final Adjuncts adjuncts;
    private final ClauseCollector clauses;
    private final Subjects subjects;
    private final Hearers hearers;
    private final ContentReader contents;
    private final ColonReader colons;
    private final ClauseBeforeReader clausesBefore;
    private final AccordingToReader accordingTo;
    private final NounCueReader nouns;
    private final SetPhraseReader setPhrases;

    public ClauseReader(SentenceContext context) {
        this.context = context;
        sentence = context.sentence();
        adjuncts = new Adjuncts(sentence, context.language(), context.phrases());
        clauses = new ClauseCollector(context);
        subjects = new Subjects(context);
        hearers = new Hearers(sentence, context.language(), context.phrases(), context.clauseStarts());
        nouns = new NounCueReader(context, clauses);
        contents = new ContentReader(context, clauses, nouns);
        colons = new ColonReader(context, clauses);
        clausesBefore = new ClauseBeforeReader(context, clauses);
        setPhrases = new SetPhraseReader(context, clauses);
        accordingTo = new AccordingToReader(context, clauses);
    }

    public void read() {
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
                || isAdjective(i)
                || isBehindPreposition(i)) {
            return false;
        }
        return sentence.has(i, Tag.VERB)
                || cue.takes(Frame.NEVER_A_NOUN) && !sentence.has(i, Tag.PROPN)
                || cue.takes(Frame.CLAUSE) && isBetweenNameAndClause(i);
    }

    /** "her sworn statement", "Reed's stated aim" */
    private boolean isAdjective(int i) {
        boolean isOwned = i > 0
                && (sentence.get(i - 1).isPossessive()
                        || context.language()
                                .list("possessives")
                                .contains(sentence.get(i - 1).lower()));
        return isOwned && (sentence.has(i + 1, Tag.NOUN) || sentence.has(i + 1, Tag.ADJ));
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
        Phrase first = subjects.of(verb);
        Inversion inversion = subjects.inversion(verb, first);
        Phrase subject = inversion == null ? first : inversion.subject();
        if (subject == null) {
            return;
        }
        boolean isReported = verb < clauses.lastEnd();
        boolean isUsed = context.isUsed(verb);
        if (isReported && sentence.is(verb - 1, "would")) {
            return; // "said that it would ask the league to act": it has not asked yet.
        }
        if (isUsed && !isInFrontOfColon(verb)) {
            clausesBefore.readInFrontOfQuotation(verb, subject);
            remember(subject, isReported);
            return;
        }
        clauses.setInversion(inversion);
        if (isPurpose(verb) && !subjects.isOfPredicate() && inversion == null
                || !context.factuality().isAsserted(verb, subject)) {
            return;
        }
        int behind = context.behindCue(verb);
        Range hearer = hearers.of(cue, behind);
        int from = hearer == null ? behind : hearer.to();
        boolean isInfinitive =
                contents.isInfinitive(from) && (cue.takes(Frame.INFINITIVE) || cue.takes(Frame.OBJECT_INFINITIVE));
        from = isInfinitive ? from : adjuncts.behind(from);
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
        if (isUsed) {
            contents.readInFrontOfColon(verb, from, subject, hearer != null);
        } else if (isInverted
                || !colons.read(verb, from, subject) && !contents.read(verb, from, subject, hearer != null)) {
            boolean isInserted = clausesBefore.read(verb, cue, subject, from) && clauses.lastEnd() > 0;
            if (isInserted && !isInverted) {
                return; // "Reed called, Hill said, and told her": Reed told her.
            }
        }
        remember(inversion == null ? subject : inversion.predicate(), isReported);
    }

    /** "Reed said that Hill told her to leave, and denied that": Reed denied. */
    private void remember(Phrase subject, boolean isReported) {
        if (!isReported) {
            subjects.remember(subject);
        }
    }

    /** "a chance to say" */
    private boolean isPurpose(int verb) {
        return sentence.is(verb - 1, "to") && sentence.has(verb - 2, Tag.NOUN);
    }

    /** S V C: “Q” */
    private boolean isInFrontOfColon(int verb) {
        for (int i = verb + 1; i + 1 < sentence.size() && !sentence.get(i).isQuotation(); i++) {
            if (sentence.is(i, ":")) {
                return context.isDirect(i + 1);
            }
        }
        return false;
    }
}
