package org.onrecord.reading.attribution.quotation;

import org.onrecord.reading.attribution.sentence.Attribution;
import org.onrecord.reading.attribution.sentence.SentenceContext;
import org.onrecord.reading.attribution.sentence.SetPhrases.SetPhrase;
import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.syntax.NounPhrases;
import org.onrecord.reading.syntax.NounPhrases.Phrase;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Finds the source in front of a quotation. */
public final class BeforeQuotation {

    private static final int MAX_DISTANCE = 14;

    private final SentenceContext context;
    private final Sentence sentence;
    private final Language language;
    private final NounPhrases phrases;

    public BeforeQuotation(SentenceContext context) {
        this.context = context;
        sentence = context.sentence();
        language = context.language();
        phrases = context.phrases();
    }

    /** Returns the attribution of a quotation, S V [hearer] [adjuncts], “Q”, or null. */
    public Attribution read(int i) {
        Attribution introduced = introduced(i);
        if (introduced != null) {
            return introduced;
        }
        Range owner = sentence.is(i - 1, ":") ? owner(i - 1) : null;
        if (owner != null) {
            return context.quotation(i, "S: Q", i - 1, new Phrase(owner, owner));
        }
        Range sender = sentence.is(i - 1, ":") ? sender(i - 1) : null;
        if (sender != null) {
            return context.quotation(i, "S: Q", i - 1, new Phrase(sender, sender));
        }
        boolean isBehindVerb = sentence.is(i - 1, ":") && sentence.has(i - 2, Tag.VERB) && !isReported(i - 2);
        Phrase nearest = isBehindVerb ? phrases.before(i - 2) : null;
        if (nearest != null) {
            return context.quotation(i, "S V, Q", i - 2, nearest);
        }
        for (int k = i - 1; k >= Math.max(0, i - MAX_DISTANCE); k--) {
            Unit unit = sentence.get(k);
            if (unit.isQuotation()) {
                return context.isDirect(k) ? sameAs(k, i) : null;
            }
            if (context.isQuotationCue(k)) {
                int first = continued(i);
                if (first >= 0 && first < k) {
                    return sameAs(first, i);
                }
                Phrase source = phrases.before(k);
                if (source != null && (isDate(source.inner()) || isAdjunct(source.inner()))) {
                    Range subject = phrases.startingAt(k + 1);
                    return subject == null ? null : context.quotation(i, "S V, Q", k, new Phrase(subject, subject));
                }
                if (source == null && k > 0 && phrases.startingAt(k + 1) != null && context.isUsed(k)) {
                    Range behind = phrases.startingAt(k + 1);
                    source = new Phrase(behind, behind);
                }
                return context.quotation(i, "S V, Q", k, source == null ? context.mainSubject(k) : source);
            }
        }
        if (i > 0 && sentence.is(i - 1, ":")) {
            Range topic = beforeTopic(i - 1);
            if (topic != null) {
                return context.quotation(i, "S: Q", i - 1, new Phrase(topic, topic));
            }
            Phrase subject = context.mainSubject(i - 1);
            Range source = subject == null ? phrases.endingAt(i - 1) : null;
            Phrase phrase = source == null ? subject : new Phrase(source, source);
            return phrase == null ? null : context.quotation(i, "S: Q", i - 1, phrase);
        }
        return null;
    }

    /** "Reed said she lost: “Q”": not the verb of the colon, but a verb before it reports. */
    private boolean isReported(int verb) {
        int k = verb - 1;
        while (k >= 0 && !sentence.get(k).isComma() && !context.isQuotationCue(k)) {
            k--;
        }
        return k >= 0 && context.isQuotationCue(k) && !context.isQuotationCue(verb);
    }

    /** Languages without a tagger, whose subject may follow its verb: „Am Montag sagte Reed: Q“. */
    private boolean isDate(Range phrase) {
        String last = sentence.get(phrase.to() - 1).lower();
        return !language.isEnglish() && language.dates().isDate(last);
    }

    /** „Auf die Frage antwortete Reed: Q“: no source begins with a preposition. */
    private boolean isAdjunct(Range phrase) {
        return !language.isEnglish()
                && language.list("prepositions")
                        .contains(sentence.get(phrase.from()).lower());
    }

