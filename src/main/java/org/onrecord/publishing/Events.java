package org.onrecord.publishing;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.onrecord.model.Event;
import org.onrecord.model.EventLink;
import org.onrecord.model.EventParticipant;
import org.onrecord.model.EventRelation;
import org.onrecord.model.LinkDirection;
import org.onrecord.model.ParticipantRole;
import org.onrecord.model.Person;
import org.onrecord.mutation.input.EventInput;
import org.onrecord.mutation.input.EventInput.EventLinkInput;
import org.onrecord.mutation.input.EventInput.EventParticipantInput;
import org.onrecord.mutation.input.EventReference;
import org.onrecord.mutation.input.UpdateEventInput;
import org.onrecord.traversal.graph.GlobalId;

/** Finds and writes events, and what is between them. */
final class Events {

    private final Changes changes;
    private final Known known;
    private final FormerNames formerNames;
    private final People people;

    Events(Changes changes, People people, Known known, FormerNames formerNames) {
        this.changes = changes;
        this.known = known;
        this.formerNames = formerNames;
        this.people = people;
    }

    /** @param path of the reference in the input; null for no reference at all is no event */
    Event find(EventReference reference, String path) {
        if (reference == null) {
            return null;
        } else if (reference.event() != null) {
            return known.areNestedWritten()
                    ? bySlug(reference.event().slug())
                    : write(reference.event(), path + ".event");
        } else if (reference.slug() != null) {
            return require(bySlug(reference.slug()), path + ".slug", reference.slug());
        } else if (reference.wikidataId() != null) {
            return require(byWikidataId(reference.wikidataId()), path + ".wikidataId", reference.wikidataId());
        }
        GlobalId id = GlobalId.parse(reference.id());
        boolean isEvent = id != null && id.type().equals("Event");
        return require(isEvent ? Event.<Event>findById(id.key()) : null, path + ".id", reference.id());
    }

    private static Event require(Event event, String path, String key) {
        if (event == null) {
            throw BadField.at(path, "names no event: \"" + key + "\" is not in the graph");
        }
        return event;
    }

    private Event bySlug(String slug) {
        return known.node(Event.class, "slug", slug);
    }

    private Event byWikidataId(String wikidataId) {
        return known.node(Event.class, "wikidataId", wikidataId);
    }

    /** The event with the slug, created or updated, and what is between it and others. */
    Event write(EventInput input, String path) {
        Event event = describe(input, path);
        if (event.slug.equals(input.slug())) {
            connect(event, input, path);
        }
        return event;
    }

    /** The event alone. */
    Event describe(EventInput input, String path) {
        Event before = bySlug(input.slug());
        Event event = changes.node(before == null ? new Event() : before);
        if (before != null && !before.slug.equals(input.slug())) {
            return event; // Who knows it by a former slug knows less of it than the graph does.
        }
        if (input.wikidataId() != null) {
            wikidataId(event, input.wikidataId(), path);
        }
        event.slug = input.slug();
        event.name = input.name();
        event.type = input.type();
        event.description = Given.or(input.description(), event.description);
        event.inLanguage = Given.or(input.inLanguage(), event.inLanguage);
        event.startDate = Given.or(input.startDate(), event.startDate);
        event.endDate = Given.or(input.endDate(), event.endDate);
        requireOrder(event, path);
        event.location = Given.or(input.location(), event.location);
        event.identifier = Given.or(input.identifier(), event.identifier);
        event.sameAs = Given.or(input.sameAs(), event.sameAs);
        changes.write(event);
        known.put(event, "slug", event.slug);
        return event;
    }

    /** What is between the event and others, which are there already or come with it. */
    void connect(Event event, EventInput input, String path) {
        if (input.superEvent() != null) {
            superEvent(event, input.superEvent(), path);
        }
        if (input.participants() != null) {
            participants(event, input.participants(), path + ".participants");
        }
        if (input.links() != null) {
            links(event, input.links(), path + ".links");
        }
    }

