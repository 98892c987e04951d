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

    /** How many events the template shows before a reader opens the others. */
    private static final int VISIBLE = 3;

    private Collisions() {}

    /**
     * The collisions of a statement, the nearest first: maps with the {@code event}, {@code when} and {@code days} as
     * in {@link SpokenTime}, and {@code charges}: each {@code relation} with the topics, {@code events}. {@code
     * isKnown} says that the page described the event with an earlier statement.
     *
     * @param quote with its topics and the links that lead to them
     * @param described the slugs of the events that the page described already. The visible ones are added.
     */
    static List<Map<String, Object>> of(PageData quote, Set<String> described) {
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
        for (int i = 0; i < nearest.size(); i++) {
            String slug = slug(nearest.get(i));
            nearest.get(i).put("isKnown", i < VISIBLE ? !described.add(slug) : described.contains(slug));
        }
        return nearest;
    }

    private static String slug(Map<String, Object> collision) {
        return (String) ((Map<?, ?>) collision.get("event")).get("slug");
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
