package org.onrecord.publishing.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.CueVerbs;
import org.onrecord.reading.language.WordLists;

/**
 * Tells whether the words beside a quote still name the same speaker. They keep their order, except that a verb of
 * saying may change its place: "said the mayor", "the mayor said". A letter may be corrected. New words may come in if
 * they cannot make another person the speaker: not "the mayor's rival said", "a spokesman for the mayor said".
 */
final class SpeakerWords {

    private static final int MAX_SUBJECT = 6;
    private static final int REACH = 3;
    private static final int LONG = 7;

    /** Words that a correction may remove. */
    private static final Set<String> SMALL = Set.of(("a an the of to in on at it that"
                    + " der die das den dem des ein eine einen einem einer eines dass daß am im zu"
                    + " le la les l un une de du d à au aux que qu el los las lo una unos unas del al en в на что")
            .split(" "));

    private static final Set<String> PLACES = Set.of("in", "at", "on", "of", "near", "en", "à", "am", "im", "в", "на");
    private static final Set<String> GOVERNING = WordLists.ofAllLanguages("governing words");
    private static final Set<String> SENTENCE_STARTS = WordLists.ofAllLanguages("sentence starts");
    private static final Set<String> TIME_WORDS = WordLists.ofAllLanguages("time words");
    private static final Set<String> STRONG_VERBS = CueVerbs.ofAllLanguages(verb -> verb.takes(Cue.Frame.NEVER_A_NOUN));

    /** Verbs whose noun is their subject, on both sides: not "told". */
    private static final Set<String> VERBS_WITHOUT_HEARER =
            CueVerbs.ofAllLanguages(verb -> verb.takes(Cue.Frame.AFTER_CLAUSE) && !verb.takes(Cue.Frame.HEARER));

    private SpeakerWords() {}

    static boolean isSmall(String lowerCase) {
        return SMALL.contains(lowerCase);
    }

    static boolean areKept(List<String> oldWords, List<String> newWords) {
        return areKeptInOrder(oldWords, newWords) || isVerbMoved(large(oldWords), large(newWords));
    }

    private static List<String> large(List<String> words) {
        return words.stream().filter(word -> !SMALL.contains(lowerCase(word))).toList();
    }

