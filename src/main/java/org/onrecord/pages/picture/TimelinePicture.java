package org.onrecord.pages.picture;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A picture of a timeline: a lane each for events, quotes and articles, on one axis. */
public final class TimelinePicture {

    private static final int LEFT = 76;
    private static final int RIGHT = 20;
    private static final int LANE = 30;
    private static final int TOP = 30;
    private static final int MARK = 9;

    /** A longer timeline has ticks at months. */
    private static final int MAX_DAYS = 62;

    private static final int HALF_DATE = 58;

    /** Ticks of months are at months, quarters or half years. */
    private static final List<Integer> MONTHS = List.of(1, 3, 6);

    private static final List<String> LANES = List.of("Event", "Quote", "Article");

    private TimelinePicture() {}

    /** A picture for a window. */
    public enum Size {
        WIDE(720, 8, 5, 6),
        /** For a phone of 360 px without its margins. */
        NARROW(320, 4, 2, 2);

        private final int width;
        /** Ticks of days are at multiples of 1, 2 or 5 times a power of 10. */
        private final int dayTicks;
        /** There is room for as many dates and months in the language with the longest ones. */
        private final int dates;

        private final int monthTicks;

        Size(int width, int dayTicks, int dates, int monthTicks) {
            this.width = width;
            this.dayTicks = dayTicks;
            this.dates = dates;
            this.monthTicks = monthTicks;
        }

        private int x(long day, long days) {
            return LEFT + MARK + (int) (day * (width - LEFT - RIGHT - 2 * MARK) / days);
        }
    }

    /**
     * What the picture has a mark for.
     *
     * @param type Event, Quote or Article
     * @param node for the template
     */
    public record Item(LocalDate date, String type, Map<String, Object> node) {}

    /**
     * The geometry for a template; null if the picture is of fewer than two days.
     *
     * @param first the first day in the picture
     * @param last the last day in the picture
     * @param zero the day from which days are counted; null counts none
     */
    public static Map<String, Object> of(Size size, List<Item> items, LocalDate first, LocalDate last, LocalDate zero) {
        long days = ChronoUnit.DAYS.between(first, last);
        if (days <= 0) {
            return null;
        }
        Map<String, Integer> taken = new HashMap<>();
        List<Map<String, Object>> marks = new ArrayList<>();
        for (Item item : items) {
            int x = size.x(ChronoUnit.DAYS.between(first, item.date), days);
            int stacked = taken.merge(item.type + x / MARK, 1, Integer::sum);
            if (stacked > 3) {
                continue; // The list under the picture has all.
            }
            marks.add(Map.of(
                    "node",
                    item.node,
                    "date",
                    item.date.toString(),
                    "x",
                    x,
                    "y",
                    TOP + LANES.indexOf(item.type) * LANE + 12 - (stacked - 1) * MARK));
        }
        return Map.of(
                "width",
                size.width,
                "height",
                TOP + LANES.size() * LANE + 20,
                "begin",
                size.x(0, days),
                "end",
                size.x(days, days),
                "axis",
                TOP + LANES.size() * LANE,
                "first",
                first.toString(),
                "last",
                last.toString(),
                "ticks",
                ticks(size, first, last, days),
                "days",
                zero == null ? List.of() : dayTicks(size, ChronoUnit.DAYS.between(first, zero), days),
                "marks",
                marks);
    }

    /** Ticks at days, months or years: as many as there is room for their names. */
    private static List<Map<String, Object>> ticks(Size size, LocalDate first, LocalDate last, long days) {
        if (days <= MAX_DAYS) {
            return Stream.iterate(first, tick -> tick.plusDays(days / size.dates + 1))
                    .takeWhile(tick -> !tick.isAfter(last))
                    .map(tick -> tick(tick, "DAY", size.x(ChronoUnit.DAYS.between(first, tick), days)))
                    .filter(tick -> (int) tick.get("x") < size.width - HALF_DATE)
                    .toList();
        }
        int months = MONTHS.stream()
                .filter(step -> days <= step * size.monthTicks * 30L)
                .findFirst()
                .orElse((int) (days / 365 / size.dayTicks + 1) * 12);
        LocalDate begin = first.withDayOfMonth(1).minusMonths((first.getMonthValue() - 1) % Math.min(months, 12));
        return Stream.iterate(begin.plusMonths(Math.min(months, 12)), tick -> tick.plusMonths(months))
                .takeWhile(tick -> !tick.isAfter(last))
                .map(tick ->
                        tick(tick, months < 12 ? "MONTH" : "YEAR", size.x(ChronoUnit.DAYS.between(first, tick), days)))
                .toList();
    }

    private static Map<String, Object> tick(LocalDate date, String precision, int x) {
        return Map.of("date", date.toString(), "precision", precision, "x", x);
    }

    /**
     * Ticks at round numbers of days before and after the event, and at its own day, if that is in the picture.
     *
     * @param zero the days from the start of the picture to the event, which can be outside of the picture
     */
    private static List<Map<String, Object>> dayTicks(Size size, long zero, long days) {
        long step = dayStep(size, days);
        List<Map<String, Object>> ticks = new ArrayList<>();
        for (long day = Math.floorDiv(-zero + step - 1, step) * step; day <= days - zero; day += step) {
            String sign = day < 0 ? "−" : day > 0 ? "+" : "";
            ticks.add(Map.of("x", size.x(zero + day, days), "label", sign + Math.abs(day), "isZero", day == 0));
        }
        return ticks;
    }

    private static long dayStep(Size size, long days) {
        for (long power = 1; ; power *= 10) {
            for (long step : new long[] {power, 2 * power, 5 * power}) {
                if (days / step <= size.dayTicks) {
                    return step;
                }
            }
        }
    }
}
