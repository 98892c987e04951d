package org.onrecord.publishing;

import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;

import org.onrecord.model.Article;
import org.onrecord.model.Event;
import org.onrecord.model.NamedEntity;
import org.onrecord.model.Person;
import org.onrecord.model.Quote;
import org.onrecord.model.VersionedEntity;
import org.onrecord.mutation.input.ConfirmQuoteInput;
import org.onrecord.mutation.input.CorrectArticleInput;
import org.onrecord.mutation.input.DeleteInput;
import org.onrecord.mutation.input.EventInput;
import org.onrecord.mutation.input.LinkEventsInput;
import org.onrecord.mutation.input.NamedEntityFields;
import org.onrecord.mutation.input.NodeInput;
import org.onrecord.mutation.input.NodeVersion;
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
import org.onrecord.mutation.payload.RejectQuotePayload;
import org.onrecord.mutation.payload.UpdateArticlePayload;
import org.onrecord.mutation.payload.UpdateEventPayload;
import org.onrecord.mutation.payload.UpdatePersonPayload;
import org.onrecord.mutation.payload.UpdateQuotePayload;
import org.onrecord.mutation.validation.FieldPath;
import org.onrecord.mutation.validation.GivenFields;
import org.onrecord.mutation.validation.InputValidator;
import org.onrecord.publishing.persistence.WriteContext;
import org.onrecord.publishing.persistence.WriteTransactions;
import org.onrecord.publishing.persistence.WriteTransactions.Locking;
import org.onrecord.traversal.graph.GlobalId;

/** Creates, updates, links and deletes single nodes. Updates and deletions use optimistic locking. */
@ApplicationScoped
public class Editor {

    private final WriteTransactions transactions;
    private final InputValidator validator;

    Editor(WriteTransactions transactions, InputValidator validator) {
        this.transactions = transactions;
        this.validator = validator;
    }

    public PersonPayload create(PersonInput input) {
        return create(Person.class, input, NodeInput.of(input), PersonPayload::new);
    }

    public EventPayload create(EventInput input) {
        return create(Event.class, input, NodeInput.of(input), EventPayload::new);
    }

    private <E extends NamedEntity, P> P create(
            Class<E> type, NamedEntityFields fields, NodeInput input, Function<E, P> payload) {
        validator.check(fields, FieldPath.INPUT);
        InputKeys keys = InputKeys.ofMutation(input);
        return transactions.run(
                Locking.EXCLUSIVE,
                keys.locks(),
                context -> {
                    E existing = context.lookup().find(type, "slug", fields.slug());
                    if (existing != null && existing.slug.equals(fields.slug())) {
                        throw FieldPath.INPUT.field("slug").error("is already in use: \"" + fields.slug() + "\"");
                    } else if (existing != null) {
                        throw FieldPath.INPUT
                                .field("slug")
                                .error("is a former slug of \"" + existing.slug
                                        + "\", which it still finds: update that "
                                        + type.getSimpleName().toLowerCase(Locale.ROOT) + ", or give another slug");
                    }
                    write(context, keys);
                    return context.lookup().find(type, "slug", fields.slug());
                },
                (entity, unitOfWork) -> payload.apply(entity));
    }

    private static void write(WriteContext context, InputKeys keys) {
        NamedEntityInputs.requireConsistent(context, keys);
        NamedEntityInputs.write(context, keys);
    }

    public UpdatePersonPayload update(UpdatePersonInput input, GivenFields given) {
        return update(
                Person.class,
                input,
                InputKeys::new,
                (context, person) -> new PersonWriter(context).update(person, input, given),
                UpdatePersonPayload::new);
    }

    public UpdateEventPayload update(UpdateEventInput input, GivenFields given) {
        return update(
                Event.class,
                input,
                () -> InputKeys.of(input),
                (context, event) -> new EventWriter(context).update(event, input, given),
                UpdateEventPayload::new);
    }

    public UpdateArticlePayload update(UpdateArticleInput input, GivenFields given) {
        return update(
                Article.class,
                input,
                () -> InputKeys.of(input),
                (context, article) -> new ArticleWriter(context).update(article, input, given),
                UpdateArticlePayload::new);
    }

    public UpdateQuotePayload update(UpdateQuoteInput input, GivenFields given) {
        return update(
                Quote.class,
                input,
                () -> InputKeys.of(input),
                (context, quote) -> new QuoteEditor(context).update(quote, input, given),
                UpdateQuotePayload::new);
    }

