package org.onrecord.mutation.payload;

import org.eclipse.microprofile.graphql.Description;

import org.onrecord.model.Event;

/** The schema has a type of its own for each mutation with this payload. */
@Description("The result of a mutation that links or unlinks events.")
public record EventLinkPayload(
        @Description("The event that the relation leads from.")
        Event from,

        @Description("The event that the relation leads to.")
        Event to,

        @Description(PayloadDescriptions.CHANGED) boolean changed) {}
