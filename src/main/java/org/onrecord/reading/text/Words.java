package org.onrecord.reading.text;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Splits text into words and punctuation marks. A contraction, and a word with hyphens, is one word. */
final class Words {

    private static final int MAX_ABBREVIATION = 6;

    private final String body;
    private final Set<String> abbreviations;
    private final Set<String> enclitics;

    /**
     * @param abbreviations with the full stop that belongs to them, in lower case
     * @param enclitics pronouns behind a hyphen, which are words of their own
     */
    Words(String body, Set<String> abbreviations, Set<String> enclitics) {
        this.body = body;
        this.abbreviations = abbreviations;
        this.enclitics = enclitics;
    }

    /** Adds the words between two positions to a list. */
    void split(int start, int end, List<Unit> words) {
        int at = start;
        while (at < end) {
            int character = body.codePointAt(at);
            int next = at + Character.charCount(character);
            if (TextCharacters.isBlank(character)) {
                at = next;
                continue;
            }
            boolean isName = (character == '@' || character == '#') && next < end && isWordCharacter(next);
            if (isName || TextCharacters.isWordCharacter(character)) {
                next = wordEnd(next, end);
                next = withFullStop(at, next, end);
            } else if (character == '.' || character == '-') {
                while (next < end && body.charAt(next) == character) {
                    next++;
                }
            }
            int hyphen = enclitics.isEmpty() ? at : lastHyphen(at, next);
            boolean isVerb = hyphen > at && enclitics.contains(body.substring(hyphen + 1, next));
            if (isVerb) {
                boolean hasLetter = body.startsWith("-t", hyphen - 2) && hyphen - 2 > at;
                words.add(Unit.untagged(body, at, hasLetter ? hyphen - 2 : hyphen));
            }
            words.add(Unit.untagged(body, isVerb ? hyphen + 1 : at, next));
            at = next;
        }
    }

    /** Returns the place of the last hyphen of a word, or the start of the word. */
    private int lastHyphen(int start, int end) {
        int at = end - 1;
        while (at > start && body.charAt(at) != '-') {
            at--;
        }
        return at;
    }

    private boolean isWordCharacter(int at) {
        return TextCharacters.isWordCharacter(body.codePointAt(at));
    }

    private int wordEnd(int from, int end) {
        int at = from;
        while (at < end) {
            if (isWordCharacter(at)) {
                at += Character.charCount(body.codePointAt(at));
            } else if (at + 1 < end && joins(at) && isWordCharacter(at + 1)) {
                at++;
            } else if ("'’".indexOf(body.charAt(at)) >= 0 && body.charAt(at - 1) == 's' && endsPossessive(at, end)) {
                return at + 1;
            } else {
                return at;
            }
        }
        return at;
    }

    private boolean endsPossessive(int at, int end) {
        return at + 2 < end && body.charAt(at + 1) == ' ' && Character.isLetterOrDigit(body.charAt(at + 2));
    }

    private boolean joins(int at) {
        char mark = body.charAt(at);
        char before = body.charAt(at - 1);
        char behind = body.charAt(at + 1);
        return switch (mark) {
            case '\'', '’', '-', '‑', '_', '&' -> true;
            case '`' -> Character.isLetter(before) && Character.isLetter(behind);
            case '.' ->
                Character.isDigit(before) && Character.isDigit(behind)
                        || Character.isLetter(before) && Character.isLetterOrDigit(behind) && !isSentenceJoint(at);
            case ',', ':' -> Character.isDigit(before) && Character.isDigit(behind);
            case '/', '@' -> true;
            default -> false;
        };
    }

    /** Whether a blank is missing behind a sentence: "the end.The next". */
    private boolean isSentenceJoint(int at) {
        return Character.isLowerCase(body.charAt(at - 1)) && Character.isUpperCase(body.charAt(at + 1));
    }

    private int withFullStop(int start, int wordEnd, int end) {
        if (wordEnd >= end || body.charAt(wordEnd) != '.' || wordEnd - start > MAX_ABBREVIATION) {
            return wordEnd;
        }
        String word = body.substring(start, wordEnd);
        boolean isInitial = word.length() == 1 && Character.isUpperCase(word.charAt(0));
        boolean hasStops = word.indexOf('.') > 0 && Character.isLetter(word.charAt(0));
        String part = word.substring(word.lastIndexOf('-') + 1);
        boolean isKnown = abbreviations.contains(part.toLowerCase(Locale.ROOT) + ".");
        return isInitial || hasStops || isKnown ? wordEnd + 1 : wordEnd;
    }
}
