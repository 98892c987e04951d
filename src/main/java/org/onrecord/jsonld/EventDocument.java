package org.onrecord.jsonld;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** Describes an event as an Event of schema.org. */
final class EventDocument {

    /** The properties for the roles of participants. All other roles become {@code contributor}. */
    private static final Map<String, String> PROPERTIES_OF_ROLES = Map.of(
            "HOST", "organizer",
            "ATTENDEE", "attendee",
            "SPEAKER", "performer",
            "CANDIDATE", "about",
            "DEFENDANT", "about",
            "SUBJECT", "about",
            "VICTIM", "about");

    /**
     * The properties for links by relation and direction: an indictment is {@code about} the event that it charges.
     * Schema.org has no property for FOLLOWS.
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

    static NodeObject of(QueryNode event, NodeReferences references) {
        return references
                .event(event)
                .with(
                        "alternateName",
                        event.nodes("alternateNames")
                                .map(name -> name.text("name"))
                                .toList())
                .with("endDate", event.text("endDate"))
                .with("location", place(event.text("location")))
                .with("description", event.text("description"))
                .with("inLanguage", event.text("inLanguage"))
                .with("keywords", NodeReferences.words(event.text("type")))
                .with("identifier", present(event.text("identifier"), NodeReferences.wikidata(event)))
                .with("sameAs", NodeReferences.sameAs(event))
                .with(
                        "superEvent",
                        all(
                                Stream.ofNullable(references.event(event.node("superEvent"))),
                                linked("superEvent", event, references)))
                .with(
                        "subEvent",
                        all(event.nodes("subEvents").map(references::event), linked("subEvent", event, references)))
                .with("about", all(participants("about", event, references), linked("about", event, references)))
                .with("organizer", all(participants("organizer", event, references)))
                .with("performer", all(participants("performer", event, references)))
                .with("attendee", all(participants("attendee", event, references)))
                .with("contributor", all(participants("contributor", event, references)))
                .with("recordedIn", all(event.nodes("quotesAt").map(references::quotation)))
                .with(
                        "subjectOf",
                        all(
                                linked("subjectOf", event, references),
                                event.nodes("coverage").map(coverage -> references.article(coverage.node("article"))),
                                event.nodes("quotesAbout").map(references::quotation)));
    }

    private static NodeObject place(String name) {
        return name == null ? null : NodeObject.ofType("Place").with("name", name);
    }

    private static Stream<NodeObject> participants(String property, QueryNode event, NodeReferences references) {
        return event.nodes("participants")
                .filter(participant ->
                        property.equals(PROPERTIES_OF_ROLES.getOrDefault(participant.text("role"), "contributor")))
                .map(participant -> NodeReferences.role(
                        property,
                        NodeReferences.words(participant.text("role")),
                        references.person(participant.node("person"))));
    }

    private static Stream<NodeObject> linked(String property, QueryNode event, NodeReferences references) {
        return event.nodes("links")
                .filter(link ->
                        property.equals(PROPERTIES_OF_LINKS.get(link.text("relation") + " " + link.text("direction"))))
                .map(link -> references.event(link.node("event")));
    }

    @SafeVarargs
    private static List<NodeObject> all(Stream<NodeObject>... objects) {
        return Stream.of(objects).flatMap(Function.identity()).toList();
    }

    private static List<Object> present(Object... values) {
        return Stream.of(values).filter(Objects::nonNull).toList();
    }
}
