package org.onrecord.syndication;

import java.util.ArrayList;
import java.util.List;

/**
 * Wraps text for pictures. The server has no fonts, so it estimates the width of a character by its kind, rather too
 * wide than too narrow. Its unit is the font size.
 */
final class WrappedText {

    private static final String NARROW = "iljtfrI.,;:'’‘|!()[]-/ ";
    private static final String WIDE = "mwMWOQ@%—…";

    private final double width;
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private double used;

    private WrappedText(double width) {
        this.width = width;
    }

    /** The lines of a text, broken between words, and in words that are longer than a line. */
    static List<String> lines(String text, double width) {
        WrappedText wrapped = new WrappedText(width);
        for (String word : text.strip().split("\\s+")) {
            wrapped.add(word);
        }
        wrapped.end();
        return wrapped.lines;
    }

    /** At most a number of lines. An ellipsis ends a text that is longer. */
    static List<String> lines(String text, double width, int most) {
        List<String> lines = lines(text, width);
        if (lines.size() <= most) {
            return lines;
        }
        List<String> cut = new ArrayList<>(lines.subList(0, most));
        String last = cut.get(most - 1);
        while (!last.isEmpty() && width(last) + width('…') > width) {
            last = last.substring(0, last.offsetByCodePoints(last.length(), -1));
        }
        cut.set(most - 1, last.stripTrailing() + "…");
        return cut;
    }

    private void add(String word) {
        if (!line.isEmpty() && !hasIdeographs(word) && used + width(' ') + width(word) > width) {
            end();
        }
        if (!line.isEmpty()) {
            append(' ');
        }
        word.codePoints().forEach(character -> {
            if (!line.isEmpty() && used + width(character) > width) {
                end();
            }
            append(character);
        });
    }

    private void append(int character) {
        line.appendCodePoint(character);
        used += width(character);
    }

    private void end() {
        if (!line.isEmpty()) {
            lines.add(line.toString().strip());
        }
        line.setLength(0);
        used = 0;
    }

    /** Chinese and Japanese have no spaces: a line may end after each character. */
    private static boolean hasIdeographs(String word) {
        return word.codePoints().anyMatch(WrappedText::isFullWidth);
    }

    private static double width(String text) {
        return text.codePoints().mapToDouble(WrappedText::width).sum();
    }

    private static double width(int character) {
        if (isFullWidth(character)) {
            return 1;
        }
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default ->
                NARROW.indexOf(character) >= 0
                        ? 0.36
                        : WIDE.indexOf(character) >= 0 ? 0.95 : Character.isUpperCase(character) ? 0.75 : 0.56;
        };
    }

    /** Characters of Chinese, Japanese and Korean, and pictures. */
    private static boolean isFullWidth(int character) {
        return character >= 0x1100 && character <= 0x115F
                || character >= 0x2E80 && character <= 0xA4CF
                || character >= 0xAC00 && character <= 0xD7A3
                || character >= 0xF900 && character <= 0xFAFF
                || character >= 0xFE30 && character <= 0xFE6F
                || character >= 0xFF00 && character <= 0xFF60
                || character >= 0x1F000;
    }

    /** Whether a text runs from right to left: by its first letter (Unicode Bidirectional Algorithm, P2 and P3). */
    static boolean isRightToLeft(String text) {
        return text.codePoints()
                .map(Character::getDirectionality)
                .filter(direction -> direction == Character.DIRECTIONALITY_LEFT_TO_RIGHT || isRightToLeft(direction))
                .mapToObj(WrappedText::isRightToLeft)
                .findFirst()
                .orElse(false);
    }

    private static boolean isRightToLeft(int direction) {
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }
}
