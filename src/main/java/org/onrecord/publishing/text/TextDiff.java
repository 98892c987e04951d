package org.onrecord.publishing.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.onrecord.publishing.text.SequenceDiff.Pair;
import org.onrecord.publishing.text.TextUnit.Span;

/**
 * Maps the parts of an old text that a new text keeps, in their order or moved as a block. Lines are compared before
 * sentences and sentences before words, so that a sentence moves with the name of the speaker in it.
 */
final class TextDiff {

    private static final int NONE = -1;

    private final String oldText;
    private final String newText;

    /** By index in the old text: the index in the new text, or NONE. */
    private final int[] newIndexes;

    /** By index in the new text: the index in the old text, or NONE. */
    private final int[] oldIndexes;

    /** By index in the old text: whether the unit has moved as a block. */
    private final boolean[] moved;

    private final List<Crossing> crossings = new ArrayList<>();

    /**
     * A unit that is in both texts, but in another order than those that are mapped in order.
     *
     * @param weight 1 for a word, 2 for more
     */
    private record Crossing(int oldIndex, int newIndex, int weight) {}

    /** A part of both texts that is not mapped yet, between units that are mapped in order. */
    private record Gap(Span before, Span after) {}

    /** The units of one size in both texts. Equal units have equal numbers. */
    private record Units(List<Span> before, List<Span> after, int[] oldIds, int[] newIds) {}

    TextDiff(String oldText, String newText) {
        this.oldText = oldText;
        this.newText = newText;
        newIndexes = new int[oldText.length()];
        oldIndexes = new int[newText.length()];
        moved = new boolean[oldText.length()];
        Arrays.fill(newIndexes, NONE);
        Arrays.fill(oldIndexes, NONE);
        List<Gap> gaps = List.of(new Gap(new Span(0, oldText.length()), new Span(0, newText.length())));
        for (TextUnit size : TextUnit.values()) {
            Units units = units(size);
            gaps.forEach(gap -> mapInOrder(units, gap, size));
            if (size != TextUnit.WORD) {
                mapMoved(units);
            }
            gaps = gaps(units);
        }
    }

    /** Returns the index in the new text of the character at an index of the old text, or -1. */
    int newIndex(int oldIndex) {
        return newIndexes[oldIndex];
    }

    /** Returns the index in the old text of the character at an index of the new text, or -1. */
    int oldIndex(int newIndex) {
        return oldIndexes[newIndex];
    }

    /**
     * Whether a mapped character has moved, or others have moved across it. Then the diff alone cannot tell which of
     * them kept its place.
     */
    boolean isMoved(int oldIndex) {
        int newIndex = newIndexes[oldIndex];
        int weight = 0;
        for (Crossing other : crossings) {
            if (other.oldIndex < oldIndex == other.newIndex > newIndex) {
                weight += other.weight;
            }
        }
        return moved[oldIndex] || weight > 1;
    }

    private Units units(TextUnit size) {
        List<Span> before = size.split(oldText);
        List<Span> after = size.split(newText);
        Map<String, Integer> ids = new HashMap<>();
        return new Units(before, after, ids(before, oldText, ids), ids(after, newText, ids));
    }

    private static int[] ids(List<Span> units, String text, Map<String, Integer> ids) {
        return units.stream()
                .mapToInt(unit -> ids.computeIfAbsent(text.substring(unit.start(), unit.end()), key -> ids.size()))
                .toArray();
    }

    private void mapInOrder(Units units, Gap gap, TextUnit size) {
        int[] before = unmapped(units.before, gap.before, newIndexes);
        int[] after = unmapped(units.after, gap.after, oldIndexes);
        SequenceDiff diff = new SequenceDiff(
                select(units.oldIds, before),
                select(units.newIds, after),
                gap.before.start() > 0 || gap.after.start() > 0,
                gap.before.end() < oldText.length() || gap.after.end() < newText.length(),
                index -> followsColon(units.before.get(before[index]).start()));
        for (Pair pair : diff.crossing()) {
            addCrossing(units.before.get(before[pair.before()]), units.after.get(after[pair.after()]), size);
        }
        for (Pair pair : diff.kept()) {
            map(units.before.get(before[pair.before()]), units.after.get(after[pair.after()]), false);
        }
    }

    /** Maps the units that are left and occur once in both texts. */
    private void mapMoved(Units units) {
        int[] before = unmapped(units.before, new Span(0, oldText.length()), newIndexes);
        int[] after = unmapped(units.after, new Span(0, newText.length()), oldIndexes);
        for (Pair pair : SequenceDiff.uniquePairs(select(units.oldIds, before), select(units.newIds, after))) {
            Span from = units.before.get(before[pair.before()]);
            Span to = units.after.get(after[pair.after()]);
            crossings.add(new Crossing(from.start(), to.start(), 2));
            map(from, to, true);
        }
    }

    private void addCrossing(Span before, Span after, TextUnit size) {
        if (size != TextUnit.WORD || TextUnit.isWordCharacter(oldText.codePointAt(before.start()))) {
            crossings.add(new Crossing(before.start(), after.start(), size == TextUnit.WORD ? 1 : 2));
        }
    }

    /** Whether the text before an index is on another line, which ends with a colon. */
    private boolean followsColon(int oldIndex) {
        boolean sameLine = true;
        int at = oldIndex - 1;
        while (at >= 0 && TextUnit.isBlank(oldText.charAt(at))) {
            sameLine &= oldText.charAt(at) != '\n';
            at--;
        }
        return at >= 0 && !sameLine && oldText.charAt(at) == ':';
    }

    private void map(Span before, Span after, boolean asMoved) {
        for (int i = 0; i < before.length(); i++) {
            newIndexes[before.start() + i] = after.start() + i;
            oldIndexes[after.start() + i] = before.start() + i;
            moved[before.start() + i] = asMoved;
        }
    }

    /** Returns the indexes of the units in a range that are not mapped. */
    private static int[] unmapped(List<Span> units, Span range, int[] mapping) {
        int first = TextUnit.firstFrom(units, range.start());
        int end = TextUnit.firstFrom(units, range.end());
        int[] indexes = new int[end - first];
        int count = 0;
        for (int i = first; i < end; i++) {
            if (mapping[units.get(i).start()] == NONE) {
                indexes[count++] = i;
            }
        }
        return Arrays.copyOf(indexes, count);
    }

    private static int[] select(int[] ids, int[] indexes) {
        return Arrays.stream(indexes).map(index -> ids[index]).toArray();
    }

    private List<Gap> gaps(Units units) {
        List<Gap> gaps = new ArrayList<>();
        int beforeStart = 0;
        int afterStart = 0;
        for (Span unit : units.before) {
            int newStart = newIndexes[unit.start()];
            if (newStart != NONE && !moved[unit.start()]) {
                gaps.add(new Gap(new Span(beforeStart, unit.start()), new Span(afterStart, newStart)));
                beforeStart = unit.end();
                afterStart = newStart + unit.length();
            }
        }
        gaps.add(new Gap(new Span(beforeStart, oldText.length()), new Span(afterStart, newText.length())));
        return gaps;
    }
}
