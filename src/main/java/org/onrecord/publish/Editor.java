package org.onrecord.publish;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.validation.Validator;

import org.onrecord.VersionedEntity;
import org.onrecord.article.Article;
import org.onrecord.event.Event;
import org.onrecord.event.EventLink;
import org.onrecord.person.Person;
import org.onrecord.quote.Quote;

/** Changes single nodes, each if it is still what the one who changes it has seen. */
@ApplicationScoped
class Editor {

    private final WriteTransactions transactions;
    private final EntityManager entityManager;
    private final Validator validator;

    Editor(WriteTransactions transactions, EntityManager entityManager, Validator validator) {
        this.transactions = transactions;
        this.entityManager = entityManager;
        this.validator = validator;
    }

    CreatePersonPayload create(PersonInput input) {
        BadField.check(validator, Patch.PATH, input);
        return transactions.run(
                new WriteKeys().add(input).all(),
                changes -> {
                    requireNew(Person.count("slug", input.slug()), input.slug());
                    return new Writer(changes, entityManager).people.write(input, Patch.PATH);
                },
                (person, changes) -> new CreatePersonPayload(person));
    }

    CreateEventPayload create(EventInput input) {
        BadField.check(validator, Patch.PATH, input);
        return transactions.run(
                new WriteKeys().add(input).all(),
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

    UpdatePersonPayload update(UpdatePersonInput input, Patch patch) {
        BadField.check(validator, Patch.PATH, input);
        return transactions.run(
                List.of(),
                changes -> {
                    Person person = new Seen(changes, entityManager)
                            .node(Person.class, input.id(), input.version(), Patch.PATH);
                    new Writer(changes, entityManager).people.update(person, input, patch);
                    return person;
                },
                (person, changes) -> new UpdatePersonPayload(person, changes.isChanged()));
    }

    UpdateEventPayload update(UpdateEventInput input, Patch patch) {
        BadField.check(validator, Patch.PATH, input);
        return transactions.run(
                List.of(),
                changes -> {
                    Event event =
                            new Seen(changes, entityManager).node(Event.class, input.id(), input.version(), Patch.PATH);
                    new Writer(changes, entityManager).events.update(event, input, patch);
                    return event;
                },
                (event, changes) -> new UpdateEventPayload(event, changes.isChanged()));
    }

    UpdateArticlePayload update(UpdateArticleInput input, Patch patch) {
        BadField.check(validator, Patch.PATH, input);
        return transactions.run(
                List.of(),
                changes -> {
                    Article article = new Seen(changes, entityManager)
                            .node(Article.class, input.id(), input.version(), Patch.PATH);
                    new Writer(changes, entityManager).articles.update(article, input, patch);
                    return article;
                },
                (article, changes) -> new UpdateArticlePayload(article, changes.isChanged()));
    }

    UpdateQuotePayload update(UpdateQuoteInput input, Patch patch) {
        BadField.check(validator, Patch.PATH, input);
        return transactions.run(
                List.of(),
                changes -> {
                    Quote quote =
                            new Seen(changes, entityManager).node(Quote.class, input.id(), input.version(), Patch.PATH);
                    new Writer(changes, entityManager).quotes.update(quote, input, patch);
                    return quote;
                },
                (quote, changes) -> new UpdateQuotePayload(quote, changes.isChanged()));
    }

    CorrectArticlePayload correct(CorrectArticleInput input) {
        BadField.check(validator, Patch.PATH, input);
        return transactions.run(
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
    DeletePayload delete(Class<? extends VersionedEntity> type, DeleteInput input) {
        return transactions.run(
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

    LinkEventsPayload link(LinkEventsInput input) {
        BadField.check(validator, Patch.PATH, input);
        return transactions.run(
                new WriteKeys().add(input).all(),
                changes -> {
                    Events events = new Writer(changes, entityManager).events;
                    Event from = events.find(input.from(), Patch.PATH + ".from");
                    Event to = events.find(input.to(), Patch.PATH + ".to");
                    events.link(from, input.relation(), to, Patch.PATH + ".to");
                    return List.of(from, to);
                },
                (ends, changes) -> new LinkEventsPayload(ends.get(0), ends.get(1), changes.isChanged()));
    }

    UnlinkEventsPayload unlink(LinkEventsInput input) {
        BadField.check(validator, Patch.PATH, input);
        return transactions.run(
                new WriteKeys().add(input).all(),
                changes -> {
                    Events events = new Writer(changes, entityManager).events;
                    Event from = events.find(input.from(), Patch.PATH + ".from");
                    Event to = events.find(input.to(), Patch.PATH + ".to");
                    EventLink.find(from, input.relation(), to).ifPresent(events::unlink);
                    return List.of(from, to);
                },
                (ends, changes) -> new UnlinkEventsPayload(ends.get(0), ends.get(1), changes.isChanged()));
    }
}
