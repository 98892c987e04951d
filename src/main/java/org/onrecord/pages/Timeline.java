package org.onrecord.pages;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A picture of a timeline: a lane each for events, quotes and articles, on one axis. */
final class Timeline {

    private static final int WIDTH = 720;
    private static final int LEFT = 76;
    private static final int LANE = 30;
    private static final int TOP = 26;
    private static final int MARK = 9;

    private static final List<String> LANES = List.of("Event", "Quote", "Article");

    private Timeline() {}

    /**
     * The geometry for a template; null if the items are of fewer than two days.
     *
     * @param edges of a timeline, in the order of their dates, each with a {@code date} and a {@code node}
     */
    static Map<String, Object> of(List<PageData> edges) {
        if (edges.isEmpty()) {
            return null;
        }
        LocalDate first = LocalDate.parse(edges.get(0).text("date"));
        LocalDate last = LocalDate.parse(edges.get(edges.size() - 1).text("date"));
        long days = ChronoUnit.DAYS.between(first, last);
        if (days == 0) {
            return null;
        }
        Map<String, Integer> taken = new HashMap<>();
        List<Map<String, Object>> marks = new ArrayList<>();
        for (PageData edge : edges) {
            PageData node = edge.object("node");
            String type = node.text("__typename");
            int x = LEFT
                    + MARK
                    + (int) (ChronoUnit.DAYS.between(first, LocalDate.parse(edge.text("date")))
                            * (WIDTH - LEFT - 2 * MARK)
                            / days);
            int stacked = taken.merge(type + x / MARK, 1, Integer::sum);
            if (stacked > 3) {
                continue; // The list under the picture has all.
            }
            marks.add(Map.of(
                    "node",
                    node.fields(),
                    "date",
                    edge.text("date"),
                    "x",
                    x,
                    "y",
                    TOP + LANES.indexOf(type) * LANE + 12 - (stacked - 1) * MARK));
        }
        return Map.of(
                "width",
                WIDTH,
                "height",
                TOP + LANES.size() * LANE + 20,
                "left",
                LEFT,
                "axis",
                TOP + LANES.size() * LANE,
                "first",
                first.toString(),
                "last",
                last.toString(),
                "ticks",
                ticks(first, last, days),
                "marks",
                marks);
    }

    /** A tick at the begin of each year; of each month, if the timeline is short. */
    private static List<Map<String, Object>> ticks(LocalDate first, LocalDate last, long days) {
        boolean inMonths = days < 300;
        int step = inMonths ? 1 : (int) (days / 365 / 8 + 1) * 12;
        List<Map<String, Object>> ticks = new ArrayList<>();
        LocalDate start = inMonths ? first.withDayOfMonth(1).plusMonths(1) : LocalDate.of(first.getYear() + 1, 1, 1);
        for (LocalDate tick = start; !tick.isAfter(last); tick = tick.plusMonths(step)) {
            ticks.add(Map.of(
                    "x",
                    LEFT + MARK + ChronoUnit.DAYS.between(first, tick) * (WIDTH - LEFT - 2 * MARK) / days,
                    "label",
                    inMonths ? tick.getMonthValue() + "/" + tick.getYear() : String.valueOf(tick.getYear())));
        }
        return ticks;
    }
}
