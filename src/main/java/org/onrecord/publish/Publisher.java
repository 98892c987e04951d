package org.onrecord.publish;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;

import io.quarkus.hibernate.orm.panache.PanacheEntity;

import org.onrecord.article.Article;
import org.onrecord.article.ArticleCoverage;
import org.onrecord.article.ArticleMention;
import org.onrecord.article.QuoteAppearance;
import org.onrecord.event.Event;
import org.onrecord.event.EventLink;
import org.onrecord.event.EventParticipant;
import org.onrecord.event.LinkDirection;
import org.onrecord.person.Person;
import org.onrecord.person.PersonName;
import org.onrecord.publish.ArticleInput.AppearanceInput;
import org.onrecord.publish.EventInput.LinkInput;
import org.onrecord.publish.EventInput.ParticipantInput;
import org.onrecord.quote.Quote;

/**
 * Writes stories into the graph: what is new is created, what is known by its key is updated, and what is as it should be is
 * left alone, so publishing a story again changes no row.
 */
@ApplicationScoped
public class Publisher {

    /** All of the story or, where any of it is wrong, nothing. */
    @Transactional
    public void publish(@Valid Story story) {
        story.people().forEach(this::person);
        // First all events and then what is between them, so that their order does not matter.
        story.events().forEach(this::event);
        story.events().forEach(this::connect);
        story.articles().forEach(this::article);
    }

    private void person(PersonInput input) {
        Person person =
                Person.<Person>find("slug", input.slug()).firstResultOptional().orElseGet(Person::new);
        person.slug = input.slug();
        person.name = input.name();
        person.description = input.description();
        person.wikidataId = input.wikidataId();
        person.sameAs = input.sameAs();
        person.persist();
        sync(
                PersonName.<PersonName>list("person", person),
                name -> name.name,
                input.alternateNames(),
                PersonInput.NameInput::name,
                (known, name) -> {
                    PersonName alternate = known == null ? new PersonName() : known;
                    alternate.person = person;
                    alternate.name = name.name();
                    alternate.inLanguage = name.inLanguage();
                    return alternate;
                });
    }

    private void event(EventInput input) {
        Event event =
                Event.<Event>find("slug", input.slug()).firstResultOptional().orElseGet(Event::new);
        event.slug = input.slug();
        event.name = input.name();
        event.type = input.type();
        event.description = input.description();
        event.inLanguage = input.inLanguage();
        event.startDate = input.startDate();
        event.endDate = input.endDate();
        event.location = input.location();
        event.identifier = input.identifier();
        event.wikidataId = input.wikidataId();
        event.sameAs = input.sameAs();
        event.persist();
    }

    private void connect(EventInput input) {
        Event event = References.event(new Reference(input.slug(), null));
        event.superEvent = References.event(input.superEvent());
        sync(
                EventParticipant.<EventParticipant>list("event", event),
                participant -> List.of(participant.person.slug, participant.role),
                input.participants(),
                participant -> List.of(participant.person().slug(), participant.role()),
                (known, participant) -> known == null ? participant(event, participant) : known);
        List<LinkInput> links = input.links();
        for (EventLink known :
                EventLink.<EventLink>list("viewedFrom = ?1 and direction = ?2", event, LinkDirection.OUTGOING)) {
            if (links.stream()
                    .noneMatch(link -> link.relation() == known.relation
                            && link.event().slug().equals(known.event.slug))) {
                known.delete(); // The database deletes its mirror with it.
            }
        }
        links.forEach(link -> EventLink.persist(event, link.relation(), References.event(link.event())));
    }

    private EventParticipant participant(Event event, ParticipantInput input) {
        EventParticipant participant = new EventParticipant();
        participant.event = event;
        participant.person = References.person(input.person());
        participant.role = input.role();
        return participant;
    }

