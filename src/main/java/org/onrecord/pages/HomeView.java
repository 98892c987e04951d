package org.onrecord.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Prepares the home page. */
final class HomeView {

    private static final int BAR = 8;
    private static final int HEIGHT = 80;

    private HomeView() {}

    static Map<String, Object> of(PageData data, PageLinks links) {
        data.nodes("denials").forEach(denial -> denial.with("collisions", Collisions.of(denial)));
        return data.with("histogram", histogram(data.object("denials").objects("byMonth")))
                .with("speakers", PersonView.bars(data.object("speakers").objects("bySpeaker")))
                .fields();
    }

    /** The geometry of bars by month; null if no month is known. */
    private static Map<String, Object> histogram(List<PageData> months) {
        List<PageData> known = months.stream().filter(month -> month.has("key")).toList();
        if (known.isEmpty()) {
            return null;
        }
        int most = known.stream().mapToInt(month -> month.number("count")).max().orElseThrow();
        int first = monthNumber(known.get(0));
        int count = monthNumber(known.get(known.size() - 1)) - first + 1;
        List<Map<String, Object>> bars = new ArrayList<>();
        for (PageData month : known) {
            int height = Math.max(2, month.number("count") * HEIGHT / most);
            bars.add(Map.of(
                    "x",
                    (monthNumber(month) - first) * BAR,
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
                "width", Math.max(count * BAR, 80),
                "height", HEIGHT,
                "first", known.get(0).text("key").substring(0, 7),
                "last", known.get(known.size() - 1).text("key").substring(0, 7));
    }

    private static int monthNumber(PageData month) {
        String key = month.text("key");
        return Integer.parseInt(key.substring(0, 4)) * 12 + Integer.parseInt(key.substring(5, 7)) - 1;
    }
}
