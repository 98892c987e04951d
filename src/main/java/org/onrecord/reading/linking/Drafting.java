package org.onrecord.reading.linking;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.onrecord.model.MentionRel;
import org.onrecord.mutation.validation.MaxLength;
import org.onrecord.reading.NamedMention;
import org.onrecord.reading.ReadQuote;
import org.onrecord.reading.Reading;
import org.onrecord.reading.linking.ArticleDraft.ArticleMentionDraft;
import org.onrecord.reading.linking.ArticleDraft.PersonDraft;
import org.onrecord.reading.linking.ArticleDraft.PersonReferenceDraft;
import org.onrecord.reading.linking.ArticleDraft.QuoteAppearanceDraft;
import org.onrecord.reading.linking.ArticleDraft.QuoteDraft;
import org.onrecord.reading.linking.PersonLinks.PersonLink;
import org.onrecord.reading.linking.Reasons.ArticleReason;
import org.onrecord.reading.linking.Reasons.PersonReason;
import org.onrecord.reading.linking.Reasons.QuoteReason;
import org.onrecord.reading.linking.Reasons.UnattributedQuote;

/** Makes the draft of one article. */
final class Drafting {

    /** The longest source as printed. With up to four bytes each, so many characters fit into the index. */
    private static final int LONGEST_SOURCE = 500;

    private final ReadInput input;
    private final String inLanguage;
    private final Reading reading;
    private final Set<String> names;
    private final PersonLinks people;
    private final EventLinks events;
    private final RejectedQuotes rejected;

    Drafting(ReadInput input, String inLanguage, Reading reading, Set<String> names, GraphLinks graph) {
        this.input = input;
        this.inLanguage = inLanguage;
        this.reading = reading;
        this.names = names;
        this.people = new PersonLinks(names, graph);
        this.events = new EventLinks(input.headline(), input.body(), graph.events());
        this.rejected = graph.rejected();
    }

    ArticleDraft draft() {
        List<QuoteAppearanceDraft> appearances = new ArrayList<>();
        List<UnattributedQuote> unattributed = new ArrayList<>();
        for (ReadQuote quote : reading.quotes()) {
            if (quote.speaker() == null || quote.speaker().text().isBlank()) {
                unattributed.add(new UnattributedQuote(quote.text(), quote.start(), quote.end()));
            } else if (quote.text().length() <= MaxLength.STATEMENT
                    && !rejected.contain(input.body(), quote.start(), quote.text())) {
                appearances.add(appearance(quote));
            }
        }
        return new ArticleDraft(
                input.url(),
                input.headline(),
                input.publisher(),
                input.byline(),
                input.datePublished(),
                inLanguage,
                input.body(),
                mentions(),
                events.coverage(),
                appearances,
                new ArticleReason(unclearPeople(), unattributed));
    }

    private List<ArticleMentionDraft> mentions() {
        Set<String> inHeadline = inHeadline();
        Map<String, ArticleMentionDraft> bySlug = new LinkedHashMap<>();
        for (String name : names) {
            PersonLink link = people.of(name);
            if (link.slug() != null) {
                bySlug.putIfAbsent(
                        link.slug(),
                        new ArticleMentionDraft(
                                person(link.slug()),
                                inHeadline.contains(link.slug()) ? MentionRel.ABOUT : MentionRel.MENTIONS,
                                reason(link)));
            }
        }
        return List.copyOf(bySlug.values());
    }

    /** The slugs of the people whom the headline names, also by the last name alone. */
    private Set<String> inHeadline() {
        Set<String> slugs = new HashSet<>();
        reading.mentions().stream()
                .filter(NamedMention::inHeadline)
                .forEach(mention -> slugs.add(people.of(mention.name()).slug()));
        if (input.headline() != null) {
            for (String word : input.headline().split("(?:['’]s\\b)?[^\\p{L}\\p{M}\\p{N}'’-]+")) {
                PersonLink link = people.withLastName(word);
                if (link != null) {
                    slugs.add(link.slug());
                }
            }
        }
        return slugs;
    }

    private PersonReferenceDraft person(String slug) {
        String newName = people.newName(slug);
        return newName == null
                ? new PersonReferenceDraft(slug, null)
                : new PersonReferenceDraft(null, new PersonDraft(slug, newName));
    }

    private List<PersonReason> unclearPeople() {
        return names.stream()
                .map(people::of)
                .filter(link -> link.slug() == null)
                .map(Drafting::reason)
                .toList();
    }

    private static PersonReason reason(PersonLink link) {
        return new PersonReason(link.name(), link.reason(), link.candidates());
    }

    private QuoteAppearanceDraft appearance(ReadQuote quote) {
        PersonLink speaker = people.of(quote.speaker());
        boolean isLinked = speaker != null && speaker.slug() != null;
        String cue = quote.cue() == null || quote.cue().length() > MaxLength.NAME ? null : quote.cue();
        return new QuoteAppearanceDraft(
                quote.text(),
                quote.start(),
                quote.end(),
                quote.confidence(),
                new QuoteDraft(
                        quote.text(),
                        quote.type(),
                        quote.speechAct(),
                        isLinked ? new PersonReferenceDraft(speaker.slug(), null) : null,
                        quote.speaker().role(),
                        isLinked ? null : shortened(quote.speaker().text()),
                        cue,
                        quote.spokenAt() == null ? null : quote.spokenAt().date(),
                        quote.spokenAt() == null ? null : quote.spokenAt().precision(),
                        quote.confidence(),
                        events.topics(quote.start(), quote.end())),
                new QuoteReason(
                        quote.reasons().cue(),
                        quote.reasons().frame(),
                        quote.reasons().name(),
                        quote.speaker().text(),
                        speaker == null ? null : speaker.reason(),
                        speaker == null ? List.of() : speaker.candidates()));
    }

    private static String shortened(String source) {
        return source.codePointCount(0, source.length()) <= LONGEST_SOURCE
                ? source
                : source.substring(0, source.offsetByCodePoints(0, LONGEST_SOURCE));
    }
}
