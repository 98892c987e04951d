package org.onrecord.error;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;

/** Suggests a name for one that does not exist. */
final class Suggestion {

    private Suggestion() {}

    /** {@code " Did you mean `name`?"}, or an empty string if no name is similar. */
    static String of(String unknown, Stream<String> names) {
        int most = Math.max(1, unknown.length() / 3);
        return names.filter(name -> Math.abs(name.length() - unknown.length()) <= most)
                .filter(name -> distance(unknown, name) <= most)
                .min(Comparator.comparingInt(name -> distance(unknown, name)))
                .map(name -> " Did you mean `" + name + "`?")
                .orElse("");
    }

    /** The Levenshtein distance: how many characters to insert, delete or replace. */
    private static int distance(String one, String other) {
        int[] previous = new int[other.length() + 1];
        Arrays.setAll(previous, j -> j);
        for (int i = 1; i <= one.length(); i++) {
            int[] current = new int[other.length() + 1];
            current[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[other.length()];
    }
}
