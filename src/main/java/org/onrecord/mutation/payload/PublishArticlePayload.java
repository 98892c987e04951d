package org.onrecord.mutation.payload;

import java.util.List;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

import org.onrecord.model.Article;
import org.onrecord.traversal.graph.GlobalId;

/** What came of publishing an article. */
@Type("PublishArticlePayload")
@Description("What came of publishing an article.")
public record PublishArticlePayload(
        @Description("The article as it now is; null where someone has deleted it since.")
        Article article,

        @Description("Whether anything was written; false where all was in the graph already, as it is in the input.")
        boolean changed,

        @NonNull @Description("The articles, people, events and quotes that are new.")
        List<GlobalId> created,

        @NonNull @Description("Those that were there, and are changed.")
        List<GlobalId> updated,

        @NonNull @Description("Those that were there, and are as the input has them.")
        List<GlobalId> unchanged) {}
