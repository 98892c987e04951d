package org.onrecord.publishing.text;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.onrecord.publishing.text.TextUnit.Span;

/**
 * Finds the positions of quotes in the new body of an article. The diff of both bodies maps the words that stay or move
 * as a block. Words that moved, or that the diff does not map, must have the same context on both sides: 32 characters,
 * or the rest of their sentence if it has other words than the quote, because these name the speaker. Everywhere, the
 * {@link Attribution} of the quote must be kept.
 */
public final class BodyRevision {

    private static final int CONTEXT_LENGTH = 32;

    /** Longer equal contexts are not compared. */
    private static final int MAX_CONTEXT_LENGTH = 1000;

    /** The place of a quote whose words occur more often is not clear. */
    private static final int MAX_OCCURRENCES = 100;

    private final String oldBody;
    private final String newBody;
    private final TextDiff diff;
    private final Sentences oldSentences;
    private final Sentences newSentences;
    private final Attribution attribution;

    public BodyRevision(String oldBody, String newBody) {
        this.oldBody = oldBody;
        this.newBody = newBody;
        diff = new TextDiff(oldBody, newBody);
        oldSentences = new Sentences(oldBody);
        newSentences = new Sentences(newBody);
        attribution = new Attribution(oldSentences, newSentences);
    }

    /**
     * Finds positions of the old body in the new one. Different positions never get the same new one.
     *
     * @return the new positions by the old ones, without those that are not found
     */
    public Map<Span, Span> findAll(Iterable<Span> positions) {
        Map<Span, Span> found = new LinkedHashMap<>();
        for (Span position : positions) {
            int start = mappedStart(position);
            if (start < 0) {
                start = startByContext(position);
            }
            Span place = new Span(start, start + position.length());
            if (start >= 0 && attribution.isKept(position, place)) {
                found.put(position, place);
            }
        }
        Map<Span, Integer> claims = new HashMap<>();
        found.values().forEach(position -> claims.merge(position, 1, Integer::sum));
        found.values().removeIf(position -> claims.get(position) > 1);
        return found;
    }

    private int mappedStart(Span position) {
        boolean hasWords = hasWordCharacter(position);
        int first = -1;
        for (int i = position.start(); i < position.end(); i++) {
            int index = !hasWords || TextUnit.isWordCharacter(oldBody.charAt(i)) ? diff.newIndex(i) : -1;
            if (index >= 0 && first < 0) {
                first = i;
            } else if (index >= 0 && index - i != diff.newIndex(first) - first) {
                return -1;
            }
        }
        if (first < 0) {
            return -1;
        }
        int start = position.start() + diff.newIndex(first) - first;
        if (!isPossible(position, start)) {
            return -1;
        }
        boolean isSame = diff.isMoved(first)
                ? context(position, start).isSame()
                : hasSameSentence(position, new Span(start, start + position.length()));
        return isSame ? start : -1;
    }

    /**
     * Whether the other words of the sentence are kept, or most of them with all names. If not, another sentence with
     * the same quote has replaced it. A sentence that gets another quotation gets no new name, which may be the
     * speaker's. A sentence without other words gets none, and needs a neighbour that is kept. A sentence before it
     * names the speaker if it ends with a colon, and only then.
     */
    private boolean hasSameSentence(Span before, Span after) {
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
                && (isKept(oldPrevious, newPrevious)
                        || !followsColon && isKept(oldSentences.behind(oldSentence), newSentences.behind(newSentence)));
    }

    /** Whether most words are kept. Beyond the ends of both texts there are none, which is equal. */
    private boolean isKept(Span oldSentence, Span newSentence) {
        List<String> oldWords = oldSentences.words(oldSentence);
        return oldWords.isEmpty() ? newSentence.length() == 0 : areMostKept(oldWords, newSentences.words(newSentence));
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
        List<Integer> places = places(oldBody, quote);
        return places.size() <= MAX_OCCURRENCES
                && places.stream()
                        .filter(at -> at != before.start())
                        .map(at -> new Span(at, at + quote.length()))
                        .noneMatch(other -> keptCount(oldSentences.wordsBeside(other), newWords) >= keptCount);
    }

    /** Returns the places of words, at most one more than the maximum. */
    private static List<Integer> places(String body, String words) {
        return IntStream.iterate(body.indexOf(words), at -> at >= 0, at -> body.indexOf(words, at + 1))
                .limit(MAX_OCCURRENCES + 1)
                .boxed()
                .toList();
    }

    private static int keptCount(List<String> oldWords, List<String> newWords) {
        Map<String, Integer> counts = new HashMap<>();
        newWords.forEach(word -> counts.merge(word, 1, Integer::sum));
        return (int) oldWords.stream()
                .filter(word -> counts.merge(word, -1, Integer::sum) >= 0)
                .count();
    }

