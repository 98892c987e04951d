package org.onrecord.mutation.payload;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

import org.onrecord.model.Event;

/** What came of creating an event. */
@Type("CreateEventPayload")
@Description("What came of creating an event.")
public record CreateEventPayload(
        @Description("The event as it now is.") Event event) {}
