package org.onrecord.pages.view;

import java.util.List;
import java.util.Map;

import org.onrecord.pages.text.ShortText;

/** Shows the numbers of groups as bars. */
final class Bars {

    /** The width of the bar of the largest group. */
    private static final int WIDEST = 100;

    private Bars() {}

    /** Groups with the {@code width} of their bars, a {@code label}, and {@code whole}, the label if it was cut. */
    static List<Map<String, Object>> of(List<PageData> groups) {
        int most =
                groups.stream().mapToInt(group -> group.number("count")).max().orElse(1);
        return groups.stream()
                .map(group -> group.with("width", Math.max(1, group.number("count") * WIDEST / most))
                        .with("label", ShortText.name(name(group)))
                        .with("whole", ShortText.wholeName(name(group)))
                        .fields())
                .toList();
    }

    private static String name(PageData group) {
        return group.has("node") ? group.object("node").text("name") : group.text("key");
    }
}
