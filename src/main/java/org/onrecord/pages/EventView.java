package org.onrecord.pages;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Prepares the page of an event. */
final class EventView {

    private EventView() {}

    static Map<String, Object> of(PageData data, PageLinks links) {
        PageData event = data.object("event");
        LocalDate date = event.has("startDate") ? LocalDate.parse(event.text("startDate")) : null;
        if (date != null) {
            event.nodes("denials").forEach(denial -> position(denial, date));
        }
        List<PageData> edges = data.has("timeline") ? data.object("timeline").objects("edges") : List.of();
        edges.forEach(edge -> prepare(edge.object("node")));
        return data.with("picture", Timeline.of(edges, date))
                .with("sites", PersonView.sites(event))
                .fields();
    }

    private static void prepare(PageData node) {
        if (node.has("daysSince")) {
            node.with("distance", Math.abs(node.number("daysSince")));
        }
        if (node.text("__typename").equals("Quote")) {
            // The document has aliases for these, because an event has fields of the same names and other types.
            node.with("inLanguage", node.text("quoteLanguage")).with("type", node.text("quoteType"));
        }
    }

    private static void position(PageData denial, LocalDate event) {
        SpokenTime time = SpokenTime.of(denial);
        if (time != null) {
            time.to(event).forEach(denial::with);
        }
    }
}
