package org.onrecord.pages;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Prepares the page of an event. */
final class EventView {

    private EventView() {}

    static Map<String, Object> of(PageData data, PageLinks links) {
        PageData event = data.object("event");
        Set<String> shown = new HashSet<>();
        event.nodes("denials").forEach(denial -> {
            shown.add(denial.text("id"));
            prepareDays(denial);
        });
        LocalDate date = event.has("startDate") ? LocalDate.parse(event.text("startDate")) : null;
        List<PageData> edges = data.has("timeline") ? data.object("timeline").objects("edges") : List.of();
        edges.forEach(edge -> prepare(edge.object("node")));
        return data.with("picture", Timeline.of(edges, date))
                .with("charged", charged(event, shown))
                .with("sites", PersonView.sites(event))
                .fields();
    }

    /**
     * The events that this event charges, investigates, finds or answers, each with the denials about it. A denial
     * about two of them is shown once.
     *
     * @param shown the ids of the denials on the page
     */
    private static List<Object> charged(PageData event, Set<String> shown) {
        List<Object> charged = new ArrayList<>();
        for (PageData link : event.nodes("charged")) {
            List<Object> denials = new ArrayList<>();
            for (PageData denial : link.object("event").nodes("denials")) {
                if (shown.add(denial.text("id"))) {
                    prepareDays(denial);
                    denials.add(denial.fields());
                }
            }
            if (!denials.isEmpty()) {
                charged.add(link.with("denials", denials).fields());
            }
        }
        return charged;
    }

    private static void prepare(PageData node) {
        prepareDays(node);
        if (node.text("__typename").equals("Quote")) {
            // The document has aliases for these, because an event has fields of the same names and other types.
            node.with("inLanguage", node.text("quoteLanguage")).with("type", node.text("quoteType"));
        }
    }

    private static void prepareDays(PageData node) {
        if (node.has("daysSince")) {
            node.with("distance", Math.abs(node.number("daysSince")));
        }
    }
}
