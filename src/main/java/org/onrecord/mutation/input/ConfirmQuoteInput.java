package org.onrecord.mutation.input;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;

import org.onrecord.mutation.validation.MaxLength;

@Input("ConfirmQuoteInput")
@Description("The quote to confirm.")
public record ConfirmQuoteInput(
        @NotNull @Id @Size(max = MaxLength.KEY) @Description("The global id of the quote.")
        String id,

        @NotNull @Description(NodeVersion.VERSION) Integer version)
        implements NodeVersion {}
