package org.onrecord.mutation.payload;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

import org.onrecord.model.Person;

/** What came of merging two people. */
@Type("MergePeoplePayload")
@Description("What came of merging two people.")
public record MergePeoplePayload(
        @Description("The one that stays, with all that both had.")
        Person person) {}
