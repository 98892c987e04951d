package org.onrecord.reading;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words by which the scorer compares speakers and cues. */
final class ComparedWords {

    private static final Pattern WORD = Pattern.compile("[\\w’'-]+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern CUE_WORD = Pattern.compile("[\\p{L}’']+|:");
    private static final Set<String> TITLES = split("""
            mr mrs ms miss dr sen rep gov president vice secretary senator representative congressman congresswoman
            governor mayor judge justice gen general sgt capt lt col officer chief sheriff prof professor sir lord lady
            dame king queen prince princess pope rev reverend father former the a an republican democratic democrat
            presidential candidate nominee gop u.s us american chairman chairwoman speaker minister prime director
            spokesman spokeswoman attorney jr sr
            """);
    private static final Set<String> PRONOUNS = split("""
            he she they i it we you who him her them this that these those which his their one someone many some others
            """);
    private static final Set<String> FUNCTION_WORDS = split("""
            a an the to of in on at by for with as and or but that it its his her their is are was were be been has have
            had will would could should may might not also who which what he she they i we you
            """);

    private ComparedWords() {}

    static Set<String> of(String text) {
        return WORD.matcher(text)
                .results()
                .map(word -> withoutPossessive(word.group()))
                .collect(Collectors.toSet());
    }

    /** The capitalised words that are neither titles nor pronouns. */
    static Set<String> names(String text) {
        return WORD.matcher(text)
                .results()
                .map(word -> word.group())
                .filter(word -> Character.isUpperCase(word.charAt(0)) && word.length() > 1)
                .filter(word -> !TITLES.contains(lower(word)) && !PRONOUNS.contains(lower(word)))
                .map(ComparedWords::withoutPossessive)
                .collect(Collectors.toSet());
    }

    static Set<String> ofCue(String cue) {
        Set<String> words = CUE_WORD.matcher(lower(cue))
                .results()
                .map(word -> word.group())
                .collect(Collectors.toCollection(HashSet::new));
        words.removeAll(FUNCTION_WORDS);
        return words;
    }

    static boolean intersect(Set<String> some, Set<String> others) {
        return some.stream().anyMatch(others::contains);
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String withoutPossessive(String word) {
        return word.endsWith("’s") || word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
    }

    private static Set<String> split(String words) {
        return Set.of(words.strip().split("\\s+"));
    }
}
