package org.onrecord.mutation;

import jakarta.annotation.security.RolesAllowed;

import io.smallrye.graphql.api.Context;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;

import org.onrecord.model.Article;
import org.onrecord.model.Event;
import org.onrecord.model.Person;
import org.onrecord.model.Quote;
import org.onrecord.mutation.input.ArticleInput;
import org.onrecord.mutation.input.ConfirmQuoteInput;
import org.onrecord.mutation.input.CorrectArticleInput;
import org.onrecord.mutation.input.DeleteInput;
import org.onrecord.mutation.input.EventInput;
import org.onrecord.mutation.input.LinkEventsInput;
import org.onrecord.mutation.input.MergeInput;
import org.onrecord.mutation.input.PersonInput;
import org.onrecord.mutation.input.RejectQuoteInput;
import org.onrecord.mutation.input.UpdateArticleInput;
import org.onrecord.mutation.input.UpdateEventInput;
import org.onrecord.mutation.input.UpdatePersonInput;
import org.onrecord.mutation.input.UpdateQuoteInput;
import org.onrecord.mutation.payload.ConfirmQuotePayload;
import org.onrecord.mutation.payload.CorrectArticlePayload;
import org.onrecord.mutation.payload.DeletePayload;
import org.onrecord.mutation.payload.EventLinkPayload;
import org.onrecord.mutation.payload.EventPayload;
import org.onrecord.mutation.payload.PersonPayload;
import org.onrecord.mutation.payload.PublishArticlePayload;
import org.onrecord.mutation.payload.RejectQuotePayload;
import org.onrecord.mutation.payload.UpdateArticlePayload;
import org.onrecord.mutation.payload.UpdateEventPayload;
import org.onrecord.mutation.payload.UpdatePersonPayload;
import org.onrecord.mutation.payload.UpdateQuotePayload;
import org.onrecord.mutation.validation.GivenFields;
import org.onrecord.publishing.Editor;
import org.onrecord.publishing.Merger;
import org.onrecord.publishing.Publisher;
import org.onrecord.security.Roles;

