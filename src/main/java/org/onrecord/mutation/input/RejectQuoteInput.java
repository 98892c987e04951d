package org.onrecord.mutation.input;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;

import org.onrecord.mutation.validation.MaxLength;

@Input("RejectQuoteInput")
@Description("The quote to reject.")
public record RejectQuoteInput(
        @NotNull @Id @Size(max = MaxLength.KEY) @Description("The global id of the quote.")
        String id,

        @NotNull @Description(NodeVersion.VERSION) Integer version,

        @Valid
        @Description("The article in which the quote is rejected. Omit it to reject the quote in all articles in which"
                + " it was read.")
        ArticleReference article)
        implements NodeVersion {}
