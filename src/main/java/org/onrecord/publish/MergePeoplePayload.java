package org.onrecord.publish;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

import org.onrecord.person.Person;

/** What came of merging two people. */
@Type("MergePeoplePayload")
@Description("What came of merging two people.")
public record MergePeoplePayload(
        @Description("The one that stays, with all that both had.")
        Person person) {}
