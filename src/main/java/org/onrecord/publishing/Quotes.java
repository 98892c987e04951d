package org.onrecord.publishing;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.persistence.EntityManager;

import org.onrecord.model.DatePrecision;
import org.onrecord.model.Event;
import org.onrecord.model.Person;
import org.onrecord.model.Quote;
import org.onrecord.model.QuoteAppearance;
import org.onrecord.model.QuoteTopic;
import org.onrecord.mutation.input.EventReference;
import org.onrecord.mutation.input.QuoteInput;
import org.onrecord.mutation.input.UpdateQuoteInput;
import org.onrecord.publishing.Statements.Said;
import org.onrecord.traversal.graph.GlobalId;

/** Writes quotes, each of which is matched to the statement that it repeats. */
final class Quotes {

    private final Changes changes;
    private final People people;
    private final Events events;
    private final Known known;
    private final Statements statements;
    private final EntityManager entityManager;

    Quotes(Changes changes, People people, Events events, Known known, EntityManager entityManager) {
        this.known = known;
        this.statements = new Statements(entityManager);
        this.changes = changes;
        this.people = people;
        this.events = events;
        this.entityManager = entityManager;
    }

    /**
     * The quote that the input repeats, or a new one. Of what two articles say of it the longer wording and the earlier date
     * are kept; else what the first said, and what it did not say is added.
     *
     * @param inLanguage the language of the article
     */
    Quote write(QuoteInput input, String inLanguage, String path) {
        Person speaker = people.find(input.speaker(), path + ".speaker");
        if (speaker == null
                && (input.attributionText() == null || input.attributionText().isBlank())) {
            throw BadField.at(path, "names nobody who said it: give a `speaker` or, as printed, an `attributionText`");
        }
        Event occasion = events.find(input.occasion(), path + ".occasion");
        Said said = new Said(input.text(), speaker, input.attributionText());
        Quote repeated = statements.find(said);
        Quote quote = changes.node(repeated == null ? new Quote() : repeated);
        if (quote.text == null || quote.text.length() < input.text().length()) {
            quote.text = input.text();
            quote.inLanguage = Given.or(input.inLanguage(), inLanguage);
        }
        quote.speaker = speaker;
        quote.type = Given.or(quote.type, input.type());
        quote.speechAct = Given.or(quote.speechAct, input.speechAct());
        quote.speakerRole = Given.or(quote.speakerRole, input.speakerRole());
        quote.attributionText = Given.or(quote.attributionText, input.attributionText());
        quote.cue = Given.or(quote.cue, input.cue());
        quote.occasion = Given.or(quote.occasion, occasion);
        quote.confidence = Given.or(quote.confidence, input.confidence());
        date(quote, input);
        changes.write(quote);
        statements.put(said, quote);
        Indexed.map(input.topics(), path + ".topics", events::find).forEach(topic -> about(quote, topic));
        return quote;
    }

    /** Looks up in advance what will be written; returns those that are there. */
    Collection<Quote> lookUp(List<Said> said) {
        return statements.lookUp(said);
    }

    void update(Quote quote, UpdateQuoteInput input, Patch patch) {
        String text = Given.or(input.text(), quote.text);
        Person speaker = patch.has("speaker") ? people.find(input.speaker(), Patch.PATH + ".speaker") : quote.speaker;
        String attributionText = patch.has("attributionText") ? input.attributionText() : quote.attributionText;
        if (speaker == null && (attributionText == null || attributionText.isBlank())) {
            throw BadField.at(Patch.PATH, "leaves nobody who said it");
        }
        // Asked before anything is changed, because asking writes what is.
        Quote other = statements.find(new Said(text, speaker, attributionText));
        if (other != null && other != quote) {
            throw BadField.at(
                    Patch.PATH + ".text",
                    "repeats another quote, " + new GlobalId("Quote", other.id) + ": the words are the same");
        }
        patch.require("text", input.text(), words -> quote.text = words);
        patch.require("type", input.type(), type -> quote.type = type);
        patch.require("speechAct", input.speechAct(), act -> quote.speechAct = act);
        quote.speaker = speaker;
        quote.attributionText = attributionText;
        patch.set("speakerRole", input.speakerRole(), role -> quote.speakerRole = role);
        patch.set("cue", input.cue(), cue -> quote.cue = cue);
        patch.set("confidence", input.confidence(), confidence -> quote.confidence = confidence);
        patch.set(
                "occasion",
                input.occasion(),
                occasion -> quote.occasion = events.find(occasion, Patch.PATH + ".occasion"));
        LocalDate spokenAt = patch.has("spokenAt") ? input.spokenAt() : quote.spokenAt;
        DatePrecision precision = patch.has("spokenAtPrecision") ? input.spokenAtPrecision() : quote.spokenAtPrecision;
        quote.spokenAtPrecision = spokenAt == null ? null : Given.or(precision, DatePrecision.DAY);
        quote.spokenAt = spokenAt == null ? null : firstDay(spokenAt, quote.spokenAtPrecision);
        patch.require("topics", input.topics(), topics -> topics(quote, topics));
    }

