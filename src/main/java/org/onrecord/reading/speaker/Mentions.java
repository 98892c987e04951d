package org.onrecord.reading.speaker;

import java.util.ArrayList;
import java.util.List;

/** The mentions of people in the order of the text. Searches look at a bounded number of them. */
final class Mentions {

    private static final int WINDOW = 60;

    private final List<Mention> all = new ArrayList<>();

    void add(Mention mention) {
        all.add(mention);
    }

    List<Mention> all() {
        return all;
    }

    /** Returns the last mentions before a position, the last one first. */
    List<Mention> before(int position) {
        int end = firstAt(position);
        List<Mention> found = new ArrayList<>(all.subList(Math.max(0, end - WINDOW), end));
        java.util.Collections.reverse(found);
        return found;
    }

    /** Returns the next mentions from a position on. */
    List<Mention> from(int position) {
        int start = firstAt(position);
        return all.subList(start, Math.min(all.size(), start + WINDOW));
    }

    private int firstAt(int position) {
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all.get(middle).start() < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
