package org.onrecord.mutation.payload;

import org.eclipse.microprofile.graphql.Description;

import org.onrecord.model.Event;

/** The schema has a type of its own for each mutation with this payload. */
@Description("The result of a mutation that creates or merges events.")
public record EventPayload(
        @Description("The created event, or the event that remains after the merge.")
        Event event) {}
