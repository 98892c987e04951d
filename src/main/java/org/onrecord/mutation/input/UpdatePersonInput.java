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
import org.onrecord.mutation.validation.MaxBytes;
import org.onrecord.mutation.validation.MaxLength;
import org.onrecord.mutation.validation.Patterns;
import org.onrecord.mutation.validation.Printable;

@Input("UpdatePersonInput")
@Description(
        "The new values of a person. An omitted field keeps the stored value, null removes it, and a list replaces the"
                + " stored list.")
public record UpdatePersonInput(
        @NotNull @Id @Size(max = MaxLength.KEY) @Description("The global id of the person.")
        String id,

        @NotNull @Description(NodeVersion.VERSION) Integer version,

        @Size(min = 1, max = MaxLength.KEY)
        @Pattern(regexp = Patterns.SLUG)
        @Description("A new slug. The old slug still finds the person.")
        String slug,

        @Pattern(regexp = Patterns.NOT_BLANK)
        @Printable(isName = true)
        @Size(max = MaxLength.NAME)
        @MaxBytes(MaxLength.INDEXED_BYTES)
        @Description("The best-known name.")
        String name,

        @Printable @Size(max = MaxLength.SUMMARY) @Description("A short description, as a phrase.")
        String description,

        @Pattern(regexp = Patterns.WIKIDATA_ID) @Size(max = MaxLength.KEY) @Description("The id of the Wikidata item.")
        String wikidataId,

        @Description("URLs of public documents and reference pages about the person.")
        List<@Size(max = MaxLength.URL) @Pattern(regexp = Patterns.URL) String> sameAs,

        @Pattern(regexp = Patterns.URL) @Size(max = MaxLength.URL) @Description("The URL of a picture of the person.")
        String image,

        @Description("Other names and spellings of the person.")
        List<@Valid PersonNameInput> alternateNames)
        implements NodeVersion, PersonFields {}
