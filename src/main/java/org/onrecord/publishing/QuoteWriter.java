package org.onrecord.publishing;

import java.util.List;

import org.onrecord.model.Event;
import org.onrecord.model.NamedEntity;
import org.onrecord.model.Person;
import org.onrecord.model.Quote;
import org.onrecord.model.QuoteTopic;
import org.onrecord.mutation.input.QuoteFields;
import org.onrecord.mutation.input.QuoteInput;
import org.onrecord.mutation.validation.FieldPath;
import org.onrecord.publishing.persistence.LookupCache;
import org.onrecord.publishing.persistence.QuoteMatcher;
import org.onrecord.publishing.persistence.QuoteMatcher.QuoteKey;
import org.onrecord.publishing.persistence.UnitOfWork;
import org.onrecord.publishing.persistence.UnitOfWork.Difference;
import org.onrecord.publishing.persistence.WriteContext;
import org.onrecord.publishing.statement.Circumstances;
import org.onrecord.publishing.statement.Days;
import org.onrecord.publishing.statement.SameWords;
import org.onrecord.publishing.statement.SpokenDate;

import static org.onrecord.publishing.WritableColumn.firstNonNull;
import static org.onrecord.publishing.WritableColumn.optional;
import static org.onrecord.publishing.WritableColumn.required;

/** Writes the quotes that articles report. */
final class QuoteWriter {

    /** The columns that keep the first value, until what a person reports replaces what was read. */
    static final List<WritableColumn<Quote, QuoteFields, ?>> COLUMNS = List.of(
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
            WritableColumn.<Quote, QuoteFields, Double>optional(
                            "confidence",
                            QuoteFields::confidence,
                            quote -> quote.confidence,
                            (quote, confidence) -> quote.confidence = confidence)
                    // Null means that a person recorded the quote.
                    .mergedBy((one, other) -> one == null || other == null ? null : one),
            WritableColumn.<Quote, QuoteFields, Boolean>required(
                            "corrected",
                            QuoteFields::corrected,
                            quote -> quote.corrected,
                            (quote, corrected) -> quote.corrected = corrected)
                    .mergedBy((one, other) -> one || Boolean.TRUE.equals(other)));

    /**
     * The claims of a report to a quote that an editor has corrected, so that the report is not the same statement any
     * more. Reports with better claims come first, because each quote of a place has a report of its own.
     */
    enum Claim {
        /** The quote is still the statement of the report. */
        STRONG,
        /** The quote still has the source of the report. */
        OF_SOURCE,
        WEAK;

        private boolean allows(Quote quote, Person speaker, QuoteInput input) {
            return switch (this) {
                case STRONG -> false;
                case OF_SOURCE ->
                    speaker == null
                            ? quote.speaker == null && quote.attributionText.equals(input.attributionText())
                            : quote.speaker != null && quote.speaker.id.equals(speaker.id);
                case WEAK -> true;
            };
        }
    }

    private final UnitOfWork unitOfWork;
    private final LookupCache lookup;
    private final QuoteMatcher matcher;
    private final PersonWriter people;
    private final EventWriter events;

    QuoteWriter(WriteContext context) {
        this.unitOfWork = context.unitOfWork();
        this.lookup = context.lookup();
        this.matcher = context.quoteMatcher();
        this.people = new PersonWriter(context);
        this.events = new EventWriter(context);
    }

