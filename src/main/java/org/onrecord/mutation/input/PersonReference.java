package org.onrecord.mutation.input;

import java.util.Arrays;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;

import org.onrecord.mutation.validation.MaxLength;

/** A reference to a stored person, or to a person in the same request. */
@Input("PersonReference")
@Description("A reference to a person. Give exactly one of the fields.")
public record PersonReference(
        @Id @Size(max = MaxLength.KEY) @Description("The global id of a stored person.")
        String id,

        @Size(max = MaxLength.KEY) @Description("The slug of a stored person, or of a person in the same input.")
        String slug,

        @Size(max = MaxLength.KEY)
        @Description("The id of the Wikidata item of a stored person, or of a person in the same input.")
        String wikidataId,

        @Valid @Description("The person to create. If the slug exists, the stored person is updated.")
        PersonInput person)
        implements NamedEntityReference<PersonInput> {

    @Override
    public PersonInput nested() {
        return person;
    }

    @Override
    public String keyNames() {
        return "`id`, `slug`, `wikidataId` or `person`";
    }

    @Override
    public List<Object> keyValues() {
        return Arrays.asList(id, slug, wikidataId, person);
    }
}
