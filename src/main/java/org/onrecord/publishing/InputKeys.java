package org.onrecord.publishing;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

import org.onrecord.model.Article;
import org.onrecord.model.Event;
import org.onrecord.model.NamedEntity;
import org.onrecord.model.Person;
import org.onrecord.model.VersionedEntity;
import org.onrecord.mutation.input.ArticleFields;
import org.onrecord.mutation.input.ArticleInput;
import org.onrecord.mutation.input.EventFields;
import org.onrecord.mutation.input.EventInput;
import org.onrecord.mutation.input.EventReference;
import org.onrecord.mutation.input.LinkEventsInput;
import org.onrecord.mutation.input.NamedEntityFields;
import org.onrecord.mutation.input.NamedEntityReference;
import org.onrecord.mutation.input.NodeInput;
import org.onrecord.mutation.input.PersonInput;
import org.onrecord.mutation.input.PersonReference;
import org.onrecord.mutation.input.QuoteInput;
import org.onrecord.mutation.input.UpdateArticleInput;
import org.onrecord.mutation.input.UpdateEventInput;
import org.onrecord.mutation.input.UpdateQuoteInput;
import org.onrecord.mutation.validation.FieldPath;
import org.onrecord.publishing.persistence.NodeKey;

/** Collects the keys that inputs write and reference, the locks for them, and the inputs of people and events. */
public final class InputKeys {

    private static final List<Class<? extends VersionedEntity>> TYPES =
            List.of(Person.class, Event.class, Article.class);

    private static final int NUMBERS_OF_TYPE = 1 << 24;

    private final Set<NodeKey> written = new HashSet<>();

    /** The keys of the node that the input is about. The others are of nested nodes. */
    private final Set<NodeKey> own = new HashSet<>();

    private final Set<NodeKey> referenced = new HashSet<>();
    private final Set<String> locks = new HashSet<>();

    /** The locks that writers of the referenced nodes take. */
    private final Set<String> referencedLocks = new HashSet<>();

    private final List<Located<PersonInput>> people = new ArrayList<>();
    private final List<Located<EventInput>> events = new ArrayList<>();
    private final List<QuoteReport> quotes = new ArrayList<>();

    /**
     * An input of a person or an event.
     *
     * @param nested whether it is a part of another input
     */
    record Located<I>(I input, FieldPath path, boolean nested) {}

    /** The keys of an import line. */
    public static InputKeys of(NodeInput input) {
        return of(
                input, FieldPath.LINE.field("person"), FieldPath.LINE.field("event"), FieldPath.LINE.field("article"));
    }

    /** The keys of a mutation's input. */
    static InputKeys ofMutation(NodeInput input) {
        return of(input, FieldPath.INPUT, FieldPath.INPUT, FieldPath.INPUT);
    }

    private static InputKeys of(NodeInput input, FieldPath personPath, FieldPath eventPath, FieldPath articlePath) {
        InputKeys keys = new InputKeys();
        if (input.person() != null) {
            keys.add(input.person(), personPath, false);
        }
        if (input.event() != null) {
            keys.add(input.event(), eventPath, false);
        }
        if (input.article() != null) {
            keys.add(input.article(), articlePath);
        }
        return keys;
    }

    static InputKeys of(LinkEventsInput link) {
        InputKeys keys = new InputKeys();
        keys.add(link.from(), FieldPath.INPUT.field("from"));
        keys.add(link.to(), FieldPath.INPUT.field("to"));
        return keys;
    }

    static InputKeys of(UpdateEventInput event) {
        InputKeys keys = new InputKeys();
        keys.addLinks(event, FieldPath.INPUT);
        return keys;
    }

    static InputKeys of(UpdateArticleInput article) {
        InputKeys keys = new InputKeys();
        keys.addLinks(article, FieldPath.INPUT);
        return keys;
    }

