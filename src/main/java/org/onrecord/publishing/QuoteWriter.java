package org.onrecord.publishing;

import java.time.LocalDate;
import java.util.List;

import org.onrecord.model.DatePrecision;
import org.onrecord.model.Event;
import org.onrecord.model.Person;
import org.onrecord.model.Quote;
import org.onrecord.model.QuoteAppearance;
import org.onrecord.model.QuoteTopic;
import org.onrecord.mutation.input.QuoteFields;
import org.onrecord.mutation.input.QuoteInput;
import org.onrecord.mutation.input.UpdateQuoteInput;
import org.onrecord.mutation.validation.FieldPath;
import org.onrecord.mutation.validation.GivenFields;
import org.onrecord.publishing.ReferenceMover.Reference;
import org.onrecord.publishing.persistence.LookupCache;
import org.onrecord.publishing.persistence.QuoteMatcher;
import org.onrecord.publishing.persistence.QuoteMatcher.QuoteKey;
import org.onrecord.publishing.persistence.UnitOfWork;
import org.onrecord.publishing.persistence.WriteContext;
import org.onrecord.traversal.graph.GlobalId;

import static java.util.Objects.requireNonNullElse;
import static org.onrecord.publishing.WritableColumn.firstNonNull;
import static org.onrecord.publishing.WritableColumn.optional;
import static org.onrecord.publishing.WritableColumn.required;

/** Creates, updates and merges quotes. */
final class QuoteWriter {

    /** The columns that keep the first value when another article reports the quote. */
    private static final List<WritableColumn<Quote, QuoteFields, ?>> COLUMNS = List.of(
            required("type", QuoteFields::type, quote -> quote.type, (quote, type) -> quote.type = type),
            required(
                    "speechAct",
                    QuoteFields::speechAct,
                    quote -> quote.speechAct,
                    (quote, act) -> quote.speechAct = act),
            optional(
                    "speakerRole",
                    QuoteFields::speakerRole,
                    quote -> quote.speakerRole,
                    (quote, role) -> quote.speakerRole = role),
            optional("cue", QuoteFields::cue, quote -> quote.cue, (quote, cue) -> quote.cue = cue),
            optional(
                    "attributionText",
                    QuoteFields::attributionText,
                    quote -> quote.attributionText,
                    (quote, text) -> quote.attributionText = text),
            optional(
                    "confidence",
                    QuoteFields::confidence,
                    quote -> quote.confidence,
                    (quote, confidence) -> quote.confidence = confidence));

    private static final List<Reference<?, Quote>> REFERENCES = List.of(
            new Reference<>(
                    QuoteTopic.class,
                    "quote",
                    List.of("event"),
                    (topic, quote) -> topic.quote = quote,
                    topic -> topic.quote),
            new Reference<>(
                    QuoteAppearance.class,
                    "quote",
                    List.of("article", "start"),
                    (appearance, quote) -> appearance.quote = quote,
                    appearance -> appearance.article));

    private final WriteContext context;
    private final UnitOfWork unitOfWork;
    private final LookupCache lookup;
    private final QuoteMatcher matcher;
    private final PersonWriter people;
    private final EventWriter events;

    QuoteWriter(WriteContext context) {
        this.context = context;
        this.unitOfWork = context.unitOfWork();
        this.lookup = context.lookup();
        this.matcher = context.quoteMatcher();
        this.people = new PersonWriter(context);
        this.events = new EventWriter(context);
    }

    /**
     * Finds the quote of an input or creates it. A stored quote takes the longer wording, the better date and values
     * that it does not have yet.
     *
     * @param inLanguage the language of the article
     */
    Quote write(QuoteInput input, String inLanguage, FieldPath path) {
        Person speaker = people.find(input.speaker(), path.field("speaker"));
        requireSource(speaker, input.attributionText(), path);
        Event occasion = events.find(input.occasion(), path.field("occasion"));
        QuoteKey key = new QuoteKey(input.text(), speaker, input.attributionText());
        Quote stored = matcher.find(key);
        Quote quote = unitOfWork.register(stored == null ? new Quote() : stored);
        if (quote.text == null || quote.text.length() < input.text().length()) {
            quote.text = input.text();
            quote.inLanguage = firstNonNull(input.inLanguage(), inLanguage);
        }
        quote.speaker = speaker;
        COLUMNS.forEach(column -> column.fill(quote, input));
        quote.occasion = firstNonNull(quote.occasion, occasion);
        QuoteDates.takeBetter(quote, input.spokenAt(), input.spokenAtPrecision());
        unitOfWork.persist(quote);
        matcher.put(key, quote);
        path.field("topics").mapElements(input.topics(), events::find).forEach(event -> addTopic(quote, event));
        return quote;
    }

