package org.onrecord.mutation.payload;

import org.eclipse.microprofile.graphql.Description;

import org.onrecord.model.Person;

@Description("The result of `updatePerson`.")
public record UpdatePersonPayload(
        @Description("The updated person.") Person person,

        @Description(PayloadDescriptions.CHANGED) boolean changed) {}
