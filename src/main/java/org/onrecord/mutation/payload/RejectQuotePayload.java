package org.onrecord.mutation.payload;

import java.util.List;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;

import org.onrecord.model.Quote;
import org.onrecord.traversal.graph.GlobalId;

@Description("The result of `rejectQuote`.")
public record RejectQuotePayload(
        @Description("The quote. Null if it was deleted, because it has no other appearance.")
        Quote quote,

        @NonNull @Description("The articles in which the quote is rejected.")
        List<GlobalId> articles) {}
