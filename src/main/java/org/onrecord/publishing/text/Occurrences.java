package org.onrecord.publishing.text;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The places of the words of a quote in a body.
 *
 * @param starts the indexes of their first characters, at most one more than the maximum
 */
record Occurrences(List<Integer> starts) {

    /** The place of a quote whose words occur more often is not clear. */
    private static final int MAX = 100;

    static Occurrences of(String body, String words) {
        return new Occurrences(IntStream.iterate(body.indexOf(words), at -> at >= 0, at -> body.indexOf(words, at + 1))
                .limit(MAX + 1)
                .boxed()
                .toList());
    }

    boolean areTooMany() {
        return starts.size() > MAX;
    }
}
