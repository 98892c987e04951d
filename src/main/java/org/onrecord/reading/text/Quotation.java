package org.onrecord.reading.text;

/**
 * A run of text in quotation marks, in UTF-16 code units of the body.
 *
 * @param open the position of the opening mark
 * @param start the first character inside the marks, without blanks
 * @param end behind the last character inside the marks, without blanks
 * @param close behind the closing mark
 * @param goesOn whether it has no closing mark, because the next paragraph continues it
 */
public record Quotation(int open, int start, int end, int close, boolean goesOn) {}