    /** @param payload takes the node and whether anything changed */
    private <E extends VersionedEntity, P> P update(
            Class<E> type,
            NodeVersion input,
            Supplier<InputKeys> inputKeys,
            BiConsumer<WriteContext, E> change,
            BiFunction<E, Boolean, P> payload) {
        validator.check(input, FieldPath.INPUT);
        InputKeys keys = inputKeys.get();
        return transactions.run(
                Locking.EXCLUSIVE,
                keys.locks(),
                context -> {
                    E node = VersionCheck.find(context, type, input, FieldPath.INPUT);
                    write(context, keys);
                    change.accept(context, node);
                    return node;
                },
                (node, unitOfWork) -> payload.apply(node, unitOfWork.isChanged()));
    }

    /** Makes a quote that was read, and its appearances, those of a person. */
    public ConfirmQuotePayload confirm(ConfirmQuoteInput input) {
        return update(
                Quote.class,
                input,
                InputKeys::new,
                (context, quote) -> new QuoteReview(context).confirm(quote),
                ConfirmQuotePayload::new);
    }

    /** Deletes what was read, so that it is not read again. */
    public RejectQuotePayload reject(RejectQuoteInput input) {
        validator.check(input, FieldPath.INPUT);
        return transactions.run(
                Locking.EXCLUSIVE,
                List.of(),
                context -> {
                    Quote quote = VersionCheck.find(context, Quote.class, input, FieldPath.INPUT);
                    return new RejectQuotePayload(
                            quote,
                            new QuoteReview(context)
                                    .reject(quote, input).stream()
                                            .map(article -> new GlobalId("Article", article.id))
                                            .toList());
                },
                (payload, unitOfWork) -> payload);
    }

    public CorrectArticlePayload correct(CorrectArticleInput input) {
        validator.check(input, FieldPath.INPUT);
        return transactions.run(
                Locking.EXCLUSIVE,
                List.of(),
                context -> {
                    Article article = VersionCheck.find(context, Article.class, input, FieldPath.INPUT);
                    return new CorrectArticlePayload(article, new ArticleWriter(context).correct(article, input));
                },
                (payload, unitOfWork) -> payload);
    }

    /** Deletes a node with its parts and links. */
    public DeletePayload delete(Class<? extends VersionedEntity> type, DeleteInput input) {
        validator.check(input, FieldPath.INPUT);
        return transactions.run(
                Locking.EXCLUSIVE,
                List.of(),
                context -> {
                    EntityManager entityManager = context.entityManager();
                    VersionedEntity node = VersionCheck.find(context, type, input, FieldPath.INPUT);
                    if (node instanceof Person person && Quote.count("speaker", person) > 0) {
                        throw FieldPath.INPUT
                                .field("id")
                                .error("is the id of a person who has quotes: delete the quotes first, or merge the"
                                        + " person");
                    } else if (node instanceof Event event) {
                        QuoteEditor quotes = new QuoteEditor(context);
                        Quote.<Quote>list("occasion", event)
                                .forEach(quote -> quotes.removeOccasion(quote, FieldPath.INPUT.field("id")));
                    } else if (node instanceof Article article) {
                        context.unitOfWork().removeReports(article);
                    }
                    entityManager.remove(node);
                    entityManager.flush();
                    return input.id();
                },
                (id, unitOfWork) -> new DeletePayload(id));
    }

    public EventLinkPayload link(LinkEventsInput input) {
        return changeLink(
                input, (links, from, to) -> links.link(from, input.relation(), to, FieldPath.INPUT.field("to")));
    }

    public EventLinkPayload unlink(LinkEventsInput input) {
        return changeLink(input, (links, from, to) -> links.find(from, input.relation(), to)
                .ifPresent(links::unlink));
    }

    private interface LinkChange {
        void run(EventLinkWriter links, Event from, Event to);
    }

    private EventLinkPayload changeLink(LinkEventsInput input, LinkChange change) {
        validator.check(input, FieldPath.INPUT);
        InputKeys keys = InputKeys.of(input);
        return transactions.run(
                Locking.EXCLUSIVE,
                keys.locks(),
                context -> {
                    write(context, keys);
                    EventWriter events = new EventWriter(context);
                    Event from = events.find(input.from(), FieldPath.INPUT.field("from"));
                    Event to = events.find(input.to(), FieldPath.INPUT.field("to"));
                    change.run(new EventLinkWriter(context), from, to);
                    return List.of(from, to);
                },
                (ends, unitOfWork) -> new EventLinkPayload(ends.get(0), ends.get(1), unitOfWork.isChanged()));
    }
}
