package org.onrecord.publishing;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.onrecord.model.QuoteAppearance;
import org.onrecord.mutation.input.ArticleInput.QuoteAppearanceInput;
import org.onrecord.publishing.text.BodyRevision;
import org.onrecord.publishing.text.TextAnchor;
import org.onrecord.publishing.text.TextUnit.Span;

/**
 * The places of stored appearances in the body of their article, which may have changed since.
 *
 * @param appearances those that were looked for
 * @param anchors the places of those that have a clear one; empty if the article has no body
 */
record AppearancePlaces(List<QuoteAppearance> appearances, Map<QuoteAppearance, TextAnchor> anchors) {

    /**
     * @param oldBody the text in which the appearances have their positions; null if the article had none
     * @param body null if the article has none
     */
    static AppearancePlaces find(String oldBody, String body, List<QuoteAppearance> appearances) {
        if (body == null || appearances.isEmpty()) {
            return new AppearancePlaces(appearances, Map.of());
        } else if (oldBody == null) {
            return new AppearancePlaces(appearances, findWords(body, appearances));
        } else if (!oldBody.equals(body)) {
            return new AppearancePlaces(appearances, findAgain(oldBody, body, appearances));
        }
        Map<QuoteAppearance, TextAnchor> anchors = new LinkedHashMap<>();
        appearances.forEach(appearance -> anchors.put(appearance, place(appearance)));
        return new AppearancePlaces(appearances, anchors);
    }

    private static TextAnchor place(QuoteAppearance appearance) {
        return new TextAnchor(appearance.start, appearance.end, appearance.prefix, appearance.suffix);
    }

    /** The appearances that have no clear place. */
    List<QuoteAppearance> lost() {
        return appearances.stream()
                .filter(appearance -> !anchors.containsKey(appearance))
                .toList();
    }

    /**
     * The quotes that the article has at a place, those with the same ends first. Several people can make a statement
     * together, and a quote can contain another one.
     *
     * @param anchor null if the article has no body; then the words are the place
     */
    List<QuoteAppearance> at(TextAnchor anchor, QuoteAppearanceInput input) {
        Stream<QuoteAppearance> there = anchor == null
                ? appearances.stream().filter(appearance -> appearance.exact.equals(input.exact()))
                : anchors.entrySet().stream()
                        .filter(place -> isSame(place.getValue(), anchor.start(), anchor.end()))
                        .sorted(Comparator.comparing(place -> !hasEnds(place.getValue(), anchor.start(), anchor.end())))
                        .map(Map.Entry::getKey);
        return there.toList();
    }

    /** Whether an appearance has the ends of a place. */
    boolean hasEnds(QuoteAppearance appearance, TextAnchor anchor) {
        return anchor == null || hasEnds(anchors.get(appearance), anchor.start(), anchor.end());
    }

    private static boolean hasEnds(TextAnchor place, int start, int end) {
        return place.start() == start && place.end() == end;
    }

    /** Whether an appearance is at the place of an input, which has a position. */
    static boolean isAt(QuoteAppearance appearance, QuoteAppearanceInput input) {
        return isSame(place(appearance), input.start(), input.end());
    }

    /** Whether two places have more than half of their text in common. */
    private static boolean isSame(TextAnchor place, int start, int end) {
        int common = Math.min(place.end(), end) - Math.max(place.start(), start);
        int all = Math.max(place.end(), end) - Math.min(place.start(), start);
        return 2 * common > all;
    }

    private static Map<QuoteAppearance, TextAnchor> findAgain(
            String oldBody, String newBody, List<QuoteAppearance> appearances) {
        Map<QuoteAppearance, Span> spans = new LinkedHashMap<>();
        appearances.forEach(appearance -> {
            int start = oldBody.offsetByCodePoints(0, appearance.start);
            spans.put(appearance, new Span(start, start + appearance.exact.length()));
        });
        Map<Span, Span> found = new BodyRevision(oldBody, newBody).findAll(new LinkedHashSet<>(spans.values()));
        Map<QuoteAppearance, TextAnchor> anchors = new LinkedHashMap<>();
        spans.forEach((appearance, span) -> {
            Span place = found.get(span);
            if (place != null) {
                anchors.put(appearance, TextAnchor.at(newBody, place.start(), appearance.exact));
            }
        });
        return anchors;
    }

    /** Finds whole words that had no position. Two appearances never get the same one. */
    private static Map<QuoteAppearance, TextAnchor> findWords(String body, List<QuoteAppearance> appearances) {
        Map<QuoteAppearance, TextAnchor> anchors = new LinkedHashMap<>();
        for (QuoteAppearance appearance : appearances) {
            List<TextAnchor> places =
                    TextAnchor.findAllWhole(body, appearance.exact, appearance.prefix, appearance.suffix);
            if (places.isEmpty()) { // The context may have been written from memory.
                places = TextAnchor.findAllWhole(body, appearance.exact, null, null);
            }
            if (places.size() == 1) {
                anchors.put(appearance, places.get(0));
            }
        }
        Map<TextAnchor, Integer> claims = new HashMap<>();
        anchors.values().forEach(anchor -> claims.merge(anchor, 1, Integer::sum));
        anchors.values().removeIf(anchor -> claims.get(anchor) > 1);
        return anchors;
    }
}
