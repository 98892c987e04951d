package org.onrecord.mutation.payload;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;

@Description("The result of a deletion.")
public record DeletePayload(
        @NonNull @Id @Description("The global id of the deleted node.")
        String deletedId) {}
