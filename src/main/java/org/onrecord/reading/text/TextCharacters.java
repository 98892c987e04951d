package org.onrecord.reading.text;

/** Classes of characters. */
final class TextCharacters {

    private TextCharacters() {}

    static boolean isBlank(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == '\uFEFF';
    }

    static boolean isLineEnd(char character) {
        return character == '\n' || character == '\r' || character == '\u2028' || character == '\u2029';
    }

    static boolean isWordCharacter(int character) {
        int type = Character.getType(character);
        return Character.isLetterOrDigit(character)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }
}
