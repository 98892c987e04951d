package org.onrecord.mutation.payload;

import org.eclipse.microprofile.graphql.Description;

import org.onrecord.model.Person;

/** The schema has a type of its own for each mutation with this payload. */
@Description("The result of a mutation that creates or merges people.")
public record PersonPayload(
        @Description("The created person, or the person that remains after the merge.")
        Person person) {}
