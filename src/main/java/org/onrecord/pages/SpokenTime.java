package org.onrecord.pages;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * The time of a statement: a day, or the first and the last day of the month or the year.
 *
 * @param first of the days on which the statement may have been said
 * @param last of these days
 */
record SpokenTime(LocalDate first, LocalDate last) {

    /** Null if the date of the statement is unknown. */
    static SpokenTime of(PageData quote) {
        if (!quote.has("spokenAt")) {
            return null;
        }
        LocalDate day = LocalDate.parse(quote.text("spokenAt"));
        String precision = quote.has("spokenAtPrecision") ? quote.text("spokenAtPrecision") : "DAY";
        return switch (precision) {
            case "YEAR" -> new SpokenTime(day.withDayOfYear(1), day.withDayOfYear(day.lengthOfYear()));
            case "MONTH" -> new SpokenTime(day.withDayOfMonth(1), day.withDayOfMonth(day.lengthOfMonth()));
            default -> new SpokenTime(day, day);
        };
    }

    /**
     * The position to an event, for templates: {@code when} is after, before, sameDay or around. {@code days} is the
     * number of days between them, null if the statement has no exact day.
     */
    Map<String, Object> to(LocalDate event) {
        long sinceFirst = ChronoUnit.DAYS.between(event, first);
        long sinceLast = ChronoUnit.DAYS.between(event, last);
        boolean isExact = sinceFirst == sinceLast;
        String when = sinceFirst > 0 ? "after" : sinceLast < 0 ? "before" : isExact ? "sameDay" : "around";
        PageData position = new PageData(new java.util.HashMap<>());
        return position.with("when", when)
                .with("days", isExact ? Math.abs(sinceFirst) : null)
                .fields();
    }
}
