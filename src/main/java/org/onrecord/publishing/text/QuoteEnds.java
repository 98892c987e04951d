package org.onrecord.publishing.text;

import java.util.Locale;
import java.util.Set;

import org.onrecord.publishing.text.TextUnit.Span;
import org.onrecord.reading.language.WordLists;

/** Tells whether a quote becomes a part of other words or numbers: "art" of "artists", "$5" of "$5 million". */
final class QuoteEnds {

    private static final Set<String> NUMBER_WORDS = WordLists.ofAllLanguages("number words");
    private static final String HYPHENS = "-\u2010\u2011";

    private final String oldBody;
    private final String newBody;

    QuoteEnds(String oldBody, String newBody) {
        this.oldBody = oldBody;
        this.newBody = newBody;
    }

    /** A client may have recorded an end inside a word, which then remains. */
    boolean areKept(Span before, Span after) {
        return !getsInsideWord(before.start(), after.start())
                && !getsInsideWord(before.end(), after.end())
                && !getsIntoNumber(before, after);
    }

    private boolean getsInsideWord(int oldEnd, int newEnd) {
        return TextUnit.isInsideWord(newBody, newEnd) && !TextUnit.isInsideWord(oldBody, oldEnd);
    }

    /** Behind a figure, each new word may be its unit: "5 percent", "5 dollars", "5 m". */
    private boolean getsIntoNumber(Span before, Span after) {
        String behind = wordBehind(newBody, after.end());
        String last = wordBefore(newBody, after.end());
        boolean isNewBehind = !behind.isEmpty() && !behind.equals(wordBehind(oldBody, before.end()));
        boolean isUnit = endsWithFigure(after) && !SpeakerWords.isSmall(behind);
        if (isNewBehind && (isUnit || isNumber(last) && isNumber(behind))) {
            return true;
        }
        String previous = wordBefore(newBody, after.start());
        return !previous.equals(wordBefore(oldBody, before.start()))
                && isNumber(previous)
                && isNumber(wordBehind(newBody, after.start()));
    }

    private boolean endsWithFigure(Span quote) {
        char last = newBody.charAt(quote.end() - 1);
        return Character.isDigit(last) || Character.getType(last) == Character.CURRENCY_SYMBOL;
    }

    private static boolean isNumber(String word) {
        return NUMBER_WORDS.contains(word) || word.chars().anyMatch(Character::isDigit);
    }

    /** Returns the word that blanks or a hyphen separate from a position, in lower case, or an empty text. */
    private static String wordBehind(String text, int at) {
        int start = at;
        while (start < text.length() && isGap(text.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < text.length() && TextUnit.isWordCharacter(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end).toLowerCase(Locale.ROOT);
    }

    private static String wordBefore(String text, int at) {
        int end = at;
        while (end > 0 && isGap(text.charAt(end - 1))) {
            end--;
        }
        int start = end;
        while (start > 0 && TextUnit.isWordCharacter(text.charAt(start - 1))) {
            start--;
        }
        return text.substring(start, end).toLowerCase(Locale.ROOT);
    }

    private static boolean isGap(char character) {
        return character != '\n' && (TextUnit.isBlank(character) || HYPHENS.indexOf(character) >= 0);
    }
}
