package org.onrecord.pages.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A text, or a part of one, in which quotes are marked at their offsets. Quotes may overlap: then each part of the text
 * knows all its quotes.
 */
public final class MarkedText {

    /** A quote in the text, with offsets in Unicode code points of the whole text. */
    public record Mark(int start, int end, Map<String, Object> quote) {}

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
        Map<Integer, List<Map<String, Object>>> labels = new HashMap<>();
        for (Mark mark : marks) {
            int label = label(codePoints, mark.start - offset);
            labels.computeIfAbsent(label, key -> new ArrayList<>()).add(mark.quote);
            boundaries.add(Math.max(0, Math.min(codePoints.length, label)));
            boundaries.add(Math.max(0, Math.min(codePoints.length, mark.start - offset)));
            boundaries.add(Math.max(0, Math.min(codePoints.length, mark.end - offset)));
        }
        boundaries.add(codePoints.length);
        List<List<Map<String, Object>>> paragraphs = new ArrayList<>();
        List<Map<String, Object>> paragraph = new ArrayList<>();
        Deque<Mark> next = marks.stream()
                .sorted(Comparator.comparingInt(Mark::start))
                .collect(Collectors.toCollection(ArrayDeque::new));
        List<Mark> covering = new ArrayList<>();
        int start = 0;
        for (int end : boundaries) {
            if (end == start) {
                continue;
            }
            int position = start + offset;
            while (!next.isEmpty() && next.peek().start <= position) {
                covering.add(next.poll());
            }
            covering.removeIf(mark -> mark.end <= position);
            if (codePoints[start] == '\n') {
                if (!paragraph.isEmpty()) {
                    paragraphs.add(paragraph);
                    paragraph = new ArrayList<>();
                }
            } else {
                String words = new String(codePoints, start, end - start);
                paragraph.add(part(words, covering, labels.getOrDefault(start, List.of())));
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

    /** @param begins the quotes whose labels are before the part */
    private static Map<String, Object> part(String text, List<Mark> covering, List<Map<String, Object>> begins) {
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("text", text);
        part.put("isMarked", !covering.isEmpty());
        part.put("isDenial", covering.stream().anyMatch(mark -> "DENIAL".equals(mark.quote.get("speechAct"))));
        part.put("speaker", covering.isEmpty() ? 0 : covering.get(0).quote.get("number"));
        part.put("begins", begins);
        return part;
    }
}
