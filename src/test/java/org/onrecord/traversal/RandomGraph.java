package org.onrecord.traversal;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

import io.quarkus.narayana.jta.QuarkusTransaction;

import org.onrecord.model.Article;
import org.onrecord.model.ArticleCoverage;
import org.onrecord.model.ArticleMention;
import org.onrecord.model.DatePrecision;
import org.onrecord.model.Event;
import org.onrecord.model.EventLink;
import org.onrecord.model.EventName;
import org.onrecord.model.EventParticipant;
import org.onrecord.model.EventRelation;
import org.onrecord.model.EventType;
import org.onrecord.model.MentionRel;
import org.onrecord.model.ParticipantRole;
import org.onrecord.model.Person;
import org.onrecord.model.PersonName;
import org.onrecord.model.Quote;
import org.onrecord.model.QuoteAppearance;
import org.onrecord.model.QuoteTopic;
import org.onrecord.model.QuoteType;
import org.onrecord.model.RejectedQuote;
import org.onrecord.model.SpeechAct;

/**
 * A small random graph, determined by its seed. It has nulls, empty lists, and texts that are hard to escape in JSON.
 */
public final class RandomGraph {

    /** The number of constants that are used of an enum. It is small, so that nodes have equal values. */
    private static final int FEW = 4;

    private static final String[] TEXTS = {
        "plain",
        "with \"quotes\" and \\backslashes\\",
        "line\nbreak\tand tab",
        "Владимир Путин",
        "Niinistö",
        "ΟΔΥΣΣΕΥΣ 100% under_scored",
        "İstanbul STRASSE ß",
        "😀 beyond the 𝔹MP",
        "'; DROP TABLE person; --",
        "?::text $1 :name",
        "\u0001control\u001f",
        "\u2028separated\u2029",
        "</script>",
        "{\"json\": [1, null]}"
    };

    private final Random random;
    final List<Person> people = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    final List<Article> articles = new ArrayList<>();
    final List<Quote> quotes = new ArrayList<>();

    RandomGraph(long seed) {
        random = new Random(seed);
    }

    /** Persists the graph that tests share, unless another test has persisted it. */
    public static void persistOnce() {
        QuarkusTransaction.requiringNew().run(() -> {
            if (Person.count("slug", "random-person-0") == 0) {
                new RandomGraph(20180716).persist();
            }
        });
    }

    private void persist() {
        times(10, this::person);
        times(12, this::event);
        times(8, this::article);
        times(40, this::quote);
        times(30, this::participant);
        for (int i = 0; i < 25; i++) {
            Event from = any(events);
            Event to = any(events);
            if (from != to) {
                EventLink.persist(from, any(EventRelation.values()), to);
            }
        }
        articles.forEach(article -> people.forEach(person -> maybe(() -> {
            ArticleMention mention = new ArticleMention();
            mention.article = article;
            mention.person = person;
            mention.rel = any(MentionRel.values());
            mention.persist();
            return mention;
        })));
        articles.forEach(article -> events.forEach(event -> maybe(() -> {
            ArticleCoverage coverage = new ArticleCoverage();
            coverage.article = article;
            coverage.event = event;
            coverage.persist();
            return coverage;
        })));
        quotes.forEach(quote -> events.forEach(event -> {
            if (random.nextInt(6) == 0) {
                QuoteTopic topic = new QuoteTopic();
                topic.quote = quote;
                topic.event = event;
                topic.persist();
            }
        }));
        quotes.forEach(quote -> times(random.nextInt(4), () -> appearance(quote)));
    }

    private void person() {
        Person person = new Person();
        person.slug = "random-person-" + people.size();
        person.name = text();
        person.description = maybe(this::text);
        person.image = people.size() % 3 == 0 ? null : "https://example.org/random/" + people.size() % 3;
        person.wikidataId = maybe(() -> "Q9000" + people.size());
        times(random.nextInt(3), () -> person.sameAs.add(text()));
        person.persist();
        for (int i = random.nextInt(3); i > 0; i--) {
            PersonName name = new PersonName();
            name.person = person;
            name.name = text() + i;
            name.inLanguage = maybe(() -> "ru");
            name.persist();
        }
        people.add(person);
    }

