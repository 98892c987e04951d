package org.onrecord.publishing;

import java.time.LocalDate;

import org.onrecord.model.DatePrecision;
import org.onrecord.model.Quote;

/**
 * What is known about the date of a statement.
 *
 * @param date the day, or the first day of the month or year; null if it is unknown
 * @param precision null if the date is unknown
 * @param before the day by which the statement was made; null if it is unknown
 */
record SpokenDate(LocalDate date, DatePrecision precision, LocalDate before) {

    /** @param precision the default is DAY */
    static SpokenDate of(LocalDate date, DatePrecision precision, LocalDate before) {
        if (date == null) {
            return new SpokenDate(null, null, before);
        }
        DatePrecision known = precision == null ? DatePrecision.DAY : precision;
        return new SpokenDate(firstDay(date, known), known, before);
    }

    static SpokenDate of(Quote quote) {
        return new SpokenDate(quote.spokenAt, quote.spokenAtPrecision, quote.spokenBefore);
    }

    /** The first day of the month or year, if no more of the date is known. */
    private static LocalDate firstDay(LocalDate date, DatePrecision precision) {
        return switch (precision) {
            case DAY -> date;
            case MONTH -> date.withDayOfMonth(1);
            case YEAR -> date.withDayOfYear(1);
        };
    }

    boolean isKnown() {
        return date != null;
    }

    /**
     * Whether both can be the date of one statement. A day includes the next day, because newspapers in other time
     * zones print another date. The database function {@code spoken_during} is the same rule.
     */
    boolean agreesWith(SpokenDate other) {
        return startsBy(other.last()) && other.startsBy(last());
    }

    private boolean startsBy(LocalDate day) {
        return date == null || day == null || !date.isAfter(day);
    }

    /** The last possible day; null if it is unknown. */
    private LocalDate last() {
        if (date == null) {
            return before == null ? null : before.plusDays(1);
        }
        return switch (precision) {
            case DAY -> date.plusDays(1);
            case MONTH -> date.plusMonths(1).minusDays(1);
            case YEAR -> date.plusYears(1).minusDays(1);
        };
    }

    /**
     * The more precise date is better. An earlier day is not: a statement that is repeated every day would move from
     * day to day, and become one statement with all its repetitions.
     */
    boolean isBetterThan(SpokenDate other) {
        if (!isKnown() || !other.isKnown()) {
            return isKnown();
        }
        return precision.compareTo(other.precision) < 0;
    }

    /** Whether the other date lies within this one, which is not more precise. */
    boolean contains(SpokenDate other) {
        return !isKnown()
                || other.isKnown()
                        && precision.compareTo(other.precision) >= 0
                        && firstDay(other.date, precision).equals(date);
    }

    /** The day on which the statement was made at the latest, as far as the report says; null if it does not. */
    LocalDate latest() {
        if (precision == DatePrecision.DAY) {
            return date;
        }
        return before == null || date != null && last().isBefore(before) ? last() : before;
    }

    /** Writes the date and its precision. */
    void writeTo(Quote quote) {
        quote.spokenAt = date;
        quote.spokenAtPrecision = precision;
    }

    /** @return the earlier of two days that may be null */
    static LocalDate earlier(LocalDate one, LocalDate other) {
        return one == null || other != null && other.isBefore(one) ? other : one;
    }
}
