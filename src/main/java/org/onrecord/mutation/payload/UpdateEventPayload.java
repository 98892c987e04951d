package org.onrecord.mutation.payload;

import org.eclipse.microprofile.graphql.Description;

import org.onrecord.model.Event;

@Description("The result of `updateEvent`.")
public record UpdateEventPayload(
        @Description("The updated event.") Event event,

        @Description(PayloadDescriptions.CHANGED) boolean changed) {}
