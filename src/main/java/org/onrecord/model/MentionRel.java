package org.onrecord.model;

import org.eclipse.microprofile.graphql.Description;

@Description("The relation of an article to a person.")
public enum MentionRel {
    @Description("The article is about the person (schema.org about).")
    ABOUT,
    @Description("The article mentions the person (schema.org mentions).")
    MENTIONS
}
