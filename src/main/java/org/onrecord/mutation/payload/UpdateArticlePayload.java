package org.onrecord.mutation.payload;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Type;

import org.onrecord.model.Article;

/** What came of updating an article. */
@Type("UpdateArticlePayload")
@Description("What came of updating an article.")
public record UpdateArticlePayload(
        @Description("The article as it now is.") Article article,

        @Description("Whether anything was written; false where all was as the input has it.")
        boolean changed) {}
