package org.onrecord.publish;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import io.quarkus.runtime.annotations.RegisterForReflection;

import org.onrecord.person.Person;

/** A {@link Person}, known by its slug. */
@RegisterForReflection
public record PersonInput(
        @NotNull @Pattern(regexp = Patterns.SLUG) String slug,
        @NotBlank String name,
        String description,
        @Pattern(regexp = Patterns.WIKIDATA_ID) String wikidataId,
        List<@Pattern(regexp = Patterns.URL) String> sameAs,
        List<@Valid NameInput> alternateNames) {

    public PersonInput {
        sameAs = sameAs == null ? List.of() : sameAs;
        alternateNames = alternateNames == null ? List.of() : alternateNames;
    }

    /** Another name of the person. */
    @RegisterForReflection
    public record NameInput(
            @NotBlank String name,
            @Pattern(regexp = Patterns.LANGUAGE) String inLanguage) {}
}
