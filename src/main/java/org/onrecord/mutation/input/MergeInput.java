package org.onrecord.mutation.input;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;

/** Two nodes that are one and the same. */
@Input("MergeInput")
@Description("Two nodes that are one and the same, each in the version that was seen.")
public record MergeInput(
        @NotNull @Valid @Description("The node that stays.") SeenInput into,

        @NotNull @Valid @Description("The node that goes, and leaves it all that it has.")
        SeenInput from) {

    /** A node in the version that was seen. */
    @Input("SeenInput")
    @Description("A node in the version that was seen.")
    public record SeenInput(
            @NotNull @Id @Description("The node's global id.")
            String id,

            @NotNull @Description("The version that was seen.")
            Integer version) {}
}
