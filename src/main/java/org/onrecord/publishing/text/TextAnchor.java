package org.onrecord.publishing.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A position in a text with its context (W3C Web Annotation: TextPositionSelector and TextQuoteSelector).
 *
 * @param start in Unicode code points from 0
 * @param end in Unicode code points, exclusive
 * @param prefix the text immediately before
 * @param suffix the text immediately after
 */
public record TextAnchor(int start, int end, String prefix, String suffix) {

    /** The length of prefix and suffix in code points. It is enough to find most quotes again in a changed text. */
    private static final int CONTEXT_LENGTH = 32;

    /**
     * Finds all positions of words.
     *
     * @param prefix the text immediately before the words, or null for any
     * @param suffix the text immediately after the words, or null for any
     */
    public static List<TextAnchor> findAll(String text, String exact, String prefix, String suffix) {
        return findAll(text, exact, prefix, suffix, false);
    }

    /** Finds all positions of words, without those that begin or end inside another word. */
    public static List<TextAnchor> findAllWhole(String text, String exact, String prefix, String suffix) {
        return findAll(text, exact, prefix, suffix, true);
    }

    private static List<TextAnchor> findAll(
            String text, String exact, String prefix, String suffix, boolean wholeWords) {
        List<TextAnchor> anchors = new ArrayList<>();
        for (int at = text.indexOf(exact); at >= 0; at = text.indexOf(exact, at + 1)) {
            boolean isInWords = TextUnit.isInsideWord(text, at) || TextUnit.isInsideWord(text, at + exact.length());
            if (!(wholeWords && isInWords)
                    && (prefix == null || text.startsWith(prefix, at - prefix.length()))
                    && (suffix == null || text.startsWith(suffix, at + exact.length()))) {
                anchors.add(at(text, at, exact));
            }
        }
        return anchors;
    }

    /**
     * Returns the anchor of a position. It is empty if the text has no such position.
     *
     * @param start in Unicode code points from 0
     * @param end in Unicode code points, exclusive
     */
    public static Optional<TextAnchor> of(String text, int start, int end) {
        if (start < 0 || end <= start || end > text.codePointCount(0, text.length())) {
            return Optional.empty();
        }
        int at = text.offsetByCodePoints(0, start);
        return Optional.of(at(text, at, text.substring(at, text.offsetByCodePoints(at, end - start))));
    }

    /** Returns the words at this position of a text. */
    public String exact(String text) {
        int at = text.offsetByCodePoints(0, start);
        return text.substring(at, text.offsetByCodePoints(at, end - start));
    }

    /** @param at the position of the words in UTF-16 code units */
    public static TextAnchor at(String text, int at, String exact) {
        int start = text.codePointCount(0, at);
        int behind = at + exact.length();
        int before = text.offsetByCodePoints(at, -Math.min(CONTEXT_LENGTH, start));
        int after =
                text.offsetByCodePoints(behind, Math.min(CONTEXT_LENGTH, text.codePointCount(behind, text.length())));
        return new TextAnchor(
                start,
                start + exact.codePointCount(0, exact.length()),
                text.substring(before, at),
                text.substring(behind, after));
    }
}
