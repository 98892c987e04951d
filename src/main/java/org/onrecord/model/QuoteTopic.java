package org.onrecord.model;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;

import org.eclipse.microprofile.graphql.Description;

/** Links a quote to an event that it is about. */
@Entity
@Description("The topic of a quote: an event that the quote is about.")
public class QuoteTopic extends VersionedEntity {

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @Description("The quote.")
    public Quote quote;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @Description("The event that the quote is about.")
    public Event event;
}