/**
 * The mutations. Each declares the roles that may run it; the service does not start with a mutation that declares
 * none. In the schema, each has an input type and a payload type of its own.
 */
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
            "Publishes an article with its nested people, events and quotes in one transaction. Creates new nodes and"
                    + " updates stored ones. The same input again changes nothing. Requires the role editor.")
    public PublishArticlePayload publishArticle(
            @NonNull @Description("The article.") ArticleInput input,
            @DefaultValue("false")
                    @Description("Whether the service reads the quotes in `body`, if `appearances` is omitted. They get"
                            + " a `confidence`. Quotes that a person recorded or confirmed remain, quotes that were"
                            + " read before are replaced, and rejected quotes are left out. `mentions` and `coverage`"
                            + " that are omitted are read and added too.")
                    Boolean read) {
        return publisher.publish(input, Boolean.TRUE.equals(read));
    }

    @Mutation
    @RolesAllowed({Roles.EDITOR, Roles.ADMIN})
    @Description("Creates a person. Fails if another person has or had the slug. Requires the role editor.")
    public PersonPayload createPerson(@NonNull @Description("The person.") PersonInput input) {
        return editor.create(input);
    }

    @Mutation
    @RolesAllowed({Roles.EDITOR, Roles.ADMIN})
    @Description("Creates an event. Fails if another event has or had the slug. Requires the role editor.")
    public EventPayload createEvent(@NonNull @Description("The event.") EventInput input) {
        return editor.create(input);
    }

    @Mutation
    @RolesAllowed({Roles.EDITOR, Roles.ADMIN})
    @Description("Updates a person. Requires the role editor.")
    public UpdatePersonPayload updatePerson(@NonNull @Description("The new values.") UpdatePersonInput input) {
        return editor.update(input, given());
    }

    @Mutation
    @RolesAllowed({Roles.EDITOR, Roles.ADMIN})
    @Description("Updates an event. Requires the role editor.")
    public UpdateEventPayload updateEvent(@NonNull @Description("The new values.") UpdateEventInput input) {
        return editor.update(input, given());
    }

    @Mutation
    @RolesAllowed({Roles.EDITOR, Roles.ADMIN})
    @Description(
            "Updates the metadata of an article. To change its text, use `correctArticle`. Requires the role editor.")
    public UpdateArticlePayload updateArticle(@NonNull @Description("The new values.") UpdateArticleInput input) {
        return editor.update(input, given());
    }

    @Mutation
    @RolesAllowed({Roles.EDITOR, Roles.ADMIN})
    @Description("Updates a quote. If it was read, the update also confirms it, unless the input has `confidence`."
            + " Requires the role editor.")
    public UpdateQuotePayload updateQuote(@NonNull @Description("The new values.") UpdateQuoteInput input) {
        return editor.update(input, given());
    }

    @Mutation
    @RolesAllowed({Roles.EDITOR, Roles.ADMIN})
    @Description("Confirms a quote that was read, with its appearances: `confidence` becomes null. Requires the role"
            + " editor.")
    public ConfirmQuotePayload confirmQuote(@NonNull @Description("The quote.") ConfirmQuoteInput input) {
        return editor.confirm(input);
    }

    @Mutation
    @RolesAllowed({Roles.EDITOR, Roles.ADMIN})
    @Description("Rejects a quote that was read: deletes its appearances that no person recorded or confirmed, and the"
            + " quote if it has no other. The service does not read it again in these articles, also after small"
            + " changes of the text. Requires the role editor.")
    public RejectQuotePayload rejectQuote(@NonNull @Description("The quote.") RejectQuoteInput input) {
        return editor.reject(input);
    }

    @Mutation
    @RolesAllowed(Roles.ADMIN)
    @Description("Deletes a person. Fails if the person has quotes. Requires the role admin.")
    public DeletePayload deletePerson(@NonNull @Description("The person.") DeleteInput input) {
        return editor.delete(Person.class, input);
    }

    @Mutation
    @RolesAllowed(Roles.ADMIN)
    @Description("Deletes an event with its links and participants. Requires the role admin.")
    public DeletePayload deleteEvent(@NonNull @Description("The event.") DeleteInput input) {
        return editor.delete(Event.class, input);
    }

    @Mutation
    @RolesAllowed(Roles.ADMIN)
    @Description("Deletes an article, and the quotes that appear in no other article. Requires the role admin.")
    public DeletePayload deleteArticle(@NonNull @Description("The article.") DeleteInput input) {
        return editor.delete(Article.class, input);
    }

    @Mutation
    @RolesAllowed(Roles.ADMIN)
    @Description("Deletes a quote with its appearances. Requires the role admin.")
    public DeletePayload deleteQuote(@NonNull @Description("The quote.") DeleteInput input) {
        return editor.delete(Quote.class, input);
    }

    @Mutation
    @RolesAllowed({Roles.EDITOR, Roles.ADMIN})
    @Description(
            "Links two events. The link is readable from both events. An existing link is not changed. Requires the"
                    + " role editor.")
    public EventLinkPayload linkEvents(@NonNull @Description("The link.") LinkEventsInput input) {
        return editor.link(input);
    }

    @Mutation
    @RolesAllowed({Roles.EDITOR, Roles.ADMIN})
    @Description("Deletes a link between two events. Does nothing if there is no such link. Requires the role editor.")
    public EventLinkPayload unlinkEvents(@NonNull @Description("The link.") LinkEventsInput input) {
        return editor.unlink(input);
    }

    @Mutation
    @RolesAllowed({Roles.EDITOR, Roles.ADMIN})
    @Description(
            "Replaces the text of an article and finds its quotes in the new text. If a quote has no clear place there,"
                    + " the mutation fails, or deletes the appearance if `dropUnmatched` is true. Requires the role"
                    + " editor.")
    public CorrectArticlePayload correctArticle(@NonNull @Description("The new text.") CorrectArticleInput input) {
        return editor.correct(input);
    }

    @Mutation
    @RolesAllowed(Roles.ADMIN)
    @Description(
            "Merges two people. All references move to the person that remains. The slug and the Wikidata id of the"
                    + " deleted person find the remaining one. Requires the role admin.")
    public PersonPayload mergePeople(@NonNull @Description("The people.") MergeInput input) {
        return merger.people(input);
    }

    @Mutation
    @RolesAllowed(Roles.ADMIN)
    @Description("Merges two events. All references move to the event that remains. The slug and the Wikidata id of the"
            + " deleted event find the remaining one. Requires the role admin.")
    public EventPayload mergeEvents(@NonNull @Description("The events.") MergeInput input) {
        return merger.events(input);
    }

    /** The fields as sent: the input record does not tell null from absent. */
    private GivenFields given() {
        return GivenFields.sent(context.getArguments());
    }
}
