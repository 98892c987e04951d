package org.onrecord.reading.text;

/** Classes of characters. */
public final class TextCharacters {

    private TextCharacters() {}

    static boolean isBlank(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == '\uFEFF';
    }

    public static boolean isLineEnd(char character) {
        return character == '\n' || character == '\r' || character == '\u2028' || character == '\u2029';
    }

    /** Returns the end of a line: the next line end, or the end of the text. */
    public static int lineEnd(String text, int from) {
        int end = from;
        while (end < text.length() && !isLineEnd(text.charAt(end))) {
            end++;
        }
        return end;
    }

    static boolean isWordCharacter(int character) {
        int type = Character.getType(character);
        return Character.isLetterOrDigit(character)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }
}
