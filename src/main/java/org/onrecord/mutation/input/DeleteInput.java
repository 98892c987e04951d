package org.onrecord.mutation.input;

import jakarta.validation.constraints.NotNull;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;

/** Names what is to be deleted. */
@Input("DeleteInput")
@Description("What to delete.")
public record DeleteInput(
        @NotNull @Id @Description("The node's global id.") String id,

        @NotNull @Description("The version that the change is made to; if it is no longer that, the change is refused.")
        Integer version) {}
