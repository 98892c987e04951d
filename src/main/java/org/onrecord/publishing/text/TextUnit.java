package org.onrecord.publishing.text;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The units by which a {@link TextDiff} compares texts, from large to small. Blanks between units belong to none. */
public enum TextUnit {
    LINE {
        @Override
        List<Span> split(String text) {
            List<Span> lines = new ArrayList<>();
            int start = 0;
            for (int at = 0; at <= text.length(); at++) {
                if (at == text.length() || text.charAt(at) == '\n' || text.charAt(at) == '\r') {
                    addTrimmed(lines, text, start, at);
                    start = at + 1;
                }
            }
            return lines;
        }
    },

    /** A quotation of several sentences is not split, so that it is not separated from the name of its speaker. */
    SENTENCE {
        @Override
        List<Span> split(String text) {
            List<Span> sentences = new ArrayList<>();
            LINE.split(text).forEach(line -> splitLine(text, line, sentences));
            return sentences;
        }
    },

    /** A word, a punctuation mark, or a character of a script that writes no blanks between words. */
    WORD {
        @Override
        List<Span> split(String text) {
            List<Span> words = new ArrayList<>();
            int wordStart = -1;
            for (int at = 0; at < text.length(); ) {
                int character = text.codePointAt(at);
                int next = at + Character.charCount(character);
                boolean inWord = isSegmented(character);
                if (inWord && wordStart < 0) {
                    wordStart = at;
                } else if (!inWord && wordStart >= 0) {
                    words.add(new Span(wordStart, at));
                    wordStart = -1;
                }
                if (!inWord && !isBlank(character)) {
                    words.add(new Span(at, next));
                }
                at = next;
            }
            if (wordStart >= 0) {
                words.add(new Span(wordStart, text.length()));
            }
            return words;
        }
    };

    /** A part of a text, in UTF-16 code units. The end is exclusive. */
    public record Span(int start, int end) {

        int length() {
            return end - start;
        }
    }

    private static final Set<UnicodeScript> UNSEGMENTED_SCRIPTS = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    /** The closing marks of each opening quotation mark, in the languages that use it. */
    private static final Map<Character, String> QUOTATION_MARKS =
            Map.of('“', "”", '„', "“”", '”', "”", '«', "»", '»', "«»", '"', "\"", '「', "」", '『', "』");

    /** Abbreviations before a name. The full stop behind them ends no sentence. */
    private static final Set<String> TITLES = Set.of(
            "Mr", "Mrs", "Ms", "Mx", "Dr", "Prof", "Rev", "Hon", "Rep", "Reps", "Sen", "Sens", "Gov", "Pres", "Lt",
            "Gen", "Col", "Maj", "Capt", "Cmdr", "Sgt", "Adm", "St", "Mme", "Hr", "Fr", "Sr", "Sra");

    private static final String APOSTROPHES = "'’";
    private static final String HYPHENS = "-\u2010\u2011−+";
    private static final String PERCENT = "%‰°";

    /** Marks between the digits of a number, a time or a range: the last three are the blanks of "1 500". */
    private static final String NUMBER_MARKS = ".,:/–\u00A0\u2009\u202F";

    private static final String SENTENCE_ENDS = ".!?…؟।۔";
    private static final String UNSEGMENTED_SENTENCE_ENDS = "。！？";

    /** Splits a text into units in the order of their positions. */
    abstract List<Span> split(String text);

