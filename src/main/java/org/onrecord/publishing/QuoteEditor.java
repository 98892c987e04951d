package org.onrecord.publishing;

import java.time.LocalDate;
import java.util.List;

import org.onrecord.model.DatePrecision;
import org.onrecord.model.Person;
import org.onrecord.model.Quote;
import org.onrecord.model.QuoteAppearance;
import org.onrecord.model.QuoteTopic;
import org.onrecord.mutation.input.UpdateQuoteInput;
import org.onrecord.mutation.validation.GivenFields;
import org.onrecord.publishing.ReferenceMover.Reference;
import org.onrecord.publishing.SameWords.Sense;
import org.onrecord.publishing.persistence.LookupCache;
import org.onrecord.publishing.persistence.QuoteMatcher;
import org.onrecord.publishing.persistence.QuoteMatcher.QuoteKey;
import org.onrecord.publishing.persistence.UnitOfWork;
import org.onrecord.publishing.persistence.WriteContext;
import org.onrecord.traversal.graph.GlobalId;

import static org.onrecord.publishing.WritableColumn.firstNonNull;

/** Updates and merges stored quotes. */
final class QuoteEditor {

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

    QuoteEditor(WriteContext context) {
        this.context = context;
        this.unitOfWork = context.unitOfWork();
        this.lookup = context.lookup();
        this.matcher = context.quoteMatcher();
        this.people = new PersonWriter(context);
        this.events = new EventWriter(context);
    }

    /** What tells statements apart. */
    private record Identity(
            String text, String inLanguage, Person speaker, String attributionText, SpokenDate date, Sense sense) {

        static Identity of(Quote quote) {
            return new Identity(
                    quote.text,
                    quote.inLanguage,
                    quote.speaker,
                    quote.speaker == null ? quote.attributionText : null,
                    SpokenDate.of(quote),
                    Sense.of(quote));
        }
    }

    void update(Quote quote, UpdateQuoteInput input, GivenFields given) {
        String text = firstNonNull(input.text(), quote.text);
        Person speaker = given.has("speaker", input.speaker())
                ? people.find(input.speaker(), given.path().field("speaker"))
                : quote.speaker;
        String attributionText =
                given.has("attributionText", input.attributionText()) ? input.attributionText() : quote.attributionText;
        QuoteWriter.requireSource(speaker, attributionText, given.path());
        String inLanguage = firstNonNull(input.inLanguage(), quote.inLanguage);
        SpokenDate date = date(quote, input, given);
        // The look-up flushes changes, so it runs before the quote is changed.
        SameWords sameWords = new SameWords(matcher.find(new QuoteKey(text, inLanguage, speaker, attributionText)));
        Sense sense =
                new Sense(firstNonNull(input.type(), quote.type), firstNonNull(input.speechAct(), quote.speechAct));
        sameWords.conflict(quote, sense, date).ifPresent(other -> {
            throw given.path()
                    .field(identifyingField(input, given))
                    .error("makes the quote equal to another one of this source, with the same words and a date that"
                            + " agrees: " + new GlobalId("Quote", other.id));
        });
        if (input.confidence() == null) {
            new QuoteReview(context).confirm(quote);
        }
        sameWords.add(quote);
        Identity reported = Identity.of(quote);
        given.setRequired("text", input.text(), value -> quote.text = value);
        given.setRequired("inLanguage", input.inLanguage(), value -> quote.inLanguage = value);
        quote.speaker = speaker;
        QuoteWriter.COLUMNS.forEach(column -> column.assign(quote, input, given));
        date.writeTo(quote);
        quote.spokenBefore = date.before();
        quote.corrected |= !Identity.of(quote).equals(reported);
        given.set(
                "occasion",
                input.occasion(),
                value -> quote.occasion = events.find(value, given.path().field("occasion")));
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

    /** The first field of the input that identifies the quote. */
    private static String identifyingField(UpdateQuoteInput input, GivenFields given) {
        if (given.has("text", input.text())) {
            return "text";
        } else if (given.has("inLanguage", input.inLanguage())) {
            return "inLanguage";
        } else if (given.has("speaker", input.speaker())) {
            return "speaker";
        }
        if (given.has("attributionText", input.attributionText())) {
            return "attributionText";
        } else if (input.spokenAt() != null || input.spokenAtPrecision() != null) {
            return "spokenAt";
        } else if (input.speechAct() != null) {
            return "speechAct";
        }
        return input.type() != null ? "type" : "spokenAt";
    }

    /** The date after an update. A quote that loses its date was made before the first article that reports it. */
    private SpokenDate date(Quote quote, UpdateQuoteInput input, GivenFields given) {
        LocalDate spokenAt = given.has("spokenAt", input.spokenAt()) ? input.spokenAt() : quote.spokenAt;
        DatePrecision precision = given.has("spokenAtPrecision", input.spokenAtPrecision())
                ? input.spokenAtPrecision()
                : quote.spokenAtPrecision;
        LocalDate before = given.has("spokenBefore", input.spokenBefore()) ? input.spokenBefore() : quote.spokenBefore;
        return SpokenDate.of(spokenAt, precision, spokenAt == null && before == null ? firstReport(quote) : before);
    }

    /** The day, in UTC, of the first article that reports a quote; null if there is none. */
    private LocalDate firstReport(Quote quote) {
        String day = (String) context.entityManager()
                .createNativeQuery(
                        "SELECT to_char(min(a.date_published AT TIME ZONE 'UTC'), 'YYYY-MM-DD')"
                                + " FROM quote_appearance ap JOIN article a ON a.id = ap.article_id"
                                + " WHERE ap.quote_id = :quote",
                        String.class)
                .setParameter("quote", quote.id)
                .getSingleResult();
        return day == null ? null : LocalDate.parse(day);
    }

    /**
     * Changes the speaker of a quote. If the new speaker has a quote with the same words and a date that agrees, the
     * two quotes are merged.
     */
    void changeSpeaker(Quote quote, Person speaker) {
        SameWords sameWords = new SameWords(matcher.find(new QuoteKey(quote.text, quote.inLanguage, speaker, null)));
        Quote same =
                sameWords.closest(Sense.of(quote), SpokenDate.of(quote), null).orElse(null);
        unitOfWork.register(quote);
        if (same == null) {
            sameWords.add(quote);
            quote.speaker = speaker;
            return;
        }
        unitOfWork.markChanged(unitOfWork.register(same));
        if (same.text.length() < quote.text.length()) {
            same.text = quote.text;
            same.inLanguage = quote.inLanguage;
        }
        QuoteWriter.COLUMNS.forEach(column -> column.merge(quote, same));
        same.corrected |= quote.corrected;
        same.occasion = firstNonNull(same.occasion, quote.occasion);
        same.spokenBefore = SpokenDate.earlier(same.spokenBefore, quote.spokenBefore);
        sameWords.takeDate(same, SpokenDate.of(quote));
        ReferenceMover mover = new ReferenceMover(context);
        REFERENCES.forEach(reference -> mover.move(reference, quote, same));
        unitOfWork.removeMerged(quote);
    }
}
