package org.onrecord.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A snippet of a search in parts, so that a template can mark what matches. */
final class MatchedText {

    private MatchedText() {}

    /**
     * Maps with {@code text} and {@code isMatch}.
     *
     * @param matches ranges with {@code start} and {@code end}, in code points, in the order of the text
     */
    static List<Object> parts(String text, List<PageData> matches) {
        List<Object> parts = new ArrayList<>();
        int position = 0;
        for (PageData match : matches) {
            int start = text.offsetByCodePoints(0, match.number("start"));
            int end = text.offsetByCodePoints(0, match.number("end"));
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
