package org.onrecord.publish;

import java.util.Arrays;
import java.util.List;

import jakarta.validation.Valid;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A person, an event or an article: exactly one of the fields is given. In JSON this is a line of an import, as
 * <code>{"person": {"slug": ...}}</code>.
 */
@RegisterForReflection
public record Entry(
        @Valid PersonInput person,
        @Valid EventInput event,
        @Valid ArticleInput article) implements Reference {

    @Override
    public String names() {
        return "`person`, `event` or `article`";
    }

    @Override
    public List<Object> keys() {
        return Arrays.asList(person, event, article);
    }
}
