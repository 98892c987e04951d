package org.onrecord.publishing;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.onrecord.model.Article;
import org.onrecord.model.Event;
import org.onrecord.model.Person;
import org.onrecord.model.VersionedEntity;
import org.onrecord.mutation.input.ArticleInput;
import org.onrecord.mutation.input.EventInput;
import org.onrecord.mutation.input.EventReference;
import org.onrecord.mutation.input.LinkEventsInput;
import org.onrecord.mutation.input.PersonInput;
import org.onrecord.mutation.input.PersonReference;
import org.onrecord.mutation.input.QuoteInput;

/** All that inputs name: what they write, what they refer to, and under which keys writers of the same meet. */
public final class Named {

    /** A node by a value that no other has. */
    record Key(Class<? extends VersionedEntity> type, String attribute, String value) {}

    private final Set<Key> written = new HashSet<>();
    private final Set<Key> referred = new HashSet<>();
    private final Set<String> locks = new HashSet<>();
    /** The locks of those who write what is referred to. */
    private final Set<String> locksOfReferred = new HashSet<>();

    private final List<PersonInput> people = new ArrayList<>();
    private final List<EventInput> events = new ArrayList<>();
    private final List<QuoteInput> quotes = new ArrayList<>();

    /** What is created, or updated where it is known. */
    Set<Key> written() {
        return written;
    }

    /** What has to be there, or to come with it. */
    Set<Key> referred() {
        return referred;
    }

    /** Two inputs that write the same have a lock in common. */
    public Collection<String> locks() {
        return locks;
    }

    /** Whether it writes, or reads, what is locked. */
    public boolean meets(Set<String> locked) {
        return locks.stream().anyMatch(locked::contains)
                || locksOfReferred.stream().anyMatch(locked::contains);
    }

    /** The people who are nested. */
    List<PersonInput> people() {
        return people;
    }

    /** The events that are nested. */
    List<EventInput> events() {
        return events;
    }

    List<QuoteInput> quotes() {
        return quotes;
    }

    static Named of(Entry entry) {
        return new Named().add(entry);
    }

    Named add(Named other) {
        written.addAll(other.written);
        referred.addAll(other.referred);
        locks.addAll(other.locks);
        locksOfReferred.addAll(other.locksOfReferred);
        people.addAll(other.people);
        events.addAll(other.events);
        quotes.addAll(other.quotes);
        return this;
    }

    private Named add(Entry entry) {
        if (entry.person() != null) {
            add(entry.person());
        }
        if (entry.event() != null) {
            add(entry.event());
        }
        return entry.article() == null ? this : add(entry.article());
    }

    Named add(ArticleInput article) {
        write(Article.class, "url", article.url());
        if (article.isBasedOn() != null) {
            refer(Article.class, "url", article.isBasedOn().url());
        }
        if (article.mentions() != null) {
            article.mentions().forEach(mention -> add(mention.person()));
        }
        if (article.coverage() != null) {
            article.coverage().forEach(this::add);
        }
        if (article.appearances() != null) {
            article.appearances().forEach(appearance -> add(appearance.quote()));
        }
        return this;
    }

    Named add(LinkEventsInput link) {
        add(link.from());
        add(link.to());
        return this;
    }

    private void add(QuoteInput quote) {
        quotes.add(quote);
        add(quote.speaker());
        add(quote.occasion());
        quote.topics().forEach(this::add);
        StringBuilder words = new StringBuilder("quote ");
        Normalizer.normalize(quote.text(), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(words::appendCodePoint);
        locks.add(words.toString());
    }

    private void add(PersonReference person) {
        if (person == null) {
            return;
        } else if (person.person() != null) {
            people.add(person.person());
            add(person.person());
        }
        refer(Person.class, "slug", person.slug());
        refer(Person.class, "wikidataId", person.wikidataId());
    }

    Named add(PersonInput person) {
        write(Person.class, "slug", person.slug());
        write(Person.class, "wikidataId", person.wikidataId());
        return this;
    }

    private void add(EventReference event) {
        if (event == null) {
            return;
        } else if (event.event() != null) {
            events.add(event.event());
            add(event.event());
        }
        refer(Event.class, "slug", event.slug());
        refer(Event.class, "wikidataId", event.wikidataId());
    }

    Named add(EventInput event) {
        write(Event.class, "slug", event.slug());
        write(Event.class, "wikidataId", event.wikidataId());
        add(event.superEvent());
        if (event.participants() != null) {
            event.participants().forEach(participant -> add(participant.person()));
        }
        if (event.links() != null) {
            event.links().forEach(link -> {
                add(link.event());
                if (link.event().slug() != null) {
                    locks.add(lock(Event.class, link.event().slug())); // A link is a part of both.
                }
            });
        }
        return this;
    }

    private void write(Class<? extends VersionedEntity> type, String attribute, String value) {
        if (value != null) {
            written.add(new Key(type, attribute, value));
            locks.add(lock(type, value));
        }
    }

    private void refer(Class<? extends VersionedEntity> type, String attribute, String value) {
        if (value != null) {
            referred.add(new Key(type, attribute, value));
            locksOfReferred.add(lock(type, value));
        }
    }

    private static String lock(Class<? extends VersionedEntity> type, String value) {
        return type.getSimpleName() + " " + value;
    }
}
