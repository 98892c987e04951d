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
import org.onrecord.model.NamedEntity;
import org.onrecord.model.Person;
import org.onrecord.model.VersionedEntity;
import org.onrecord.mutation.input.ArticleInput;
import org.onrecord.mutation.input.EventInput;
import org.onrecord.mutation.input.EventReference;
import org.onrecord.mutation.input.LinkEventsInput;
import org.onrecord.mutation.input.NamedEntityFields;
import org.onrecord.mutation.input.NamedEntityReference;
import org.onrecord.mutation.input.NodeInput;
import org.onrecord.mutation.input.PersonInput;
import org.onrecord.mutation.input.PersonReference;
import org.onrecord.mutation.input.QuoteInput;
import org.onrecord.publishing.persistence.NodeKey;

/** Collects the keys that inputs write and reference, the locks for them, and the nested inputs. */
public final class InputKeys {

    private final Set<NodeKey> written = new HashSet<>();
    private final Set<NodeKey> referenced = new HashSet<>();
    private final Set<String> locks = new HashSet<>();

    /** The locks that writers of the referenced nodes take. */
    private final Set<String> referencedLocks = new HashSet<>();

    private final List<PersonInput> nestedPeople = new ArrayList<>();
    private final List<EventInput> nestedEvents = new ArrayList<>();
    private final List<QuoteReport> quotes = new ArrayList<>();

    public static InputKeys of(NodeInput input) {
        InputKeys keys = new InputKeys();
        if (input.person() != null) {
            keys.add(input.person());
        }
        if (input.event() != null) {
            keys.add(input.event());
        }
        if (input.article() != null) {
            keys.add(input.article());
        }
        return keys;
    }

    static InputKeys of(LinkEventsInput link) {
        InputKeys keys = new InputKeys();
        keys.add(link.from());
        keys.add(link.to());
        return keys;
    }

    static InputKeys ofAll(Collection<BatchEntry> entries) {
        InputKeys all = new InputKeys();
        for (BatchEntry entry : entries) {
            InputKeys keys = entry.keys();
            all.written.addAll(keys.written);
            all.referenced.addAll(keys.referenced);
            all.locks.addAll(keys.locks);
            all.referencedLocks.addAll(keys.referencedLocks);
            all.nestedPeople.addAll(keys.nestedPeople);
            all.nestedEvents.addAll(keys.nestedEvents);
            all.quotes.addAll(keys.quotes);
        }
        return all;
    }

    /** The keys of the nodes that are created or updated. */
    Set<NodeKey> written() {
        return written;
    }

    /** The keys of nodes that must be stored or written together with the inputs. */
    Set<NodeKey> referenced() {
        return referenced;
    }

    /** The keys to lock. Inputs that write the same node have a lock in common. */
    public Set<String> locks() {
        return locks;
    }

    /** Whether the inputs write or reference anything that is locked. */
    public boolean conflictsWith(Set<String> locked) {
        return locks.stream().anyMatch(locked::contains)
                || referencedLocks.stream().anyMatch(locked::contains);
    }

    List<PersonInput> nestedPeople() {
        return nestedPeople;
    }

    List<EventInput> nestedEvents() {
        return nestedEvents;
    }

    List<QuoteReport> quotes() {
        return quotes;
    }

    private void add(ArticleInput article) {
        write(Article.class, "url", article.url());
        if (article.isBasedOn() != null) {
            reference(Article.class, "url", article.isBasedOn().url());
        }
        if (article.mentions() != null) {
            article.mentions().forEach(mention -> add(mention.person()));
        }
        if (article.coverage() != null) {
            article.coverage().forEach(this::add);
        }
        if (article.appearances() != null) {
            article.appearances().forEach(appearance -> add(QuoteReport.of(appearance.quote(), article)));
        }
    }

    private void add(QuoteReport report) {
        QuoteInput quote = report.input();
        quotes.add(report);
        add(quote.speaker());
        add(quote.occasion());
        quote.topics().forEach(this::add);
        locks.add(lock(quote.text()));
    }

    /**
     * The lock of a statement. Texts with the same normal form have the same lock, except for rare characters, where
     * the database alone separates the writers. The lock has the letters and digits of the text, without modifier
     * letters, which can be apostrophes, and without zeros, which can be left out before a point.
     */
    private static String lock(String statement) {
        StringBuilder words = new StringBuilder("quote ");
        Normalizer.normalize(statement, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('ς', 'σ')
                .codePoints()
                .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
                .filter(c ->
                        Character.isLetterOrDigit(c) && c != '0' && Character.getType(c) != Character.MODIFIER_LETTER)
                .forEach(words::appendCodePoint);
        return words.toString();
    }

    private void add(PersonReference person) {
        if (person != null && person.nested() != null) {
            nestedPeople.add(person.nested());
            add(person.nested());
        }
        reference(Person.class, person);
    }

    private void add(PersonInput person) {
        write(Person.class, person);
    }

    private void add(EventReference event) {
        if (event != null && event.nested() != null) {
            nestedEvents.add(event.nested());
            add(event.nested());
        }
        reference(Event.class, event);
    }

    private void add(EventInput event) {
        write(Event.class, event);
        add(event.superEvent());
        if (event.participants() != null) {
            event.participants().forEach(participant -> add(participant.person()));
        }
        if (event.links() != null) {
            event.links().forEach(link -> {
                add(link.event());
                if (link.event().slug() != null) {
                    locks.add(lock(Event.class, link.event().slug())); // A link is a part of both events.
                }
            });
        }
    }

    private void write(Class<? extends NamedEntity> type, NamedEntityFields fields) {
        write(type, "slug", fields.slug());
        write(type, "wikidataId", fields.wikidataId());
    }

    private void reference(Class<? extends NamedEntity> type, NamedEntityReference<?> reference) {
        if (reference != null) {
            reference(type, "slug", reference.slug());
            reference(type, "wikidataId", reference.wikidataId());
        }
    }

    private void write(Class<? extends VersionedEntity> type, String attribute, String value) {
        if (value != null) {
            written.add(new NodeKey(type, attribute, value));
            locks.add(lock(type, value));
        }
    }

    private void reference(Class<? extends VersionedEntity> type, String attribute, String value) {
        if (value != null) {
            referenced.add(new NodeKey(type, attribute, value));
            referencedLocks.add(lock(type, value));
        }
    }

    private static String lock(Class<? extends VersionedEntity> type, String value) {
        return type.getSimpleName() + " " + value;
    }
}
