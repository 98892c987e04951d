package org.onrecord.reading.attribution.quotation;

import org.onrecord.reading.attribution.sentence.Attribution;
import org.onrecord.reading.attribution.sentence.SentenceContext;
import org.onrecord.reading.attribution.sentence.SetPhrases.SetPhrase;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.syntax.NounPhrases;
import org.onrecord.reading.syntax.NounPhrases.Phrase;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Finds the verb and the source that follow a quotation. */
public final class BehindQuotation {

    private static final int MAX_SUBJECT = 30;
    private static final int MAX_SOURCE = 8;

    private final SentenceContext context;
    private final Sentence sentence;
    private final Language language;
    private final NounPhrases phrases;
    private final UntaggedSources untagged;

    public BehindQuotation(SentenceContext context) {
        this.context = context;
        sentence = context.sentence();
        language = context.language();
        phrases = context.phrases();
        untagged = new UntaggedSources(context);
    }

    /** Returns the attribution of a quotation, “Q,” S V or “Q,” V S, or null. */
    public Attribution read(int i) {
        int from = i + 1;
        while (from < sentence.size()
                && (sentence.get(from).isComma() || sentence.get(from).isDash())) {
            from++;
        }
        SetPhrase set = context.setPhrases().at(sentence.is(from, ";") ? from + 1 : from);
        if (set != null) {
            return context.quotation(i, "Q, as S put it", set.cue(), set.source());
        }
        Attribution pronoun = language.isEnglish() ? null : untagged.withPronoun(i, from);
        if (pronoun != null) {
            return pronoun;
        }
        if (from < sentence.size() && context.isQuotationCue(from)) {
            int behind = context.behindCue(from);
            Range source = phrases.startingAt(untagged.skipReflexive(behind));
            source = source == null ? phrases.namedBehind(behind) : untagged.withoutAdjuncts(source);
            if (source != null) {
                return context.quotation(i, "Q, V S", from, phrases.withApposition(source));
            }
        }
        Attribution inverted = language.isEnglish() ? null : untagged.inverted(i, from);
        if (inverted != null) {
            return inverted;
        }
        if (sentence.is(from, "according") && sentence.is(from + 1, "to")) {
            Range source = phrases.startingAt(from + 2);
            return source == null ? null : context.quotation(i, "Q, according to S", from, new Phrase(source, source));
        }
        Attribution phrase = manner(i, from);
        phrase = phrase == null ? reply(i, from) : phrase;
        phrase = phrase == null ? signed(i, from) : phrase;
        phrase = phrase == null ? withSubject(i, from) : phrase;
        return phrase == null && language.isEnglish() ? withOtherVerb(i, from) : phrase;
    }

    /** “Q” is how S put it, “Q” is what S said. */
    private Attribution manner(int quotation, int from) {
        boolean isManner = QuotationShape.isManner(sentence, from);
        for (int k = from + 3; isManner && k < Math.min(sentence.size(), from + MAX_SOURCE); k++) {
            if (sentence.is(k, "put") || sentence.has(k, Tag.VERB)) {
                Range source = new Range(from + 2, k);
                return context.quotation(quotation, "Q, S V", k, new Phrase(source, source));
            }
        }
        return null;
    }

    /** “Q,” came the reply from S. “Q,” was the verdict of S. “Q” — S. */
    private Attribution reply(int quotation, int from) {
        boolean isReply = sentence.is(from, "came") || sentence.is(from, "was") || sentence.is(from, "is");
        for (int k = from + 2; isReply && k < Math.min(sentence.size(), from + MAX_SOURCE); k++) {
            boolean isLink = sentence.is(k, "from") || sentence.is(k, "of") || sentence.is(k, "by");
            boolean isSpeech =
                    language.list("speech nouns").contains(sentence.get(k - 1).lower());
            Range source = isLink && isSpeech ? phrases.startingAt(k + 1) : null;
            if (source != null) {
                return context.quotation(quotation, "Q, V S", k - 1, new Phrase(source, source));
            }
        }
        return null;
    }

