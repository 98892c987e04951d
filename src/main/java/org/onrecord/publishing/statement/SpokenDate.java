package org.onrecord.publishing.statement;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.regex.Pattern;

import org.onrecord.model.DatePrecision;
import org.onrecord.model.Quote;

/**
 * What is known about the date of a statement.
 *
 * @param date the day, or the first day of the month or year; null if it is unknown
 * @param precision null if the date is unknown
 * @param after the day from which on the statement was made; null if it is unknown
 * @param before the day by which the statement was made; null if it is unknown
 */
public record SpokenDate(LocalDate date, DatePrecision precision, LocalDate after, LocalDate before) {

    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);

    /** Articles report news within this number of days, also where they do not give the day. */
    private static final int DAYS_OF_NEWS = 7;

    /** Words of which people say as few again and again: "No comment", "I do not know". */
    private static final int MAX_BRIEF_WORDS = 4;

    /** Characters. Some scripts, such as that of Thai, have no spaces between words. */
    private static final int MAX_BRIEF_LENGTH = 40;

    /** An ideograph is a word, roughly. */
    private static final Pattern WORD =
            Pattern.compile("\\p{IsIdeographic}|[\\p{L}\\p{M}\\p{N}'’&&[^\\p{IsIdeographic}]]+");

    /** The day of an article, in UTC. */
    public static LocalDate day(OffsetDateTime instant) {
        return instant.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate();
    }

    /** @param precision the default is DAY */
    public static SpokenDate of(LocalDate date, DatePrecision precision, LocalDate after, LocalDate before) {
        if (date == null) {
            return new SpokenDate(null, null, after, before);
        }
        DatePrecision known = precision == null ? DatePrecision.DAY : precision;
        return new SpokenDate(firstDay(date, known), known, after, before);
    }

    public static SpokenDate of(Quote quote) {
        return new SpokenDate(quote.spokenAt, quote.spokenAtPrecision, quote.spokenAfter, quote.spokenBefore);
    }

    /**
     * Limits what is known of a statement without a date, if the same words are likely to be said again by chance:
     * brief words, and the words of a source that is not a known person. "The spokesman" is another one each time.
     */
    public SpokenDate limitedFor(String text, boolean isKnownSpeaker) {
        if (isKnown() || after != null || before == null || isKnownSpeaker && !isBrief(text)) {
            return this;
        }
        return new SpokenDate(null, null, Days.later(FIRST_DAY, before.minusDays(DAYS_OF_NEWS)), before);
    }

    /**
     * The date if another report is the first one. The days before the former first report count no longer.
     *
     * @param day of the article that reports the statement
     */
    public SpokenDate beforeReport(LocalDate day, String text, boolean isKnownSpeaker) {
        boolean isLimited =
                after != null && equals(new SpokenDate(date, precision, null, before).limitedFor(text, isKnownSpeaker));
        return new SpokenDate(date, precision, isLimited ? null : after, day).limitedFor(text, isKnownSpeaker);
    }

    private static boolean isBrief(String text) {
        return text.codePointCount(0, text.length()) <= MAX_BRIEF_LENGTH
                && WORD.matcher(text).results().limit(MAX_BRIEF_WORDS + 1).count() <= MAX_BRIEF_WORDS;
    }

    public boolean isPossible() {
        return !new Days(after, before).isEmpty();
    }

    /** The first day of the month or year, if no more of the date is known. */
    private static LocalDate firstDay(LocalDate date, DatePrecision precision) {
        return switch (precision) {
            case DAY -> date;
            case MONTH -> date.withDayOfMonth(1);
            case YEAR -> date.withDayOfYear(1);
        };
    }

    public boolean isKnown() {
        return date != null;
    }

    public boolean hasDateOf(SpokenDate other) {
        return Objects.equals(date, other.date) && precision == other.precision;
    }

    public boolean isDay() {
        return precision == DatePrecision.DAY;
    }

    /**
     * The days on which the statement may have been made. A day includes the next day, because newspapers in other time
     * zones print another date. A limit that contradicts the month or the year does not count. The database function
     * {@code spoken_during} is the same rule.
     */
    public Days days() {
        Days limits = new Days(after, before == null ? null : before.plusDays(1));
        if (date == null) {
            return limits;
        }
        Days days = new Days(date, end());
        return isDay() || !days.overlaps(limits) ? days : days.and(limits);
    }

    /** The last day of the month or year, or the day after the day. */
    private LocalDate end() {
        return switch (precision) {
            case DAY -> date.plusDays(1);
            case MONTH -> date.plusMonths(1).minusDays(1);
            case YEAR -> date.plusYears(1).minusDays(1);
        };
    }

    /** The more precise date is better. Of two days, which are adjacent, the one that was reported first remains. */
    private boolean isBetterThan(SpokenDate other) {
        if (!isKnown() || !other.isKnown()) {
            return isKnown();
        }
        return precision.compareTo(other.precision) < 0;
    }

    /** Whether the other date lies within this one, which is not more precise. */
    public boolean contains(SpokenDate other) {
        return !isKnown()
                || other.isKnown()
                        && precision.compareTo(other.precision) >= 0
                        && firstDay(other.date, precision).equals(date);
    }

    /** The day on which the statement was made at the latest, as far as the report says; null if it does not. */
    public LocalDate latest() {
        if (isDay()) {
            return date;
        }
        LocalDate last = days().last();
        return before == null || date != null && last.isBefore(before) ? last : before;
    }

    /** Lets a quote take this date of a report, if it is better. */
    public void improve(Quote quote) {
        if (isBetterThan(of(quote))) {
            writeTo(quote);
        }
        if (!of(quote).isDay()) {
            narrow(quote);
        }
    }

    /** Writes the date and its precision. */
    public void writeTo(Quote quote) {
        quote.spokenAt = date;
        quote.spokenAtPrecision = precision;
    }

    /**
     * Narrows the days between which the statement of a quote was made. They do not move out of the days that they
     * were: words that are reported every day would become one statement.
     */
    public void narrow(Quote quote) {
        LocalDate earliest = Days.earlier(quote.spokenBefore, before);
        quote.spokenBefore = isOrdered(quote.spokenAfter, earliest) ? earliest : quote.spokenAfter;
        LocalDate latest = Days.later(quote.spokenAfter, after);
        quote.spokenAfter = isOrdered(latest, quote.spokenBefore) ? latest : quote.spokenBefore;
    }

    private static boolean isOrdered(LocalDate after, LocalDate before) {
        return !new Days(after, before).isEmpty();
    }
}
