package org.onrecord.reading;

/** Converts positions in UTF-16 code units to positions in Unicode code points. */
final class CodePoints {

    private static final int STEP = 256;

    private final String text;

    /** The code points before each {@value #STEP}th code unit, or null if each code unit is a code point. */
    private final int[] counts;

    CodePoints(String text) {
        this.text = text;
        counts = text.codePointCount(0, text.length()) == text.length() ? null : new int[text.length() / STEP + 1];
        for (int i = 1; counts != null && i < counts.length; i++) {
            counts[i] = counts[i - 1] + starts((i - 1) * STEP, i * STEP);
        }
    }

    int of(int position) {
        if (counts == null) {
            return position;
        }
        int step = position / STEP;
        return counts[step] + starts(step * STEP, position);
    }

    /** Counts the code units that begin a code point. */
    private int starts(int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            boolean isSecond =
                    i > 0 && Character.isLowSurrogate(text.charAt(i)) && Character.isHighSurrogate(text.charAt(i - 1));
            count += isSecond ? 0 : 1;
        }
        return count;
    }
}
