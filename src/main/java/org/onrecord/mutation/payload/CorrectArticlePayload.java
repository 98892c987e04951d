package org.onrecord.mutation.payload;

import java.util.List;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;

import org.onrecord.model.Article;

@Description("The result of `correctArticle`.")
public record CorrectArticlePayload(
        @Description("The corrected article.") Article article,

        @NonNull @Description("The words of the deleted appearances: quotes whose words are not in the new text.")
        List<String> dropped) {}
