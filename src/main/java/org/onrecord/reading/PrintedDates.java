package org.onrecord.reading;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.regex.Pattern;

import org.onrecord.reading.language.DateWords;
import org.onrecord.reading.language.DateWords.Role;
import org.onrecord.reading.language.DateWords.Value;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Unit;

/** Reads the days that a sentence names, as days up to the publication: "Monday", "yesterday", "July 16, 2018". */
final class PrintedDates {

    /** "16", in French also "1er" */
    private static final Pattern DAY = Pattern.compile("\\d{1,2}(er)?");

    private static final Pattern YEAR = Pattern.compile("(19|20)\\d\\d");
    private static final int LONGEST = 7;

    private final Sentence sentence;
    private final DateWords words;
    private final LocalDate published;

    /** @param place all words of the date */
    private record PrintedDate(Range place, LocalDate day) {}

    PrintedDates(Sentence sentence, DateWords words, LocalDate published) {
        this.sentence = sentence;
        this.words = words;
        this.published = published;
    }

    /** Returns the day whose most important word stands at a unit, or null. */
    LocalDate at(int i) {
        PrintedDate date = read(i);
        return date == null ? null : date.day();
    }

    /** Returns the end of the date whose words begin at a unit, or -1. */
    int endOf(int start) {
        for (int i = start; i < Math.min(sentence.size(), start + LONGEST); i++) {
            PrintedDate date = read(i);
            if (date != null && date.place().from() == start) {
                return date.place().to();
            }
        }
        return -1;
    }

    private PrintedDate read(int i) {
        Integer month = number(Value.MONTH, i);
        PrintedDate date = month == null ? null : ofMonth(i, month);
        if (date == null && number(Value.WEEKDAY, i) != null) {
            date = ofWeekday(i);
        }
        return date == null ? daysAgo(i) : date;
    }

    private PrintedDate daysAgo(int i) {
        if (i > 0 && sentence.get(i).isCapitalised()) {
            return null; // A name: "asked on the Today programme".
        }
        Integer days = number(Value.DAYS_AGO, i);
        int from = i;
        if (days == null && i > 0 && isWord(i - 1)) {
            from = i - 1;
            days = words.number(Value.DAYS_AGO, lower(i - 1) + " " + lower(i));
        }
        return days == null || is(Role.OTHER_TIME, from - 1)
                ? null
                : new PrintedDate(new Range(from, i + 1), published.minusDays(days));
    }

    private PrintedDate ofWeekday(int i) {
        for (int month = i + 1; month < Math.min(sentence.size(), i + LONGEST); month++) {
            PrintedDate date = number(Value.MONTH, month) == null ? null : read(month);
            if (date != null && date.place().from() <= i) {
                return date;
            }
        }
        int from = startOfWeekday(i);
        boolean isOther = from < 0
                || is(Role.OTHER_TIME, from - 1)
                || is(Role.OTHER_TIME_BEHIND, i + 1)
                || isWord(i + 2) && words.is(Role.OTHER_TIME_BEHIND, lower(i + 1) + " " + lower(i + 2));
        DayOfWeek day = DayOfWeek.of(number(Value.WEEKDAY, i));
        return isOther
                ? null
                : new PrintedDate(new Range(from, i + 1), published.with(TemporalAdjusters.previousOrSame(day)));
    }

    /** Returns where the words of a weekday begin, or -1 if it lacks a word that it needs: „am Montag“. */
    private int startOfWeekday(int i) {
        int from = startOf(Role.BEFORE_WEEKDAY, i);
        return from == i && words.has(Role.BEFORE_WEEKDAY) ? -1 : from;
    }

    private int startOf(Role role, int i) {
        int from = i;
        while (is(role, from - 1)) {
            from--;
        }
        return from;
    }

    private PrintedDate ofMonth(int month, int number) {
        int inside = month;
        while (is(Role.INSIDE, inside - 1)) {
            inside--;
        }
        boolean isDayFirst = isDay(inside - 1);
        int day = isDayFirst ? inside - 1 : month + 1;
        int from = isDay(day) ? startOfDay(Math.min(month, day)) : -1;
        if (from < 0 || is(Role.OTHER_TIME, from - 1)) {
            return null;
        }
        int to = Math.max(month, day) + 1;
        int year = to < sentence.size() && (sentence.get(to).isComma() || is(Role.INSIDE, to)) ? to + 1 : to;
        boolean hasYear = isWord(year) && YEAR.matcher(lower(year)).matches();
        LocalDate date = date(hasYear ? Integer.valueOf(lower(year)) : null, number, lower(day));
        return date == null ? null : new PrintedDate(new Range(from, hasYear ? year + 1 : to), date);
    }

    private boolean isDay(int i) {
        return isWord(i) && DAY.matcher(lower(i)).matches();
    }

    /** Returns where the words of a day of a month begin, with its weekday, or -1 if it lacks a word that it needs. */
    private int startOfDay(int i) {
        int from = startOf(Role.BEFORE_DAY, i);
        int weekday = from > 1 && sentence.get(from - 1).isComma() ? from - 2 : from - 1;
        if (number(Value.WEEKDAY, weekday) != null) {
            return startOf(Role.BEFORE_DAY, startOf(Role.BEFORE_WEEKDAY, weekday));
        }
        return from == i && words.has(Role.BEFORE_DAY) ? -1 : from;
    }

    private LocalDate date(Integer year, int month, String day) {
        try {
            int number = Integer.parseInt(day.replaceAll("\\D", ""));
            LocalDate date = LocalDate.of(year == null ? published.getYear() : year, month, number);
            if (date.isAfter(published)) {
                return year == null ? date.minusYears(1) : null;
            }
            return date;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private Integer number(Value kind, int i) {
        return isWord(i) ? words.number(kind, lower(i)) : null;
    }

    private boolean is(Role role, int i) {
        return i >= 0 && i < sentence.size() && !sentence.get(i).isQuotation() && words.is(role, lower(i));
    }

    private boolean isWord(int i) {
        Unit unit = i >= 0 && i < sentence.size() ? sentence.get(i) : null;
        return unit != null && !unit.isQuotation() && unit.isWord();
    }

    private String lower(int i) {
        return sentence.get(i).lower();
    }
}
