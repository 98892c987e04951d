package org.onrecord.pages.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A snippet of a search in parts, so that a template can mark what matches. */
public final class MatchedText {

    /** What matches, in code points of the text. */
    public record Match(int start, int end) {}

    private MatchedText() {}

    /**
     * Maps with {@code text} and {@code isMatch}.
     *
     * @param matches in the order of the text
     */
    public static List<Object> parts(String text, List<Match> matches) {
        List<Object> parts = new ArrayList<>();
        int position = 0;
        for (Match match : matches) {
            int start = text.offsetByCodePoints(0, match.start);
            int end = text.offsetByCodePoints(0, match.end);
            add(parts, text.substring(position, start), false);
            add(parts, text.substring(start, end), true);
            position = end;
        }
        add(parts, text.substring(position), false);
        return parts;
    }

    private static void add(List<Object> parts, String text, boolean isMatch) {
        if (!text.isEmpty()) {
            parts.add(Map.of("text", text, "isMatch", isMatch));
        }
    }
}
