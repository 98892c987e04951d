package org.onrecord.mutation.input;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;

import org.onrecord.mutation.validation.MaxLength;

@Input("MergeInput")
@Description("Two nodes to merge.")
public record MergeInput(
        @NotNull @Valid @Description("The node that remains.")
        NodeVersionInput into,

        @NotNull @Valid @Description("The node that is deleted. Its values and links move to the remaining node.")
        NodeVersionInput from) {

    /** The GraphQL name predates the Java name. */
    @Input("SeenInput")
    @Description("A node in the version that the client has read.")
    public record NodeVersionInput(
            @NotNull @Id @Size(max = MaxLength.KEY) @Description("The global id of the node.")
            String id,

            @NotNull @Description(NodeVersion.VERSION) Integer version)
            implements NodeVersion {}
}
