package org.onrecord.reading;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.onrecord.model.SpeechAct;
import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.Language;

/** The speech act of a quote (CAMEO): by its cue and, for neutral cues and refusals, by the words of the quote. */
final class SpeechActs {

    private static final Pattern ACCUSATION =
            Pattern.compile("\\b(allegations?|accusations?|claims?|charges?|suggestions?|reports?|rumou?rs?)\\b");
    private static final Pattern ANSWER = Pattern.compile(
            "^to (comment|discuss|say|answer|respond|elaborate|speculate|talk|name|identify|give|provide|confirm)\\b");
    private static final Set<SpeechAct> FOR_LABELS = Set.of(SpeechAct.PRAISE, SpeechAct.DEFENSE);
    private static final int LOOKED_AT = 160;

    private SpeechActs() {}

    /** @param cue null for a quote without one, or one with a colon */
    static SpeechAct of(Cue cue, String frame, String text, Language language) {
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
