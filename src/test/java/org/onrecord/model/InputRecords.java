package org.onrecord.model;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.microprofile.graphql.Name;

import org.onrecord.mutation.input.ArticleInput;
import org.onrecord.mutation.input.ArticleInput.ArticleMentionInput;
import org.onrecord.mutation.input.ArticleInput.QuoteAppearanceInput;
import org.onrecord.mutation.input.ArticleInput.RejectedQuoteInput;
import org.onrecord.mutation.input.EventInput;
import org.onrecord.mutation.input.EventInput.EventLinkInput;
import org.onrecord.mutation.input.EventInput.EventNameInput;
import org.onrecord.mutation.input.EventInput.EventParticipantInput;
import org.onrecord.mutation.input.EventReference;
import org.onrecord.mutation.input.PersonInput;
import org.onrecord.mutation.input.PersonInput.PersonNameInput;
import org.onrecord.mutation.input.QuoteInput;
import org.onrecord.mutation.input.UpdateArticleInput;
import org.onrecord.mutation.input.UpdateEventInput;
import org.onrecord.mutation.input.UpdatePersonInput;
import org.onrecord.mutation.input.UpdateQuoteInput;

import static java.util.Map.entry;

/** The input records of the entities. */
final class InputRecords {

    /** The input of each entity in mutations and import lines. */
    private static final Map<Class<?>, Class<? extends Record>> INPUTS = Map.ofEntries(
            entry(Person.class, PersonInput.class),
            entry(PersonName.class, PersonNameInput.class),
            entry(Event.class, EventInput.class),
            entry(EventName.class, EventNameInput.class),
            entry(EventParticipant.class, EventParticipantInput.class),
            entry(EventLink.class, EventLinkInput.class),
            entry(Article.class, ArticleInput.class),
            entry(ArticleMention.class, ArticleMentionInput.class),
            entry(ArticleCoverage.class, EventReference.class),
            entry(Quote.class, QuoteInput.class),
            entry(QuoteTopic.class, EventReference.class),
            entry(QuoteAppearance.class, QuoteAppearanceInput.class),
            entry(RejectedQuote.class, RejectedQuoteInput.class));

    /** The input of each entity that has an update mutation. */
    static final Map<Class<?>, Class<? extends Record>> UPDATE_INPUTS = Map.of(
            Person.class, UpdatePersonInput.class,
            Event.class, UpdateEventInput.class,
            Article.class, UpdateArticleInput.class,
            Quote.class, UpdateQuoteInput.class);

    private final Map<Class<?>, List<MappedAttribute>> model;

    InputRecords(Map<Class<?>, List<MappedAttribute>> model) {
        this.model = model;
    }

    /** Returns null if the entity has no input. */
    Class<? extends Record> input(Class<?> entity) {
        return INPUTS.get(entity);
    }

    /** The names of the fields of an input. */
    static Set<String> components(Class<? extends Record> input) {
        return Arrays.stream(input.getRecordComponents())
                .map(InputRecords::name)
                .collect(Collectors.toSet());
    }

    private static String name(RecordComponent component) {
        Name name = component.getAccessor().getAnnotation(Name.class);
        return name == null ? component.getName() : name.value();
    }

    /** Whether the input of the node that a reference leads to contains the link that has the reference. */
    boolean isOwner(MappedAttribute reference) {
        Class<? extends Record> input = reference.isReference() ? INPUTS.get(reference.target()) : null;
        return input != null
                && model.get(reference.target()).stream()
                        .filter(attribute -> attribute.isCollection() && attribute.target() == reference.entity())
                        .filter(collection -> reference.field().getName().equals(collection.mappedBy()))
                        .anyMatch(collection -> components(input).contains(collection.name()));
    }
}
