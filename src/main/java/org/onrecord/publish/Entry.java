package org.onrecord.publish;

import jakarta.validation.Valid;

import org.eclipse.microprofile.graphql.Description;

/**
 * A person, an event or an article: exactly one of the fields is given. In JSON this is a line of an import, as
 * <code>{"person": {"slug": ...}}</code>.
 */
@Description("A person, an event or an article: exactly one of the fields is given.")
public record Entry(
        @Valid PersonInput person,
        @Valid EventInput event,
        @Valid ArticleInput article) {}
