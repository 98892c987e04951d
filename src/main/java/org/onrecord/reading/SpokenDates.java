package org.onrecord.reading;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.onrecord.model.DatePrecision;
import org.onrecord.reading.attribution.Attribution;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Unit;

/**
 * The dates of statements, from the words around their cue that are not part of the statement: "said on Monday", "On
 * Oct. 27 she told". They are days up to the publication.
 */
final class SpokenDates {

    private static final int BEHIND = 10;
    private static final int BEFORE = 30;
    private static final Set<String> OTHER_TIMES = Set.of(
            "until", "till", "by", "before", "since", "from", "through", "next", "every", "after", "between", "each",
            "this");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final Pattern MONTH = Pattern.compile("[a-z]{3,9}\\.?");
    private static final Pattern DAY = Pattern.compile("\\d{1,2}");
    private static final Map<String, DayOfWeek> WEEKDAYS = Arrays.stream(DayOfWeek.values())
            .collect(Collectors.toMap(day -> day.name().toLowerCase(Locale.ROOT), day -> day));

    private final LocalDate published;

    /** @param published null gives no date */
    SpokenDates(LocalDate published) {
        this.published = published;
    }

    /** @param sentence the sentence with the cue */
    SpokenAt at(Sentence sentence, Attribution attribution) {
        int cue = attribution.cueUnit();
        if (published == null || cue < 0) {
            return null;
        }
        for (int i = cue + 1; i < Math.min(sentence.size(), cue + BEHIND); i++) {
            if (ends(sentence.get(i)) || isContent(sentence.get(i), attribution)) {
                break;
            }
            LocalDate date = date(sentence, i);
            if (date != null) {
                return new SpokenAt(date, DatePrecision.DAY);
            }
        }
        for (int i = cue - 1; i >= Math.max(0, cue - BEFORE); i--) {
            LocalDate date = isContent(sentence.get(i), attribution) ? null : date(sentence, i);
            if (date != null) {
                return new SpokenAt(date, DatePrecision.DAY);
            }
        }
        return null;
    }

    private static boolean ends(Unit unit) {
        return unit.isQuotation() || unit.is("that") || unit.is(";");
    }

    private static boolean isContent(Unit unit, Attribution attribution) {
        return unit.start() >= attribution.start() && unit.end() <= attribution.end();
    }

    private LocalDate date(Sentence sentence, int i) {
        Unit unit = sentence.get(i);
        if (unit.isQuotation()
                || i > 0 && OTHER_TIMES.contains(sentence.get(i - 1).lower())) {
            return null;
        }
        String word = unit.lower();
        if (word.equals("yesterday") || word.equals("night") && sentence.is(i - 1, "last")) {
            return published.minusDays(1);
        } else if (word.equals("today") || word.equals("tonight")) {
            return published;
        }
        DayOfWeek day = WEEKDAYS.get(word);
        if (day != null) {
            return published.with(TemporalAdjusters.previousOrSame(day));
        }
        return i + 1 < sentence.size() ? monthAndDay(word, sentence.get(i + 1).lower()) : null;
    }

    private LocalDate monthAndDay(String month, String day) {
        boolean mayBeDate = month.length() >= 3
                && day.length() <= 2
                && DAY.matcher(day).matches()
                && MONTH.matcher(month).matches();
        int number = mayBeDate ? MONTHS.indexOf(month.substring(0, 3)) + 1 : 0;
        if (number == 0) {
            return null;
        }
        try {
            LocalDate date = LocalDate.of(published.getYear(), number, Integer.parseInt(day));
            return date.isAfter(published) ? date.minusYears(1) : date;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