    private void event() {
        Event event = new Event();
        event.slug = "random-event-" + events.size();
        event.name = text();
        event.type = EventType.values()[random.nextInt(FEW)];
        event.description = maybe(this::text);
        event.startDate = maybe(this::date);
        event.endDate = event.startDate == null ? null : maybe(() -> event.startDate.plusDays(random.nextInt(9)));
        event.location = maybe(this::text);
        event.identifier = maybe(this::text);
        event.superEvent = events.isEmpty() ? null : maybe(() -> any(events));
        event.persist();
        for (int i = random.nextInt(3); i > 0; i--) {
            EventName name = new EventName();
            name.event = event;
            name.name = text() + i;
            name.inLanguage = maybe(() -> "ru");
            name.persist();
        }
        events.add(event);
    }

    private void article() {
        Article article = new Article();
        article.url = "https://example.org/random/" + articles.size();
        article.headline = text();
        article.publisher = text();
        article.byline = maybe(this::text);
        article.section = articles.size() % 3 == 0 ? null : TEXTS[articles.size() % 3];
        article.image = articles.size() % 2 == 0 ? null : "https://example.org/random/" + articles.size() % 4;
        article.datePublished = OffsetDateTime.of(
                date(), java.time.LocalTime.ofNanoOfDay(random.nextInt(86_400_000) * 1_000_000L), ZoneOffset.UTC);
        article.dateModified = maybe(() -> article.datePublished.plusHours(1));
        article.inLanguage = any(new String[] {"en", "ru", "pt-BR"});
        article.abstract_ = maybe(this::text);
        article.body = maybe(() -> String.join(" | ", TEXTS));
        article.isBasedOn = articles.isEmpty() ? null : maybe(() -> any(articles));
        article.persist();
        for (int i = random.nextInt(2); i > 0; i--) {
            RejectedQuote rejected = new RejectedQuote();
            rejected.article = article;
            rejected.exact = text();
            rejected.prefix = maybe(this::text);
            rejected.persist();
        }
        articles.add(article);
    }

    private void quote() {
        Quote quote = new Quote();
        quote.text = text() + quotes.size(); // The text of a quote is unique for each speaker.
        quote.inLanguage = maybe(() -> "en");
        quote.type = any(QuoteType.values());
        quote.speechAct = SpeechAct.values()[random.nextInt(FEW)];
        quote.speaker = maybe(() -> any(people));
        quote.attributionText = quote.speaker == null ? "the Kremlin" : maybe(this::text);
        quote.cue = maybe(this::text);
        quote.spokenAt = maybe(this::date);
        quote.spokenAtPrecision = quote.spokenAt == null ? null : DatePrecision.DAY;
        quote.occasion = maybe(() -> any(events));
        quote.confidence = maybe(() -> random.nextInt(101) / 100.0);
        quote.corrected = random.nextBoolean();
        quote.persist();
        quotes.add(quote);
    }

    private void participant() {
        Event event = any(events);
        Person person = any(people);
        ParticipantRole role = ParticipantRole.values()[random.nextInt(FEW)];
        if (EventParticipant.count("event = ?1 and person = ?2 and role = ?3", event, person, role) == 0) {
            EventParticipant participant = new EventParticipant();
            participant.event = event;
            participant.person = person;
            participant.role = role;
            participant.persist();
        }
    }

    private void appearance(Quote quote) {
        QuoteAppearance appearance = new QuoteAppearance();
        appearance.quote = quote;
        appearance.article = any(articles);
        appearance.exact = text();
        if (appearance.article.body != null) {
            String before = appearance.article.body.substring(0, appearance.article.body.indexOf(appearance.exact));
            appearance.start = before.codePointCount(0, before.length());
            appearance.end = appearance.start + appearance.exact.codePointCount(0, appearance.exact.length());
        }
        appearance.prefix = maybe(this::text);
        appearance.confidence = maybe(() -> random.nextInt(101) / 100.0);
        if (QuoteAppearance.count("quote = ?1 and article = ?2", quote, appearance.article) == 0) {
            appearance.persist();
        }
    }

    private LocalDate date() {
        return LocalDate.of(2018, 7, 1).plusDays(random.nextInt(30));
    }

    private String text() {
        return any(TEXTS);
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> T maybe(Supplier<T> value) {
        return random.nextInt(3) == 0 ? null : value.get();
    }

    private static void times(int n, Runnable action) {
        for (int i = 0; i < n; i++) {
            action.run();
        }
    }
}
