package org.onrecord.mutation.payload;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

import org.onrecord.model.Event;

/** What came of linking two events. */
@Type("LinkEventsPayload")
@Description("What came of linking two events.")
public record LinkEventsPayload(
        @Description("The event that the relation leads from.")
        Event from,

        @Description("The event that it leads to.") Event to,

        @Description("Whether anything was written; false where all was as the input has it.")
        boolean changed) {}
