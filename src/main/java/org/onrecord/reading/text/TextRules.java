package org.onrecord.reading.text;

import java.util.Set;

/**
 * What a {@link Document} needs to know of a language.
 *
 * @param quotationMarks opening and closing marks, alternately
 * @param abbreviations in lower case, with their full stop, which ends no sentence
 * @param titles the abbreviations that stand before a name, so that a capital letter behind them begins no sentence
 * @param reportingWords forms of verbs that may follow a question or exclamation in marks: "Why?" he asked
 * @param sentenceStarts capitalised words that begin a sentence behind an abbreviation: "the U.S. The"
 * @param enclitics pronouns that stand behind their verb and a hyphen: "dit-il", "a-t-elle"
 * @param ordinalMonths months that stand behind a day with a full stop, in lower case: "16. Juli"
 * @param tagger null if there is no model for the language
 */
public record TextRules(
        String quotationMarks,
        Set<String> abbreviations,
        Set<String> titles,
        Set<String> reportingWords,
        Set<String> sentenceStarts,
        Set<String> enclitics,
        Set<String> ordinalMonths,
        Tagger tagger) {}