    /**
     * Finds the quote of a report or creates it. A stored quote takes the longer wording, the better date and values
     * that it does not have yet. The other values are differences. What a person reports replaces what was read. What
     * was read changes nothing that a person recorded, and no report changes what an editor has corrected. But what an
     * editor of another database has corrected, which an export tells, replaces everything.
     *
     * @param there the quotes that the article has at the place of the report
     * @param free those that no other report of the article has at this place
     * @param claim which of these remains the quote of this place because an editor has corrected it
     * @return null if another report may have a better claim to a corrected quote
     */
    Quote write(QuoteReport report, List<Quote> there, List<Quote> free, Claim claim, FieldPath path) {
        QuoteInput input = report.input();
        Person speaker = people.find(input.speaker(), path.field("speaker"));
        requireSource(speaker, input.attributionText(), path);
        requireOrder(report.date(), path);
        Event occasion = events.find(input.occasion(), path.field("occasion"));
        QuoteKey key = new QuoteKey(input.text(), report.inLanguage(), speaker, input.attributionText());
        SameWords sameWords = new SameWords(matcher.find(key));
        Circumstances reported = report.circumstances(occasion);
        Quote stored = sameWords.closest(reported, there).orElse(null);
        boolean isCorrection = Boolean.TRUE.equals(input.corrected());
        if (!isCorrection && !SameWords.contain(there, stored)) {
            List<Quote> corrected =
                    free.stream().filter(quote -> quote.corrected).toList();
            Quote former = corrected.stream()
                    .filter(quote -> claim.allows(quote, speaker, input))
                    .findFirst()
                    .orElse(null);
            if (former != null) {
                return writeCorrected(unitOfWork.register(former), report, speaker, occasion, path);
            } else if (!corrected.isEmpty() && claim != Claim.WEAK) {
                return null;
            }
        }
        Quote quote = unitOfWork.register(stored == null ? new Quote() : stored);
        boolean isRead = input.confidence() != null;
        Days days = Days.of(quote).and(reported.days());
        Circumstances known = stored == null ? reported : Circumstances.of(quote);
        if (stored == null) {
            sameWords.add(quote);
        } else if (isCorrection) {
            days = SpokenDate.of(quote).hasDateOf(report.date()) ? days : reported.days();
            if (sameWords.conflict(quote, reported.withDays(days)).isPresent()) {
                return writeCorrected(quote, report, speaker, occasion, path);
            }
            clear(quote);
        } else if (isRead && quote.confidence == null) {
            agree(quote, days, known, reported);
            return quote;
        } else if (quote.corrected) {
            if (!SameWords.contain(there, quote)) {
                agree(quote, days, known, reported);
                quote.occasion = firstNonNull(quote.occasion, occasion); // At another event, it is another statement.
            }
            addTopics(quote, input, path);
            return writeCorrected(quote, report, speaker, occasion, path);
        }
        boolean isReplaced = stored != null && !isCorrection && !isRead && quote.confidence != null;
        if (quote.text == null
                || isReplaced
                || quote.text.length() < input.text().length()) {
            quote.text = input.text();
            quote.inLanguage = report.inLanguage();
        }
        quote.speaker = speaker;
        boolean takesSense = stored == null || isCorrection || isReplaced && canTakeSense(quote, input, sameWords);
        if (takesSense) {
            COLUMNS.forEach(column -> column.take(quote, input));
        } else {
            COLUMNS.forEach(column -> column.fill(quote, input));
        }
        if (stored == null || isCorrection || isReplaced) {
            quote.confidence = input.confidence();
        }
        quote.occasion = firstNonNull(quote.occasion, occasion);
        report.given().narrow(quote);
        if (isReplaced && report.date().isKnown()) {
            report.date().writeTo(quote);
        }
        report.date().improve(quote);
        agree(quote, days, takesSense ? reported : known, reported); // The sense that was replaced does not count.
        unitOfWork.persist(quote);
        matcher.put(key, quote);
        addTopics(quote, input, path);
        if (stored != null) {
            addDifferences(quote, report, occasion, path);
        }
        return quote;
    }

    /** Whether a quote with the type, speech act and cue of an input differs from the others with the same words. */
    private static boolean canTakeSense(Quote quote, QuoteInput input, SameWords sameWords) {
        Circumstances taken = Circumstances.of(
                        input.type(),
                        input.speechAct(),
                        firstNonNull(input.cue(), quote.cue),
                        SpokenDate.of(quote),
                        quote.occasion)
                .withDays(Days.of(quote));
        return sameWords.conflict(quote, taken).isEmpty();
    }

    /** Remembers what the reports of a quote agree on. It takes no reports of other days or of the opposite sense. */
    private static void agree(Quote quote, Days days, Circumstances... reports) {
        days.writeTo(quote);
        quote.cueDenies = Circumstances.cueDenies(quote, reports);
    }

    /** Removes what an editor of another database can have changed or removed. An export has what remained. */
    private static void clear(Quote quote) {
        quote.text = null;
        quote.speakerRole = null;
        quote.cue = null;
        quote.attributionText = null;
        quote.occasion = null;
        quote.spokenAt = null;
        quote.spokenAtPrecision = null;
        quote.spokenAfter = null;
        quote.spokenBefore = null;
    }

    /** Lists what a report says of a quote that an editor has corrected. */
    private Quote writeCorrected(Quote quote, QuoteReport report, Person speaker, Event occasion, FieldPath path) {
        addDifference(quote, path.field("text"), report.input().text(), quote.text);
        addDifference(quote, path.field("speaker"), slug(speaker), slug(quote.speaker));
        addDifferences(quote, report, occasion, path);
        return quote;
    }

    /** Lists the values of a report that a stored quote did not take, because it has others. */
    private void addDifferences(Quote quote, QuoteReport report, Event occasion, FieldPath path) {
        COLUMNS.forEach(column -> addDifference(
                quote,
                path.field(column.field()),
                column.input().apply(report.input()),
                column.getter().apply(quote)));
        addDifference(quote, path.field("occasion"), slug(occasion), slug(quote.occasion));
        if (!report.date().contains(SpokenDate.of(quote))) {
            addDifference(quote, path.field("spokenAt"), report.date().date(), quote.spokenAt);
        }
    }

    private void addDifference(Quote quote, FieldPath path, Object reported, Object stored) {
        if (reported != null && !reported.equals(stored)) {
            unitOfWork.addDifference(new Difference(quote, path.toString(), reported, stored));
        }
    }

    private static String slug(NamedEntity entity) {
        return entity == null ? null : entity.slug;
    }

    static void requireSource(Person speaker, String attributionText, FieldPath path) {
        if (speaker == null && (attributionText == null || attributionText.isBlank())) {
            throw path.error("has no source: give a `speaker`, or the source as printed as `attributionText`");
        }
    }

    static void requireOrder(SpokenDate date, FieldPath path) {
        if (!date.isPossible()) {
            throw path.field("spokenAfter")
                    .error("must not be after `spokenBefore`, by default the day of the article");
        }
    }

    private void addTopics(Quote quote, QuoteInput input, FieldPath path) {
        path.field("topics").mapElements(input.topics(), events::find).forEach(event -> addTopic(quote, event));
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
}