    /** “Q.” — Ann Reed, mayor */
    private Attribution signed(int quotation, int from) {
        Range source = from > quotation + 1 && sentence.get(from - 1).isDash() ? phrases.startingAt(from) : null;
        if (source == null || !sentence.has(from, Tag.PROPN)) {
            return null;
        }
        for (int i = from; i < sentence.size(); i++) {
            if (sentence.get(i).tag().isVerbal() || sentence.get(i).isQuotation()) {
                return null;
            }
        }
        return context.quotation(quotation, "Q, S V", from - 1, new Phrase(source, source));
    }

    /** A quotation that ends like a part of a sentence has a verb of saying behind it, also one that is no cue. */
    private Attribution withOtherVerb(int quotation, int from) {
        boolean isPart = from > quotation + 1 || context.endsOpen(quotation);
        if (!isPart || from >= sentence.size()) {
            return null;
        }
        Range behind = isOtherVerb(from) ? phrases.startingAt(from + 1) : null;
        if (behind != null && isName(behind) && endsAt(behind.to())) {
            return context.quotation(quotation, "Q, V S", from, new Phrase(behind, behind));
        }
        Range subject = phrases.startingAt(from);
        boolean isSubject = subject != null && isOtherVerb(subject.to()) && endsAt(subject.to() + 1);
        return isSubject ? context.quotation(quotation, "Q, S V", subject.to(), new Phrase(subject, subject)) : null;
    }

    private boolean isOtherVerb(int i) {
        return sentence.has(i, Tag.VERB)
                && !sentence.get(i).isCapitalised()
                && !sentence.get(i).lower().endsWith("ing");
    }

    private boolean isName(Range phrase) {
        return sentence.has(phrase.from(), Tag.DET)
                || sentence.get(phrase.from()).isCapitalised();
    }

    private boolean endsAt(int i) {
        return i >= sentence.size()
                || sentence.get(i).isComma()
                || sentence.get(i).isSentenceEnd();
    }

    private Attribution withSubject(int i, int from) {
        for (int k = from; k < Math.min(sentence.size(), from + MAX_SUBJECT); k++) {
            Unit unit = sentence.get(k);
            if (unit.isQuotation() || unit.isSentenceEnd() || unit.is(";")) {
                return null;
            }
            if (context.isQuotationCue(k)) {
                Range behind =
                        language.isEnglish() || k > from + 1 ? null : phrases.startingAt(untagged.skipReflexive(k + 1));
                if (behind != null) {
                    return context.quotation(i, "Q, V S", k, new Phrase(behind, behind));
                }
                int saying = saying(k);
                if (saying > 0) {
                    Phrase subject = phrases.before(k);
                    return subject == null ? null : context.quotation(i, "Q, S V", saying, subject);
                }
                Phrase quoted = quoted(k);
                if (quoted != null) {
                    return context.quotation(i, "Q, S V", k, quoted);
                }
                Phrase source = language.isEnglish() ? phrases.before(k) : untagged.guessed(from, k);
                boolean isHeard = source == null && k > from + 1 && sentence.has(k - 1, Tag.VERB);
                source = isHeard ? phrases.before(k - 1) : source;
                if (source != null && source.outer().from() <= from + 1) {
                    return context.quotation(i, "Q, S V", k, source);
                }
            }
        }
        return null;
    }

    /** “Q,” Reed was quoted in the report as saying: returns the last verb, or -1. */
    private int saying(int verb) {
        boolean isPassive = sentence.has(verb - 1, Tag.AUX)
                && (context.cue(verb).lemma().equals("quote")
                        || context.cue(verb).lemma().equals("report"));
        for (int i = verb + 1; isPassive && i + 1 < Math.min(sentence.size(), verb + MAX_SUBJECT); i++) {
            if (sentence.is(i, "as")) {
                return context.isQuotationCue(i + 1) ? i + 1 : -1;
            }
        }
        return -1;
    }

    /** “Q,” Hill quoted Reed as saying: Reed. */
    private Phrase quoted(int verb) {
        Range object = context.cue(verb).lemma().equals("quote") ? phrases.startingAt(verb + 1) : null;
        return object != null && sentence.is(object.to(), "as") ? new Phrase(object, object) : null;
    }
}