    static InputKeys of(UpdateQuoteInput quote) {
        InputKeys keys = new InputKeys();
        keys.add(quote.speaker(), FieldPath.INPUT.field("speaker"));
        keys.add(quote.occasion(), FieldPath.INPUT.field("occasion"));
        keys.addAll(quote.topics(), FieldPath.INPUT.field("topics"), keys::add);
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
            all.people.addAll(keys.people);
            all.events.addAll(keys.events);
            all.quotes.addAll(keys.quotes);
        }
        // A line of its own says more about a node than what is nested in other lines, so it is written later.
        all.people.sort(Comparator.comparing(person -> !person.nested()));
        all.events.sort(Comparator.comparing(event -> !event.nested()));
        return all;
    }

    /** The keys of the nodes that are created or updated. */
    Set<NodeKey> written() {
        return written;
    }

    /** The keys of the node that the input is about. */
    Set<NodeKey> own() {
        return own;
    }

    /**
     * Numbers for the keys of the node that the input is about, from 0 to some ten million. Two keys rarely have the
     * same number, and only if their nodes have the same type.
     */
    public IntStream ownNumbers() {
        return own.stream().mapToInt(InputKeys::number);
    }

    /** The numbers of the keys of all nodes that are created or updated, see {@link #ownNumbers}. */
    public IntStream writtenNumbers() {
        return written.stream().mapToInt(InputKeys::number);
    }

    private static int number(NodeKey key) {
        return TYPES.indexOf(key.type()) * NUMBERS_OF_TYPE + Math.floorMod(key.hashCode(), NUMBERS_OF_TYPE);
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

    /** The inputs of people. */
    List<Located<PersonInput>> people() {
        return people;
    }

    /** The inputs of events. */
    List<Located<EventInput>> events() {
        return events;
    }

    List<QuoteReport> quotes() {
        return quotes;
    }

    private void add(ArticleInput article, FieldPath path) {
        write(Article.class, "url", article.url(), false);
        addLinks(article, path);
        addAll(
                article.appearances(),
                path.field("appearances"),
                (appearance, appearancePath) ->
                        add(QuoteReport.of(appearance.quote(), article), appearancePath.field("quote")));
    }

    private void addLinks(ArticleFields article, FieldPath path) {
        if (article.isBasedOn() != null) {
            reference(Article.class, "url", article.isBasedOn().url());
        }
        addAll(
                article.mentions(),
                path.field("mentions"),
                (mention, mentionPath) -> add(mention.person(), mentionPath.field("person")));
        addAll(article.coverage(), path.field("coverage"), this::add);
    }

    private static <I> void addAll(List<I> inputs, FieldPath path, BiConsumer<I, FieldPath> add) {
        for (int i = 0; inputs != null && i < inputs.size(); i++) {
            add.accept(inputs.get(i), path.element(i));
        }
    }

    private void add(QuoteReport report, FieldPath path) {
        QuoteInput quote = report.input();
        quotes.add(report);
        add(quote.speaker(), path.field("speaker"));
        add(quote.occasion(), path.field("occasion"));
        addAll(quote.topics(), path.field("topics"), this::add);
        locks.add(lock(quote.text()));
    }

    /**
     * The lock of a statement. Texts with the same normal form have the same lock, except for rare characters, where
     * the database alone separates the writers. The lock has the letters and digits of the text, without modifier
     * letters, which can be apostrophes, and without zeros, which can be left out before a point. It does not know the
     * language, so it has one i for the two of Turkish.
     */
    private static String lock(String statement) {
        StringBuilder words = new StringBuilder("quote ");
        Normalizer.normalize(statement, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('ς', 'σ')
                .replace('ı', 'i')
                .codePoints()
                .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
                .filter(c ->
                        Character.isLetterOrDigit(c) && c != '0' && Character.getType(c) != Character.MODIFIER_LETTER)
                .forEach(words::appendCodePoint);
        return words.toString();
    }

    private void add(PersonReference person, FieldPath path) {
        if (person != null && person.nested() != null) {
            add(person.nested(), path.field("person"), true);
        }
        reference(Person.class, person);
    }

    private void add(PersonInput person, FieldPath path, boolean nested) {
        people.add(new Located<>(person, path, nested));
        write(Person.class, person, nested);
    }

    private void add(EventReference event, FieldPath path) {
        if (event != null && event.nested() != null) {
            add(event.nested(), path.field("event"), true);
        }
        reference(Event.class, event);
    }

    private void add(EventInput event, FieldPath path, boolean nested) {
        write(Event.class, event, nested);
        addLinks(event, path);
        addAll(event.links(), path.field("links"), (link, linkPath) -> {
            add(link.event(), linkPath.field("event"));
            if (link.event().slug() != null) {
                locks.add(lock(Event.class, link.event().slug())); // A link is a part of both events.
            }
        });
        events.add(new Located<>(event, path, nested));
    }

    private void addLinks(EventFields event, FieldPath path) {
        add(event.superEvent(), path.field("superEvent"));
        addAll(
                event.participants(),
                path.field("participants"),
                (participant, participantPath) -> add(participant.person(), participantPath.field("person")));
    }

    private void write(Class<? extends NamedEntity> type, NamedEntityFields fields, boolean nested) {
        write(type, "slug", fields.slug(), nested);
        write(type, "wikidataId", fields.wikidataId(), nested);
    }

    private void reference(Class<? extends NamedEntity> type, NamedEntityReference<?> reference) {
        if (reference != null) {
            reference(type, "slug", reference.slug());
            reference(type, "wikidataId", reference.wikidataId());
        }
    }

    private void write(Class<? extends VersionedEntity> type, String attribute, String value, boolean nested) {
        if (value != null) {
            NodeKey key = new NodeKey(type, attribute, value);
            written.add(key);
            if (!nested) {
                own.add(key);
            }
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
