package org.onrecord.model;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;

import org.eclipse.microprofile.graphql.Description;

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
