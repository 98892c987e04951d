package org.onrecord.publishing.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.onrecord.publishing.text.BodySentences.OtherWords;
import org.onrecord.publishing.text.TextUnit.Span;
import org.onrecord.reading.language.WordLists;

/**
 * Tells whether a text still says that the same speaker said the same. A sentence with a quote keeps its {@linkplain
 * SpeakerWords words}, and gets and loses no negation and no pronoun. Where it does not name the speaker, the sentences
 * beside it keep their names. This loses some quotes whose speaker is the same: a lost quote is reported, and one at
 * the wrong words is not.
 */
final class AttributionCheck {

    private static final Set<String> NEGATIONS = WordLists.ofAllLanguages("negations", "negative words");
    private static final Set<String> PRONOUNS =
            WordLists.ofAllLanguages("pronouns", "author pronouns", "other pronouns");

    /** Capitalised words that name nobody. Months do: May, June. */
    private static final Set<String> WEEKDAYS = WordLists.ofAllLanguages("weekdays");

    private final BodySentences oldSentences;
    private final BodySentences newSentences;

    AttributionCheck(BodySentences oldSentences, BodySentences newSentences) {
        this.oldSentences = oldSentences;
        this.newSentences = newSentences;
    }

    boolean isKept(Span before, Span after) {
        OtherWords oldWords = oldSentences.otherWords(before);
        OtherWords newWords = newSentences.otherWords(after);
        return SpeakerWords.areKept(oldWords.unquoted(), newWords.unquoted())
                && fixedWords(oldWords).equals(fixedWords(newWords))
                && (namesSpeaker(oldWords.unquoted())
                        || areNeighboursKept(before, after, oldWords.unquoted().isEmpty()));
    }

    private static List<String> fixedWords(OtherWords words) {
        return Stream.concat(words.unquoted().stream(), words.quoted().stream())
                .map(AttributionCheck::lowerCase)
                .filter(AttributionCheck::isFixed)
                .sorted()
                .toList();
    }

    /** Small words of one language are pronouns of another: "on". */
    static boolean isFixed(String word) {
        return (NEGATIONS.contains(word) || PRONOUNS.contains(word)) && !SpeakerWords.isSmall(word);
    }

    private static boolean namesSpeaker(List<String> words) {
        return !names(words).isEmpty()
                && words.stream()
                        .map(AttributionCheck::lowerCase)
                        .noneMatch(word -> isFixed(word) && PRONOUNS.contains(word));
    }

    private static List<String> names(List<String> words) {
        return words.stream().filter(AttributionCheck::isName).toList();
    }

    /** Whether a word is capitalised, and may name somebody. */
    static boolean isName(String word) {
        String lowerCase = lowerCase(word);
        return Character.isUpperCase(word.codePointAt(0))
                && !SpeakerWords.isSmall(lowerCase)
                && !isFixed(lowerCase)
                && !WEEKDAYS.contains(lowerCase);
    }

    /** @param alone whether the sentence has no other words than the quote */
    private boolean areNeighboursKept(Span before, Span after, boolean alone) {
        Span oldSentence = oldSentences.around(before);
        Span newSentence = newSentences.around(after);
        Span oldPrevious = oldSentences.before(oldSentence);
        List<String> previous = newSentences.words(newSentences.before(newSentence));
        if (!previous.isEmpty() && !hasSameNames(oldSentences.words(oldPrevious), previous)) {
            return false;
        }
        List<String> oldBehind = oldSentences.words(oldSentences.behind(oldSentence));
        List<String> behind = newSentences.words(newSentences.behind(newSentence));
        return oldSentences.endsWithColon(oldPrevious)
                || behind.containsAll(names(oldBehind))
                || !alone && !areMostKept(oldBehind, behind);
    }

    /** Whether all names are kept, and others come in only if the sentence is the same one. */
    private static boolean hasSameNames(List<String> oldWords, List<String> newWords) {
        List<String> oldNames = names(oldWords);
        return newWords.containsAll(oldNames)
                && (oldNames.containsAll(names(newWords)) || areMostKept(oldWords, newWords));
    }

    /** Whether at least half of the words that are not names are kept. */
    private static boolean areMostKept(List<String> oldWords, List<String> newWords) {
        List<String> others = new ArrayList<>(oldWords);
        others.removeAll(names(oldWords));
        long kept = others.stream().filter(newWords::contains).count();
        return !others.isEmpty() && kept * 2 >= others.size();
    }

    private static String lowerCase(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
