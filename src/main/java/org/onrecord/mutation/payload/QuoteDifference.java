package org.onrecord.mutation.payload;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;

@Description("A value of an input that a stored quote did not take, because it has another one.")
public record QuoteDifference(
        @NonNull @Description("The path of the field in the input, for example `input.appearances[2].quote.speechAct`.")
        String field,

        @NonNull @Id @Description("The global id of the stored quote, for `updateQuote`.")
        String id,

        @NonNull @Description("The value of the input as text.")
        String reported,

        @NonNull @Description("The value that the stored quote keeps, as text. An event is given by its slug.")
        String stored) {}
