package org.onrecord.publishing;

import java.util.List;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import org.onrecord.model.ArticleCoverage;
import org.onrecord.model.ArticleMention;
import org.onrecord.model.Event;
import org.onrecord.model.EventLink;
import org.onrecord.model.EventName;
import org.onrecord.model.EventParticipant;
import org.onrecord.model.LinkDirection;
import org.onrecord.model.MentionRel;
import org.onrecord.model.NamedEntity;
import org.onrecord.model.Person;
import org.onrecord.model.PersonName;
import org.onrecord.model.Quote;
import org.onrecord.model.QuoteTopic;
import org.onrecord.mutation.input.MergeInput;
import org.onrecord.mutation.payload.EventPayload;
import org.onrecord.mutation.payload.PersonPayload;
import org.onrecord.mutation.validation.FieldPath;
import org.onrecord.mutation.validation.InputValidator;
import org.onrecord.publishing.ReferenceMover.Reference;
import org.onrecord.publishing.persistence.WriteContext;
import org.onrecord.publishing.persistence.WriteTransactions;
import org.onrecord.publishing.persistence.WriteTransactions.Locking;

/**
 * Merges two people or two events. All references move to the node that remains, and empty columns of that node take
 * the values of the other. The keys of the deleted node still find the remaining one.
 */
@ApplicationScoped
public class Merger {

    private static final List<Reference<?, Person>> REFERENCES_TO_PERSON = List.of(
            new Reference<>(
                    EventParticipant.class,
                    "person",
                    List.of("event", "role"),
                    (participant, person) -> participant.person = person,
                    participant -> participant.event),
            new Reference<>(
                    ArticleMention.class,
                    "person",
                    List.of("article"),
                    (mention, person) -> mention.person = person,
                    mention -> mention.article,
                    (moved, equal) -> equal.rel = moved.rel == MentionRel.ABOUT ? MentionRel.ABOUT : equal.rel),
            new Reference<>(
                    PersonName.class,
                    "person",
                    List.of("name", "inLanguage"),
                    (name, person) -> name.person = person,
                    name -> name.person));

    private static final List<Reference<?, Event>> REFERENCES_TO_EVENT = List.of(
            new Reference<>(
                    EventName.class,
                    "event",
                    List.of("name", "inLanguage"),
                    (name, event) -> name.event = event,
                    name -> name.event),
            new Reference<>(
                    EventParticipant.class,
                    "event",
                    List.of("person", "role"),
                    (participant, event) -> participant.event = event,
                    participant -> participant.event),
            new Reference<>(
                    QuoteTopic.class,
                    "event",
                    List.of("quote"),
                    (topic, event) -> topic.event = event,
                    topic -> topic.quote),
            new Reference<>(
                    ArticleCoverage.class,
                    "event",
                    List.of("article"),
                    (coverage, event) -> coverage.event = event,
                    coverage -> coverage.article),
            new Reference<>(
                    Event.class,
                    "superEvent",
                    List.of(),
                    (part, event) -> part.superEvent = part == event ? null : event,
                    part -> part));

    private final WriteTransactions transactions;
    private final InputValidator validator;

    Merger(WriteTransactions transactions, InputValidator validator) {
        this.transactions = transactions;
        this.validator = validator;
    }

    public PersonPayload people(MergeInput input) {
        return merge(Person.class, input, Merger::merge, PersonPayload::new);
    }

    public EventPayload events(MergeInput input) {
        return merge(Event.class, input, Merger::merge, EventPayload::new);
    }

    private interface Merge<E> {
        void run(WriteContext context, E from, E into);
    }

    private <E extends NamedEntity, P> P merge(
            Class<E> type, MergeInput input, Merge<E> merge, Function<E, P> payload) {
        validator.check(input, FieldPath.INPUT);
        return transactions.run(
                Locking.EXCLUSIVE,
                List.of(),
                context -> {
                    FieldPath fromPath = FieldPath.INPUT.field("from");
                    E into = VersionCheck.find(context, type, input.into(), FieldPath.INPUT.field("into"));
                    E from = VersionCheck.find(context, type, input.from(), fromPath);
                    if (into == from) {
                        throw fromPath.error("must not be the node that remains");
                    }
                    context.unitOfWork().lockReferences(from);
                    merge.run(context, from, into);
                    return into;
                },
                (into, unitOfWork) -> payload.apply(into));
    }

    private static void merge(WriteContext context, Person from, Person into) {
        QuoteEditor quotes = new QuoteEditor(context);
        Quote.<Quote>list("speaker", from).forEach(quote -> quotes.changeSpeaker(quote, into));
        move(context, REFERENCES_TO_PERSON, from, into);
        keepNames(context, from, into);
        new PersonWriter(context).merge(from, into);
    }

    private static void keepNames(WriteContext context, Person from, Person into) {
        List<PersonName> names = PersonName.list("person", into);
        names.stream().filter(name -> name.name.equals(into.name)).forEach(PersonName::delete);
        if (!from.name.equals(into.name) && names.stream().noneMatch(name -> name.name.equals(from.name))) {
            PersonName name = new PersonName();
            name.person = into;
            name.name = from.name;
            context.unitOfWork().persistPart(into, name);
        }
    }

    private static void keepNames(WriteContext context, Event from, Event into) {
        List<EventName> names = EventName.list("event", into);
        names.stream().filter(name -> name.name.equals(into.name)).forEach(EventName::delete);
        if (!from.name.equals(into.name) && names.stream().noneMatch(name -> name.name.equals(from.name))) {
            EventName name = new EventName();
            name.event = into;
            name.name = from.name;
            context.unitOfWork().persistPart(into, name);
        }
    }

    private static void merge(WriteContext context, Event from, Event into) {
        EventLinkWriter links = new EventLinkWriter(context);
        for (EventLink link : EventLink.<EventLink>list("viewedFrom", from)) {
            Event other = link.event;
            links.unlink(link);
            context.unitOfWork().flush();
            if (other != into) {
                boolean outgoing = link.direction == LinkDirection.OUTGOING;
                links.link(outgoing ? into : other, link.relation, outgoing ? other : into, FieldPath.INPUT);
            }
        }
        QuoteEditor quotes = new QuoteEditor(context);
        Quote.<Quote>list("occasion", from).forEach(quote -> quotes.changeOccasion(quote, into));
        move(context, REFERENCES_TO_EVENT, from, into);
        keepNames(context, from, into);
        new EventWriter(context).merge(from, into);
    }

    private static <E extends NamedEntity> void move(
            WriteContext context, List<Reference<?, E>> references, E from, E into) {
        ReferenceMover mover = new ReferenceMover(context);
        references.forEach(reference -> mover.move(reference, from, into));
    }
}
