package org.onrecord.pages;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The events that a statement runs into: those that charge, investigate, find or answer what the statement is about. A
 * statement about an indictment or another act of justice runs into that event itself.
 */
final class Collisions {

    private static final Set<String> ACTS_OF_JUSTICE =
            Set.of("INDICTMENT", "ARREST", "LAWSUIT", "TRIAL", "VERDICT", "INVESTIGATION", "SANCTION", "REPORT");

    private Collisions() {}

    /**
     * The collisions of a statement, the nearest first: maps with the {@code event}, {@code when} and {@code days} as
     * in {@link SpokenTime}, and {@code charges}: each {@code relation} with the topics, {@code events}.
     *
     * @param quote with its topics and the links that lead to them
     */
    static List<Map<String, Object>> of(PageData quote) {
        Map<String, Map<String, Object>> collisions = new LinkedHashMap<>();
        SpokenTime time = SpokenTime.of(quote);
        for (PageData topic : quote.nodes("topics")) {
            PageData about = topic.object("event");
            for (PageData link : about.nodes("links")) {
                charges(collisions, link.object("event"), time)
                        .computeIfAbsent(link.text("relation"), relation -> new ArrayList<>())
                        .add(about.fields());
            }
            if (ACTS_OF_JUSTICE.contains(about.text("type"))) {
                charges(collisions, about, time);
            }
        }
        List<Map<String, Object>> nearest = new ArrayList<>(collisions.values());
        nearest.sort(Comparator.comparingLong(Collisions::distance));
        nearest.forEach(
                collision -> collision.computeIfPresent("charges", (key, charges) -> entries((Map<?, ?>) charges)));
        return nearest;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, List<Object>> charges(
            Map<String, Map<String, Object>> collisions, PageData event, SpokenTime time) {
        return (Map<String, List<Object>>) collisions
                .computeIfAbsent(event.text("slug"), slug -> {
                    Map<String, Object> collision = new HashMap<>();
                    collision.put("event", event.fields());
                    collision.put("charges", new LinkedHashMap<String, List<Object>>());
                    collision.put("when", "undated");
                    collision.put("days", null);
                    if (time != null && event.has("startDate")) {
                        collision.putAll(time.to(LocalDate.parse(event.text("startDate"))));
                    }
                    return collision;
                })
                .get("charges");
    }

    private static List<Object> entries(Map<?, ?> charges) {
        return charges.entrySet().stream()
                .<Object>map(charge -> Map.of("relation", charge.getKey(), "events", charge.getValue()))
                .toList();
    }

    private static long distance(Map<String, Object> collision) {
        return collision.get("days") instanceof Long days ? days : Long.MAX_VALUE;
    }
}
