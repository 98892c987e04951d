package org.onrecord.mutation.payload;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What was deleted. */
@Type("DeletePayload")
@Description("What was deleted.")
public record DeletePayload(
        @NonNull @Id @Description("The global id that the node had.")
        String deletedId) {}
