package org.onrecord.publishing;

import java.util.ArrayList;
import java.util.List;

/**
 * A place in a text (W3C Web Annotation: TextPositionSelector with the context of a TextQuoteSelector).
 *
 * @param start in Unicode code points from 0
 * @param end in Unicode code points, excluded
 * @param prefix the text just before
 * @param suffix the text just after
 */
record TextAnchor(int start, int end, String prefix, String suffix) {

    /** How much of the text before and after is kept, in code points: enough to find the place in a changed text. */
    private static final int CONTEXT = 32;

    /**
     * Finds the one place where the words stand.
     *
     * @param prefix what stands just before them, or null
     * @param suffix what stands just after them, or null
     * @throws Unanchored where they stand nowhere, or in several places
     */
    static TextAnchor find(String text, String exact, String prefix, String suffix) {
        List<Integer> places = new ArrayList<>();
        for (int at = text.indexOf(exact); at >= 0; at = text.indexOf(exact, at + 1)) {
            if ((prefix == null || text.startsWith(prefix, at - prefix.length()))
                    && (suffix == null || text.startsWith(suffix, at + exact.length()))) {
                places.add(at);
            }
        }
        if (places.size() != 1) {
            throw new Unanchored("The quote \"" + exact + "\" "
                    + (places.isEmpty()
                            ? "does not stand in the article's body, with its prefix and suffix where they are given."
                            : "stands in " + places.size()
                                    + " places of the article's body: give a prefix or a suffix."));
        }
        return at(text, places.get(0), exact);
    }

    /**
     * The place from {@code start} to {@code end}.
     *
     * @param start in Unicode code points from 0
     * @param end in Unicode code points, excluded
     * @throws Unanchored where the text has no such place
     */
    static TextAnchor of(String text, int start, int end) {
        int length = text.codePointCount(0, text.length());
        if (start < 0 || end <= start || end > length) {
            throw new Unanchored("[" + start + ", " + end + ") is no place in the body, which has " + length
                    + " Unicode code points.");
        }
        int at = text.offsetByCodePoints(0, start);
        return at(text, at, text.substring(at, text.offsetByCodePoints(at, end - start)));
    }

    /** The words at this place of a text. */
    String exact(String text) {
        int at = text.offsetByCodePoints(0, start);
        return text.substring(at, text.offsetByCodePoints(at, end - start));
    }

    private static TextAnchor at(String text, int at, String exact) {
        int start = text.codePointCount(0, at);
        int behind = at + exact.length();
        int before = text.offsetByCodePoints(at, -Math.min(CONTEXT, start));
        int after = text.offsetByCodePoints(behind, Math.min(CONTEXT, text.codePointCount(behind, text.length())));
        return new TextAnchor(
                start,
                start + exact.codePointCount(0, exact.length()),
                text.substring(before, at),
                text.substring(behind, after));
    }

    /** The words of a quote are not at one place in the article. */
    static final class Unanchored extends IllegalArgumentException {
        Unanchored(String message) {
            super(message);
        }
    }
}
