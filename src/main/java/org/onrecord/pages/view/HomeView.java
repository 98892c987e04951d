package org.onrecord.pages.view;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Prepares the home page. */
public final class HomeView {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 80;
    private static final int MAX_BAR = 24;

    private HomeView() {}

    public static Map<String, Object> of(PageData data, PageLinks links) {
        Statements.prepareCollisions(data.nodes("denials"));
        return data.with("histogram", histogram(data.object("months").objects("byMonth")))
                .with("speakers", Bars.of(data.object("speakers").objects("bySpeaker")))
                .fields();
    }

    /**
     * The geometry of bars by month; null if no month is known.
     *
     * @param latestFirst the months
     */
    private static Map<String, Object> histogram(List<PageData> latestFirst) {
        if (latestFirst.isEmpty()) {
            return null;
        }
        List<PageData> months = new ArrayList<>(latestFirst);
        Collections.reverse(months);
        int most =
                months.stream().mapToInt(month -> month.number("count")).max().orElseThrow();
        int first = monthNumber(months.get(0));
        int count = monthNumber(months.get(months.size() - 1)) - first + 1;
        double step = (double) WIDTH / count;
        double bar = Math.min(MAX_BAR, step * 0.875);
        List<Map<String, Object>> bars = new ArrayList<>();
        for (PageData month : months) {
            int height = Math.max(2, month.number("count") * HEIGHT / most);
            bars.add(Map.of(
                    "x",
                    Math.round((monthNumber(month) - first) * (WIDTH - bar) / Math.max(1, count - 1)),
                    "y",
                    HEIGHT - height,
                    "height",
                    height,
                    "month",
                    month.text("key").substring(0, 7),
                    "count",
                    month.number("count")));
        }
        return Map.of(
                "bars", bars,
                "bar", bar,
                "most", most,
                "width", WIDTH,
                "height", HEIGHT,
                "first", months.get(0).text("key").substring(0, 7),
                "last", months.get(months.size() - 1).text("key").substring(0, 7));
    }

    private static int monthNumber(PageData month) {
        String key = month.text("key");
        return Integer.parseInt(key.substring(0, 4)) * 12 + Integer.parseInt(key.substring(5, 7)) - 1;
    }
}
