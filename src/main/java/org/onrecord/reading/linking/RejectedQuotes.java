package org.onrecord.reading.linking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The quotes that an editor has rejected in an article. A small change of the article does not bring them back: a quote
 * is a rejected one if nearly all of its words are the same, and most words before or after it.
 */
public final class RejectedQuotes {

    /** As long as the context that is stored with an appearance, in Unicode code points. */
    private static final int CONTEXT = 32;

    private static final double SAME_WORDS = 0.75;
    private static final double SAME_CONTEXT = 0.5;

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private final List<Selector> rejected;

    // The place of the last quote: counting on from it, and not from the start of the body, saves time.
    private int lastStart;
    private int at;

    /**
     * A quote with its context (W3C Web Annotation: TextQuoteSelector).
     *
     * @param prefix empty if it is unknown
     * @param suffix empty if it is unknown
     */
    public record Selector(String exact, String prefix, String suffix) {

        /** @param prefix null if it is unknown, as is the suffix */
        public Selector {
            prefix = Objects.requireNonNullElse(prefix, "");
            suffix = Objects.requireNonNullElse(suffix, "");
        }
    }

    public RejectedQuotes(List<Selector> rejected) {
        this.rejected = rejected;
    }

    /**
     * @param body of the article, always the same
     * @param start of the quote in the body, in Unicode code points
     */
    public boolean contain(String body, int start, String exact) {
        if (rejected.isEmpty()) {
            return false;
        }
        at = body.offsetByCodePoints(at, start - lastStart);
        lastStart = start;
        int behind = at + exact.length();
        String prefix = body.substring(body.offsetByCodePoints(at, -Math.min(CONTEXT, start)), at);
        int near = Math.min(body.length(), behind + 2 * CONTEXT);
        int after = Math.min(CONTEXT, body.codePointCount(behind, near));
        String suffix = body.substring(behind, body.offsetByCodePoints(behind, after));
        return rejected.stream()
                .anyMatch(quote -> similarity(quote.exact, exact) >= SAME_WORDS
                        && (similarity(quote.prefix, prefix) >= SAME_CONTEXT
                                || similarity(quote.suffix, suffix) >= SAME_CONTEXT));
    }

    /** The share of the words that two texts have in common (Dice's coefficient); 1 for two texts without words. */
    private static double similarity(String one, String other) {
        List<String> words = words(one);
        List<String> others = words(other);
        int all = words.size() + others.size();
        Map<String, Integer> left = new HashMap<>();
        others.forEach(word -> left.merge(word, 1, Integer::sum));
        int common = 0;
        for (String word : words) {
            common += left.getOrDefault(word, 0) > 0 ? 1 : 0;
            left.merge(word, -1, Integer::sum);
        }
        return all == 0 ? 1 : 2.0 * common / all;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>(List.of(NO_WORD.split(text.toLowerCase(Locale.ROOT))));
        words.removeIf(String::isEmpty);
        return words;
    }
}
