package org.onrecord.pages.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The acts of justice that a statement runs into: those that charge, investigate, find or answer what the statement is
 * about, and those that it is about itself.
 */
final class Collisions {

    private static final Set<String> RELATIONS = Set.of("CHARGES", "INVESTIGATES", "FINDS", "RESPONDS_TO");

    /** How many events are shown before a reader opens the others. */
    private static final int VISIBLE = 3;

    /** Fewer are not worth a click. */
    private static final int LEAST_HIDDEN = 4;

    private static final Comparator<Map<String, Object>> BY_DATE = Comparator.comparing(
            collision -> (String) ((Map<?, ?>) collision.get("event")).get("startDate"),
            Comparator.nullsLast(Comparator.naturalOrder()));

    private Collisions() {}

    /**
     * The collisions of a statement: the nearest are {@code shown}, the others {@code further}, each list by the date
     * of the event. A collision has the {@code event}; {@code when}, which is after, before, sameDay, around,
     * undatedEvent or undatedStatement; {@code days}, the number of days between them, null if it is unknown;
     * {@code charges}: each {@code relation} with the topics, {@code events}; and {@code isKnown}: whether the page
     * described the event with an earlier statement. Null if there is none.
     *
     * @param quote with its {@code relatedEvents}, the nearest first
     * @param described the slugs of the events that the page described already. The shown ones are added.
     */
    static Map<String, Object> of(PageData quote, Set<String> described) {
        Map<String, Map<String, Object>> collisions = new LinkedHashMap<>();
        Map<String, Map<String, List<Object>>> charges = new HashMap<>();
        for (PageData related : quote.objects("relatedEvents")) {
            boolean isTopic = !related.has("relation");
            if (isTopic
                    || related.text("direction").equals("INCOMING") && RELATIONS.contains(related.text("relation"))) {
                String event = related.object("event").text("slug");
                collisions.computeIfAbsent(event, slug -> collision(related, quote.has("spokenAt")));
                Map<String, List<Object>> relations = charges.computeIfAbsent(event, slug -> new LinkedHashMap<>());
                if (!isTopic) {
                    relations
                            .computeIfAbsent(related.text("relation"), relation -> new ArrayList<>())
                            .add(related.object("topic").fields());
                }
            }
        }
        List<Map<String, Object>> shown = new ArrayList<>();
        List<Map<String, Object>> further = new ArrayList<>();
        int visible = collisions.size() < VISIBLE + LEAST_HIDDEN ? collisions.size() : VISIBLE;
        collisions.forEach((event, collision) -> {
            boolean isShown = shown.size() < visible;
            collision.put("charges", entries(charges.get(event)));
            collision.put("isKnown", isShown ? !described.add(event) : described.contains(event));
            (isShown ? shown : further).add(collision);
        });
        shown.sort(BY_DATE);
        further.sort(BY_DATE);
        return shown.isEmpty() ? null : Map.of("shown", shown, "further", further);
    }

    private static Map<String, Object> collision(PageData related, boolean isDated) {
        Map<String, Object> collision = new HashMap<>();
        collision.put("event", related.object("event").fields());
        collision.put("when", when(related, isDated));
        collision.put("days", related.has("days") ? Math.abs(related.number("days")) : null);
        return collision;
    }

    private static String when(PageData related, boolean isDated) {
        boolean hasLeast = related.has("minDays");
        boolean hasMost = related.has("maxDays");
        if (hasMost && related.number("maxDays") < 0) {
            return "before";
        } else if (hasLeast && related.number("minDays") > 0) {
            return "after";
        } else if (related.has("days")) {
            return "sameDay";
        }
        if (hasLeast && isDated) {
            return "around";
        }
        return isDated ? "undatedEvent" : "undatedStatement";
    }

    private static List<Object> entries(Map<String, List<Object>> charges) {
        return charges.entrySet().stream()
                .<Object>map(charge -> Map.of("relation", charge.getKey(), "events", charge.getValue()))
                .toList();
    }
}
