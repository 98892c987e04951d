package org.onrecord.mutation.payload;

import java.util.List;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;

import org.onrecord.model.Article;
import org.onrecord.traversal.graph.GlobalId;

@Description("The result of `publishArticle`.")
public record PublishArticlePayload(
        @Description("The published article. Null if it was deleted after the mutation was committed.")
        Article article,

        @Description(PayloadDescriptions.CHANGED) boolean changed,

        @NonNull @Description("The articles, people, events and quotes that the mutation created.")
        List<GlobalId> created,

        @NonNull @Description("The stored nodes that the mutation changed.")
        List<GlobalId> updated,

        @NonNull @Description("The stored nodes that already matched the input.")
        List<GlobalId> unchanged,

        @NonNull
        @Description(
                "The values of the input that stored quotes did not take, because they have others. To change a stored"
                        + " value, use `updateQuote`.")
        List<QuoteDifference> differences) {}
