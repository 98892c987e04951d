package org.onrecord.reading.attribution;

import java.util.ArrayList;
import java.util.List;

import org.onrecord.model.QuoteType;
import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** A sentence, and what the readers of its quotations and clauses have found so far. */
final class SentenceContext {

    private final Sentence sentence;
    private final String body;
    private final int number;
    private final Language language;
    private final NounPhrases phrases;
    private final SetPhrases setPhrases;
    private final Factuality factuality;
    private final boolean[] direct;
    private final boolean[] usedCues;
    private NounPhrases.Phrase mainSubject;
    private int nextVerb = 1;
    private final List<Attribution> found = new ArrayList<>();

    /** @param body tells how the words of a quotation begin and end */
    SentenceContext(Sentence sentence, int number, String body, Language language) {
        this.sentence = sentence;
        this.body = body;
        this.number = number;
        this.language = language;
        phrases = new NounPhrases(sentence, language);
        setPhrases = new SetPhrases(this);
        factuality = new Factuality(this);
        direct = new boolean[sentence.size()];
        usedCues = new boolean[sentence.size()];
    }

    Sentence sentence() {
        return sentence;
    }

    int number() {
        return number;
    }

    Language language() {
        return language;
    }

    NounPhrases phrases() {
        return phrases;
    }

    SetPhrases setPhrases() {
        return setPhrases;
    }

    Factuality factuality() {
        return factuality;
    }

    List<Attribution> found() {
        return found;
    }

    /** Whether a unit is a quotation of a whole clause. */
    boolean isDirect(int i) {
        return direct[i];
    }

    /** Whether a verb is the cue of a quotation of a whole clause. */
    boolean isUsed(int cue) {
        return usedCues[cue];
    }

    void addQuotation(int i, Attribution attribution) {
        direct[i] = true;
        if (attribution.cueUnit() >= 0) {
            usedCues[attribution.cueUnit()] = true;
        }
        found.add(attribution);
    }

    /** Whether the words of a quotation end with a mark behind which its sentence goes on: “No,” “Never?” */
    boolean endsOpen(int i) {
        char last = body.charAt(sentence.get(i).quotation().end() - 1);
        return ",?!—".indexOf(last) >= 0;
    }

    boolean startsLower(int i) {
        return Character.isLowerCase(
                body.codePointAt(sentence.get(i).quotation().start()));
    }

    /** Returns the attribution of a quotation of a whole clause. */
    Attribution quotation(int i, String frame, int cue, NounPhrases.Phrase source) {
        CueWords words = cue < 0 ? new CueWords(cue, null, null) : words(cue);
        return quotation(i, frame, words, source);
    }

    Attribution quotation(int i, String frame, CueWords cue, NounPhrases.Phrase source) {
        Unit unit = sentence.get(i);
        return new Attribution(
                unit.quotation().start(),
                unit.quotation().end(),
                number,
                QuoteType.DIRECT,
                frame,
                cue.cue(),
                cue.text(),
                cue.unit(),
                number,
                source == null ? null : source.inner(),
                source == null ? null : source.outer());
    }

    /** Returns the verb that reports at a unit, with its particle ("went on"), or null. */
    Cue cue(int i) {
        return cue(sentence, i, language);
    }

    static Cue cue(Sentence sentence, int i, Language language) {
        if (i < 0 || i >= sentence.size() || sentence.get(i).isQuotation()) {
            return null;
        }
        String word = sentence.get(i).lower();
        boolean hasNext = i + 1 < sentence.size() && language.mayHaveParticle(word);
        Cue withParticle =
                hasNext ? language.cue(word + " " + sentence.get(i + 1).lower()) : null;
        return withParticle == null ? language.cue(word) : withParticle;
    }

    /** The subject of the sentence, for a participle: "Trump visited Ohio, saying". Null if no verb before has one. */
    NounPhrases.Phrase mainSubject(int before) {
        for (; mainSubject == null && nextVerb < before; nextVerb++) {
            mainSubject = sentence.get(nextVerb).tag().isVerbal() ? phrases.before(nextVerb) : null;
        }
        return mainSubject != null && nextVerb <= before ? mainSubject : null;
    }

    CueWords words(int cue) {
        return new CueWords(cue, cue(cue), cueText(cue));
    }

    /** Returns the cue as printed. */
    String cueText(int i) {
        if (sentence.is(i, "according")) {
            return "according to";
        }
        Cue cue = cue(i);
        String text = sentence.get(i).text();
        return cue != null && cue.lemma().indexOf(' ') > 0
                ? text + " " + sentence.get(i + 1).text()
                : text;
    }

    /** Whether a verb that takes quotations stands at a unit. */
    boolean isQuotationCue(int i) {
        Cue cue = cue(i);
        Unit unit = i < sentence.size() ? sentence.get(i) : null;
        return cue != null
                && cue.takes(Cue.Frame.QUOTATION)
                && (unit.tag() == Tag.VERB
                        || unit.tag() == Tag.X
                        || cue.lemma().indexOf(' ') > 0
                        || unit.tag() != Tag.PROPN && (cue.takes(Cue.Frame.NEVER_A_NOUN) || isBeforeQuotation(i)));
    }

    /** Behind a name, a word in front of a quotation is a verb, whatever its tag: the department notes, “…”. */
    private boolean isBeforeQuotation(int i) {
        boolean isBehindName = sentence.has(i - 1, Tag.PROPN) || sentence.has(i - 1, Tag.PRON);
        int next =
                i + 1 < sentence.size() && (sentence.get(i + 1).isComma() || sentence.is(i + 1, ":")) ? i + 2 : i + 1;
        return isBehindName
                && next < sentence.size()
                && sentence.get(next).isQuotation()
                && !sentence.get(i - 1).isPossessive();
    }
}
