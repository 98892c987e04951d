package org.onrecord.publish;

import jakarta.annotation.security.RolesAllowed;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;

import org.onrecord.access.Roles;

/** What a client may change. */
@GraphQLApi
@RolesAllowed(Roles.ADMIN)
public class Mutations {

    private final Publisher publisher;

    Mutations(Publisher publisher) {
        this.publisher = publisher;
    }

    @Mutation
    @RolesAllowed({Roles.EDITOR, Roles.ADMIN})
    @Description("Publishes an article.")
    public PublishArticlePayload publishArticle(@NonNull @Description("The article.") ArticleInput input) {
        return publisher.publish(input);
    }
}
