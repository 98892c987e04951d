package org.onrecord.reading.language;

/**
 * The words of a sentence that report.
 *
 * @param unit the position of the verb or noun
 * @param cue in the language data, or null
 * @param text as printed
 */
public record CueWords(int unit, Cue cue, String text) {}