    private static boolean areKeptInOrder(List<String> oldWords, List<String> newWords) {
        boolean[] isKept = new boolean[newWords.size()];
        int next = 0;
        for (int i = 0; i < oldWords.size(); i++) {
            int at = indexOf(oldWords.get(i), newWords, next);
            boolean isSmall = SMALL.contains(lowerCase(oldWords.get(i)));
            if (!isSmall && at == newWords.size()) {
                return false;
            }
            if (!isSmall || at < indexOfNext(oldWords, i + 1, newWords, next)) {
                isKept[at] = true;
                next = at + 1;
            }
        }
        for (int i = 0; i < newWords.size(); i++) {
            if (!isKept[i] && mayChangeSpeaker(newWords, i, isKept)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the place of the next old word that is not small. A small word behind it is another one. */
    private static int indexOfNext(List<String> oldWords, int from, List<String> newWords, int next) {
        int i = from;
        while (i < oldWords.size() && SMALL.contains(lowerCase(oldWords.get(i)))) {
            i++;
        }
        return i < oldWords.size() ? indexOf(oldWords.get(i), newWords, next) : newWords.size();
    }

    /** Returns the first place of a word, or the number of words. */
    private static int indexOf(String word, List<String> words, int from) {
        int at = from;
        while (at < words.size() && !isSame(word, words.get(at))) {
            at++;
        }
        return at;
    }

    /** Whether a new word may be, or introduce, another speaker. */
    private static boolean mayChangeSpeaker(List<String> words, int at, boolean[] isKept) {
        String word = lowerCase(words.get(at));
        boolean isPossessive = word.equals("s") && at > 0 && isKept[at - 1];
        return isPossessive
                || STRONG_VERBS.contains(word)
                || GOVERNING.contains(word) && isBeforeKept(words, at, isKept)
                || isName(words.get(at)) && !isBehindPreposition(words, at, isKept);
    }

    /** "for Ann Reed", "of the late mayor"; "of Ohio" is new as a whole. */
    private static boolean isBeforeKept(List<String> words, int at, boolean[] isKept) {
        int reach = REACH;
        for (int i = at + 1; i < words.size() && reach > 0; i++) {
            if (!SMALL.contains(lowerCase(words.get(i)))) {
                if (isKept[i]) {
                    return true;
                }
                reach--;
            }
        }
        return false;
    }

    /** "of Columbus", "in the Rose Garden" */
    private static boolean isBehindPreposition(List<String> words, int name, boolean[] isKept) {
        int i = name - 1;
        while (i >= 0 && !isKept[i] && (isName(words.get(i)) || SMALL.contains(lowerCase(words.get(i))))) {
            if (PLACES.contains(lowerCase(words.get(i)))) {
                return true;
            }
            i--;
        }
        return i >= 0 && PLACES.contains(lowerCase(words.get(i)));
    }

    private static boolean isName(String word) {
        return AttributionCheck.isName(word)
                && !SENTENCE_STARTS.contains(word)
                && !TIME_WORDS.contains(lowerCase(word));
    }

    /** Whether a verb of saying has moved over its subject, and all else is the same. */
    private static boolean isVerbMoved(List<String> oldWords, List<String> newWords) {
        int size = oldWords.size();
        if (newWords.size() != size) {
            return false;
        }
        int first = 0;
        while (first < size && oldWords.get(first).equals(newWords.get(first))) {
            first++;
        }
        int last = size - 1;
        while (last > first && oldWords.get(last).equals(newWords.get(last))) {
            last--;
        }
        return last > first
                && last - first <= MAX_SUBJECT
                && (isMoved(oldWords.subList(first, last + 1), newWords.subList(first, last + 1))
                        || isMoved(newWords.subList(first, last + 1), oldWords.subList(first, last + 1)));
    }

    /** Whether a verb at the beginning of one text is at the end of the other one. */
    private static boolean isMoved(List<String> words, List<String> others) {
        int last = words.size() - 1;
        return VERBS_WITHOUT_HEARER.contains(lowerCase(words.get(0)))
                && words.get(0).equals(others.get(last))
                && words.subList(1, last + 1).equals(others.subList(0, last));
    }

    private static boolean isSame(String oldWord, String newWord) {
        return oldWord.equalsIgnoreCase(newWord) || isCorrected(oldWord, newWord);
    }

    /** Two letters that change places, or in a long word one that comes in or goes. "Farmer" is no typo of "former". */
    private static boolean isCorrected(String oldWord, String newWord) {
        boolean isNear = oldWord.charAt(0) == newWord.charAt(0) && Math.abs(oldWord.length() - newWord.length()) <= 1;
        boolean isPlain = isNear
                && !AttributionCheck.isFixed(oldWord)
                && !AttributionCheck.isFixed(newWord)
                && Character.isLowerCase(oldWord.codePointAt(0))
                && Character.isLowerCase(newWord.codePointAt(0));
        if (!isPlain) {
            return false;
        }
        boolean isLonger = oldWord.length() > newWord.length();
        String shorter = isLonger ? newWord : oldWord;
        String longer = isLonger ? oldWord : newWord;
        int start = Arrays.mismatch(shorter.toCharArray(), longer.toCharArray());
        if (longer.length() == shorter.length()) {
            return start >= 0
                    && start + 1 < longer.length()
                    && shorter.charAt(start) == longer.charAt(start + 1)
                    && shorter.charAt(start + 1) == longer.charAt(start)
                    && shorter.substring(start + 2).equals(longer.substring(start + 2));
        }
        return longer.length() == shorter.length() + 1
                && shorter.length() >= LONG
                && start > 0
                && start < shorter.length()
                && shorter.substring(start).equals(longer.substring(start + 1));
    }

    private static String lowerCase(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
