package org.onrecord.pages.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A text, or a part of one, in which quotes are marked at their offsets. Quotes may overlap: then each part of the text
 * knows all its quotes.
 */
public final class MarkedText {

    /** A quote in the text, with offsets in Unicode code points of the whole text. */
    public record Mark(int start, int end, Map<String, Object> quote) {}

    private MarkedText() {}

    /**
     * The paragraphs, each a list of parts: maps with {@code text}, {@code isMarked}, {@code isDenial}, and
     * {@code begins}, the quotes that begin with the part.
     *
     * @param offset of the text in the whole text, in code points
     */
    public static List<List<Map<String, Object>>> paragraphs(String text, int offset, List<Mark> marks) {
        int[] codePoints = text.codePoints().toArray();
        TreeSet<Integer> boundaries = new TreeSet<>();
        for (int i = 0; i < codePoints.length; i++) {
            if (codePoints[i] == '\n') {
                boundaries.add(i);
                boundaries.add(i + 1);
            }
        }
        for (Mark mark : marks) {
            boundaries.add(Math.max(0, Math.min(codePoints.length, mark.start - offset)));
            boundaries.add(Math.max(0, Math.min(codePoints.length, mark.end - offset)));
        }
        boundaries.add(codePoints.length);
        List<List<Map<String, Object>>> paragraphs = new ArrayList<>();
        List<Map<String, Object>> paragraph = new ArrayList<>();
        int start = 0;
        for (int end : boundaries) {
            if (end == start) {
                continue;
            }
            if (codePoints[start] == '\n') {
                if (!paragraph.isEmpty()) {
                    paragraphs.add(paragraph);
                    paragraph = new ArrayList<>();
                }
            } else {
                paragraph.add(part(new String(codePoints, start, end - start), start + offset, marks));
            }
            start = end;
        }
        if (!paragraph.isEmpty()) {
            paragraphs.add(paragraph);
        }
        return paragraphs;
    }

    private static Map<String, Object> part(String text, int start, List<Mark> marks) {
        List<Map<String, Object>> covering = marks.stream()
                .filter(mark -> mark.start <= start && start < mark.end)
                .map(Mark::quote)
                .toList();
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("text", text);
        part.put("isMarked", !covering.isEmpty());
        part.put("isDenial", covering.stream().anyMatch(quote -> "DENIAL".equals(quote.get("speechAct"))));
        part.put("speaker", covering.isEmpty() ? 0 : covering.get(0).get("number"));
        part.put(
                "begins",
                marks.stream()
                        .filter(mark -> mark.start == start)
                        .map(Mark::quote)
                        .toList());
        return part;
    }
}
