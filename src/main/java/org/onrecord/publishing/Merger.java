package org.onrecord.publishing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.validation.Validator;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.model.ArticleCoverage;
import org.onrecord.model.ArticleMention;
import org.onrecord.model.Event;
import org.onrecord.model.EventLink;
import org.onrecord.model.EventParticipant;
import org.onrecord.model.LinkDirection;
import org.onrecord.model.MentionRel;
import org.onrecord.model.Person;
import org.onrecord.model.PersonName;
import org.onrecord.model.Quote;
import org.onrecord.model.QuoteTopic;
import org.onrecord.model.VersionedEntity;
import org.onrecord.mutation.input.MergeInput;
import org.onrecord.mutation.payload.MergeEventsPayload;
import org.onrecord.mutation.payload.MergePeoplePayload;
import org.onrecord.publishing.WriteTransactions.Locking;

/**
 * Makes one node of two that are the same: every reference moves to the one that stays, but where that has the same already,
 * and what the other was known by finds it.
 */
@ApplicationScoped
public class Merger {

    private final WriteTransactions transactions;
    private final EntityManager entityManager;
    private final Validator validator;

    Merger(WriteTransactions transactions, EntityManager entityManager, Validator validator) {
        this.transactions = transactions;
        this.entityManager = entityManager;
        this.validator = validator;
    }

    public MergePeoplePayload people(MergeInput input) {
        return merge(Person.class, input, this::merge, MergePeoplePayload::new);
    }

    public MergeEventsPayload events(MergeInput input) {
        return merge(Event.class, input, this::merge, MergeEventsPayload::new);
    }

    private <E extends VersionedEntity, P> P merge(
            Class<E> type, MergeInput input, Merge<E> merge, Function<E, P> payload) {
        BadField.check(validator, Patch.PATH, input);
        return transactions.run(
                Locking.EXCLUSIVE,
                List.of(),
                changes -> {
                    Seen seen = new Seen(changes, entityManager);
                    E into = seen.node(type, input.into(), Patch.PATH + ".into");
                    E from = seen.node(type, input.from(), Patch.PATH + ".from");
                    if (into == from) {
                        throw BadField.at(Patch.PATH + ".from", "is the node that stays");
                    }
                    merge.of(from, into, changes);
                    return into;
                },
                (into, changes) -> payload.apply(into));
    }

    private interface Merge<E> {
        void of(E from, E into, Changes changes);
    }

    private void merge(Person from, Person into, Changes changes) {
        Writer writer = new Writer(changes, entityManager);
        for (Quote quote : Quote.<Quote>list("speaker", from)) {
            writer.quotes.say(quote, into);
        }
        for (EventParticipant participant : EventParticipant.<EventParticipant>list("person", from)) {
            changes.touch(changes.node(participant.event));
            if (EventParticipant.count(
                            "event = ?1 and role = ?2 and person = ?3", participant.event, participant.role, into)
                    > 0) {
                participant.delete();
            } else {
                participant.person = into;
            }
        }
        for (ArticleMention mention : ArticleMention.<ArticleMention>list("person", from)) {
            changes.touch(changes.node(mention.article));
            ArticleMention other = ArticleMention.find("article = ?1 and person = ?2", mention.article, into)
                    .firstResult();
            if (other == null) {
                mention.person = into;
            } else {
                other.rel = mention.rel == MentionRel.ABOUT ? MentionRel.ABOUT : other.rel;
                mention.delete();
            }
        }
        Set<String> names = new LinkedHashSet<>();
        PersonName.<PersonName>list("person", into).forEach(name -> names.add(name.name));
        names.add(into.name);
        for (PersonName name : PersonName.<PersonName>list("person", from)) {
            if (names.add(name.name)) {
                name.person = into;
            } else {
                name.delete();
            }
        }
        if (names.add(from.name)) {
            PersonName name = new PersonName();
            name.person = into;
            name.name = from.name;
            changes.part(into, name);
        }
        changes.touch(into);
        into.description = Given.or(into.description, from.description);
        into.sameAs = union(into.sameAs, from.sameAs);
        String wikidataId = into.wikidataId == null ? from.wikidataId : null;
        writer.formerNames.move(from, into);
        remove(from, changes);
        writer.formerNames.add(into, "slug", from.slug);
        writer.formerNames.add(into, "wikidataId", wikidataId == null ? from.wikidataId : null);
        into.wikidataId = Given.or(wikidataId, into.wikidataId);
    }

    private void merge(Event from, Event into, Changes changes) {
        Writer writer = new Writer(changes, entityManager);
        for (EventLink link : EventLink.<EventLink>list("viewedFrom", from)) {
            Event other = link.event;
            boolean outgoing = link.direction == LinkDirection.OUTGOING;
            writer.events.unlink(link);
            entityManager.flush();
            if (other != into) {
                writer.events.link(outgoing ? into : other, link.relation, outgoing ? other : into, Patch.PATH);
            }
        }
        for (EventParticipant participant : EventParticipant.<EventParticipant>list("event", from)) {
            if (EventParticipant.count(
                            "event = ?1 and role = ?2 and person = ?3", into, participant.role, participant.person)
                    > 0) {
                participant.delete();
            } else {
                participant.event = into;
            }
        }
        for (QuoteTopic topic : QuoteTopic.<QuoteTopic>list("event", from)) {
            changes.touch(changes.node(topic.quote));
            if (QuoteTopic.count("quote = ?1 and event = ?2", topic.quote, into) > 0) {
                topic.delete();
            } else {
                topic.event = into;
            }
        }
        for (ArticleCoverage coverage : ArticleCoverage.<ArticleCoverage>list("event", from)) {
            changes.touch(changes.node(coverage.article));
            if (ArticleCoverage.count("article = ?1 and event = ?2", coverage.article, into) > 0) {
                coverage.delete();
            } else {
                coverage.event = into;
            }
        }
        Quote.<Quote>list("occasion", from).forEach(quote -> changes.node(quote).occasion = into);
        for (Event part : Event.<Event>list("superEvent", from)) {
            changes.node(part).superEvent = part == into ? null : into;
        }
        into.superEvent = Given.or(into.superEvent, from.superEvent == into ? null : from.superEvent);
        changes.touch(into);
        into.description = Given.or(into.description, from.description);
        into.startDate = Given.or(into.startDate, from.startDate);
        into.endDate = Given.or(into.endDate, from.endDate);
        if (into.startDate != null && into.endDate != null && into.endDate.isBefore(into.startDate)) {
            throw new ApiException(
                    ErrorCode.BAD_USER_INPUT,
                    "The two have days that do not fit together: correct one of them, then merge.");
        }
        into.location = Given.or(into.location, from.location);
        into.identifier = Given.or(into.identifier, from.identifier);
        into.sameAs = union(into.sameAs, from.sameAs);
        String wikidataId = into.wikidataId == null ? from.wikidataId : null;
        writer.formerNames.move(from, into);
        remove(from, changes);
        writer.formerNames.add(into, "slug", from.slug);
        writer.formerNames.add(into, "wikidataId", wikidataId == null ? from.wikidataId : null);
        into.wikidataId = Given.or(wikidataId, into.wikidataId);
    }

    /** All that referred to it has moved. */
    private void remove(VersionedEntity from, Changes changes) {
        changes.forget(from);
        entityManager.flush();
        entityManager.refresh(from);
        entityManager.remove(from);
        entityManager.flush();
    }

    private static List<String> union(List<String> one, List<String> other) {
        Set<String> all = new LinkedHashSet<>(one);
        return all.addAll(other) ? new ArrayList<>(all) : one;
    }
}
