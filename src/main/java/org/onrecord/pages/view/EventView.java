package org.onrecord.pages.view;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Prepares the page of an event. */
public final class EventView {

    /** The lists of statements that were made at an event. */
    private static final List<String> SAID = List.of("denied", "said");

    private EventView() {}

    public static Map<String, Object> of(PageData data, PageLinks links) {
        PageData event = data.object("event");
        Set<String> shown = new HashSet<>();
        event.nodes("denials").forEach(denial -> {
            shown.add(denial.text("id"));
            Statements.prepare(denial);
        });
        PageData timeline = data.object("timeline");
        timeline.objects("edges").forEach(edge -> {
            PageData node = edge.object("node");
            prepare(node);
            edge.with("precision", node.has("spokenAtPrecision") ? node.text("spokenAtPrecision") : "DAY");
        });
        EventTimeline.prepare(
                timeline, links, event.has("startDate") ? LocalDate.parse(event.text("startDate")) : null);
        addSaid(event);
        return data.with("charged", charged(event, shown))
                .with("roles", roles(event))
                .with("sites", PageLinks.otherSites(event))
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
                    denials.add(Statements.prepare(denial).fields());
                }
            }
            if (!denials.isEmpty()) {
                charged.add(link.with("denials", denials).fields());
            }
        }
        return charged;
    }

    /**
     * Adds {@code statements}, which were made at the event and at its parts, denials first;
     * {@code statementCount}, the number of all; and {@code furtherStatements}, the parts of the event that have more,
     * each {@code event} with the {@code count}.
     */
    private static void addSaid(PageData event) {
        List<PageData> events = Stream.concat(Stream.of(event), event.nodes("subEvents").stream())
                .toList();
        List<Object> statements = new ArrayList<>();
        for (String list : SAID) {
            events.stream()
                    .flatMap(part -> part.nodes(list).stream())
                    .forEach(quote -> statements.add(Statements.prepare(quote).fields()));
        }
        List<Object> further = new ArrayList<>();
        for (PageData part : event.nodes("subEvents")) {
            int count = count(part)
                    - SAID.stream().mapToInt(list -> part.nodes(list).size()).sum();
            if (count > 0) {
                further.add(Map.of("event", part.fields(), "count", count));
            }
        }
        event.with("statements", statements)
                .with(
                        "statementCount",
                        events.stream().mapToInt(EventView::count).sum())
                .with("furtherStatements", further);
    }

    private static int count(PageData event) {
        return SAID.stream()
                .mapToInt(list -> event.object(list).number("totalCount"))
                .sum();
    }

    /** The participants by role, in the order of the first one of each role. */
    private static List<Map<String, Object>> roles(PageData event) {
        Map<String, List<Object>> people = new LinkedHashMap<>();
        for (PageData participant : event.nodes("participants")) {
            people.computeIfAbsent(participant.text("role"), role -> new ArrayList<>())
                    .add(participant.object("person").fields());
        }
        return people.entrySet().stream()
                .map(role -> Map.<String, Object>of("role", role.getKey(), "people", role.getValue()))
                .toList();
    }

    private static void prepare(PageData node) {
        Statements.addDistance(node);
        if (node.text("__typename").equals("Quote")) {
            // The document has aliases for these, because an event has fields of the same names and other types.
            node.with("inLanguage", node.text("quoteLanguage")).with("type", node.text("quoteType"));
        }
    }
}
