package org.onrecord.publishing;

import java.time.LocalDate;

import org.onrecord.model.DatePrecision;
import org.onrecord.model.Quote;

/** Writes the dates of quotes, with their precision. */
final class QuoteDates {

    private QuoteDates() {}

    /** Takes a date that another article reports, if it is better than the stored one. */
    static void takeBetter(Quote quote, LocalDate date, DatePrecision precision) {
        if (date != null && (quote.spokenAt == null || isBetter(firstDay(date, precision), precision, quote))) {
            set(quote, date, precision);
        }
    }

    /** The earlier date is better. If one of the dates lies within the other, the more precise date is better. */
    private static boolean isBetter(LocalDate date, DatePrecision precision, Quote quote) {
        if (precision.compareTo(quote.spokenAtPrecision) < 0
                && firstDay(date, quote.spokenAtPrecision).equals(quote.spokenAt)) {
            return true;
        } else if (precision.compareTo(quote.spokenAtPrecision) > 0
                && firstDay(quote.spokenAt, precision).equals(date)) {
            return false;
        }
        return date.isBefore(quote.spokenAt);
    }

    /** @param date null if it is unknown */
    static void set(Quote quote, LocalDate date, DatePrecision precision) {
        quote.spokenAt = date == null ? null : firstDay(date, precision);
        quote.spokenAtPrecision = date == null ? null : precision;
    }

    /** The first day of the month or year, if no more of the date is known. */
    private static LocalDate firstDay(LocalDate date, DatePrecision precision) {
        return switch (precision) {
            case DAY -> date;
            case MONTH -> date.withDayOfMonth(1);
            case YEAR -> date.withDayOfYear(1);
        };
    }
}
