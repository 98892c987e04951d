package org.onrecord.publishing.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.onrecord.publishing.text.TextUnit.Span;

/** Tells whether the sentence with a quote is kept: its words beside the quote, or else a sentence beside it. */
final class SentenceCheck {

    private final String oldBody;
    private final BodySentences oldSentences;
    private final BodySentences newSentences;

    SentenceCheck(String oldBody, BodySentences oldSentences, BodySentences newSentences) {
        this.oldBody = oldBody;
        this.oldSentences = oldSentences;
        this.newSentences = newSentences;
    }

    /**
     * Whether the other words of the sentence are kept, or most of them with all names. If not, another sentence with
     * the same quote has replaced it. A sentence that gets another quotation gets no new name, which may be the
     * speaker's. A sentence without other words gets none, and needs a neighbour that is kept. A sentence before it
     * names the speaker if it ends with a colon, and only then.
     */
    boolean isKept(Span before, Span after) {
        List<String> oldWords = oldSentences.wordsBeside(before);
        List<String> newWords = newSentences.wordsBeside(after);
        if (!oldWords.isEmpty()) {
            return areMostKept(oldWords, newWords)
                    && hasMostKept(before, keptCount(oldWords, newWords), newWords)
                    && (newSentences.quotationCount(after) <= oldSentences.quotationCount(before)
                            || areNamesKept(newSentences.otherWords(after).unquoted(), oldWords));
        }
        Span oldSentence = oldSentences.around(before);
        Span newSentence = newSentences.around(after);
        Span oldPrevious = oldSentences.before(oldSentence);
        Span newPrevious = newSentences.before(newSentence);
        boolean followsColon = oldSentences.endsWithColon(oldPrevious);
        return newWords.isEmpty()
                && newSentences.endsWithColon(newPrevious) == followsColon
                && (isMostlyKept(oldPrevious, newPrevious)
                        || !followsColon
                                && isMostlyKept(oldSentences.behind(oldSentence), newSentences.behind(newSentence)));
    }

    /** Whether most words are kept. Beyond the ends of both texts there are none, which is equal. */
    private boolean isMostlyKept(Span oldSentence, Span newSentence) {
        List<String> oldWords = oldSentences.words(oldSentence);
        return oldWords.isEmpty() ? newSentence.length() == 0 : areMostKept(oldWords, newSentences.words(newSentence));
    }

    /** Whether a sentence has one quotation only and keeps all its other words, for example in another order. */
    boolean areAllWordsKept(Span before, Span after) {
        List<String> oldWords = oldSentences.wordsBeside(before);
        return !oldWords.isEmpty()
                && oldSentences.hasOneQuotation(before)
                && newSentences.hasOneQuotation(after)
                && keptCount(oldWords, newSentences.wordsBeside(after)) == oldWords.size();
    }

    /** Whether the sentence keeps all capitalised words beside the quote. */
    boolean areNamesKept(Span before, Span after) {
        return areNamesKept(oldSentences.wordsBeside(before), newSentences.wordsBeside(after));
    }

    private static boolean areMostKept(List<String> oldWords, List<String> newWords) {
        return keptCount(oldWords, newWords) * 2 > oldWords.size() && areNamesKept(oldWords, newWords);
    }

    /** Whether all capitalised words are kept. One of them may name the speaker. */
    private static boolean areNamesKept(List<String> oldWords, List<String> newWords) {
        List<String> names = oldWords.stream()
                .filter(word -> Character.isUpperCase(word.codePointAt(0)))
                .toList();
        return keptCount(names, newWords) == names.size();
    }

    /**
     * Whether a sentence is kept as a whole, or has more words in common with the new one than every other old sentence
     * with the same quote.
     */
    private boolean hasMostKept(Span before, int keptCount, List<String> newWords) {
        if (keptCount == oldSentences.wordsBeside(before).size()) {
            return true;
        }
        String quote = oldBody.substring(before.start(), before.end());
        Occurrences places = Occurrences.of(oldBody, quote);
        return !places.areTooMany()
                && places.starts().stream()
                        .filter(at -> at != before.start())
                        .map(at -> new Span(at, at + quote.length()))
                        .noneMatch(other -> keptCount(oldSentences.wordsBeside(other), newWords) >= keptCount);
    }

    private static int keptCount(List<String> oldWords, List<String> newWords) {
        Map<String, Integer> counts = new HashMap<>();
        newWords.forEach(word -> counts.merge(word, 1, Integer::sum));
        return (int) oldWords.stream()
                .filter(word -> counts.merge(word, -1, Integer::sum) >= 0)
                .count();
    }
}
