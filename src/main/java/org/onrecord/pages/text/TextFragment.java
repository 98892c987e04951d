package org.onrecord.pages.text;

import java.util.Arrays;

import org.onrecord.url.PercentEncoding;

/** Links to words of an article at its publisher (https://wicg.github.io/scroll-to-text-fragment/). */
public final class TextFragment {

    /** Words at each end of a long quote. */
    private static final int ENDS = 5;

    private TextFragment() {}

    /** The URL of an article with the place of a quote in it. */
    public static String link(String url, String exact) {
        String[] words = exact.strip().split("\\s+");
        String fragment = words.length <= 2 * ENDS
                ? encoded(String.join(" ", words))
                : encoded(join(words, 0, ENDS)) + "," + encoded(join(words, words.length - ENDS, words.length));
        return url + (url.contains("#") ? "" : "#") + ":~:text=" + fragment;
    }

    private static String join(String[] words, int start, int end) {
        return String.join(" ", Arrays.copyOfRange(words, start, end));
    }

    /** The dash, the comma and the ampersand are syntax of the fragment. */
    private static String encoded(String text) {
        return PercentEncoding.of(text).replace("-", "%2D");
    }
}
