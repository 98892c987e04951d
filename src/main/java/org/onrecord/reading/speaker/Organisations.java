package org.onrecord.reading.speaker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The organisations that a document names, in the order of the text. */
final class Organisations {

    private static final int WINDOW = 60;

    private final List<String> names = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();

    void add(String name, int start) {
        names.add(name);
        starts.add(start);
    }

    /** Returns the last name before a position which has a word, or null: "the ministry" is the Ministry of Trade. */
    String lastWith(String word, int position) {
        int seen = 0;
        for (int i = end(position) - 1; i >= 0 && seen < WINDOW; i--, seen++) {
            if (Arrays.asList(names.get(i).toLowerCase(Locale.ROOT).split(" ")).contains(word)) {
                return names.get(i);
            }
        }
        return null;
    }

    private int end(int position) {
        int low = 0;
        int high = starts.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (starts.get(middle) < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
