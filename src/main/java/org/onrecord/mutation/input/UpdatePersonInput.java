package org.onrecord.mutation.input;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;

import org.onrecord.mutation.input.PersonInput.PersonNameInput;

/** Changes a person. */
@Input("UpdatePersonInput")
@Description(
        "What to change of a person: what is left out stays as it is, null removes it, and a list replaces the one there.")
public record UpdatePersonInput(
        @NotNull @Id @Description("The person's global id.") String id,

        @NotNull @Description("The version that the change is made to; if it is no longer that, the change is refused.")
        Integer version,

        @Size(min = 1)
        @Pattern(regexp = Patterns.SLUG)
        @Description("Another unique key; the old one still finds the person.")
        String slug,

        @Pattern(regexp = Patterns.NOT_BLANK) @Description("The name.")
        String name,

        @Description("Who the person is, in a phrase.") String description,

        @Pattern(regexp = Patterns.WIKIDATA_ID) @Description("The Wikidata item.")
        String wikidataId,

        @Description("URLs of public documents about the person.")
        List<@Pattern(regexp = Patterns.URL) String> sameAs,

        @Description("Other names and spellings.") List<@Valid PersonNameInput> alternateNames) {}
