package org.onrecord.mutation.payload;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

import org.onrecord.model.Person;

/** What came of creating a person. */
@Type("CreatePersonPayload")
@Description("What came of creating a person.")
public record CreatePersonPayload(
        @Description("The person as it now is.") Person person) {}
