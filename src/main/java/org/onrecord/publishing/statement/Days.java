package org.onrecord.publishing.statement;

import java.time.LocalDate;
import java.util.Objects;

import org.onrecord.model.Quote;

/**
 * The days on which a statement may have been made.
 *
 * @param first null if it is unknown
 * @param last inclusive; null if it is unknown
 */
public record Days(LocalDate first, LocalDate last) {

    /**
     * The days of a quote: those on which all its reports agree. The database function {@code possible_days} is the
     * same rule.
     */
    public static Days of(Quote quote) {
        return of(SpokenDate.of(quote), quote.possibleFrom, quote.possibleUntil);
    }

    /**
     * @param possibleFrom the first day on which all reports agree; null if the date says the same
     * @param possibleUntil the last one; null if the date says the same
     */
    public static Days of(SpokenDate date, LocalDate possibleFrom, LocalDate possibleUntil) {
        Days days = date.days();
        Days common = days.and(new Days(possibleFrom, possibleUntil));
        return common.isEmpty() ? days : common;
    }

    /** Writes the days to a quote, after its date: the columns are null where the date says the same. */
    public void writeTo(Quote quote) {
        Days days = SpokenDate.of(quote).days();
        quote.possibleFrom = Objects.equals(first, days.first) ? null : first;
        quote.possibleUntil = Objects.equals(last, days.last) ? null : last;
    }

    /** The days that both have. */
    public Days and(Days other) {
        return new Days(later(first, other.first), earlier(last, other.last));
    }

    public boolean isEmpty() {
        return first != null && last != null && first.isAfter(last);
    }

    /** Whether both have a day in common. */
    public boolean overlaps(Days other) {
        return !and(other).isEmpty();
    }

    /** @return the earlier of two days that may be null */
    static LocalDate earlier(LocalDate one, LocalDate other) {
        return one == null || other != null && other.isBefore(one) ? other : one;
    }

    /** @return the later of two days that may be null */
    static LocalDate later(LocalDate one, LocalDate other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }
}