    /** Whether a sentence has one quotation only and keeps all its other words, for example in another order. */
    private boolean keepsAllWords(Span before, Span after) {
        List<String> oldWords = oldSentences.wordsBeside(before);
        return !oldWords.isEmpty()
                && oldSentences.hasOneQuotation(before)
                && newSentences.hasOneQuotation(after)
                && keptCount(oldWords, newSentences.wordsBeside(after)) == oldWords.size();
    }

    /** Punctuation marks are frequent, so where there are words, these alone tell the place. */
    private boolean hasWordCharacter(Span position) {
        for (int i = position.start(); i < position.end(); i++) {
            if (TextUnit.isWordCharacter(oldBody.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the words of a position are at an index of the new body, and are not other words of the old body. */
    private boolean isPossible(Span position, int newStart) {
        if (newStart < 0
                || !newBody.regionMatches(newStart, oldBody, position.start(), position.length())
                || getsInsideWord(position.start(), newStart)
                || getsInsideWord(position.end(), newStart + position.length())) {
            return false;
        }
        boolean hasWords = hasWordCharacter(position);
        for (int i = 0; i < position.length(); i++) {
            int oldIndex = !hasWords || TextUnit.isWordCharacter(newBody.charAt(newStart + i))
                    ? diff.oldIndex(newStart + i)
                    : -1;
            if (oldIndex >= 0 && oldIndex != position.start() + i) {
                return false;
            }
        }
        return true;
    }

    /** A client may have recorded an end inside a word, which then remains. */
    private boolean getsInsideWord(int oldEnd, int newEnd) {
        return TextUnit.isInsideWord(newBody, newEnd) && !TextUnit.isInsideWord(oldBody, oldEnd);
    }

    private int startByContext(Span position) {
        String words = oldBody.substring(position.start(), position.end());
        List<Integer> newPlaces = places(newBody, words);
        List<Integer> oldPlaces = places(oldBody, words);
        if (newPlaces.size() > MAX_OCCURRENCES || oldPlaces.size() > MAX_OCCURRENCES) {
            return -1;
        }
        Map<Integer, Context> contexts = new HashMap<>();
        for (int at : newPlaces) {
            Context context = context(position, at);
            if (context.isSame() && isPossible(position, at)) {
                contexts.put(at, context);
            }
        }
        return contexts.entrySet().stream()
                .max(Comparator.comparingInt(entry -> entry.getValue().length()))
                .filter(best -> contexts.values().stream()
                        .allMatch(other ->
                                other == best.getValue() || best.getValue().isLongerThan(other)))
                .filter(best -> isBestOrigin(position, oldPlaces, best.getKey(), best.getValue()))
                .map(Map.Entry::getKey)
                .orElse(-1);
    }

    /** Whether no other place of the same words in the old body fits to a place in the new one as well. */
    private boolean isBestOrigin(Span position, List<Integer> oldPlaces, int newStart, Context context) {
        for (int at : oldPlaces) {
            Span other = new Span(at, at + position.length());
            if (at != position.start() && isPossible(other, newStart)) {
                Context otherContext = context(other, newStart);
                if (otherContext.isSame() && !context.isLongerThan(otherContext)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The number of equal characters around a place in both bodies. */
    private record Context(int left, int right, boolean isSame) {

        int length() {
            return left + right;
        }

        boolean isLongerThan(Context other) {
            return left >= other.left && right >= other.right && length() > other.length();
        }
    }

    private Context context(Span position, int newStart) {
        int newEnd = newStart + position.length();
        int left = 0;
        while (left < MAX_CONTEXT_LENGTH
                && left < Math.min(position.start(), newStart)
                && oldBody.charAt(position.start() - left - 1) == newBody.charAt(newStart - left - 1)) {
            left++;
        }
        int right = 0;
        while (right < MAX_CONTEXT_LENGTH
                && right < Math.min(oldBody.length() - position.end(), newBody.length() - newEnd)
                && oldBody.charAt(position.end() + right) == newBody.charAt(newEnd + right)) {
            right++;
        }
        Span after = new Span(newStart, newEnd);
        Span oldSentence = oldSentences.around(position);
        Span newSentence = newSentences.around(after);
        boolean namesSpeaker = oldSentences.hasWordsBeside(position, left, right);
        boolean sameLeft = left >= CONTEXT_LENGTH
                || namesSpeaker
                        && position.start() - left <= oldSentence.start()
                        && newStart - left <= newSentence.start();
        boolean sameRight = right >= CONTEXT_LENGTH
                || namesSpeaker && position.end() + right >= oldSentence.end() && newEnd + right >= newSentence.end();
        boolean isSame = sameLeft
                && sameRight
                && areNamesKept(oldSentences.wordsBeside(position), newSentences.wordsBeside(after));
        return new Context(left, right, isSame || keepsAllWords(position, after));
    }
}
