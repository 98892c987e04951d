package org.onrecord.reading.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Finds the quotations of a body, paragraph by paragraph. A mark inside a quotation with other marks belongs to it. A
 * quotation without a closing mark runs to the end of its paragraph if the next paragraph opens with a mark; otherwise
 * its mark counts for nothing, unless it is behind a colon and one sentence follows.
 */
final class Quotations {

    private static final String STRAIGHT = "\"‟";
    private static final String APOSTROPHES = "''";
    private static final String GRAVES = "``";

    /** The words that a quotation in single marks has at least: an apostrophe looks like a closing mark. */
    private static final int MIN_BLANKS_IN_SINGLE_MARKS = 3;

    private final String body;
    private final String pairs;
    private final List<Quotation> found = new ArrayList<>();

    /** @param pairs the opening and closing marks of the language, alternately: “”«» */
    private Quotations(String body, String pairs) {
        this.body = body;
        this.pairs = pairs;
    }

    /** @param paragraphs pairs of a start and an end */
    static List<Quotation> find(String body, List<int[]> paragraphs, String pairs) {
        Quotations finder = new Quotations(body, pairs);
        for (int i = 0; i < paragraphs.size(); i++) {
            boolean mayGoOn =
                    i + 1 < paragraphs.size() && finder.opensAt(paragraphs.get(i + 1)[0]);
            finder.readParagraph(paragraphs.get(i)[0], paragraphs.get(i)[1], mayGoOn);
        }
        finder.found.sort(Comparator.comparingInt(Quotation::open));
        return finder.found;
    }

    private boolean opensAt(int at) {
        return isStraight(at) || isOpening(body.charAt(at));
    }

    private boolean isOpening(char mark) {
        int index = pairs.indexOf(mark);
        return index >= 0 && (index % 2 == 0 || pairs.indexOf(mark, index + 1) % 2 == 0);
    }

    private boolean isStraight(int at) {
        return STRAIGHT.indexOf(body.charAt(at)) >= 0 || isDoubled(at);
    }

    private boolean isDoubled(int at) {
        return body.startsWith(APOSTROPHES, at) || body.startsWith(GRAVES, at);
    }

    private void readParagraph(int start, int end, boolean mayGoOn) {
        int first = found.size();
        boolean isBalanced = countStraight(start, end) % 2 == 0;
        int open = -1;
        for (int at = start; at < end; at++) {
            int width = isDoubled(at) ? 2 : 1;
            if (isStraight(at) && !isInch(at, open)) {
                boolean opens = open < 0 || !isBalanced && looksOpening(at, start);
                if (opens && (isBalanced || open >= 0 || !looksClosing(at, width, start, end))) {
                    open = at;
                } else if (open >= 0 && closesStraight(open)) {
                    add(open, at, at + width, false);
                    open = -1;
                }
            } else if (open < 0 && isOpening(body.charAt(at))) {
                open = at;
            } else if (open >= 0 && closes(body.charAt(open), body.charAt(at))) {
                add(open, at, at + 1, false);
                open = -1;
            }
            at += width - 1;
        }
        if (open >= 0 && mayGoOn) {
            add(open, end, end, true);
        } else if (open >= 0 && isIntroducedSentence(open, start, end)) {
            add(open, end, end, false);
        }
        readSingleMarks(start, end, first);
    }

    /** Reed said: “It is over.¶ Somebody forgot the closing mark, which can only stand behind the one sentence. */
    private boolean isIntroducedSentence(int open, int start, int end) {
        int before = lastBefore(open, start);
        int firstEnd = open + 1;
        while (firstEnd < end && ".!?…".indexOf(body.charAt(firstEnd)) < 0) {
            firstEnd++;
        }
        return before >= start && body.charAt(before) == ':' && firstEnd == end - 1;
    }

    /** Returns the place of the last character before a mark that is no blank; {@code start - 1} without one. */
    private int lastBefore(int open, int start) {
        int at = open - 1;
        while (at >= start && Character.isWhitespace(body.charAt(at))) {
            at--;
        }
        return at;
    }

    private int countStraight(int start, int end) {
        int count = 0;
        for (int at = start; at < end; at++) {
            if (isStraight(at) && !isInch(at, -1)) {
                count++;
                at += isDoubled(at) ? 1 : 0;
            }
        }
        return count;
    }

    /** Whether a mark behind a digit is a unit: 6'2". */
    private boolean isInch(int at, int open) {
        return open < 0
                && body.charAt(at) == '"'
                && at > 1
                && Character.isDigit(body.charAt(at - 1))
                && "'’′".indexOf(body.charAt(at - 2)) >= 0;
    }

