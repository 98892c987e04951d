package org.onrecord.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;

import org.eclipse.microprofile.graphql.Description;

/** A person's part in an event. A person may have several roles in one event, each once. */
@Entity
@Description("A person's part in an event.")
public class EventParticipant extends VersionedEntity {

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @Description("The event taken part in.")
    public Event event;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @Description("The person who takes part.")
    public Person person;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    @Description("As what the person takes part.")
    public ParticipantRole role;
}
