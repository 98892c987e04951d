package org.onrecord.reading;

import java.util.Locale;
import java.util.regex.Pattern;

import org.onrecord.model.SpeechAct;
import org.onrecord.reading.language.Cue;

/** The speech act of a quote, by its cue and, for rejections and neutral cues, by what is reported. */
final class SpeechActs {

    private static final Pattern ACCUSATION =
            Pattern.compile("\\b(allegations?|accusations?|claims?|charges?|suggestions?|reports?|rumou?rs?)\\b");
    private static final Pattern UNTRUE = Pattern.compile(
            "^(\\W*(it|that|this|the \\w+) (is|was|were|are) (not true|untrue|false|a lie|lies|fake news)"
                    + "|\\W*(there (is|was|were)|we had|i had) (no|never any) (collusion|truth|contact|wrongdoing))");
    private static final int LOOKED_AT = 200;

    private SpeechActs() {}

    static SpeechAct of(Cue cue, String frame, String text) {
        if (cue == null) {
            return SpeechAct.STATEMENT;
        }
        String start = text.substring(0, Math.min(LOOKED_AT, text.length())).toLowerCase(Locale.ROOT);
        if (cue.speechAct() == SpeechAct.REJECTION && ACCUSATION.matcher(start).find()) {
            return SpeechAct.DENIAL;
        }
        if (cue.speechAct() == SpeechAct.STATEMENT && UNTRUE.matcher(start).find()) {
            return SpeechAct.DENIAL;
        }
        if (frame.equals("S V to") && cue.lemma().equals("decline")) {
            return start.startsWith("to comment") || start.startsWith("to discuss") || start.startsWith("to say")
                    ? SpeechAct.NO_COMMENT
                    : SpeechAct.REJECTION;
        }
        if (frame.equals("S V O to")) {
            return SpeechAct.DEMAND;
        }
        return cue.speechAct();
    }
}
