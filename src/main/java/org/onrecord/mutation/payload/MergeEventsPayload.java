package org.onrecord.mutation.payload;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

import org.onrecord.model.Event;

/** What came of merging two events. */
@Type("MergeEventsPayload")
@Description("What came of merging two events.")
public record MergeEventsPayload(
        @Description("The one that stays, with all that both had.")
        Event event) {}
