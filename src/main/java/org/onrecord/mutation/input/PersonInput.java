package org.onrecord.mutation.input;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

import org.onrecord.model.Person;

/** A {@link Person}, known by its slug. */
@Input("PersonInput")
@Description(
        "A person, known by the slug. What is left out stays as it is; a list that is given replaces the one there.")
public record PersonInput(
        @NotNull @Pattern(regexp = Patterns.SLUG) @Description("The readable, unique key: `vladimir-putin`.")
        String slug,

        @NotBlank @Description("The name under which the person is best known.")
        String name,

        @Description("Who the person is, in a phrase.") String description,

        @Pattern(regexp = Patterns.WIKIDATA_ID) @Description("The person's Wikidata item: `Q7747`.")
        String wikidataId,

        @Description("URLs of public documents and reference pages about the person.")
        List<@Pattern(regexp = Patterns.URL) String> sameAs,

        @Description("Other names and spellings under which the person appears.")
        List<@Valid PersonNameInput> alternateNames) {

    /** Another name of the person. */
    @Input("PersonNameInput")
    @Description("Another name of a person.")
    public record PersonNameInput(
            @NotBlank @Description("The name as it is written.")
            String name,

            @Pattern(regexp = Patterns.LANGUAGE)
            @Description("The language the name is written in, as a BCP 47 tag; left out where it belongs to none.")
            String inLanguage) {}
}
