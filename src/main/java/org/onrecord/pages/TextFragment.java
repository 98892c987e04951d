package org.onrecord.pages;

/** Links to words of an article at its publisher (https://wicg.github.io/scroll-to-text-fragment/). */
final class TextFragment {

    /** Words at each end of a long quote. */
    private static final int ENDS = 5;

    private TextFragment() {}

    /** The URL of an article with the place of a quote in it. */
    static String link(String url, String exact) {
        String[] words = exact.strip().split("\\s+");
        String fragment = words.length <= 2 * ENDS
                ? encoded(String.join(" ", words))
                : encoded(join(words, 0, ENDS)) + "," + encoded(join(words, words.length - ENDS, words.length));
        return url + (url.contains("#") ? "" : "#") + ":~:text=" + fragment;
    }

    private static String join(String[] words, int start, int end) {
        return String.join(" ", java.util.Arrays.copyOfRange(words, start, end));
    }

    /** The dash, the comma and the ampersand are syntax of the fragment. */
    private static String encoded(String text) {
        return PageLinks.encoded(text).replace("-", "%2D");
    }
}
