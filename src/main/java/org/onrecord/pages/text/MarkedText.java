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

    /** Where the label of a mark is. */
    private record Label(int start, Mark mark) {}

    /** Quotation marks at which a quote begins. */
    private static final String OPENING = "\"'“‘„‚«‹»›「『";

    private MarkedText() {}

    /**
     * The paragraphs, each a list of parts: maps with {@code text}, {@code isMarked}, {@code isDenial}, and
     * {@code begins}, the quotes that begin with the part or with its quotation mark.
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
        List<Label> labels = new ArrayList<>();
        for (Mark mark : marks) {
            int label = label(codePoints, mark.start - offset);
            labels.add(new Label(label + offset, mark));
            boundaries.add(Math.max(0, Math.min(codePoints.length, label)));
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
                paragraph.add(part(new String(codePoints, start, end - start), start + offset, labels));
            }
            start = end;
        }
        if (!paragraph.isEmpty()) {
            paragraphs.add(paragraph);
        }
        return paragraphs;
    }

    /** The label of a quote is before its quotation mark. */
    private static int label(int[] codePoints, int start) {
        return start > 0 && start <= codePoints.length && OPENING.indexOf(codePoints[start - 1]) >= 0
                ? start - 1
                : start;
    }

    private static Map<String, Object> part(String text, int start, List<Label> labels) {
        List<Map<String, Object>> covering = labels.stream()
                .map(Label::mark)
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
                labels.stream()
                        .filter(label -> label.start == start)
                        .map(label -> label.mark.quote)
                        .toList());
        return part;
    }
}
