package org.onrecord.reading.linking;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

import org.onrecord.reading.linking.ArticleDraft.EventReferenceDraft;
import org.onrecord.reading.linking.GraphLinks.NamedEvent;
import org.onrecord.reading.linking.Reasons.EventReason;
import org.onrecord.reading.linking.Words.Place;
import org.onrecord.reading.text.TextCharacters;

/** The events whose names are in an article, with the places. */
final class EventLinks {

    /** A shorter name or identifier of one word is too often another word. */
    private static final int SHORTEST_WORD = 4;

    /** The starts of the paragraphs in the body, in Unicode code points. */
    private final TreeSet<Integer> paragraphs = new TreeSet<>();

    /** The numbers of the events by their slugs, and the first reference of each. */
    private final Map<String, Integer> numbers = new HashMap<>();

    private final List<EventReferenceDraft> firsts = new ArrayList<>();

    private final NavigableMap<Integer, List<EventReference>> byStart = new TreeMap<>();
    private int references;

    // The quotes of a paragraph follow each other.
    private int lastParagraph = -1;
    private int lastParagraphEnd;
    private Map<Integer, EventReference> inLastParagraph;

    /** A place of an event in the body, with the number of the event and its own. */
    private record EventReference(EventReferenceDraft draft, Place place, int event, int number) {}

    EventLinks(String headline, String body, Collection<NamedEvent> events) {
        Words inBody = new Words(body);
        Words inHeadline = new Words(headline == null ? "" : headline);
        for (NamedEvent event : events) {
            boolean isShort = event.words().strip().length() < SHORTEST_WORD;
            if (!isShort) {
                inBody.find(event.words()).forEach(place -> add(event, place.text(), place));
                inHeadline.find(event.words()).forEach(place -> add(event, place.text(), null));
            }
        }
        paragraphs.add(0);
        int codePoints = 0;
        for (int i = 0; i < body.length(); i += Character.charCount(body.codePointAt(i))) {
            codePoints++;
            if (TextCharacters.isLineEnd(body.charAt(i))) {
                paragraphs.add(codePoints);
            }
        }
    }

    private void add(NamedEvent event, String words, Place place) {
        EventReferenceDraft draft = new EventReferenceDraft(
                event.slug(),
                new EventReason(
                        event.reason(),
                        words,
                        place == null ? null : place.start(),
                        place == null ? null : place.end()));
        int number = numbers.computeIfAbsent(event.slug(), slug -> {
            firsts.add(draft);
            return firsts.size() - 1;
        });
        if (place != null) {
            byStart.computeIfAbsent(place.start(), start -> new ArrayList<>())
                    .add(new EventReference(draft, place, number, references++));
        }
    }

    /** All events, each with the first of its places. */
    List<EventReferenceDraft> coverage() {
        return firsts;
    }

    /** The events that a quote names, or that its paragraph names. */
    List<EventReferenceDraft> topics(int start, int end) {
        int paragraph = paragraphs.floor(start);
        Integer next = paragraphs.higher(start);
        int paragraphEnd = next == null ? Integer.MAX_VALUE : Math.max(next, end);
        if (paragraph != lastParagraph || paragraphEnd != lastParagraphEnd) {
            inLastParagraph = within(paragraph, paragraphEnd);
            lastParagraph = paragraph;
            lastParagraphEnd = paragraphEnd;
        }
        Map<Integer, EventReference> topics = new TreeMap<>(inLastParagraph);
        topics.putAll(within(start, end));
        return topics.values().stream().map(EventReference::draft).toList();
    }

    /** Returns the first reference of each event within a part of the body, by the number of the event. */
    private Map<Integer, EventReference> within(int start, int end) {
        Map<Integer, EventReference> first = new TreeMap<>();
        for (List<EventReference> references : byStart.subMap(start, end).values()) {
            for (EventReference reference : references) {
                if (reference.place.end() <= end) {
                    first.merge(reference.event, reference, (one, other) -> one.number < other.number ? one : other);
                }
            }
        }
        return first;
    }
}
