package org.onrecord.publishing.text;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.onrecord.publishing.text.TextUnit.Span;

/**
 * Finds the positions of quotes in the new body of an article. The diff of both bodies maps the words that stay or move
 * as a block. Words that moved, or that the diff does not map, must have the same context on both sides: 32 characters,
 * or the rest of their sentence if it has other words than the quote, because these name the speaker. Everywhere, the
 * attribution of the quote must be kept, as {@link AttributionCheck} tells.
 */
public final class BodyRevision {

    private static final int CONTEXT_LENGTH = 32;

    /** Longer equal contexts are not compared. */
    private static final int MAX_CONTEXT_LENGTH = 1000;

    private final String oldBody;
    private final String newBody;
    private final TextDiff diff;
    private final BodySentences oldSentences;
    private final BodySentences newSentences;
    private final QuoteEnds ends;
    private final SentenceCheck sentences;
    private final AttributionCheck attributions;

    public BodyRevision(String oldBody, String newBody) {
        this.oldBody = oldBody;
        this.newBody = newBody;
        diff = new TextDiff(oldBody, newBody);
        oldSentences = new BodySentences(oldBody);
        newSentences = new BodySentences(newBody);
        ends = new QuoteEnds(oldBody, newBody);
        sentences = new SentenceCheck(oldBody, oldSentences, newSentences);
        attributions = new AttributionCheck(oldSentences, newSentences);
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
            if (start >= 0 && attributions.isKept(position, place)) {
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
                : sentences.isKept(position, new Span(start, start + position.length()));
        return isSame ? start : -1;
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
                || !ends.areKept(position, new Span(newStart, newStart + position.length()))) {
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

    private int startByContext(Span position) {
        String words = oldBody.substring(position.start(), position.end());
        Occurrences newPlaces = Occurrences.of(newBody, words);
        Occurrences oldPlaces = Occurrences.of(oldBody, words);
        if (newPlaces.areTooMany() || oldPlaces.areTooMany()) {
            return -1;
        }
        Map<Integer, Context> contexts = new HashMap<>();
        for (int at : newPlaces.starts()) {
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
                .filter(best -> isBestOrigin(position, oldPlaces.starts(), best.getKey(), best.getValue()))
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
        boolean isSame = sameLeft && sameRight && sentences.areNamesKept(position, after);
        return new Context(left, right, isSame || sentences.areAllWordsKept(position, after));
    }
}
