package org.onrecord.mutation.input;

import jakarta.validation.Valid;

import org.eclipse.microprofile.graphql.Description;

/** A person, an event or an article: exactly one component is given. As JSON, it is a line of an import. */
@Description("A person, an event or an article. Give exactly one of the fields.")
public record NodeInput(
        @Valid PersonInput person,
        @Valid EventInput event,
        @Valid ArticleInput article) {

    public static NodeInput of(PersonInput person) {
        return new NodeInput(person, null, null);
    }

    public static NodeInput of(EventInput event) {
        return new NodeInput(null, event, null);
    }

    public static NodeInput of(ArticleInput article) {
        return new NodeInput(null, null, article);
    }
}
