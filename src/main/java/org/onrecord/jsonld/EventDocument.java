package org.onrecord.jsonld;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import io.vertx.core.json.JsonObject;

/** An event as schema.org's Event. */
final class EventDocument {

    /** What schema.org has for the roles of participants; the rest contribute. */
    private static final Map<String, String> PROPERTIES_OF_ROLES = Map.of(
            "HOST", "organizer",
            "ATTENDEE", "attendee",
            "SPEAKER", "performer",
            "CANDIDATE", "about",
            "DEFENDANT", "about",
            "SUBJECT", "about",
            "VICTIM", "about");

    /**
     * What schema.org has for links, as their direction is: an indictment is about what it charges. That an event follows
     * another it has no property for.
     */
    private static final Map<String, String> PROPERTIES_OF_LINKS = Map.of(
            "PART_OF OUTGOING", "superEvent",
            "PART_OF INCOMING", "subEvent",
            "CHARGES OUTGOING", "about",
            "CHARGES INCOMING", "subjectOf",
            "INVESTIGATES OUTGOING", "about",
            "INVESTIGATES INCOMING", "subjectOf",
            "FINDS OUTGOING", "about",
            "FINDS INCOMING", "subjectOf",
            "RESPONDS_TO OUTGOING", "about",
            "RESPONDS_TO INCOMING", "subjectOf");

    private EventDocument() {}

    static Thing of(JsonObject event, References references) {
        return references
                .event(event)
                .with("endDate", event.getString("endDate"))
                .with("location", place(event.getString("location")))
                .with("description", event.getString("description"))
                .with("inLanguage", event.getString("inLanguage"))
                .with("keywords", References.words(event.getString("type")))
                .with("identifier", present(event.getString("identifier"), References.wikidata(event)))
                .with("sameAs", References.sameAs(event))
                .with(
                        "superEvent",
                        all(
                                Stream.ofNullable(references.event(event.getJsonObject("superEvent"))),
                                linked("superEvent", event, references)))
                .with(
                        "subEvent",
                        all(
                                References.nodes(event, "subEvents").map(references::event),
                                linked("subEvent", event, references)))
                .with("about", all(participants("about", event, references), linked("about", event, references)))
                .with("organizer", all(participants("organizer", event, references)))
                .with("performer", all(participants("performer", event, references)))
                .with("attendee", all(participants("attendee", event, references)))
                .with("contributor", all(participants("contributor", event, references)))
                .with("recordedIn", all(References.nodes(event, "quotesAt").map(references::quotation)))
                .with(
                        "subjectOf",
                        all(
                                linked("subjectOf", event, references),
                                References.nodes(event, "coverage")
                                        .map(coverage -> references.article(coverage.getJsonObject("article"))),
                                References.nodes(event, "quotesAbout").map(references::quotation)));
    }

    private static Thing place(String name) {
        return name == null ? null : Thing.ofType("Place").with("name", name);
    }

    private static Stream<Thing> participants(String property, JsonObject event, References references) {
        return References.nodes(event, "participants")
                .filter(participant ->
                        property.equals(PROPERTIES_OF_ROLES.getOrDefault(participant.getString("role"), "contributor")))
                .map(participant -> References.role(
                        property,
                        References.words(participant.getString("role")),
                        references.person(participant.getJsonObject("person"))));
    }

    private static Stream<Thing> linked(String property, JsonObject event, References references) {
        return References.nodes(event, "links")
                .filter(link -> property.equals(
                        PROPERTIES_OF_LINKS.get(link.getString("relation") + " " + link.getString("direction"))))
                .map(link -> references.event(link.getJsonObject("event")));
    }

    @SafeVarargs
    private static List<Thing> all(Stream<Thing>... things) {
        return Stream.of(things).flatMap(Function.identity()).toList();
    }

    private static List<Object> present(Object... values) {
        return Stream.of(values).filter(Objects::nonNull).toList();
    }
}
