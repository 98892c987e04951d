package org.onrecord.publish;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Names something that is in the graph already, or in the same story: a person or event by slug, an article by URL. */
@RegisterForReflection
public record Reference(String slug, String url) {}
