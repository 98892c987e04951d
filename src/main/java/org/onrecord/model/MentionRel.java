package org.onrecord.model;

import org.eclipse.microprofile.graphql.Description;

@Description("What a person is to an article.")
public enum MentionRel {
    @Description("The article is about the person (schema.org about).")
    ABOUT,
    @Description("The article mentions the person in passing (schema.org mentions).")
    MENTIONS
}