    private void topics(Quote quote, List<EventReference> references) {
        Map<Long, Event> byId = new LinkedHashMap<>();
        Indexed.map(references, Patch.PATH + ".topics", events::find).forEach(event -> byId.put(event.id, event));
        changes.sync(
                quote,
                known.parts(QuoteTopic.class, "quote", quote),
                topic -> topic.event.id,
                byId.values(),
                event -> event.id,
                (before, event) -> {
                    QuoteTopic topic = before == null ? new QuoteTopic() : before;
                    topic.quote = quote;
                    topic.event = event;
                    return topic;
                });
    }

    /** Another person is who said it: who may have said the same already, and then both quotes are one. */
    void say(Quote quote, Person speaker) {
        Quote same = statements.find(new Said(quote.text, speaker, null));
        changes.node(quote);
        if (same == null) {
            quote.speaker = speaker;
            return;
        }
        changes.node(same);
        changes.touch(same);
        if (same.text.length() < quote.text.length()) {
            same.text = quote.text;
            same.inLanguage = quote.inLanguage;
        }
        if (quote.spokenAt != null
                && (same.spokenAt == null || isBetter(quote.spokenAt, quote.spokenAtPrecision, same))) {
            same.spokenAt = quote.spokenAt;
            same.spokenAtPrecision = quote.spokenAtPrecision;
        }
        for (QuoteTopic topic : QuoteTopic.<QuoteTopic>list("quote", quote)) {
            about(same, topic.event);
        }
        for (QuoteAppearance appearance : QuoteAppearance.<QuoteAppearance>list("quote", quote)) {
            changes.touch(changes.node(appearance.article));
            boolean there = appearance.start == null
                    ? QuoteAppearance.count("quote = ?1 and article = ?2", same, appearance.article) > 0
                    : QuoteAppearance.count(
                                    "quote = ?1 and article = ?2 and start = ?3",
                                    same,
                                    appearance.article,
                                    appearance.start)
                            > 0;
            if (there) {
                appearance.delete();
            } else {
                appearance.quote = same;
            }
        }
        entityManager.flush();
        entityManager.refresh(quote);
        changes.forget(quote);
        quote.delete();
        entityManager.flush();
    }

    /** The earlier day; but where one is a part of the other's month or year, it says the same, and more exactly. */
    private static void date(Quote quote, QuoteInput input) {
        if (input.spokenAt() == null) {
            return;
        }
        LocalDate given = firstDay(input.spokenAt(), input.spokenAtPrecision());
        if (quote.spokenAt == null || isBetter(given, input.spokenAtPrecision(), quote)) {
            quote.spokenAt = given;
            quote.spokenAtPrecision = input.spokenAtPrecision();
        }
    }

    private static boolean isBetter(LocalDate given, DatePrecision precision, Quote known) {
        if (precision.compareTo(known.spokenAtPrecision) < 0
                && firstDay(given, known.spokenAtPrecision).equals(known.spokenAt)) {
            return true;
        } else if (precision.compareTo(known.spokenAtPrecision) > 0
                && firstDay(known.spokenAt, precision).equals(given)) {
            return false;
        }
        return given.isBefore(known.spokenAt);
    }

    /** What is known by month or year alone stands on its first day. */
    static LocalDate firstDay(LocalDate date, DatePrecision precision) {
        return switch (precision) {
            case DAY -> date;
            case MONTH -> date.withDayOfMonth(1);
            case YEAR -> date.withDayOfYear(1);
        };
    }

    private void about(Quote quote, Event event) {
        List<QuoteTopic> topics = known.parts(QuoteTopic.class, "quote", quote);
        if (topics.stream().noneMatch(topic -> topic.event.id.equals(event.id))) {
            QuoteTopic topic = new QuoteTopic();
            topic.quote = quote;
            topic.event = event;
            topics.add(topic);
            changes.part(quote, topic);
        }
    }
}
