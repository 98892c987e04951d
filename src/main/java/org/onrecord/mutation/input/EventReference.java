package org.onrecord.mutation.input;

import java.util.Arrays;
import java.util.List;

import jakarta.validation.Valid;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;

/** An event that is in the graph already, or is written with what refers to it. */
@Input("EventReference")
@Description("An event: exactly one of the fields is given.")
public record EventReference(
        @Id @Description("The global id of an event in the graph.")
        String id,

        @Description("The slug of an event in the graph, or in the same input.")
        String slug,

        @Description("The Wikidata item of an event in the graph.")
        String wikidataId,

        @Valid @Description("The event, which is created, or updated where the slug is known.")
        EventInput event)
        implements Reference {

    static EventReference bySlug(String slug) {
        return new EventReference(null, slug, null, null);
    }

    @Override
    public String names() {
        return "`id`, `slug`, `wikidataId` or `event`";
    }

    @Override
    public List<Object> keys() {
        return Arrays.asList(id, slug, wikidataId, event);
    }
}
