package org.onrecord.publishing.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Pairs equal elements of two sequences with a patience diff (Cohen): it first pairs the elements that occur once in
 * both sequences, and then looks between these pairs. A shortest edit script would take quadratic time, and would pair
 * frequent elements without regard to their neighbours.
 */
final class SequenceDiff {

    /** Limits the time for sequences that repeat themselves. */
    private static final int MAX_DEPTH = 48;

    private final int[] before;
    private final int[] after;
    private final IntPredicate followsColon;
    private final Deque<Range> ranges = new ArrayDeque<>();
    private final List<Pair> kept = new ArrayList<>();
    private final List<Pair> crossing = new ArrayList<>();

    /** Indexes of equal elements in the two sequences. */
    record Pair(int before, int after) {}

    /**
     * A part of both sequences that is not compared yet. The ends are exclusive.
     *
     * @param afterPair whether the elements before the part are paired; if not, the part begins with the sequence
     * @param beforePair whether the elements behind the part are paired
     */
    private record Range(
            int beforeStart,
            int beforeEnd,
            int afterStart,
            int afterEnd,
            boolean afterPair,
            boolean beforePair,
            int depth) {

        int beforeLength() {
            return beforeEnd - beforeStart;
        }

        int afterLength() {
            return afterEnd - afterStart;
        }
    }

    /**
     * @param before numbers; equal elements have equal numbers
     * @param afterPair whether the text before the sequences is the same in both
     * @param beforePair whether the text behind the sequences is the same in both
     * @param followsColon tells whether an element of the old sequence follows a colon at the end of the line before
     */
    SequenceDiff(int[] before, int[] after, boolean afterPair, boolean beforePair, IntPredicate followsColon) {
        this.before = before;
        this.after = after;
        this.followsColon = followsColon;
        ranges.add(new Range(0, before.length, 0, after.length, afterPair, beforePair, 0));
        while (!ranges.isEmpty()) {
            Range range = ranges.removeLast();
            if (range.beforeLength() > 0 && range.afterLength() > 0 && range.depth < MAX_DEPTH) {
                compare(range);
            }
        }
    }

    /** The pairs that are in the same order in both sequences. */
    List<Pair> kept() {
        return kept;
    }

    /** Pairs of equal elements that are in another order than the kept ones. */
    List<Pair> crossing() {
        return crossing;
    }

    /** Pairs the elements that occur once in both sequences. */
    static List<Pair> uniquePairs(int[] before, int[] after) {
        return equalPairs(before, after, new Range(0, before.length, 0, after.length, false, false, 0), 1);
    }

    private void compare(Range range) {
        List<Pair> pairs = inOrder(equalPairs(before, after, range, 1));
        if (pairs.isEmpty()) {
            pairs = commonEnds(range);
        }
        if (pairs.isEmpty()) {
            pairs = inOrder(equalPairs(before, after, range, Integer.MAX_VALUE));
        }
        if (pairs.isEmpty()) {
            return;
        }
        kept.addAll(pairs);
        int beforeStart = range.beforeStart;
        int afterStart = range.afterStart;
        boolean afterPair = range.afterPair;
        for (Pair pair : pairs) {
            ranges.add(new Range(beforeStart, pair.before, afterStart, pair.after, afterPair, true, range.depth + 1));
            beforeStart = pair.before + 1;
            afterStart = pair.after + 1;
            afterPair = true;
        }
        ranges.add(new Range(
                beforeStart, range.beforeEnd, afterStart, range.afterEnd, true, range.beforePair, range.depth + 1));
    }

    /**
     * Pairs the elements that are equally often in both sequences, in the order of the old one.
     *
     * @param maxCount how often an element may occur
     */
    private static List<Pair> equalPairs(int[] before, int[] after, Range range, int maxCount) {
        Map<Integer, List<Integer>> places = new HashMap<>();
        for (int i = range.afterStart; i < range.afterEnd; i++) {
            places.computeIfAbsent(after[i], id -> new ArrayList<>(1)).add(i);
        }
        Map<Integer, Integer> counts = new HashMap<>();
        for (int i = range.beforeStart; i < range.beforeEnd; i++) {
            counts.merge(before[i], 1, Integer::sum);
        }
        Map<Integer, Integer> seen = new HashMap<>();
        List<Pair> pairs = new ArrayList<>();
        for (int i = range.beforeStart; i < range.beforeEnd; i++) {
            List<Integer> equal = places.getOrDefault(before[i], List.of());
            if (equal.size() <= maxCount && equal.size() == counts.get(before[i])) {
                pairs.add(new Pair(i, equal.get(seen.merge(before[i], 1, Integer::sum) - 1)));
            }
        }
        return pairs;
    }

    /** Returns the longest sequence of pairs that is in order in both sequences. The other pairs cross it. */
    private List<Pair> inOrder(List<Pair> pairs) {
        int[] lasts = new int[pairs.size()];
        int[] previous = new int[pairs.size()];
        int length = 0;
        for (int i = 0; i < pairs.size(); i++) {
            int low = 0;
            int high = length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (pairs.get(lasts[middle]).after < pairs.get(i).after) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            previous[i] = low == 0 ? -1 : lasts[low - 1];
            lasts[low] = i;
            length = Math.max(length, low + 1);
        }
        boolean[] chosen = new boolean[pairs.size()];
        for (int i = length == 0 ? -1 : lasts[length - 1]; i >= 0; i = previous[i]) {
            chosen[i] = true;
        }
        List<Pair> sequence = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            (chosen[i] ? sequence : crossing).add(pairs.get(i));
        }
        return sequence;
    }

    /**
     * Pairs the equal elements at both ends of a range. If the new sequence repeats the old one, both ends are equal to
     * the same old elements. Then the end at a pair is taken, or the first one if the elements follow a colon. Without
     * such a sign the elements stay unpaired.
     */
    private List<Pair> commonEnds(Range range) {
        int shorter = Math.min(range.beforeLength(), range.afterLength());
        int prefix = 0;
        while (prefix < shorter && before[range.beforeStart + prefix] == after[range.afterStart + prefix]) {
            prefix++;
        }
        int suffix = 0;
        while (suffix < shorter && before[range.beforeEnd - 1 - suffix] == after[range.afterEnd - 1 - suffix]) {
            suffix++;
        }
        if (prefix + suffix > shorter) {
            if (range.beforeLength() == range.afterLength()) {
                suffix = 0;
            } else if (range.afterPair && (!range.beforePair || followsColon.test(range.beforeStart))) {
                suffix = shorter - prefix;
            } else if (range.beforePair && !range.afterPair) {
                prefix = shorter - suffix;
            } else {
                return List.of();
            }
        }
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < prefix; i++) {
            pairs.add(new Pair(range.beforeStart + i, range.afterStart + i));
        }
        for (int i = suffix; i > 0; i--) {
            pairs.add(new Pair(range.beforeEnd - i, range.afterEnd - i));
        }
        return pairs;
    }
}
