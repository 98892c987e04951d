package org.onrecord.reading;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

import org.onrecord.model.DatePrecision;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Unit;

/** The dates of statements, from the words behind their cue: "said on Monday". */
final class SpokenDates {

    private static final int REACH = 8;

    private final LocalDate published;

    /** @param published null gives no date */
    SpokenDates(LocalDate published) {
        this.published = published;
    }

    SpokenAt at(Sentence sentence, int cue) {
        if (published == null || cue < 0) {
            return null;
        }
        for (int i = cue + 1; i < Math.min(sentence.size(), cue + REACH); i++) {
            Unit unit = sentence.get(i);
            if (unit.isQuotation() || unit.is("that") || unit.isComma()) {
                return null;
            }
            LocalDate date = date(unit.lower());
            if (date != null) {
                return new SpokenAt(date, DatePrecision.DAY);
            }
        }
        return null;
    }

    /** A weekday is the last one before the publication, or the day of it. */
    private LocalDate date(String word) {
        if (word.equals("yesterday")) {
            return published.minusDays(1);
        } else if (word.equals("today")) {
            return published;
        }
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().toLowerCase(Locale.ROOT).equals(word)) {
                return published.with(TemporalAdjusters.previousOrSame(day));
            }
        }
        return null;
    }
}