    void update(Event event, UpdateEventInput input, Patch patch) {
        patch.require("slug", input.slug(), slug -> {
            Event other = bySlug(slug);
            if (other != null && other != event) {
                throw BadField.at(Patch.PATH + ".slug", "is that of another event");
            }
            if (!slug.equals(event.slug)) {
                formerNames.add(event, "slug", event.slug);
                event.slug = slug;
            }
        });
        patch.require("name", input.name(), name -> event.name = name);
        patch.require("type", input.type(), type -> event.type = type);
        patch.set("description", input.description(), description -> event.description = description);
        patch.require("inLanguage", input.inLanguage(), language -> event.inLanguage = language);
        patch.set("startDate", input.startDate(), date -> event.startDate = date);
        patch.set("endDate", input.endDate(), date -> event.endDate = date);
        requireOrder(event, Patch.PATH);
        patch.set("location", input.location(), location -> event.location = location);
        patch.set("identifier", input.identifier(), identifier -> event.identifier = identifier);
        patch.set("wikidataId", input.wikidataId(), id -> wikidataId(event, id, Patch.PATH));
        patch.require("sameAs", input.sameAs(), sameAs -> event.sameAs = sameAs);
        patch.set("superEvent", input.superEvent(), reference -> superEvent(event, reference, Patch.PATH));
        patch.require(
                "participants",
                input.participants(),
                participants -> participants(event, participants, Patch.PATH + ".participants"));
    }

    private void wikidataId(Event event, String wikidataId, String path) {
        Event other = wikidataId == null ? null : byWikidataId(wikidataId);
        if (other != null && other != event) {
            throw BadField.at(path + ".wikidataId", "is that of another event, \"" + other.slug + "\"");
        }
        event.wikidataId = wikidataId;
        known.put(event, "wikidataId", wikidataId);
    }

    private static void requireOrder(Event event, String path) {
        if (event.startDate != null && event.endDate != null && event.endDate.isBefore(event.startDate)) {
            throw BadField.at(path + ".endDate", "is before the start");
        }
    }

    private void superEvent(Event event, EventReference reference, String path) {
        event.superEvent = find(reference, path + ".superEvent");
        if (event.superEvent == event) {
            throw BadField.at(path + ".superEvent", "is the event itself");
        }
    }

    private void participants(Event event, List<EventParticipantInput> inputs, String path) {
        record Part(Person person, ParticipantRole role) {}
        List<Part> parts = Indexed.map(
                inputs, path, (input, at) -> new Part(people.find(input.person(), at + ".person"), input.role()));
        changes.sync(
                event,
                known.parts(EventParticipant.class, "event", event),
                participant -> List.of(participant.person.id, participant.role),
                new LinkedHashSet<>(parts),
                part -> List.of(part.person.id, part.role),
                (before, part) -> {
                    EventParticipant participant = before == null ? new EventParticipant() : before;
                    participant.event = event;
                    participant.person = part.person;
                    participant.role = part.role;
                    return participant;
                });
    }

    private void links(Event event, List<EventLinkInput> inputs, String path) {
        record Link(EventRelation relation, Long event) {}
        List<Event> others = Indexed.map(inputs, path, (input, at) -> find(input.event(), at + ".event"));
        Set<Link> given = new HashSet<>();
        for (int i = 0; i < others.size(); i++) {
            given.add(new Link(inputs.get(i).relation(), others.get(i).id));
        }
        List.copyOf(linksOf(event)).stream()
                .filter(link -> link.direction == LinkDirection.OUTGOING
                        && !given.contains(new Link(link.relation, link.event.id)))
                .forEach(this::unlink);
        for (int i = 0; i < others.size(); i++) {
            link(event, inputs.get(i).relation(), others.get(i), path + "[" + i + "].event");
        }
    }

    /** Links two events, readable from both ends; does nothing where the link is there already. */
    void link(Event from, EventRelation relation, Event to, String path) {
        if (from == to) {
            throw BadField.at(path, "is the event itself");
        } else if (find(from, relation, to).isEmpty()) {
            for (EventLink end : EventLink.ends(from, relation, to)) {
                linksOf(end.viewedFrom).add(end);
                changes.part(changes.node(end.viewedFrom), end);
            }
        }
    }

    /** The link between two events, from the side of the first. */
    Optional<EventLink> find(Event from, EventRelation relation, Event to) {
        return linksOf(from).stream()
                .filter(link -> link.direction == LinkDirection.OUTGOING
                        && link.relation == relation
                        && link.event.id.equals(to.id))
                .findFirst();
    }

    /** The database deletes its mirror with it. */
    void unlink(EventLink link) {
        linksOf(link.viewedFrom).remove(link);
        List<EventLink> links = linksOf(link.event);
        for (EventLink mirror : List.copyOf(links)) {
            if (mirror.relation == link.relation
                    && mirror.direction != link.direction
                    && mirror.event.id.equals(link.viewedFrom.id)) {
                links.remove(mirror);
                EventLink.getEntityManager().detach(mirror);
            }
        }
        changes.remove(changes.node(link.viewedFrom), link);
        changes.touch(changes.node(link.event));
    }

    private List<EventLink> linksOf(Event event) {
        return known.parts(EventLink.class, "viewedFrom", event);
    }
}
