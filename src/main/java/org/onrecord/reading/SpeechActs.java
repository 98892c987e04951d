package org.onrecord.reading;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.onrecord.model.QuoteType;
import org.onrecord.model.SpeechAct;
import org.onrecord.reading.attribution.sentence.Attribution;
import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.language.Negations;
import org.onrecord.reading.text.Sentence;

/** The speech act of a quote (CAMEO): by its cue and, for neutral cues and refusals, by the words of the quote. */
final class SpeechActs {

    /** What the speaker quotes: "He told me, 'I lied,'" */
    private static final Pattern INNER = Pattern.compile("[,:] [‘‚'“„«‹\"].*?([”»›\"']+(?!\\p{L})|$)", Pattern.DOTALL);

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}'-]+");

    private static final Set<String> PREDICTIONS = Set.of("predict", "forecast", "expect", "estimate", "project");
    private static final Set<String> SUGGESTIONS = Set.of("suggest", "hint", "imply", "speculate", "predict");
    private static final String LABEL = "S V X Q";
    private static final Pattern MARKED = Pattern.compile("[“„«\"‘](.*)", Pattern.DOTALL);
    private static final int LOOKED_AT = 160;

    private final Language language;
    private Attribution last;
    private SpeechAct lastAct;

    SpeechActs(Language language) {
        this.language = language;
    }

    /**
     * Returns the act of a quote. A statement that the attribution interrupts, “Q,” S V, “Q”, has one act: a part whose
     * words tell none has that of the part before. So has a quotation without a cue: “Q,” S lamented. “We will …”
     *
     * @param sentence the sentence with the cue
     */
    SpeechAct of(Attribution attribution, Sentence sentence, String text) {
        if (isUnanswered(attribution, sentence)) {
            last = attribution;
            lastAct = SpeechAct.NO_COMMENT;
            return lastAct;
        }
        boolean isDirect = attribution.type() == QuoteType.DIRECT;
        String own = isDirect ? INNER.matcher(text.replace('’', '\'')).replaceAll(", ") : text;
        SpeechAct byWords = hasCue(attribution, sentence) ? SpeechAct.STATEMENT : of(null, attribution.frame(), own);
        SpeechAct act = byWords == SpeechAct.STATEMENT ? of(attribution.verb(), attribution.frame(), own) : byWords;
        if (act == SpeechAct.REJECTION && rejectsAccusation(attribution, sentence)) {
            act = SpeechAct.DENIAL;
        }
        boolean goesOn = last != null
                && act == SpeechAct.STATEMENT
                && isDirect
                && attribution.cueUnit() == last.cueUnit()
                && attribution.cueSentence() == last.cueSentence();
        lastAct = goesOn ? lastAct : act;
        last = attribution;
        return lastAct;
    }

    /** "He would not say which", "he has not said whether" */
    private boolean isUnanswered(Attribution attribution, Sentence sentence) {
        return attribution.frame().equals("S V question")
                && new Negations(sentence, language).areBefore(attribution.cueUnit());
    }

    /** A quotation that takes over the source before it has no cue: what its words do comes first. */
    private static boolean hasCue(Attribution attribution, Sentence sentence) {
        return !attribution.frame().equals("carried over")
                || attribution.cueSentence() > attribution.sentence()
                || sentence.is(sentence.size() - 1, ":");
    }

    /** @param cue null for a quote without one, or one with a colon */
    private SpeechAct of(Cue cue, String frame, String text) {
        String start = text.substring(0, Math.min(LOOKED_AT, text.length()))
                .toLowerCase(Locale.ROOT)
                .replace('’', '\'');
        SpeechAct act = cue == null ? SpeechAct.STATEMENT : cue.speechAct();
        if (act == SpeechAct.REJECTION || act == SpeechAct.NO_COMMENT) {
            return refusal(act, frame, start);
        }
        if (frame.equals("S V O to") || frame.equals("S V to") && cue.takes(Cue.Frame.OBJECT_INFINITIVE)) {
            return SpeechAct.DEMAND;
        }
        boolean isRequest = cue != null && cue.lemma().equals("ask") && frame.equals("S V that C");
        if (isRequest) {
            return SpeechAct.DEMAND;
        }
        if (frame.equals("S V question")) {
            return act; // Its words are not asserted: "asked if she lied".
        }
        if (frame.equals(LABEL)) {
            return act == SpeechAct.STATEMENT ? ofLabel(start) : act;
        }
        if (act != SpeechAct.STATEMENT) {
            return act;
        }
        SpeechAct byWords = language.speechAct(start);
        if (byWords == SpeechAct.PROMISE && cue != null && PREDICTIONS.contains(cue.lemma())) {
            return act; // "predicted they would rise"
        }
        if (byWords == SpeechAct.DENIAL && cue != null && SUGGESTIONS.contains(cue.lemma())) {
            return act; // "suggested that she had never met him"
        }
        return byWords == null ? act : byWords;
    }

    /** The words in marks praise or blame: called it “a disgrace”. What is called false was an accusation: a denial. */
    private SpeechAct ofLabel(String text) {
        Matcher marked = MARKED.matcher(text);
        String label = marked.find() ? marked.group(1) : text;
        List<String> words = List.of(NO_LETTERS.split(label));
        SpeechAct byWords = language.speechAct(label);
        boolean blames = byWords == SpeechAct.CRITICISM
                || byWords == SpeechAct.DENIAL
                || byWords == SpeechAct.ALLEGATION
                || words.stream().anyMatch(language.list("words of blame")::contains);
        boolean isAccusation = Stream.of(NO_LETTERS.split(text.substring(0, text.length() - label.length())))
                .anyMatch(language.list("accusations")::contains);
        if (blames) {
            return isAccusation ? SpeechAct.DENIAL : SpeechAct.CRITICISM;
        }
        boolean praises =
                byWords == SpeechAct.PRAISE || words.stream().anyMatch(language.list("words of praise")::contains);
        boolean isNegated = words.contains("not") || words.contains("no");
        return praises && !isNegated ? SpeechAct.PRAISE : SpeechAct.STATEMENT;
    }

    /** Returns the act of a cue that rejects or refuses, which depends on what is rejected or refused. */
    private SpeechAct refusal(SpeechAct act, String frame, String start) {
        List<String> words = List.of(NO_LETTERS.split(start));
        boolean isAccusation = words.stream().anyMatch(language.list("accusations")::contains)
                || frame.equals("S V that C")
                || language.speechAct(start) == SpeechAct.DENIAL;
        if (act == SpeechAct.REJECTION && isAccusation) {
            return SpeechAct.DENIAL;
        }
        boolean isAnswer = words.size() > 1 && language.list("answers").contains(words.get(1));
        return frame.equals("S V to") && isAnswer ? SpeechAct.NO_COMMENT : SpeechAct.REJECTION;
    }

    /** Whether the words around a quotation name what is rejected: „...“, wies Reed die Vorwürfe zurück. */
    private boolean rejectsAccusation(Attribution attribution, Sentence sentence) {
        return attribution.type() == QuoteType.DIRECT
                && attribution.cueUnit() >= 0
                && attribution.verb() != null
                && attribution.verb().speechAct() == SpeechAct.REJECTION
                && sentence.units().stream()
                        .anyMatch(unit -> !unit.isQuotation()
                                && language.list("accusations").contains(unit.lower()));
    }
}