    private void article(ArticleInput input) {
        // The lock keeps others who write appearances into this article, and so share-lock it, from deadlocking with
        // us.
        Article article = Article.<Article>find("url", input.url())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .orElseGet(Article::new);
        if (article.isPersistent() && !Objects.equals(article.body, input.body())) {
            // Places in the old text mean nothing in the new one.
            QuoteAppearance.delete("article", article);
        }
        article.url = input.url();
        article.headline = input.headline();
        article.publisher = input.publisher();
        article.byline = input.byline();
        article.datePublished = sameInstant(article.datePublished, input.datePublished());
        article.dateModified = sameInstant(article.dateModified, input.dateModified());
        article.inLanguage = input.inLanguage();
        article.abstract_ = input.abstract_();
        article.body = input.body();
        article.isBasedOn = input.isBasedOn() == null ? null : References.article(input.isBasedOn());
        article.persistAndFlush();
        sync(
                ArticleMention.<ArticleMention>list("article", article),
                mention -> mention.person.slug,
                input.mentions(),
                mention -> mention.person().slug(),
                (known, mention) -> {
                    ArticleMention written = known == null ? new ArticleMention() : known;
                    written.article = article;
                    written.person = References.person(mention.person());
                    written.rel = mention.rel();
                    return written;
                });
        sync(
                ArticleCoverage.<ArticleCoverage>list("article", article),
                coverage -> coverage.event.slug,
                input.coverage(),
                Reference::slug,
                (known, event) -> known == null ? coverage(article, event) : known);
        appearances(article, input.appearances());
    }

    private ArticleCoverage coverage(Article article, Reference event) {
        ArticleCoverage coverage = new ArticleCoverage();
        coverage.article = article;
        coverage.event = References.event(event);
        return coverage;
    }

    private void appearances(Article article, List<AppearanceInput> inputs) {
        Map<AppearanceInput, TextAnchor> anchors = new HashMap<>();
        Map<AppearanceInput, Quote> quotes = new HashMap<>();
        for (AppearanceInput input : inputs) {
            anchors.put(
                    input,
                    article.body == null
                            ? null
                            : TextAnchor.find(article.body, input.exact(), input.prefix(), input.suffix()));
            quotes.put(input, Quotes.publish(input.quote(), article.inLanguage));
        }
        sync(
                QuoteAppearance.<QuoteAppearance>list("article", article),
                appearance -> Arrays.asList(appearance.quote.id, appearance.start),
                inputs,
                input -> Arrays.asList(
                        quotes.get(input).id,
                        anchors.get(input) == null ? null : anchors.get(input).start()),
                (known, input) -> {
                    TextAnchor anchor = anchors.get(input);
                    QuoteAppearance appearance = known == null ? new QuoteAppearance() : known;
                    appearance.article = article;
                    appearance.quote = quotes.get(input);
                    appearance.exact = input.exact();
                    appearance.prefix = anchor == null ? input.prefix() : anchor.prefix();
                    appearance.suffix = anchor == null ? input.suffix() : anchor.suffix();
                    appearance.start = anchor == null ? null : anchor.start();
                    appearance.end = anchor == null ? null : anchor.end();
                    return appearance;
                });
    }

    /** PostgreSQL gives an instant back in another offset than it was written in; that is no change. */
    private static OffsetDateTime sameInstant(OffsetDateTime known, OffsetDateTime given) {
        return known != null && given != null && known.isEqual(given) ? known : given;
    }

    /** Makes the rows of one parent those of the input: kept where the key is the same, created, or deleted. */
    private static <E extends PanacheEntity, I> void sync(
            Collection<E> known,
            Function<E, Object> keyOfKnown,
            Collection<I> inputs,
            Function<I, Object> keyOfInput,
            BiFunction<E, I, E> write) {
        Map<Object, E> byKey = new HashMap<>();
        known.forEach(entity -> byKey.put(keyOfKnown.apply(entity), entity));
        for (I input : inputs) {
            write.apply(byKey.remove(keyOfInput.apply(input)), input).persist();
        }
        byKey.values().forEach(PanacheEntity::delete);
    }
}
