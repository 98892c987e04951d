package org.onrecord.mutation.input;

import jakarta.validation.constraints.NotNull;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;

@Input("DeleteInput")
@Description("The node to delete.")
public record DeleteInput(
        @NotNull @Id @Description("The global id of the node.")
        String id,

        @NotNull @Description(NodeVersion.VERSION) Integer version)
        implements NodeVersion {}
