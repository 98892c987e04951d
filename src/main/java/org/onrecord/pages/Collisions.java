package org.onrecord.pages;

import java.util.ArrayList;
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

    /** How many events the template shows before a reader opens the others. */
    private static final int VISIBLE = 3;

    private Collisions() {}

    /**
     * The collisions of a statement, the nearest first: maps with the {@code event}; {@code when}, which is after,
     * before, sameDay, around or undated; {@code days}, the number of days between them, null if it is unknown;
     * {@code charges}: each {@code relation} with the topics, {@code events}; and {@code isKnown}: whether the page
     * described the event with an earlier statement.
     *
     * @param quote with its {@code relatedEvents}
     * @param described the slugs of the events that the page described already. The visible ones are added.
     */
    static List<Map<String, Object>> of(PageData quote, Set<String> described) {
        Map<String, Map<String, Object>> collisions = new LinkedHashMap<>();
        Map<String, Map<String, List<Object>>> charges = new HashMap<>();
        for (PageData related : quote.objects("relatedEvents")) {
            boolean isTopic = !related.has("relation");
            if (isTopic
                    || related.text("direction").equals("INCOMING") && RELATIONS.contains(related.text("relation"))) {
                String event = related.object("event").text("slug");
                collisions.computeIfAbsent(event, slug -> collision(related));
                Map<String, List<Object>> relations = charges.computeIfAbsent(event, slug -> new LinkedHashMap<>());
                if (!isTopic) {
                    relations
                            .computeIfAbsent(related.text("relation"), relation -> new ArrayList<>())
                            .add(related.object("topic").fields());
                }
            }
        }
        List<Map<String, Object>> nearest = new ArrayList<>();
        collisions.forEach((event, collision) -> {
            collision.put("charges", entries(charges.get(event)));
            collision.put("isKnown", nearest.size() < VISIBLE ? !described.add(event) : described.contains(event));
            nearest.add(collision);
        });
        return nearest;
    }

    private static Map<String, Object> collision(PageData related) {
        Map<String, Object> collision = new HashMap<>();
        collision.put("event", related.object("event").fields());
        collision.put("when", when(related));
        collision.put("days", related.has("days") ? Math.abs(related.number("days")) : null);
        return collision;
    }

    private static String when(PageData related) {
        boolean hasLeast = related.has("minDays");
        boolean hasMost = related.has("maxDays");
        if (hasMost && related.number("maxDays") < 0) {
            return "before";
        } else if (hasLeast && related.number("minDays") > 0) {
            return "after";
        } else if (related.has("days")) {
            return "sameDay";
        }
        return hasLeast ? "around" : "undated";
    }

    private static List<Object> entries(Map<String, List<Object>> charges) {
        return charges.entrySet().stream()
                .<Object>map(charge -> Map.of("relation", charge.getKey(), "events", charge.getValue()))
                .toList();
    }
}
