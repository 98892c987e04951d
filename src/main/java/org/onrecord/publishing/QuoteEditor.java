package org.onrecord.publishing;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import org.onrecord.error.ApiException;
import org.onrecord.model.DatePrecision;
import org.onrecord.model.Event;
import org.onrecord.model.Person;
import org.onrecord.model.Quote;
import org.onrecord.model.QuoteAppearance;
import org.onrecord.model.QuoteTopic;
import org.onrecord.model.QuoteType;
import org.onrecord.model.SpeechAct;
import org.onrecord.mutation.input.UpdateQuoteInput;
import org.onrecord.mutation.validation.FieldPath;
import org.onrecord.mutation.validation.GivenFields;
import org.onrecord.publishing.ReferenceMover.Reference;
import org.onrecord.publishing.persistence.LookupCache;
import org.onrecord.publishing.persistence.QuoteMatcher;
import org.onrecord.publishing.persistence.QuoteMatcher.QuoteKey;
import org.onrecord.publishing.persistence.UnitOfWork;
import org.onrecord.publishing.persistence.WriteContext;
import org.onrecord.publishing.statement.Circumstances;
import org.onrecord.publishing.statement.Days;
import org.onrecord.publishing.statement.SameWords;
import org.onrecord.publishing.statement.SpokenDate;
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

    /**
     * What tells statements apart.
     *
     * @param source the id of the speaker, or the attribution text
     * @param occasion the id of the event
     */
    private record Identity(
            String text,
            String inLanguage,
            Object source,
            QuoteType type,
            SpeechAct speechAct,
            Boolean cueDenies,
            SpokenDate date,
            Long occasion) {

        static Identity of(
                String text, String inLanguage, Person speaker, String attributionText, Circumstances circumstances) {
            return new Identity(
                    text,
                    inLanguage,
                    speaker == null ? attributionText : speaker.id,
                    circumstances.type(),
                    circumstances.speechAct(),
                    circumstances.cueDenies(),
                    circumstances.date().limitedFor(text, speaker != null),
                    circumstances.occasion() == null ? null : circumstances.occasion().id);
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
        SpokenDate date = date(quote, input, given).limitedFor(text, speaker != null);
        QuoteWriter.requireOrder(date, given.path());
        Event occasion = given.has("occasion", input.occasion())
                ? events.find(input.occasion(), given.path().field("occasion"))
                : quote.occasion;
        // The look-up flushes changes, so it runs before the quote is changed.
        SameWords sameWords = new SameWords(matcher.find(new QuoteKey(text, inLanguage, speaker, attributionText)));
        String cue = given.has("cue", input.cue()) ? input.cue() : quote.cue;
        Circumstances circumstances = Circumstances.of(
                firstNonNull(input.type(), quote.type),
                firstNonNull(input.speechAct(), quote.speechAct),
                cue,
                date,
                occasion);
        if (date.equals(SpokenDate.of(quote))) {
            circumstances = circumstances.withDays(Days.of(quote));
        }
        circumstances = circumstances.withCueDenies(cueDenies(quote, circumstances, cue));
        Identity stored = Identity.of(
                quote.text, quote.inLanguage, quote.speaker, quote.attributionText, Circumstances.of(quote));
        if (!Identity.of(text, inLanguage, speaker, attributionText, circumstances)
                .equals(stored)) {
            sameWords.conflict(quote, circumstances).ifPresent(other -> {
                throw given.path()
                        .field(identifyingField(input, given))
                        .error("makes the quote equal to another one of this source, with the same words and a date"
                                + " and occasion that agree: " + new GlobalId("Quote", other.id));
            });
            quote.corrected = true;
        }
        if (input.confidence() == null) {
            new QuoteReview(context).confirm(quote);
        }
        sameWords.add(quote);
        given.setRequired("text", input.text(), value -> quote.text = value);
        given.setRequired("inLanguage", input.inLanguage(), value -> quote.inLanguage = value);
        quote.speaker = speaker;
        QuoteWriter.COLUMNS.forEach(column -> column.assign(quote, input, given));
        quote.cueDenies = circumstances.cueDenies();
        date.writeTo(quote);
        quote.spokenAfter = date.after();
        quote.spokenBefore = date.before();
        circumstances.days().writeTo(quote);
        quote.occasion = occasion;
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

    /** Whether the updated quote denies its words. What its own cue did not tell, its reports have told. */
    private static Boolean cueDenies(Quote quote, Circumstances updated, String cue) {
        boolean isSame = updated.type() == quote.type
                && updated.speechAct() == quote.speechAct
                && Objects.equals(cue, quote.cue);
        boolean isTold = Circumstances.cueDenies(quote.type, quote.speechAct, quote.cue) == null && updated.denies();
        return isSame ? quote.cueDenies : firstNonNull(updated.cueDenies(), isTold ? quote.cueDenies : null);
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
        if (input.type() != null) {
            return "type";
        }
        if (given.has("cue", input.cue())) {
            return "cue";
        }
        return given.has("occasion", input.occasion()) ? "occasion" : "spokenAt";
    }

    /** The date after an update. A quote that loses its day was made before the first article that reports it. */
    private SpokenDate date(Quote quote, UpdateQuoteInput input, GivenFields given) {
        LocalDate spokenAt = given.has("spokenAt", input.spokenAt()) ? input.spokenAt() : quote.spokenAt;
        DatePrecision precision = given.has("spokenAtPrecision", input.spokenAtPrecision())
                ? input.spokenAtPrecision()
                : quote.spokenAtPrecision;
        LocalDate after = given.has("spokenAfter", input.spokenAfter()) ? input.spokenAfter() : quote.spokenAfter;
        LocalDate before = given.has("spokenBefore", input.spokenBefore()) ? input.spokenBefore() : quote.spokenBefore;
        boolean isOpen = before == null
                && !SpokenDate.of(spokenAt, precision, null, null).isDay();
        boolean isGiven = given.has("spokenAt", input.spokenAt())
                || given.has("spokenAtPrecision", input.spokenAtPrecision())
                || given.has("spokenBefore", input.spokenBefore());
        SpokenDate date = SpokenDate.of(spokenAt, precision, after, isOpen && isGiven ? firstReport(quote) : before);
        return input.spokenAfter() != null || date.isPossible()
                ? date
                : SpokenDate.of(spokenAt, precision, null, date.before());
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

    /** Changes the speaker of a quote, and merges the quote with the same statement of the new speaker. */
    void changeSpeaker(Quote quote, Person speaker) {
        move(quote, speaker, quote.occasion);
    }

    /** Changes the event of a quote, and merges the quote with the same statement at the new event. */
    void changeOccasion(Quote quote, Event occasion) {
        move(quote, quote.speaker, occasion);
    }

    /**
     * Removes the event of a quote, which is deleted.
     *
     * @throws ApiException if the event tells the quote apart from another one
     */
    void removeOccasion(Quote quote, FieldPath path) {
        SameWords sameWords = new SameWords(
                matcher.find(new QuoteKey(quote.text, quote.inLanguage, quote.speaker, quote.attributionText)));
        sameWords.conflict(quote, Circumstances.of(quote).withOccasion(null)).ifPresent(other -> {
            throw path.error("is the id of the event that tells a quote apart from another one with the same"
                    + " words: correct, delete or merge " + new GlobalId("Quote", quote.id) + " or "
                    + new GlobalId("Quote", other.id) + " first");
        });
        unitOfWork.register(quote).occasion = null;
    }

    private void move(Quote quote, Person speaker, Event occasion) {
        SameWords all =
                new SameWords(matcher.find(new QuoteKey(quote.text, quote.inLanguage, speaker, quote.attributionText)));
        SameWords others = all.without(quote);
        Quote same = others.closest(Circumstances.of(quote).withOccasion(occasion), List.of())
                .orElse(null);
        unitOfWork.register(quote);
        if (same == null) {
            all.add(quote);
            quote.speaker = speaker;
            quote.occasion = occasion;
            return;
        }
        unitOfWork.lockReferences(quote);
        unitOfWork.markChanged(unitOfWork.register(same));
        if (same.text.length() < quote.text.length()) {
            same.text = quote.text;
            same.inLanguage = quote.inLanguage;
        }
        QuoteWriter.COLUMNS.forEach(column -> column.merge(quote, same));
        same.cueDenies = Circumstances.cueDenies(same, Circumstances.of(same), Circumstances.of(quote));
        same.occasion = firstNonNull(same.occasion, occasion);
        Days days = Days.of(same).and(Days.of(quote));
        SpokenDate.of(quote).narrow(same);
        SpokenDate.of(quote).improve(same);
        days.writeTo(same);
        ReferenceMover mover = new ReferenceMover(context);
        REFERENCES.forEach(reference -> mover.move(reference, quote, same));
        long formerId = quote.id;
        context.formerKeys().move(quote, same);
        unitOfWork.removeMerged(quote);
        context.formerKeys().add(same, "id", formerId);
    }
}
