package org.onrecord.error;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Suggests a name for one that does not exist. */
final class Suggestion {

    /** The most names that a message lists. */
    private static final int MAX_LISTED = 30;

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

    /** As {@link #of}; if no name is similar, the sentence lists the names that exist. */
    static String ofAll(String unknown, Stream<String> names) {
        List<String> all = names.sorted().toList();
        String similar = of(unknown, all.stream());
        if (!similar.isEmpty() || all.isEmpty()) {
            return similar;
        }
        String listed =
                all.stream().limit(MAX_LISTED).map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        return all.size() <= MAX_LISTED
                ? " There is " + listed + "."
                : " There is %s, and %d more.".formatted(listed, all.size() - MAX_LISTED);
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
