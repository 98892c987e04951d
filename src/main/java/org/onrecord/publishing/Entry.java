package org.onrecord.publishing;

import jakarta.validation.Valid;

import org.eclipse.microprofile.graphql.Description;

import org.onrecord.mutation.input.ArticleInput;
import org.onrecord.mutation.input.EventInput;
import org.onrecord.mutation.input.PersonInput;

/**
 * A person, an event or an article: exactly one of the fields is given. In JSON this is a line of an import, as
 * <code>{"person": {"slug": ...}}</code>.
 */
@Description("A person, an event or an article: exactly one of the fields is given.")
public record Entry(
        @Valid PersonInput person,
        @Valid EventInput event,
        @Valid ArticleInput article) {}
