package org.onrecord.publishing;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.onrecord.model.Quote;

/** The quotes of one source with the same words: statements that it made at different times. */
record SameWords(List<Quote> quotes) {

    /**
     * Finds the quote that a report repeats: of the quotes whose date agrees with the report, the latest one before the
     * report, else the first one, else one of unknown date.
     */
    Optional<Quote> closest(SpokenDate reported) {
        List<Quote> agreeing = quotes.stream()
                .filter(quote -> SpokenDate.of(quote).agreesWith(reported))
                .toList();
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
    void add(Quote quote) {
        if (quotes.stream().noneMatch(other -> isSame(other, quote))) {
            quote.occurrence = 1
                    + quotes.stream().mapToInt(other -> other.occurrence).max().orElse(0);
        }
    }

    /** Lets a quote take the date of a report, if it is better and does not contradict the dates of the others. */
    void takeDate(Quote quote, SpokenDate reported) {
        SpokenDate stored = SpokenDate.of(quote);
        if (reported.isBetterThan(stored) && conflict(quote, reported).isEmpty()) {
            reported.writeTo(quote);
        }
        if (quote.spokenAt == null) {
            quote.spokenBefore = SpokenDate.earlier(quote.spokenBefore, reported.before());
        }
    }

    /** A look-up can return the proxy of an entity. */
    private static boolean isSame(Quote one, Quote other) {
        return one == other || one.id != null && one.id.equals(other.id);
    }

    /** Another quote that would be the same statement if this quote had the date. */
    Optional<Quote> conflict(Quote quote, SpokenDate date) {
        return quotes.stream()
                .filter(other -> !isSame(other, quote) && SpokenDate.of(other).agreesWith(date))
                .findFirst();
    }
}
