package org.onrecord.quote;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;

import org.eclipse.microprofile.graphql.Description;

import org.onrecord.VersionedEntity;
import org.onrecord.event.Event;

/** That a quote is about an event. */
@Entity
@Description("That a quote is about an event.")
public class QuoteTopic extends VersionedEntity {

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @Description("The quote.")
    public Quote quote;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @Description("The event the quote is about.")
    public Event event;
}
