package org.onrecord.mutation;

import jakarta.annotation.security.RolesAllowed;

import io.smallrye.graphql.api.Context;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;

import org.onrecord.model.Article;
import org.onrecord.model.Event;
import org.onrecord.model.Person;
import org.onrecord.model.Quote;
import org.onrecord.mutation.input.ArticleInput;
import org.onrecord.mutation.input.CorrectArticleInput;
import org.onrecord.mutation.input.DeleteInput;
import org.onrecord.mutation.input.EventInput;
import org.onrecord.mutation.input.LinkEventsInput;
import org.onrecord.mutation.input.MergeInput;
import org.onrecord.mutation.input.PersonInput;
import org.onrecord.mutation.input.UpdateArticleInput;
import org.onrecord.mutation.input.UpdateEventInput;
import org.onrecord.mutation.input.UpdatePersonInput;
import org.onrecord.mutation.input.UpdateQuoteInput;
import org.onrecord.mutation.payload.CorrectArticlePayload;
import org.onrecord.mutation.payload.CreateEventPayload;
import org.onrecord.mutation.payload.CreatePersonPayload;
import org.onrecord.mutation.payload.DeletePayload;
import org.onrecord.mutation.payload.LinkEventsPayload;
import org.onrecord.mutation.payload.MergeEventsPayload;
import org.onrecord.mutation.payload.MergePeoplePayload;
import org.onrecord.mutation.payload.PublishArticlePayload;
import org.onrecord.mutation.payload.UnlinkEventsPayload;
import org.onrecord.mutation.payload.UpdateArticlePayload;
import org.onrecord.mutation.payload.UpdateEventPayload;
import org.onrecord.mutation.payload.UpdatePersonPayload;
import org.onrecord.mutation.payload.UpdateQuotePayload;
import org.onrecord.publishing.Editor;
import org.onrecord.publishing.Merger;
import org.onrecord.publishing.Patch;
import org.onrecord.publishing.Publisher;
import org.onrecord.security.Roles;

/** What a client may change. Each mutation says who may run it; one that says nothing would not start. */
@GraphQLApi
public class Mutations {

    private final Publisher publisher;
    private final Editor editor;
    private final Merger merger;
    private final Context context;

    Mutations(Publisher publisher, Editor editor, Merger merger, Context context) {
        this.publisher = publisher;
        this.editor = editor;
        this.merger = merger;
        this.context = context;
    }

    @Mutation
    @RolesAllowed({Roles.EDITOR, Roles.ADMIN})
    @Description(
            "Publishes an article with all that is nested in it, in one transaction: creates what is new, updates what is"
                    + " known. The same input again changes nothing. For editors.")
    public PublishArticlePayload publishArticle(@NonNull @Description("The article.") ArticleInput input) {
        return publisher.publish(input);
    }

    @Mutation
    @RolesAllowed({Roles.EDITOR, Roles.ADMIN})
    @Description("Creates a person; refused where the slug is taken. For editors.")
    public CreatePersonPayload createPerson(@NonNull @Description("The person.") PersonInput input) {
        return editor.create(input);
    }

    @Mutation
    @RolesAllowed({Roles.EDITOR, Roles.ADMIN})
    @Description("Creates an event; refused where the slug is taken. For editors.")
    public CreateEventPayload createEvent(@NonNull @Description("The event.") EventInput input) {
        return editor.create(input);
    }

    @Mutation
    @RolesAllowed({Roles.EDITOR, Roles.ADMIN})
    @Description("Changes a person. For editors.")
    public UpdatePersonPayload updatePerson(@NonNull @Description("The change.") UpdatePersonInput input) {
        return editor.update(input, patch());
    }

    @Mutation
    @RolesAllowed({Roles.EDITOR, Roles.ADMIN})
    @Description("Changes an event. For editors.")
    public UpdateEventPayload updateEvent(@NonNull @Description("The change.") UpdateEventInput input) {
        return editor.update(input, patch());
    }

    @Mutation
    @RolesAllowed({Roles.EDITOR, Roles.ADMIN})
    @Description("Changes what is said of an article, but not its text. For editors.")
    public UpdateArticlePayload updateArticle(@NonNull @Description("The change.") UpdateArticleInput input) {
        return editor.update(input, patch());
    }

    @Mutation
    @RolesAllowed({Roles.EDITOR, Roles.ADMIN})
    @Description("Changes a quote. For editors.")
    public UpdateQuotePayload updateQuote(@NonNull @Description("The change.") UpdateQuoteInput input) {
        return editor.update(input, patch());
    }

    @Mutation
    @RolesAllowed(Roles.ADMIN)
    @Description("Deletes a person who has no quotes on record. For admins.")
    public DeletePayload deletePerson(@NonNull @Description("The person.") DeleteInput input) {
        return editor.delete(Person.class, input);
    }

    @Mutation
    @RolesAllowed(Roles.ADMIN)
    @Description("Deletes an event with its links and participants. For admins.")
    public DeletePayload deleteEvent(@NonNull @Description("The event.") DeleteInput input) {
        return editor.delete(Event.class, input);
    }

    @Mutation
    @RolesAllowed(Roles.ADMIN)
    @Description("Deletes an article, and the quotes that stand in no other. For admins.")
    public DeletePayload deleteArticle(@NonNull @Description("The article.") DeleteInput input) {
        return editor.delete(Article.class, input);
    }

    @Mutation
    @RolesAllowed(Roles.ADMIN)
    @Description("Deletes a quote with its appearances. For admins.")
    public DeletePayload deleteQuote(@NonNull @Description("The quote.") DeleteInput input) {
        return editor.delete(Quote.class, input);
    }

    @Mutation
    @RolesAllowed({Roles.EDITOR, Roles.ADMIN})
    @Description(
            "Links two events, readable from both ends; does nothing where they are linked so already. For editors.")
    public LinkEventsPayload linkEvents(@NonNull @Description("The link.") LinkEventsInput input) {
        return editor.link(input);
    }

    @Mutation
    @RolesAllowed({Roles.EDITOR, Roles.ADMIN})
    @Description("Removes a link between two events; does nothing where there is none. For editors.")
    public UnlinkEventsPayload unlinkEvents(@NonNull @Description("The link.") LinkEventsInput input) {
        return editor.unlink(input);
    }

    @Mutation
    @RolesAllowed({Roles.EDITOR, Roles.ADMIN})
    @Description(
            "Gives an article a new text: quotes move with their words, and those whose words are gone refuse it, or are"
                    + " dropped. For editors.")
    public CorrectArticlePayload correctArticle(@NonNull @Description("The text.") CorrectArticleInput input) {
        return editor.correct(input);
    }

    @Mutation
    @RolesAllowed(Roles.ADMIN)
    @Description(
            "Makes one person of two that are the same: every reference moves to the one that stays, and the other's slug and"
                    + " Wikidata id find them. For admins.")
    public MergePeoplePayload mergePeople(@NonNull @Description("The people.") MergeInput input) {
        return merger.people(input);
    }

    @Mutation
    @RolesAllowed(Roles.ADMIN)
    @Description(
            "Makes one event of two that are the same: every reference moves to the one that stays, and the other's slug and"
                    + " Wikidata id find it. For admins.")
    public MergeEventsPayload mergeEvents(@NonNull @Description("The events.") MergeInput input) {
        return merger.events(input);
    }

    /** What was sent, which tells null from what is left out. */
    private Patch patch() {
        return new Patch(context.getArguments());
    }
}