    private static void requireSource(Person speaker, String attributionText, FieldPath path) {
        if (speaker == null && (attributionText == null || attributionText.isBlank())) {
            throw path.error("has no source: give a `speaker`, or the source as printed as `attributionText`");
        }
    }

    private void addTopic(Quote quote, Event event) {
        List<QuoteTopic> topics = lookup.parts(QuoteTopic.class, "quote", quote);
        if (topics.stream().noneMatch(topic -> topic.event.id.equals(event.id))) {
            QuoteTopic topic = new QuoteTopic();
            topic.quote = quote;
            topic.event = event;
            topics.add(topic);
            unitOfWork.persistPart(quote, topic);
        }
    }

    void update(Quote quote, UpdateQuoteInput input, GivenFields given) {
        String text = firstNonNull(input.text(), quote.text);
        Person speaker = given.has("speaker", input.speaker())
                ? people.find(input.speaker(), given.path().field("speaker"))
                : quote.speaker;
        String attributionText =
                given.has("attributionText", input.attributionText()) ? input.attributionText() : quote.attributionText;
        requireSource(speaker, attributionText, given.path());
        // The look-up flushes changes, so it runs before the quote is changed.
        Quote other = matcher.find(new QuoteKey(text, speaker, attributionText));
        if (other != null && other != quote) {
            throw given.path()
                    .field("text")
                    .error("has the same words as another quote of this source, " + new GlobalId("Quote", other.id));
        }
        given.setRequired("text", input.text(), value -> quote.text = value);
        quote.speaker = speaker;
        COLUMNS.forEach(column -> column.assign(quote, input, given));
        given.set(
                "occasion",
                input.occasion(),
                value -> quote.occasion = events.find(value, given.path().field("occasion")));
        LocalDate spokenAt = given.has("spokenAt", input.spokenAt()) ? input.spokenAt() : quote.spokenAt;
        DatePrecision precision = given.has("spokenAtPrecision", input.spokenAtPrecision())
                ? input.spokenAtPrecision()
                : quote.spokenAtPrecision;
        QuoteDates.set(quote, spokenAt, requireNonNullElse(precision, DatePrecision.DAY));
        given.setRequired(
                "topics",
                input.topics(),
                topics -> unitOfWork.replaceParts(
                        quote,
                        lookup.parts(QuoteTopic.class, "quote", quote),
                        topic -> topic.event.id,
                        events.findAll(topics, given.path().field("topics")),
                        event -> event.id,
                        QuoteTopic::new,
                        (topic, event) -> {
                            topic.quote = quote;
                            topic.event = event;
                        }));
    }

    /**
     * Changes the speaker of a quote. If the new speaker has a quote with the same words, the two quotes are merged.
     */
    void changeSpeaker(Quote quote, Person speaker) {
        Quote same = matcher.find(new QuoteKey(quote.text, speaker, null));
        unitOfWork.register(quote);
        if (same == null) {
            quote.speaker = speaker;
            return;
        }
        unitOfWork.markChanged(unitOfWork.register(same));
        if (same.text.length() < quote.text.length()) {
            same.text = quote.text;
            same.inLanguage = quote.inLanguage;
        }
        COLUMNS.forEach(column -> column.merge(quote, same));
        same.occasion = firstNonNull(same.occasion, quote.occasion);
        QuoteDates.takeBetter(same, quote.spokenAt, quote.spokenAtPrecision);
        ReferenceMover mover = new ReferenceMover(context);
        REFERENCES.forEach(reference -> mover.move(reference, quote, same));
        unitOfWork.removeMerged(quote);
    }
}
