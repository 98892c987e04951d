package org.onrecord.model;

import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;

import org.eclipse.microprofile.graphql.Description;

import static org.onrecord.model.LinkDirection.INCOMING;
import static org.onrecord.model.LinkDirection.OUTGOING;

/**
 * A link between two events, as seen from one of them. Each link has two rows, one for each event. The database rejects
 * a row without its mirror, so create links with {@link #ends(Event, EventRelation, Event)}.
 */
@Entity
@Description(
        "A link between two events, as seen from one of them, for example an indictment that CHARGES a cyberattack.")
public class EventLink extends VersionedEntity {

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @Description("The event that the link is seen from.")
    public Event viewedFrom;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    @Description("The relation between the events. It reads in the OUTGOING direction: `viewedFrom` CHARGES `event`.")
    public EventRelation relation;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    @Description("OUTGOING if the relation leads from `viewedFrom` to `event`, INCOMING if it leads from `event` to"
            + " `viewedFrom`.")
    public LinkDirection direction;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @Description("The event at the other end of the link.")
    public Event event;

    /** Returns both rows of a new link. The caller persists them in the same transaction. */
    public static List<EventLink> ends(Event from, EventRelation relation, Event to) {
        return List.of(end(from, relation, OUTGOING, to), end(to, relation, INCOMING, from));
    }

    /** Persists a link unless it exists. */
    public static void persist(Event from, EventRelation relation, Event to) {
        if (count("viewedFrom = ?1 and relation = ?2 and event = ?3 and direction = ?4", from, relation, to, OUTGOING)
                == 0) {
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
