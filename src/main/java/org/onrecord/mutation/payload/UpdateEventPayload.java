package org.onrecord.mutation.payload;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

import org.onrecord.model.Event;

/** What came of updating an event. */
@Type("UpdateEventPayload")
@Description("What came of updating an event.")
public record UpdateEventPayload(
        @Description("The event as it now is.") Event event,

        @Description("Whether anything was written; false where all was as the input has it.")
        boolean changed) {}
