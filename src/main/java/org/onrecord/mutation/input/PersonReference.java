package org.onrecord.mutation.input;

import java.util.Arrays;
import java.util.List;

import jakarta.validation.Valid;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;

/** A person who is in the graph already, or is written with what refers to them. */
@Input("PersonReference")
@Description("A person: exactly one of the fields is given.")
public record PersonReference(
        @Id @Description("The global id of a person in the graph.")
        String id,

        @Description("The slug of a person in the graph, or in the same input.")
        String slug,

        @Description("The Wikidata item of a person in the graph.")
        String wikidataId,

        @Valid @Description("The person, who is created, or updated where the slug is known.")
        PersonInput person)
        implements Reference {

    static PersonReference bySlug(String slug) {
        return new PersonReference(null, slug, null, null);
    }

    @Override
    public String names() {
        return "`id`, `slug`, `wikidataId` or `person`";
    }

    @Override
    public List<Object> keys() {
        return Arrays.asList(id, slug, wikidataId, person);
    }
}
