package org.onrecord.publishing;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.persistence.EntityManager;

import org.onrecord.model.Event;
import org.onrecord.model.EventLink;
import org.onrecord.model.EventRelation;
import org.onrecord.model.LinkDirection;
import org.onrecord.mutation.input.EventInput.EventLinkInput;
import org.onrecord.mutation.validation.FieldPath;
import org.onrecord.publishing.persistence.LookupCache;
import org.onrecord.publishing.persistence.UnitOfWork;
import org.onrecord.publishing.persistence.WriteContext;

/** Links events. Each link has two rows, one for each event. */
final class EventLinkWriter {

    private final EntityManager entityManager;
    private final UnitOfWork unitOfWork;
    private final LookupCache lookup;

    EventLinkWriter(WriteContext context) {
        this.entityManager = context.entityManager();
        this.unitOfWork = context.unitOfWork();
        this.lookup = context.lookup();
    }

    /**
     * Replaces the links that lead from an event.
     *
     * @param targets the event of each input
     */
    void replaceOutgoing(Event event, List<EventLinkInput> inputs, List<Event> targets, FieldPath path) {
        record Link(EventRelation relation, Long target) {}
        Set<Link> given = new HashSet<>();
        for (int i = 0; i < targets.size(); i++) {
            given.add(new Link(inputs.get(i).relation(), targets.get(i).id));
        }
        List.copyOf(linksOf(event)).stream()
                .filter(link -> link.direction == LinkDirection.OUTGOING
                        && !given.contains(new Link(link.relation, link.event.id)))
                .forEach(this::unlink);
        for (int i = 0; i < targets.size(); i++) {
            link(
                    event,
                    inputs.get(i).relation(),
                    targets.get(i),
                    path.element(i).field("event"));
        }
    }

    /**
     * Links two events. Does nothing if the link exists.
     *
     * @param path of the reference to the second event
     */
    void link(Event from, EventRelation relation, Event to, FieldPath path) {
        if (from == to) {
            throw path.error("must not be the event itself");
        } else if (find(from, relation, to).isEmpty()) {
            for (EventLink end : EventLink.ends(from, relation, to)) {
                linksOf(end.viewedFrom).add(end);
                unitOfWork.persistPart(unitOfWork.register(end.viewedFrom), end);
            }
        }
    }

    /** Finds the outgoing row of a link. */
    Optional<EventLink> find(Event from, EventRelation relation, Event to) {
        return linksOf(from).stream()
                .filter(link -> link.direction == LinkDirection.OUTGOING
                        && link.relation == relation
                        && link.event.id.equals(to.id))
                .findFirst();
    }

    /** Deletes one row of a link. The database deletes the mirror row. */
    void unlink(EventLink link) {
        linksOf(link.viewedFrom).remove(link);
        List<EventLink> mirrored = linksOf(link.event);
        for (EventLink mirror : List.copyOf(mirrored)) {
            if (mirror.relation == link.relation
                    && mirror.direction != link.direction
                    && mirror.event.id.equals(link.viewedFrom.id)) {
                mirrored.remove(mirror);
                entityManager.detach(mirror);
            }
        }
        unitOfWork.removePart(unitOfWork.register(link.viewedFrom), link);
        unitOfWork.markChanged(unitOfWork.register(link.event));
    }

    private List<EventLink> linksOf(Event event) {
        return lookup.parts(EventLink.class, "viewedFrom", event);
    }
}
