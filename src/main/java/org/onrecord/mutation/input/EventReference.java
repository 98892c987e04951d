package org.onrecord.mutation.input;

import java.util.Arrays;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;

import org.onrecord.mutation.validation.MaxLength;

/** A reference to a stored event, or to an event in the same request. */
@Input("EventReference")
@Description("A reference to an event. Give exactly one of the fields.")
public record EventReference(
        @Id @Size(max = MaxLength.KEY) @Description("The global id of a stored event.")
        String id,

        @Size(max = MaxLength.KEY) @Description("The slug of a stored event, or of an event in the same input.")
        String slug,

        @Size(max = MaxLength.KEY)
        @Description("The id of the Wikidata item of a stored event, or of an event in the same input.")
        String wikidataId,

        @Valid @Description("The event to create. If the slug exists, the stored event is updated.")
        EventInput event)
        implements NamedEntityReference<EventInput> {

    @Override
    public EventInput nested() {
        return event;
    }

    @Override
    public String keyNames() {
        return "`id`, `slug`, `wikidataId` or `event`";
    }

    @Override
    public List<Object> keyValues() {
        return Arrays.asList(id, slug, wikidataId, event);
    }
}
