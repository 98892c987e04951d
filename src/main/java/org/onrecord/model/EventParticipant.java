package org.onrecord.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;

import org.eclipse.microprofile.graphql.Description;

/** Links a person to an event. A person can have several roles in one event, with one link for each role. */
@Entity
@Description("The participation of a person in an event, in one role.")
public class EventParticipant extends VersionedEntity {

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @Description("The event.")
    public Event event;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @Description("The person who takes part.")
    public Person person;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    @Description("The role of the person in the event.")
    public ParticipantRole role;
}