    /** Returns the index of the first unit that starts at a position or after it. */
    static int firstFrom(List<Span> units, int position) {
        int low = 0;
        int high = units.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (units.get(middle).start < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    static boolean isBlank(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    static boolean isWordCharacter(int character) {
        return Character.isLetterOrDigit(character)
                || Character.getType(character) == Character.NON_SPACING_MARK
                || Character.getType(character) == Character.COMBINING_SPACING_MARK;
    }

    /**
     * Whether a position is between two characters of a word or a number: behind the sign of a number, before its
     * decimals, or before the end of "can't". Scripts without blanks show no limits of words.
     */
    public static boolean isInsideWord(String text, int at) {
        if (at <= 0 || at >= text.length()) {
            return false;
        }
        int before = text.codePointBefore(at);
        int behind = text.codePointAt(at);
        int next = characterAt(text, at + Character.charCount(behind));
        int previous = characterBefore(text, at - Character.charCount(before));
        return isSegmented(before) && (isSegmented(behind) || goesOn(before, behind, next))
                || isSegmented(behind) && isPrefix(previous, before, behind);
    }

    /** Whether a word or number goes on behind one of its characters with a character that is not in words. */
    private static boolean goesOn(int last, int mark, int next) {
        if (Character.isDigit(last) && (isCurrency(mark) || PERCENT.indexOf(mark) >= 0)) {
            return true;
        }
        return APOSTROPHES.indexOf(mark) >= 0 && isSegmented(next)
                || HYPHENS.indexOf(mark) >= 0 && isSegmented(next)
                || NUMBER_MARKS.indexOf(mark) >= 0 && Character.isDigit(last) && Character.isDigit(next);
    }

    /** Whether a mark and the character before it belong to a word or number. French words begin behind "qu'". */
    private static boolean isPrefix(int previous, int mark, int first) {
        boolean isNumber = Character.isDigit(first);
        if (isNumber && (isCurrency(mark) || mark == '.')) {
            return true;
        }
        return HYPHENS.indexOf(mark) >= 0 && (isSegmented(previous) || isNumber && HYPHENS.indexOf(previous) < 0)
                || isNumber && Character.isDigit(previous) && (NUMBER_MARKS + APOSTROPHES).indexOf(mark) >= 0;
    }

    private static boolean isCurrency(int character) {
        return Character.getType(character) == Character.CURRENCY_SYMBOL;
    }

    private static int characterAt(String text, int at) {
        return at < text.length() ? text.codePointAt(at) : ' ';
    }

    private static int characterBefore(String text, int at) {
        return at > 0 ? text.codePointBefore(at) : ' ';
    }

    private static boolean isSegmented(int character) {
        return isWordCharacter(character) && !isUnsegmented(character);
    }

    private static boolean isUnsegmented(int character) {
        return character > 0x0DFF && UNSEGMENTED_SCRIPTS.contains(UnicodeScript.of(character));
    }

    private static void addTrimmed(List<Span> spans, String text, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        if (from < to) {
            spans.add(new Span(from, to));
        }
    }

    private static void splitLine(String text, Span line, List<Span> sentences) {
        int start = line.start;
        char opening = 0;
        for (int at = line.start; at < line.end; at++) {
            char character = text.charAt(at);
            boolean ends = false;
            if (opening == 0 && QUOTATION_MARKS.containsKey(character)) {
                opening = character;
            } else if (opening == 0) {
                ends = endsSentence(text, at, at + 1, line.end);
            } else if (QUOTATION_MARKS.get(opening).indexOf(character) >= 0) {
                // The speaker may follow an exclamation or a question: “Never!” Ann said.
                boolean mayGoOn = text.charAt(start) == opening && "!?！？".indexOf(text.charAt(at - 1)) >= 0;
                ends = !mayGoOn && endsSentence(text, at - 1, at + 1, line.end);
                opening = 0;
            }
            if (ends) {
                addTrimmed(sentences, text, start, at + 1);
                start = at + 1;
                while (start < line.end && isBlank(text.charAt(start))) {
                    start++;
                }
            }
        }
        addTrimmed(sentences, text, start, line.end);
    }

    /**
     * @param at the position of a character that may end a sentence
     * @param next the position behind it and a closing quotation mark
     */
    private static boolean endsSentence(String text, int at, int next, int endOfLine) {
        boolean unsegmented = UNSEGMENTED_SENTENCE_ENDS.indexOf(text.charAt(at)) >= 0;
        if (!unsegmented && SENTENCE_ENDS.indexOf(text.charAt(at)) < 0) {
            return false;
        }
        if (text.charAt(at) == '.' && isAbbreviation(text, at)) {
            return false;
        }
        int start = next;
        while (start < endOfLine && isBlank(text.charAt(start))) {
            start++;
        }
        return start < endOfLine && (unsegmented || start > next) && !Character.isLowerCase(text.codePointAt(start));
    }

    /** Whether the word before a full stop is a title or an initial. */
    private static boolean isAbbreviation(String text, int fullStop) {
        int start = fullStop;
        while (start > 0 && fullStop - start <= 4 && isWordCharacter(text.charAt(start - 1))) {
            start--;
        }
        String word = text.substring(start, fullStop);
        return TITLES.contains(word) || word.length() == 1 && Character.isUpperCase(word.charAt(0));
    }
}
