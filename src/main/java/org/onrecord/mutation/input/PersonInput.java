package org.onrecord.mutation.input;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

import org.onrecord.mutation.validation.MaxBytes;
import org.onrecord.mutation.validation.MaxLength;
import org.onrecord.mutation.validation.Patterns;
import org.onrecord.mutation.validation.Printable;

@Input("PersonInput")
@Description(
        "A person, identified by the slug. A field without a value keeps the stored value. A list replaces the stored"
                + " list.")
public record PersonInput(
        @NotNull
        @Pattern(regexp = Patterns.SLUG)
        @Size(max = MaxLength.KEY)
        @Description("The unique, readable key, for example `vladimir-putin`.")
        String slug,

        @NotBlank
        @Printable(isName = true)
        @Size(max = MaxLength.NAME)
        @MaxBytes(MaxLength.INDEXED_BYTES)
        @Description("The best-known name.")
        String name,

        @Printable @Size(max = MaxLength.SUMMARY) @Description("A short description, as a phrase.")
        String description,

        @Pattern(regexp = Patterns.WIKIDATA_ID)
        @Size(max = MaxLength.KEY)
        @Description("The id of the Wikidata item, for example `Q7747`.")
        String wikidataId,

        @Description("URLs of public documents and reference pages about the person.")
        List<@Size(max = MaxLength.URL) @Pattern(regexp = Patterns.URL) String> sameAs,

        @Pattern(regexp = Patterns.URL) @Size(max = MaxLength.URL) @Description("The URL of a picture of the person.")
        String image,

        @Description("Other names and spellings of the person.")
        List<@Valid PersonNameInput> alternateNames)
        implements PersonFields {

    @Input("PersonNameInput")
    @Description("Another name of a person.")
    public record PersonNameInput(
            @NotBlank
            @Printable(isName = true)
            @Size(max = MaxLength.NAME)
            @MaxBytes(MaxLength.INDEXED_BYTES)
            @Description("The name as written.")
            String name,

            @Pattern(regexp = Patterns.LANGUAGE)
            @Size(max = MaxLength.LANGUAGE)
            @Description(
                    "The language of the name as a BCP 47 tag. Omit it if the name belongs to no particular language.")
            String inLanguage) {}
}
