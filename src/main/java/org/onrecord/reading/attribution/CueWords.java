package org.onrecord.reading.attribution;

import org.onrecord.reading.language.Cue;

/**
 * The words of a sentence that report.
 *
 * @param unit the position of the verb or noun
 * @param cue in the language data, or null
 * @param text as printed
 */
record CueWords(int unit, Cue cue, String text) {}
