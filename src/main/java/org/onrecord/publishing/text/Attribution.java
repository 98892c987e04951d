package org.onrecord.publishing.text;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.onrecord.publishing.text.Sentences.OtherWords;
import org.onrecord.publishing.text.TextUnit.Span;

/**
 * Tells whether a text still says that the same speaker said the same. A sentence with a quote may get words, for
 * example a day, but keeps its own ones in their order, and gets and loses no negation and no pronoun. Where it does
 * not name the speaker, the sentences beside it keep their names. This loses some quotes whose speaker is the same: a
 * lost quote is reported, and one at the wrong words is not.
 */
final class Attribution {

    /** The last part of "n't" is a word of its own. */
    private static final Set<String> NEGATIONS =
            Set.of(("not never no nor neither none nobody nothing cannot without t deny denies denied denying"
                            + " nicht nie niemals kein keine keinen keinem keiner keines nichts niemand weder ohne"
                            + " bestreitet bestritt bestritten leugnet leugnete dementiert dementierte"
                            + " ne n pas jamais aucun aucune ni rien sans nié nient dément démenti"
                            + " nunca jamás nada nadie ningún ninguna ninguno tampoco sin niega negó negado desmintió"
                            + " не ни нет никогда никто ничего нельзя без"
                            + " отрицает отрицал отрицала опроверг опровергла")
                    .split(" "));

    /** Pronouns of speakers. */
    private static final Set<String> PRONOUNS =
            Set.of(("i we you he she they ich wir er sie je j nous il elle ils elles"
                            + " yo él ella ellos ellas nosotros я мы он она они")
                    .split(" "));

    /** Words that a correction may remove. */
    private static final Set<String> SMALL_WORDS = Set.of(("a an the of to in on at it that"
                    + " der die das den dem des ein eine einen einem einer eines dass daß am im zu"
                    + " le la les l un une de du d à au aux que qu el los las lo una unos unas del al en в на что")
            .split(" "));

    /** Capitalised words that name nobody. Months do: May, June. */
    private static final Set<String> WEEKDAYS =
            Set.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

    private final Sentences oldSentences;
    private final Sentences newSentences;

    Attribution(Sentences oldSentences, Sentences newSentences) {
        this.oldSentences = oldSentences;
        this.newSentences = newSentences;
    }

    boolean isKept(Span before, Span after) {
        OtherWords oldWords = oldSentences.otherWords(before);
        OtherWords newWords = newSentences.otherWords(after);
        return areKeptInOrder(oldWords.unquoted(), newWords.unquoted())
                && fixedWords(oldWords).equals(fixedWords(newWords))
                && (namesSpeaker(oldWords.unquoted())
                        || areNeighboursKept(before, after, oldWords.unquoted().isEmpty()));
    }

    private static List<String> fixedWords(OtherWords words) {
        return Stream.concat(words.unquoted().stream(), words.quoted().stream())
                .map(Attribution::lowerCase)
                .filter(Attribution::isFixed)
                .sorted()
                .toList();
    }

    private static boolean isFixed(String word) {
        return NEGATIONS.contains(word) || PRONOUNS.contains(word);
    }

    private static boolean areKeptInOrder(List<String> oldWords, List<String> newWords) {
        Iterator<String> rest = newWords.iterator();
        return oldWords.stream()
                .filter(word -> !SMALL_WORDS.contains(lowerCase(word)))
                .allMatch(word -> hasNext(rest, word));
    }

    private static boolean hasNext(Iterator<String> words, String word) {
        while (words.hasNext()) {
            if (words.next().equalsIgnoreCase(word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean namesSpeaker(List<String> words) {
        return !names(words).isEmpty()
                && words.stream().map(Attribution::lowerCase).noneMatch(PRONOUNS::contains);
    }

    private static List<String> names(List<String> words) {
        return words.stream()
                .filter(word -> Character.isUpperCase(word.codePointAt(0)))
                .filter(word -> !SMALL_WORDS.contains(lowerCase(word))
                        && !isFixed(lowerCase(word))
                        && !WEEKDAYS.contains(lowerCase(word)))
                .toList();
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