    private boolean looksOpening(int at, int start) {
        return (at == start || isBlankOrBracket(body.charAt(at - 1)))
                && at + 1 < body.length()
                && !TextCharacters.isBlank(body.charAt(at + 1));
    }

    private boolean looksClosing(int at, int width, int start, int end) {
        return at > start
                && !isBlankOrBracket(body.charAt(at - 1))
                && (at + width >= end || !Character.isLetterOrDigit(body.charAt(at + width)));
    }

    private static boolean isBlankOrBracket(char character) {
        return TextCharacters.isBlank(character) || "([—–-".indexOf(character) >= 0;
    }

    private boolean closesStraight(int open) {
        return isStraight(open);
    }

    private boolean closes(char open, char mark) {
        for (int i = 0; i + 1 < pairs.length(); i += 2) {
            if (pairs.charAt(i) == open && pairs.charAt(i + 1) == mark) {
                return true;
            }
        }
        // Writers mix the marks: “like this".
        return pairs.indexOf(open) >= 0 && mark == '"' || STRAIGHT.indexOf(open) >= 0 && mark == '”';
    }

    /**
     * British newspapers quote with single marks. Apostrophes look the same, so the marks must stand at blanks. A
     * quotation in other marks inside belongs to the outer one.
     *
     * @param first the first quotation of the paragraph in other marks
     */
    private void readSingleMarks(int start, int end, int first) {
        List<Quotation> ofParagraph = found.subList(first, found.size());
        Deque<Quotation> others = new ArrayDeque<>(ofParagraph);
        ofParagraph.clear();
        int open = -1;
        boolean mayHaveEnded = false;
        for (int at = start; at < end; at++) {
            char mark = body.charAt(at);
            if ((mark == '‘' || mark == '\'') && !isDoubled(at) && looksOpening(at, start)) {
                open = at;
                mayHaveEnded = false;
            } else if (open >= 0
                    && mark == (body.charAt(open) == '‘' ? '’' : '\'')
                    && looksClosing(at, 1, start, end)) {
                boolean isEnd = isBehindEnd(at);
                if (isEnd && isLong(open, at, start)) {
                    addSingle(open, at, others, mayHaveEnded);
                }
                mayHaveEnded |= !isEnd;
                open = isEnd ? -1 : open;
            }
        }
        found.addAll(others);
    }

    /** Few words are a quotation if they end like a clause, and begin like one: ‘I did not,’ Reed said. */
    private boolean isLong(int open, int close, int start) {
        long blanks = body.substring(open, close)
                .chars()
                .filter(character -> TextCharacters.isBlank((char) character))
                .count();
        int before = lastBefore(open, start);
        boolean isStatement = ",.?!…".indexOf(body.charAt(close - 1)) >= 0
                && Character.isUpperCase(body.codePointAt(open + 1))
                && (before < start || ":,.?!…’".indexOf(body.charAt(before)) >= 0);
        return blanks >= MIN_BLANKS_IN_SINGLE_MARKS || isStatement;
    }

    /**
     * @param others the quotations in other marks, from the first one that may end behind the opening mark
     * @param mayHaveEnded whether what looks like an apostrophe may be the closing mark
     */
    private void addSingle(int open, int close, Deque<Quotation> others, boolean mayHaveEnded) {
        while (!others.isEmpty() && others.peek().close() <= open) {
            found.add(others.remove());
        }
        for (Quotation other : others) {
            if (other.open() >= close) {
                break;
            } else if (mayHaveEnded || !isInside(other, open, close)) {
                return;
            }
        }
        while (!others.isEmpty() && others.peek().open() < close) {
            others.remove();
        }
        add(open, close, close + 1, false);
    }

    private static boolean isInside(Quotation inner, int open, int close) {
        return inner.open() > open && inner.close() <= close;
    }

    /** A possessive of a plural has a letter before its apostrophe: the voters' choice. */
    private boolean isBehindEnd(int at) {
        return ",.?!…".indexOf(body.charAt(at - 1)) >= 0
                || at + 1 == body.length()
                || ",.;:)".indexOf(body.charAt(at + 1)) >= 0;
    }

    private void add(int open, int end, int close, boolean goesOn) {
        int from = open + (isDoubled(open) ? 2 : 1);
        int to = end;
        while (from < to && TextCharacters.isBlank(body.charAt(from))) {
            from++;
        }
        while (to > from && TextCharacters.isBlank(body.charAt(to - 1))) {
            to--;
        }
        if (hasLetter(from, to)) {
            found.add(new Quotation(open, from, to, close, goesOn));
        }
    }

    private boolean hasLetter(int from, int to) {
        for (int at = from; at < to; at++) {
            if (Character.isLetterOrDigit(body.codePointAt(at))) {
                return true;
            }
        }
        return false;
    }
}
