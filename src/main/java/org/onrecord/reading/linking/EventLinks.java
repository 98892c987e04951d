package org.onrecord.reading.linking;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.onrecord.reading.linking.ArticleDraft.EventReferenceDraft;
import org.onrecord.reading.linking.GraphLinks.NamedEvent;
import org.onrecord.reading.linking.Reasons.EventReason;
import org.onrecord.reading.linking.Words.Place;

/** The events whose names are in an article, with the places. */
final class EventLinks {

    /** A shorter name or identifier of one word is too often another word. */
    private static final int SHORTEST_WORD = 4;

    /** The starts of the paragraphs in the body, in Unicode code points. */
    private final TreeSet<Integer> paragraphs = new TreeSet<>();

    private final Map<String, List<EventReference>> bySlug = new LinkedHashMap<>();

    /** @param place null for the headline */
    private record EventReference(EventReferenceDraft draft, Place place) {}

    EventLinks(String headline, String body, Collection<NamedEvent> events) {
        Words inBody = new Words(body);
        Words inHeadline = new Words(headline == null ? "" : headline);
        for (NamedEvent event : events) {
            boolean isShort = event.words().strip().length() < SHORTEST_WORD;
            if (!isShort) {
                inBody.find(event.words()).forEach(place -> add(event, text(body, place), place));
                inHeadline.find(event.words()).forEach(place -> add(event, text(headline, place), null));
            }
        }
        paragraphs.add(0);
        int codePoints = 0;
        for (int i = 0; i < body.length(); i += Character.charCount(body.codePointAt(i))) {
            codePoints++;
            if (body.charAt(i) == '\n') {
                paragraphs.add(codePoints);
            }
        }
    }

    private static String text(String text, Place place) {
        int start = text.offsetByCodePoints(0, place.start());
        return text.substring(start, text.offsetByCodePoints(start, place.end() - place.start()));
    }

    private void add(NamedEvent event, String words, Place place) {
        bySlug.computeIfAbsent(event.slug(), slug -> new ArrayList<>())
                .add(new EventReference(
                        new EventReferenceDraft(
                                event.slug(),
                                new EventReason(
                                        event.reason(),
                                        words,
                                        place == null ? null : place.start(),
                                        place == null ? null : place.end())),
                        place));
    }

    /** All events, each with the first of its places. */
    List<EventReferenceDraft> coverage() {
        return bySlug.values().stream()
                .map(references -> references.get(0).draft())
                .toList();
    }

    /** The events that a quote names, or that its paragraph names. */
    List<EventReferenceDraft> topics(int start, int end) {
        int paragraph = paragraphs.floor(start);
        Integer next = paragraphs.higher(start);
        List<EventReferenceDraft> topics = new ArrayList<>();
        for (List<EventReference> references : bySlug.values()) {
            EventReference reference = first(references, place -> place.start() >= start && place.end() <= end);
            if (reference == null) {
                reference = first(
                        references,
                        place -> place.start() >= paragraph && (next == null || place.end() <= Math.max(next, end)));
            }
            if (reference != null) {
                topics.add(reference.draft());
            }
        }
        return topics;
    }

    private static EventReference first(List<EventReference> references, Predicate<Place> condition) {
        return references.stream()
                .filter(reference -> reference.place() != null && condition.test(reference.place()))
                .findFirst()
                .orElse(null);
    }
}
