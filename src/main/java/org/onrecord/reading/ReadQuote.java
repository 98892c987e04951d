package org.onrecord.reading;

import java.util.List;

import org.onrecord.model.QuoteType;
import org.onrecord.model.SpeechAct;

/**
 * A quote that was read in an article (PARC: source, cue, content).
 *
 * @param start the offset of the first character in the body, in Unicode code points
 * @param end the offset behind the last character, in Unicode code points; {@code start < end}, never beyond the body
 * @param text {@code body[start, end)}, never blank; without the outer quotation marks of a DIRECT quote
 * @param cue the words that report the statement ("said", "according to", ":"), or null
 * @param speaker null if the text names none
 * @param spokenAt null if the text does not say when
 * @param confidence from 0 to 1: the share of quotes like this in annotated articles whose place and speaker are right
 */
public record ReadQuote(
        int start,
        int end,
        QuoteType type,
        String text,
        String cue,
        ReadSpeaker speaker,
        SpeechAct speechAct,
        SpokenAt spokenAt,
        double confidence,
        Reasons reasons) {

    /**
     * Why a quote was read as it was, for a person who checks it.
     *
     * @param cue the cue in the language data that matched ("say", "according to"), or null
     * @param frame how speaker, cue and content follow each other, see {@code src/docs/reading.md}
     * @param name where the name of the speaker comes from, see {@link ReadSpeaker#name}: "printed", "full name",
     *     "pronoun", "carried over", "noun", or null without a name
     * @param notes more reasons, which raised or lowered the confidence
     */
    public record Reasons(String cue, String frame, String name, List<String> notes) {

        public Reasons {
            notes = List.copyOf(notes);
        }
    }
}