    /** REED, on taxes: “Q” */
    private Range beforeTopic(int colon) {
        boolean isName =
                colon > 2 && sentence.get(0).isCapitalised() && sentence.get(1).isComma();
        Range first = isName ? new Range(0, 1) : phrases.startingAt(0);
        boolean isBeforeTopic = first != null
                && first.to() + 1 < colon
                && sentence.get(first.to()).isComma()
                && sentence.has(first.to() + 1, Tag.ADP);
        for (int i = 0; isBeforeTopic && i < colon; i++) {
            isBeforeTopic =
                    !sentence.get(i).isQuotation() && !sentence.get(i).tag().isVerbal();
        }
        return isBeforeTopic ? first : null;
    }

    /** "As S put it, Q", "According to S, Q", "Said S: Q" */
    private Attribution introduced(int quotation) {
        int mark = quotation - 1;
        if (mark < 2 || !sentence.get(mark).isComma() && !sentence.is(mark, ":")) {
            return null;
        }
        SetPhrase phrase = context.setPhrases().endingAt(mark);
        if (phrase != null) {
            return context.quotation(quotation, "S V, Q", phrase.cue(), phrase.source());
        }
        int from = -1;
        if (sentence.is(0, "according") && sentence.is(1, "to")) {
            from = 2;
        } else if (mayOpen(context.cue(0))) {
            from = 1;
        }
        Range source = from < 0 ? null : phrases.startingAt(from);
        boolean isWhole = source != null
                && (source.to() == mark || sentence.get(source.to()).isComma());
        return isWhole ? context.quotation(quotation, "S V, Q", 0, new Phrase(source, source)) : null;
    }

    private boolean mayOpen(Cue cue) {
        return cue != null
                && cue.takes(Cue.Frame.QUOTATION)
                && (cue.takes(Cue.Frame.NEVER_A_NOUN) || sentence.get(0).lower().endsWith("ed"))
                && !sentence.get(0).lower().endsWith("ing");
    }

    /** "Here is the full statement from Reed: Q" */
    private Range sender(int colon) {
        boolean isHere = language.isEnglish()
                && (sentence.is(0, "here") || sentence.is(0, "this"))
                && (sentence.is(1, "is") || sentence.is(1, "are"));
        for (int i = colon - 1; isHere && i > 1; i--) {
            if (sentence.is(i, "from") || sentence.is(i, "by")) {
                Range source = phrases.startingAt(i + 1);
                return source != null && source.to() == colon ? source : null;
            }
        }
        return null;
    }

    /** "Reed's reply: Q", "Her message to voters was simple: Q" */
    private Range owner(int colon) {
        int from = sentence.is(0, "in") || sentence.is(0, "but") || sentence.is(0, "and") ? 1 : 0;
        int owner = from;
        while (owner < colon
                && sentence.has(owner, Tag.PROPN)
                && !sentence.get(owner).isPossessive()) {
            owner++;
        }
        boolean isOwned = sentence.get(owner).isPossessive()
                || language.list("possessives").contains(sentence.get(owner).lower());
        for (int i = owner + 1; isOwned && i < Math.min(colon, owner + MAX_DISTANCE); i++) {
            if (language.list("speech nouns").contains(sentence.get(i).lower())) {
                return new Range(from, owner + 1);
            }
            if (sentence.get(i).tag().isVerbal() || sentence.get(i).isComma()) {
                return null;
            }
        }
        return null;
    }

    /** “I had nothing,” Reed told a friend who asked, “and I said so”: returns the first quotation, or -1. */
    private int continued(int i) {
        boolean goesOn = language.isEnglish()
                && context.startsLower(i)
                && sentence.get(i - 1).isComma();
        for (int k = i - 1; goesOn && k >= 0; k--) {
            if (sentence.has(k, Tag.CCONJ) || sentence.is(k, ";") || sentence.is(k, ":")) {
                return -1;
            }
            if (sentence.get(k).isQuotation()) {
                return context.isDirect(k) && context.endsOpen(k) ? k : -1;
            }
        }
        return -1;
    }

    /** “Q1,” S V, “Q2”. */
    private Attribution sameAs(int first, int i) {
        for (Attribution other : context.found()) {
            if (other.start() == sentence.get(first).quotation().start()) {
                Phrase source = other.source() == null ? null : new Phrase(other.source(), other.outerSource());
                return context.quotation(i, other.frame(), other.cueUnit(), source);
            }
        }
        return null;
    }
}
