package org.onrecord.mutation.payload;

import org.eclipse.microprofile.graphql.Description;

import org.onrecord.model.Quote;

@Description("The result of `updateQuote`.")
public record UpdateQuotePayload(
        @Description("The updated quote.") Quote quote,

        @Description(PayloadDescriptions.CHANGED) boolean changed) {}
