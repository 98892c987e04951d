package org.onrecord.reading;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.onrecord.model.QuoteType;
import org.onrecord.model.SpeechAct;
import org.onrecord.reading.attribution.Attribution;
import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.Language;

/** The speech act of a quote (CAMEO): by its cue and, for neutral cues and refusals, by the words of the quote. */
final class SpeechActs {

    private static final Pattern ACCUSATION =
            Pattern.compile("\\b(allegations?|accusations?|claims?|charges?|suggestions?|reports?|rumou?rs?)\\b");
    private static final Pattern ANSWER = Pattern.compile(
            "^to (comment|discuss|say|answer|respond|elaborate|speculate|talk|name|identify|give|provide|confirm)\\b");
    /** What the speaker quotes: "He told me, 'I lied,'" */
    private static final Pattern INNER = Pattern.compile("[,:] [‘'“\"].*?([”\"']+(?!\\p{L})|$)", Pattern.DOTALL);

    private static final Set<SpeechAct> FOR_LABELS = Set.of(SpeechAct.PRAISE, SpeechAct.DEFENSE);
    private static final int LOOKED_AT = 160;

    private final Language language;
    private Attribution last;
    private SpeechAct lastAct;

    SpeechActs(Language language) {
        this.language = language;
    }

    /**
     * Returns the act of a quote. A statement that the attribution interrupts, “Q,” S V, “Q”, has one act: a part whose
     * words tell none has that of the part before.
     */
    SpeechAct of(Attribution attribution, String text) {
        boolean isDirect = attribution.type() == QuoteType.DIRECT;
        String own = isDirect ? INNER.matcher(text.replace('’', '\'')).replaceAll(", ") : text;
        SpeechAct act = of(attribution.verb(), attribution.frame(), own);
        boolean goesOn = last != null
                && act == SpeechAct.STATEMENT
                && isDirect
                && attribution.cueUnit() == last.cueUnit()
                && attribution.cueSentence() == last.cueSentence();
        lastAct = goesOn ? lastAct : act;
        last = attribution;
        return lastAct;
    }

    /** @param cue null for a quote without one, or one with a colon */
    private SpeechAct of(Cue cue, String frame, String text) {
        String start = text.substring(0, Math.min(LOOKED_AT, text.length()))
                .toLowerCase(Locale.ROOT)
                .replace('’', '\'');
        SpeechAct act = cue == null ? SpeechAct.STATEMENT : cue.speechAct();
        boolean isAccusation = ACCUSATION.matcher(start).find() || frame.equals("S V that C");
        if (act == SpeechAct.REJECTION && isAccusation) {
            return SpeechAct.DENIAL;
        }
        if (act == SpeechAct.REJECTION || act == SpeechAct.NO_COMMENT) {
            boolean refusesAnswer = ANSWER.matcher(start).find();
            return frame.equals("S V to") && refusesAnswer ? SpeechAct.NO_COMMENT : SpeechAct.REJECTION;
        }
        if (frame.equals("S V O to") || frame.equals("S V to") && cue.takes(Cue.Frame.OBJECT_INFINITIVE)) {
            return SpeechAct.DEMAND;
        }
        boolean isRequest = cue != null && cue.lemma().equals("ask") && frame.equals("S V that C");
        if (isRequest) {
            return SpeechAct.DEMAND;
        }
        boolean isUnanswered = cue != null && cue.lemma().equals("say") && start.startsWith("whether ");
        if (isUnanswered) {
            // "He would not say whether", "he has not said whether"
            return SpeechAct.NO_COMMENT;
        }
        SpeechAct byWords = language.speechAct(start);
        boolean isLabel = byWords != null && frame.equals("S V X Q") && FOR_LABELS.contains(byWords);
        return isLabel || byWords != null && act == SpeechAct.STATEMENT ? byWords : act;
    }
}
