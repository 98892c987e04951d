package org.onrecord.publishing.statement;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.CueVerbs;
import org.onrecord.reading.language.WordLists;

/** Tells cues that deny the words which they introduce, such as "denied that", from cues that say them. */
final class DenyingCue {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");
    private static final Set<String> DENYING = CueVerbs.ofAllLanguages(verb -> verb.takes(Cue.Frame.DENIES));
    private static final Set<String> SAYING = CueVerbs.ofAllLanguages(verb -> !verb.takes(Cue.Frame.DENIES));
    private static final Set<String> NEGATIVE =
            WordLists.ofAllLanguages("negations", "negative words", "doubts", "falsehoods");

    private DenyingCue() {}

    /**
     * Returns true for "denied that" and false for "said that". Returns null if the cue has no known verb, and if other
     * words turn its sense: "did not deny", "said it was false that".
     */
    static Boolean denies(String cue) {
        if (cue == null) {
            return null;
        }
        List<String> words = WORD.matcher(cue.toLowerCase(Locale.ROOT))
                .results()
                .map(match -> match.group())
                .toList();
        List<String> denying = words.stream().filter(DENYING::contains).toList();
        if (words.stream().anyMatch(word -> NEGATIVE.contains(word) && !DENYING.contains(word))) {
            return null;
        } else if (!denying.isEmpty()) {
            return denying.size() == 1 ? true : null;
        }
        boolean deniesWithTwoWords =
                IntStream.range(1, words.size()).anyMatch(i -> DENYING.contains(words.get(i - 1) + " " + words.get(i)));
        if (deniesWithTwoWords) {
            return true; // "wies zurück"
        }
        return words.stream().anyMatch(SAYING::contains) ? false : null;
    }
}
