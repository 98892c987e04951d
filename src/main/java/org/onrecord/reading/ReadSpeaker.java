package org.onrecord.reading;

/**
 * Who said something.
 *
 * @param text the source as printed: "Clinton", "he", "the Kremlin"
 * @param start the offset of the text in the body, in Unicode code points
 * @param end the offset behind the text, in Unicode code points
 * @param name the longest name that the article gives this speaker ("Hillary Clinton"), or null if the speaker is not
 *     named: "a spokesman". An organisation or a place has its name as printed.
 * @param isPerson whether the name is that of a person
 * @param role the title or the apposition beside the name ("campaign manager"), or null
 */
public record ReadSpeaker(String text, int start, int end, String name, boolean isPerson, String role) {}
