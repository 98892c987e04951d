package org.onrecord.syndication;

import java.util.List;

/**
 * The size of an embedded quote in the usual style of a page.
 *
 * @param words as many as fit
 * @param width pixels
 * @param height pixels, an estimate
 */
record Embed(String words, int width, int height) {

    private static final int WIDTH = 600;

    /** Margins of a blockquote. */
    private static final int MARGIN_X = 80;

    private static final int MARGIN_Y = 90;
    private static final int FONT = 16;
    private static final int LINE = 24;

    /**
     * @param maxWidth pixels
     * @param maxHeight pixels
     */
    static Embed of(String text, int maxWidth, int maxHeight) {
        int width = Math.min(WIDTH, maxWidth);
        double line = Math.max(1, (double) (width - MARGIN_X) / FONT);
        int most = Math.max(1, (maxHeight - MARGIN_Y) / LINE);
        List<String> lines = WrappedText.lines(text, line, most);
        boolean isWhole = WrappedText.lines(text, line).size() <= most;
        return new Embed(
                isWhole ? text : String.join(" ", lines), width, Math.min(maxHeight, MARGIN_Y + lines.size() * LINE));
    }
}
