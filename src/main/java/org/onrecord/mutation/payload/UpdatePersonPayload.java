package org.onrecord.mutation.payload;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

import org.onrecord.model.Person;

/** What came of updating a person. */
@Type("UpdatePersonPayload")
@Description("What came of updating a person.")
public record UpdatePersonPayload(
        @Description("The person as it now is.") Person person,

        @Description("Whether anything was written; false where all was as the input has it.")
        boolean changed) {}
