package org.onrecord.reading;

import java.util.ArrayList;
import java.util.List;

import org.onrecord.model.QuoteType;

/** The body of an article as the scorer sees it: code points, and which of them are between double quotation marks. */
final class ArticleText {

    private static final String MARKS = "\"“”„‟«»";
    private static final String TRIMMED = MARKS + ",.;:-–—…'‘’";

    private final int[] text;
    private final boolean[] quoted;

    ArticleText(String body) {
        text = body.codePoints().toArray();
        quoted = new boolean[text.length];
        int start = 0;
        for (int end = 0; end <= text.length; end++) {
            if (end == text.length || text[end] == '\n') {
                if (end > start) {
                    markQuotations(start, end);
                }
                start = end + 1;
            }
        }
    }

    int length() {
        return text.length;
    }

    String substring(Span span) {
        return new String(text, span.start(), span.length());
    }

    /** DIRECT if all letters are between quotation marks, MIXED if some are, INDIRECT if none is. */
    QuoteType type(Span span) {
        boolean inside = false;
        boolean outside = false;
        for (int i = span.start(); i < span.end(); i++) {
            if (isWord(text[i])) {
                inside |= quoted[i];
                outside |= !quoted[i];
            }
        }
        return !inside ? QuoteType.INDIRECT : outside ? QuoteType.MIXED : QuoteType.DIRECT;
    }

    /**
     * The pieces of a span that are compared. It is cut at line ends, before a quotation that follows the end of a
     * sentence, and after a quotation that ends one. Marks, punctuation and a leading "that" are trimmed. Pieces
     * without a letter are dropped.
     */
    List<Span> pieces(int start, int end) {
        List<Span> pieces = new ArrayList<>();
        int line = start;
        int from = start;
        for (int i = start + 1; i <= end; i++) {
            boolean startsLine = text[i - 1] == '\n';
            line = startsLine ? i : line;
            if (i == end || startsLine || text[i] == '\n' || isCut(line, i)) {
                addTrimmed(from, i, pieces);
                from = i;
            }
        }
        return pieces;
    }

    private boolean isCut(int line, int i) {
        if (quoted[i] && !quoted[i - 1]) {
            int before = i - 1;
            while (before >= line && isSpace(text[before])) {
                before--;
            }
            return before >= line && before < i - 1 && ".!?:".indexOf(text[before]) >= 0;
        }
        if (quoted[i - 1] && !quoted[i]) {
            return isSpace(text[i]) && (i < 2 || ".!?".indexOf(text[i - 2]) >= 0);
        }
        return quoted[i] && quoted[i - 1] && isMark(text[i]) && isSpace(text[i - 1]) && (i < 2 || isMark(text[i - 2]));
    }

    private void addTrimmed(int start, int end, List<Span> pieces) {
        int x = start;
        int y = end;
        boolean again = true;
        while (again) {
            int x0 = x;
            int y0 = y;
            while (x < y && (isSpace(text[x]) || TRIMMED.indexOf(text[x]) >= 0)) {
                x++;
            }
            while (x < y && (isSpace(text[y - 1]) || (TRIMMED + "!?").indexOf(text[y - 1]) >= 0)) {
                y--;
            }
            if (y - x > 5 && new String(text, x, 5).equalsIgnoreCase("that ")) {
                x += 5;
            }
            again = x != x0 || y != y0;
        }
        for (int i = x; i < y; i++) {
            if (isWord(text[i])) {
                pieces.add(new Span(x, y));
                return;
            }
        }
    }

    /** Straight marks alternate. A mark that is not closed runs to the end, if the next paragraph opens with one. */
    private void markQuotations(int start, int end) {
        int open = -1;
        int i = start;
        while (i < end) {
            int mark = text[i];
            int width = 1;
            if (isTypewriterMark(i)) {
                mark = '"';
                width = 2;
            }
            boolean either = mark == '"' || mark == '‟';
            if ("“„«".indexOf(mark) >= 0 || either && open < 0) {
                open = open < 0 ? i : open;
            } else if ("”»".indexOf(mark) >= 0 || either) {
                if (open >= 0) {
                    mark(open, i + width);
                    open = -1;
                }
            }
            i += width;
        }
        int next = end;
        while (next < text.length && text[next] == '\n') {
            next++;
        }
        if (open >= 0 && next < text.length && (isMark(text[next]) || isTypewriterMark(next))) {
            mark(open, end);
        }
    }

    private boolean isTypewriterMark(int i) {
        return i + 1 < text.length && text[i] == text[i + 1] && (text[i] == '\'' || text[i] == '`');
    }

    private void mark(int start, int end) {
        for (int i = start; i < Math.min(end, text.length); i++) {
            quoted[i] = true;
        }
    }

    private static boolean isMark(int character) {
        return MARKS.indexOf(character) >= 0;
    }

    private static boolean isSpace(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    private static boolean isWord(int character) {
        return Character.isLetterOrDigit(character) || character == '_';
    }

    /** A part of a body, in code points. The end is exclusive. */
    record Span(int start, int end) {

        int length() {
            return end - start;
        }

        int overlap(Span other) {
            return Math.max(0, Math.min(end, other.end) - Math.max(start, other.start));
        }

        /** The characters that both spans have, divided by the characters that one of them has. */
        double intersectionOverUnion(Span other) {
            return overlap(other) / (double) (Math.max(end, other.end) - Math.min(start, other.start));
        }
    }
}
