package org.onrecord.reading.attribution.sentence;

import java.util.ArrayList;
import java.util.List;

import org.onrecord.model.QuoteType;
import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.CueWords;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.syntax.ClauseStarts;
import org.onrecord.reading.syntax.NounPhrases;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** A sentence, and what the readers of its quotations and clauses have found so far. */
public final class SentenceContext {

    private static final int MAX_CLAUSE = 16;

    private final Sentence sentence;
    private final String body;
    private final int number;
    private final Language language;
    private final NounPhrases phrases;
    private final ClauseStarts clauseStarts;
    private final ClauseEnds clauseEnds;
    private final SetPhrases setPhrases;
    private final Factuality factuality;
    private final boolean[] direct;
    private final boolean[] usedCues;
    private NounPhrases.Phrase mainSubject;
    private int nextVerb = 1;
    private final List<Attribution> found = new ArrayList<>();

    /** @param body tells how the words of a quotation begin and end */
    public SentenceContext(Sentence sentence, int number, String body, Language language) {
        this.sentence = sentence;
        this.body = body;
        this.number = number;
        this.language = language;
        phrases = new NounPhrases(sentence, language);
        clauseStarts = new ClauseStarts(sentence);
        clauseEnds = new ClauseEnds(this);
        setPhrases = new SetPhrases(this);
        factuality = new Factuality(this);
        direct = new boolean[sentence.size()];
        usedCues = new boolean[sentence.size()];
    }

    public Sentence sentence() {
        return sentence;
    }

    public int number() {
        return number;
    }

    public Language language() {
        return language;
    }

    public NounPhrases phrases() {
        return phrases;
    }

    public ClauseStarts clauseStarts() {
        return clauseStarts;
    }

    public ClauseEnds clauseEnds() {
        return clauseEnds;
    }

    public SetPhrases setPhrases() {
        return setPhrases;
    }

    public Factuality factuality() {
        return factuality;
    }

    public List<Attribution> found() {
        return found;
    }

    /** Whether a unit is a quotation of a whole clause. */
    public boolean isDirect(int i) {
        return direct[i];
    }

    /** Whether a verb is the cue of a quotation of a whole clause. */
    public boolean isUsed(int cue) {
        return usedCues[cue];
    }

    public void addQuotation(int i, Attribution attribution) {
        direct[i] = true;
        if (attribution.cueUnit() >= 0) {
            usedCues[attribution.cueUnit()] = true;
        }
        found.add(attribution);
    }

    /** Whether the words of a quotation end with a mark behind which its sentence goes on: “No,” “Never?” */
    public boolean endsOpen(int i) {
        char last = body.charAt(sentence.get(i).quotation().end() - 1);
        return ",?!—".indexOf(last) >= 0;
    }

    public boolean startsLower(int i) {
        return Character.isLowerCase(
                body.codePointAt(sentence.get(i).quotation().start()));
    }

    /** Returns the attribution of a quotation of a whole clause. */
    public Attribution quotation(int i, String frame, int cue, NounPhrases.Phrase source) {
        CueWords words = cue < 0 ? new CueWords(cue, null, null) : words(cue);
        return quotation(i, frame, words, source);
    }

    public Attribution quotation(int i, String frame, CueWords cue, NounPhrases.Phrase source) {
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
    public Cue cue(int i) {
        return cue(sentence, i, language);
    }

    public static Cue cue(Sentence sentence, int i, Language language) {
        if (i < 0 || i >= sentence.size() || sentence.get(i).isQuotation()) {
            return null;
        }
        String word = sentence.get(i).lower();
        if (!language.mayHaveParticle(word)) {
            return language.cue(word);
        }
        Cue withNext = i + 1 < sentence.size()
                ? language.cue(word + " " + sentence.get(i + 1).lower())
                : null;
        Cue withParticle = withNext == null && !language.isEnglish() ? separated(sentence, i, language) : withNext;
        return withParticle == null ? language.cue(word) : withParticle;
    }

    /** Returns the first unit behind a verb that reports and its particle ("shot back"). */
    public int behindCue(int i) {
        Cue cue = cue(i);
        return i + (cue != null && cue.lemma().indexOf(' ') > 0 ? 2 : 1);
    }

    /** Returns the verb with a particle at the end of its clause, or a word in front: „wies er die Kritik zurück“. */
    private static Cue separated(Sentence sentence, int verb, Language language) {
        String word = sentence.get(verb).lower();
        Cue behind = verb > 0 ? language.cue(sentence.get(verb - 1).lower() + " " + word) : null;
        for (int i = verb + 1; behind == null && i < Math.min(sentence.size(), verb + MAX_CLAUSE); i++) {
            Unit unit = sentence.get(i);
            if (unit.isQuotation() || unit.isSentenceEnd() || unit.is(":") || unit.is(";")) {
                return null;
            }
            boolean endsClause =
                    i + 1 == sentence.size() || !sentence.get(i + 1).isWord();
            behind = endsClause ? language.cue(word + " " + unit.lower()) : null;
        }
        return behind;
    }

    /** The subject of the sentence, for a participle: "Trump visited Ohio, saying". Null if no verb before has one. */
    public NounPhrases.Phrase mainSubject(int before) {
        for (; mainSubject == null && nextVerb < before; nextVerb++) {
            mainSubject = sentence.get(nextVerb).tag().isVerbal() ? phrases.before(nextVerb) : null;
        }
        return mainSubject != null && nextVerb <= before ? mainSubject : null;
    }

    public CueWords words(int cue) {
        return new CueWords(cue, cue(cue), cueText(cue));
    }

    /** Returns the cue as printed. */
    public String cueText(int i) {
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
    public boolean isQuotationCue(int i) {
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
