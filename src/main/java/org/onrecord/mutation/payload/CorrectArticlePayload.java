package org.onrecord.mutation.payload;

import java.util.List;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

import org.onrecord.model.Article;

/** What came of a new text. */
@Type("CorrectArticlePayload")
@Description("What came of a new text.")
public record CorrectArticlePayload(
        @Description("The article as it now is.") Article article,

        @NonNull @Description("The words of the quotes that no longer stood in the text, and were dropped.")
        List<String> dropped) {}
