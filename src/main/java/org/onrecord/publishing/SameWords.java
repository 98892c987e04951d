package org.onrecord.publishing;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.onrecord.model.Quote;
import org.onrecord.model.QuoteType;
import org.onrecord.model.SpeechAct;

/** The quotes of one source with the same words: statements that it made at different times, or made and denied. */
record SameWords(List<Quote> quotes) {

    /**
     * How the words of a quote are meant. The words of "denied that she took it" are those of "said that she took it",
     * and mean the opposite: see are_opposite() in V62__Opposite_statements.sql.
     */
    record Sense(QuoteType type, SpeechAct speechAct) {

        static Sense of(Quote quote) {
            return new Sense(quote.type, quote.speechAct);
        }

        /** The speaker's own words say themselves what they deny. */
        boolean isOppositeOf(Sense other) {
            return denies() != other.denies() && (denies() ? this : other).type != QuoteType.DIRECT;
        }

        private boolean denies() {
            return speechAct.denies();
        }
    }

    /**
     * Finds the quote that a report repeats: of the quotes whose sense and date agree with the report, the one that the
     * article has at this place, else the latest one before the report, else the first one, else one of unknown date.
     *
     * @param current the quote that the article has at the place of the report, or null
     */
    Optional<Quote> closest(Sense sense, SpokenDate reported, Quote current) {
        List<Quote> agreeing = quotes.stream()
                .filter(quote -> !sense.isOppositeOf(Sense.of(quote)))
                .filter(quote -> SpokenDate.of(quote).agreesWith(reported))
                .toList();
        List<Quote> equal = agreeing.stream()
                .filter(quote -> Sense.of(quote).denies() == sense.denies())
                .toList();
        return agreeing.stream()
                .filter(quote -> isSame(quote, current))
                .findFirst()
                .or(() -> closest(equal.isEmpty() ? agreeing : equal, reported));
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
    void add(Quote quote) {
        if (quotes.stream().noneMatch(other -> isSame(other, quote))) {
            quote.occurrence = 1
                    + quotes.stream().mapToInt(other -> other.occurrence).max().orElse(0);
        }
    }

    /** Lets a quote take the date of a report, if it is better and does not contradict the dates of the others. */
    void takeDate(Quote quote, SpokenDate reported) {
        SpokenDate stored = SpokenDate.of(quote);
        if (reported.isBetterThan(stored)
                && conflict(quote, Sense.of(quote), reported).isEmpty()) {
            reported.writeTo(quote);
        }
        if (quote.spokenAt == null) {
            quote.spokenBefore = SpokenDate.earlier(quote.spokenBefore, reported.before());
        }
    }

    /** A look-up can return the proxy of an entity. */
    static boolean isSame(Quote one, Quote other) {
        return one == other || one != null && other != null && one.id != null && one.id.equals(other.id);
    }

    /** Another quote that would be the same statement if this quote had the sense and the date. */
    Optional<Quote> conflict(Quote quote, Sense sense, SpokenDate date) {
        return quotes.stream()
                .filter(other -> !isSame(other, quote))
                .filter(other -> !sense.isOppositeOf(Sense.of(other))
                        && SpokenDate.of(other).agreesWith(date))
                .findFirst();
    }
}
