package org.onrecord.publishing;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.validation.Validator;

import org.onrecord.model.Article;
import org.onrecord.model.Event;
import org.onrecord.model.Person;
import org.onrecord.model.Quote;
import org.onrecord.model.VersionedEntity;
import org.onrecord.mutation.input.CorrectArticleInput;
import org.onrecord.mutation.input.DeleteInput;
import org.onrecord.mutation.input.EventInput;
import org.onrecord.mutation.input.LinkEventsInput;
import org.onrecord.mutation.input.MergeInput.SeenInput;
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
import org.onrecord.mutation.payload.UnlinkEventsPayload;
import org.onrecord.mutation.payload.UpdateArticlePayload;
import org.onrecord.mutation.payload.UpdateEventPayload;
import org.onrecord.mutation.payload.UpdatePersonPayload;
import org.onrecord.mutation.payload.UpdateQuotePayload;
import org.onrecord.publishing.WriteTransactions.Locking;

/** Changes single nodes, each if it is still what the one who changes it has seen. */
@ApplicationScoped
public class Editor {

    private final WriteTransactions transactions;
    private final EntityManager entityManager;
    private final Validator validator;

    Editor(WriteTransactions transactions, EntityManager entityManager, Validator validator) {
        this.transactions = transactions;
        this.entityManager = entityManager;
        this.validator = validator;
    }

    public CreatePersonPayload create(PersonInput input) {
        BadField.check(validator, Patch.PATH, input);
        return transactions.run(
                Locking.EXCLUSIVE,
                new Named().add(input).locks(),
                changes -> {
                    requireNew(Person.count("slug", input.slug()), input.slug());
                    return new Writer(changes, entityManager).people.write(input, Patch.PATH);
                },
                (person, changes) -> new CreatePersonPayload(person));
    }

    public CreateEventPayload create(EventInput input) {
        BadField.check(validator, Patch.PATH, input);
        return transactions.run(
                Locking.EXCLUSIVE,
                new Named().add(input).locks(),
                changes -> {
                    requireNew(Event.count("slug", input.slug()), input.slug());
                    return new Writer(changes, entityManager).events.write(input, Patch.PATH);
                },
                (event, changes) -> new CreateEventPayload(event));
    }

    private static void requireNew(long known, String slug) {
        if (known > 0) {
            throw BadField.at(Patch.PATH + ".slug", "is taken: \"" + slug + "\" is in the graph already");
        }
    }

    public UpdatePersonPayload update(UpdatePersonInput input, Patch patch) {
        return update(
                Person.class,
                input,
                new SeenInput(input.id(), input.version()),
                (writer, person) -> writer.people.update(person, input, patch),
                UpdatePersonPayload::new);
    }

    public UpdateEventPayload update(UpdateEventInput input, Patch patch) {
        return update(
                Event.class,
                input,
                new SeenInput(input.id(), input.version()),
                (writer, event) -> writer.events.update(event, input, patch),
                UpdateEventPayload::new);
    }

    public UpdateArticlePayload update(UpdateArticleInput input, Patch patch) {
        return update(
                Article.class,
                input,
                new SeenInput(input.id(), input.version()),
                (writer, article) -> writer.articles.update(article, input, patch),
                UpdateArticlePayload::new);
    }

    public UpdateQuotePayload update(UpdateQuoteInput input, Patch patch) {
        return update(
                Quote.class,
                input,
                new SeenInput(input.id(), input.version()),
                (writer, quote) -> writer.quotes.update(quote, input, patch),
                UpdateQuotePayload::new);
    }

    /** @param payload of the node and whether anything changed */
    private <E extends VersionedEntity, P> P update(
            Class<E> type,
            Object input,
            SeenInput seen,
            BiConsumer<Writer, E> change,
            BiFunction<E, Boolean, P> payload) {
        BadField.check(validator, Patch.PATH, input);
        return transactions.run(
                Locking.EXCLUSIVE,
                List.of(),
                changes -> {
                    E node = new Seen(changes, entityManager).node(type, seen, Patch.PATH);
                    change.accept(new Writer(changes, entityManager), node);
                    return node;
                },
                (node, changes) -> payload.apply(node, changes.isChanged()));
    }

    public CorrectArticlePayload correct(CorrectArticleInput input) {
        BadField.check(validator, Patch.PATH, input);
        return transactions.run(
                Locking.EXCLUSIVE,
                List.of(),
                changes -> {
                    Article article = new Seen(changes, entityManager)
                            .node(Article.class, input.id(), input.version(), Patch.PATH);
                    List<String> dropped = new Writer(changes, entityManager).articles.correct(article, input);
                    return new CorrectArticlePayload(article, dropped);
                },
                (payload, changes) -> payload);
    }

    /** Deletes a node and what belongs to it. */
    public DeletePayload delete(Class<? extends VersionedEntity> type, DeleteInput input) {
        return transactions.run(
                Locking.EXCLUSIVE,
                List.of(),
                changes -> {
                    VersionedEntity node =
                            new Seen(changes, entityManager).node(type, input.id(), input.version(), Patch.PATH);
                    if (node instanceof Person person && Quote.count("speaker", person) > 0) {
                        throw BadField.at(
                                Patch.PATH + ".id",
                                "is of a person who has quotes on record: delete these first, or merge the person");
                    } else if (node instanceof Article article) {
                        deleteQuotesOnlyIn(article);
                    }
                    entityManager.remove(node);
                    entityManager.flush();
                    return input.id();
                },
                (id, changes) -> new DeletePayload(id));
    }

    /** A quote that stands nowhere any more is not provable any more. */
    private void deleteQuotesOnlyIn(Article article) {
        Quote.<Quote>list(
                        "select distinct a.quote from QuoteAppearance a where a.article = ?1 and not exists"
                                + " (select 1 from QuoteAppearance o where o.quote = a.quote and o.article <> ?1)",
                        article)
                .forEach(quote -> {
                    entityManager
                            .createQuery("delete from QuoteAppearance where quote = ?1")
                            .setParameter(1, quote)
                            .executeUpdate();
                    quote.delete();
                });
    }

    public LinkEventsPayload link(LinkEventsInput input) {
        return linked(
                input,
                (events, from, to) -> events.link(from, input.relation(), to, Patch.PATH + ".to"),
                LinkEventsPayload::new);
    }

    public UnlinkEventsPayload unlink(LinkEventsInput input) {
        return linked(
                input,
                (events, from, to) -> events.find(from, input.relation(), to).ifPresent(events::unlink),
                UnlinkEventsPayload::new);
    }

    private <P> P linked(LinkEventsInput input, LinkChange change, LinkPayload<P> payload) {
        BadField.check(validator, Patch.PATH, input);
        return transactions.run(
                Locking.EXCLUSIVE,
                new Named().add(input).locks(),
                changes -> {
                    Events events = new Writer(changes, entityManager).events;
                    Event from = events.find(input.from(), Patch.PATH + ".from");
                    Event to = events.find(input.to(), Patch.PATH + ".to");
                    change.make(events, from, to);
                    return List.of(from, to);
                },
                (ends, changes) -> payload.of(ends.get(0), ends.get(1), changes.isChanged()));
    }

    private interface LinkChange {
        void make(Events events, Event from, Event to);
    }

    private interface LinkPayload<P> {
        P of(Event from, Event to, boolean changed);
    }
}
