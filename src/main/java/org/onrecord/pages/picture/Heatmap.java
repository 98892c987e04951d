package org.onrecord.pages.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;

/** A picture of counts by month: a row for each year, a column for each month. */
public final class Heatmap {

    private static final int CELL = 22;
    private static final int LEFT = 44;
    private static final int TOP = 18;
    private static final int LEVELS = 4;

    private Heatmap() {}

    /**
     * The geometry for a template; null if there are no counts.
     *
     * @param counts by month ({@code 2018-07})
     */
    public static Map<String, Object> of(SortedMap<String, Long> counts) {
        if (counts.isEmpty()) {
            return null;
        }
        long most = counts.values().stream().mapToLong(Long::longValue).max().orElseThrow();
        List<Integer> years = counts.keySet().stream()
                .map(month -> Integer.valueOf(month.substring(0, 4)))
                .distinct()
                .toList();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int year : years) {
            int y = TOP + rows.size() * CELL;
            List<Map<String, Object>> cells = IntStream.rangeClosed(1, 12)
                    .mapToObj(month -> {
                        String key = "%04d-%02d".formatted(year, month);
                        long count = counts.getOrDefault(key, 0L);
                        return Map.<String, Object>of(
                                "month", key, "count", count, "level", level(count, most), "x", x(month), "y", y);
                    })
                    .toList();
            rows.add(Map.of("year", String.valueOf(year), "y", y + 14, "cells", cells));
        }
        return Map.of(
                "width", LEFT + 12 * CELL,
                "height", TOP + rows.size() * CELL,
                "columns",
                        IntStream.rangeClosed(1, 12)
                                .mapToObj(month -> Map.of("month", month, "x", x(month) + 9))
                                .toList(),
                "years", rows,
                "total", counts.values().stream().mapToLong(Long::longValue).sum(),
                "first", counts.firstKey(),
                "last", counts.lastKey());
    }

    private static int x(int month) {
        return LEFT + (month - 1) * CELL;
    }

    /** From 0 to {@link #LEVELS}; the least count has level 1. */
    private static long level(long count, long most) {
        return (count * LEVELS + most - 1) / most;
    }
}
