package org.onrecord.mutation.payload;

import org.eclipse.microprofile.graphql.Description;

import org.onrecord.model.Quote;

@Description("The result of `confirmQuote`.")
public record ConfirmQuotePayload(
        @Description("The confirmed quote.") Quote quote,

        @Description(PayloadDescriptions.CHANGED) boolean changed) {}
