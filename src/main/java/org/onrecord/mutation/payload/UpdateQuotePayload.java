package org.onrecord.mutation.payload;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

import org.onrecord.model.Quote;

/** What came of updating a quote. */
@Type("UpdateQuotePayload")
@Description("What came of updating a quote.")
public record UpdateQuotePayload(
        @Description("The quote as it now is.") Quote quote,

        @Description("Whether anything was written; false where all was as the input has it.")
        boolean changed) {}
