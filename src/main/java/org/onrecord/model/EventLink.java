package org.onrecord.model;

import java.util.List;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;

import org.eclipse.microprofile.graphql.Description;

/**
 * A link between two events, as seen from one of them. Every link stands twice, once from each end; the database refuses
 * one without its mirror, so links are made with {@link #ends(Event, EventRelation, Event)}.
 */
@Entity
@Description("A link between two events, as seen from one of them: an indictment CHARGES a cyberattack.")
public class EventLink extends VersionedEntity {

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @Description("The event from whose side the link is read.")
    public Event viewedFrom;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    @Description("How the two events are related, read from the OUTGOING side: `viewedFrom` CHARGES `event`.")
    public EventRelation relation;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    @Description("Whether the relation leads from `viewedFrom` to `event` (OUTGOING) or the other way (INCOMING).")
    public LinkDirection direction;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @Description("The event at the other end.")
    public Event event;

    /** The link from {@code from} to {@code to}, as seen from the former. */
    public static Optional<EventLink> find(Event from, EventRelation relation, Event to) {
        return EventLink.<EventLink>find(
                        "viewedFrom = ?1 and relation = ?2 and event = ?3 and direction = ?4",
                        from,
                        relation,
                        to,
                        LinkDirection.OUTGOING)
                .firstResultOptional();
    }

    /** A new link from {@code from} to {@code to}: both its rows, which are to be persisted together. */
    public static List<EventLink> ends(Event from, EventRelation relation, Event to) {
        return List.of(
                end(from, relation, LinkDirection.OUTGOING, to), end(to, relation, LinkDirection.INCOMING, from));
    }

    /** Links {@code from} to {@code to}; does nothing where the link is there already. */
    public static void persist(Event from, EventRelation relation, Event to) {
        if (find(from, relation, to).isEmpty()) {
            persist(ends(from, relation, to));
        }
    }

    private static EventLink end(Event viewedFrom, EventRelation relation, LinkDirection direction, Event event) {
        EventLink link = new EventLink();
        link.viewedFrom = viewedFrom;
        link.relation = relation;
        link.direction = direction;
        link.event = event;
        return link;
    }
}
