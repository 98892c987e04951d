package org.onrecord.pages.picture;

import java.util.ArrayList;
import java.util.List;

/** Breaks a text into lines. SVG does not. */
final class TextLines {

    /** From here on, characters are as wide as they are high: Chinese, Japanese, Korean. */
    private static final int FIRST_WIDE = 0x1100;

    /** The widest letters of Western scripts. */
    private static final String WIDE = "MW@ЖШЩЮ—";

    private TextLines() {}

    /**
     * The lines, at least one. A longer text ends with an ellipsis.
     *
     * @param width of a line, in characters of average width
     */
    static List<String> of(String text, int width, int most) {
        List<String> lines = new ArrayList<>();
        String rest = text.strip().replaceAll("\\s+", " ");
        while (lines.size() + 1 < most && end(rest, width) < rest.length()) {
            int end = end(rest, width);
            int space = rest.lastIndexOf(' ', end);
            int cut = space > 0 ? space : end;
            lines.add(rest.substring(0, cut));
            rest = rest.substring(cut).strip();
        }
        int end = end(rest, width);
        lines.add(end < rest.length() ? rest.substring(0, end(rest, width - 1)).strip() + "…" : rest);
        return lines;
    }

    /** The index after the last character that fits the line. */
    private static int end(String text, int width) {
        double used = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            used += width(text.codePointAt(i));
            if (used > width) {
                return i;
            }
        }
        return text.length();
    }

    /** In widths of an average character. */
    private static double width(int character) {
        if (character >= FIRST_WIDE && !isNarrow(character) || WIDE.indexOf(character) >= 0) {
            return 2;
        }
        return Character.isUpperCase(character) ? 1.4 : 1;
    }

    /** Punctuation and letters of Western scripts among the characters from {@link #FIRST_WIDE} on. */
    private static boolean isNarrow(int character) {
        return character >= 0x1e00 && character < 0x2e80;
    }
}
