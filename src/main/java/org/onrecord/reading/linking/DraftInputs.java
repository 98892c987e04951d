package org.onrecord.reading.linking;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.onrecord.mutation.input.ArticleInput.ArticleMentionInput;
import org.onrecord.mutation.input.ArticleInput.QuoteAppearanceInput;
import org.onrecord.mutation.input.EventReference;
import org.onrecord.mutation.input.PersonInput;
import org.onrecord.mutation.input.PersonReference;
import org.onrecord.mutation.input.QuoteInput;
import org.onrecord.reading.linking.ArticleDraft.EventReferenceDraft;
import org.onrecord.reading.linking.ArticleDraft.PersonDraft;
import org.onrecord.reading.linking.ArticleDraft.QuoteDraft;

/** The parts of a draft as inputs of {@code publishArticle}. */
final class DraftInputs {

    private final ArticleDraft draft;

    /** The new people by their slugs, without those that the input of the article has. */
    private final Map<String, PersonInput> newPeople = new HashMap<>();

    /** @param given the mentions in the input of the article, or null */
    DraftInputs(ArticleDraft draft, List<ArticleMentionInput> given) {
        this.draft = draft;
        draft.mentions().stream()
                .map(mention -> mention.person().person())
                .filter(Objects::nonNull)
                .forEach(person -> newPeople.put(person.slug(), input(person)));
        if (given != null) {
            given.stream()
                    .map(mention -> mention.person().person())
                    .filter(Objects::nonNull)
                    .forEach(person -> newPeople.remove(person.slug()));
        }
    }

    private static PersonInput input(PersonDraft person) {
        return new PersonInput(person.slug(), person.name(), null, null, null, null, null);
    }

    List<ArticleMentionInput> mentions() {
        return draft.mentions().stream()
                .map(mention -> new ArticleMentionInput(
                        person(
                                mention.person().slug() == null
                                        ? mention.person().person().slug()
                                        : mention.person().slug()),
                        mention.rel()))
                .toList();
    }

    /** A reference to a person. A new person is nested in each, because the input may have mentions of its own. */
    private PersonReference person(String slug) {
        PersonInput person = newPeople.get(slug);
        return new PersonReference(null, person == null ? slug : null, null, person);
    }

    List<EventReference> coverage() {
        return events(draft.coverage());
    }

    private static List<EventReference> events(List<EventReferenceDraft> events) {
        return events.stream()
                .map(event -> new EventReference(null, event.slug(), null, null))
                .toList();
    }

    List<QuoteAppearanceInput> appearances() {
        return draft.appearances().stream()
                .map(appearance -> new QuoteAppearanceInput(
                        appearance.exact(),
                        null,
                        null,
                        appearance.start(),
                        appearance.end(),
                        appearance.confidence(),
                        quote(appearance.quote())))
                .toList();
    }

    private QuoteInput quote(QuoteDraft quote) {
        return new QuoteInput(
                quote.text(),
                null,
                quote.type(),
                quote.speechAct(),
                quote.speaker() == null ? null : person(quote.speaker().slug()),
                quote.speakerRole(),
                quote.attributionText(),
                quote.cue(),
                null,
                quote.spokenAt(),
                quote.spokenAtPrecision(),
                null,
                null,
                null,
                null,
                null,
                quote.confidence(),
                null,
                events(quote.topics()));
    }
}
