package org.onrecord.mutation.payload;

import org.eclipse.microprofile.graphql.Description;

import org.onrecord.model.Article;

@Description("The result of `updateArticle`.")
public record UpdateArticlePayload(
        @Description("The updated article.") Article article,

        @Description(PayloadDescriptions.CHANGED) boolean changed) {}
