package org.onrecord.publishing.statement;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.onrecord.model.Quote;

/**
 * The quotes of one source with the same words: statements that it made at different times or events, or made and
 * denied.
 */
public record SameWords(List<Quote> quotes) {

    /**
     * Finds the quote that a report repeats: of the quotes whose circumstances agree with those of the report, the one
     * that the article has at this place, else the latest one before the report, else the first one, else one of
     * unknown date. Quotes of the same event and the same sense come first.
     *
     * @param there the quotes that the article has at the place of the report
     */
    public Optional<Quote> closest(Circumstances reported, List<Quote> there) {
        List<Quote> agreeing = quotes.stream()
                .filter(quote -> Circumstances.of(quote).agreesWith(reported))
                .toList();
        return there.stream()
                .flatMap(current -> agreeing.stream().filter(quote -> isSame(quote, current)))
                .findFirst()
                .or(() -> closest(mostAlike(agreeing, reported), reported.date()));
    }

    private static List<Quote> mostAlike(List<Quote> agreeing, Circumstances reported) {
        List<Quote> there = preferred(agreeing, quote -> Circumstances.of(quote).hasSameOccasion(reported));
        List<Quote> alike = preferred(there, quote -> Circumstances.of(quote).denies() == reported.denies());
        return preferred(alike, quote -> Circumstances.of(quote).deniesWordsAs(reported));
    }

    /** The quotes with a property, or all if none has it. */
    private static List<Quote> preferred(List<Quote> quotes, Predicate<Quote> property) {
        List<Quote> preferred = quotes.stream().filter(property).toList();
        return preferred.isEmpty() ? quotes : preferred;
    }

    private static Optional<Quote> closest(List<Quote> agreeing, SpokenDate reported) {
        List<Quote> dated =
                agreeing.stream().filter(quote -> quote.spokenAt != null).toList();
        LocalDate latest = reported.latest();
        Comparator<Quote> byDate = Comparator.comparing(quote -> quote.spokenAt);
        return dated.stream()
                .filter(quote -> latest == null || !quote.spokenAt.isAfter(latest))
                .max(byDate)
                .or(() -> dated.stream().min(byDate))
                .or(() -> agreeing.stream().findFirst());
    }

    /** Numbers a quote that is not one of these yet. */
    public void add(Quote quote) {
        if (!contain(quotes, quote)) {
            quote.occurrence = 1
                    + quotes.stream().mapToInt(other -> other.occurrence).max().orElse(0);
        }
    }

    /** A look-up can return the proxy of an entity. */
    public static boolean isSame(Quote one, Quote other) {
        return one == other || one != null && other != null && one.id != null && one.id.equals(other.id);
    }

    /** Whether a list has a quote, or its proxy. */
    public static boolean contain(List<Quote> quotes, Quote quote) {
        return quotes.stream().anyMatch(other -> isSame(other, quote));
    }

    /** Another quote that would be the same statement if this quote had the circumstances. */
    public Optional<Quote> conflict(Quote quote, Circumstances circumstances) {
        return quotes.stream()
                .filter(other -> !isSame(other, quote))
                .filter(other -> Circumstances.of(other).agreesWith(circumstances))
                .findFirst();
    }

    /** These quotes without one of them. */
    public SameWords without(Quote quote) {
        return new SameWords(
                quotes.stream().filter(other -> !isSame(other, quote)).toList());
    }
}
