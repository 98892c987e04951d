package org.onrecord.publishing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import org.onrecord.model.Article;
import org.onrecord.model.ArticleCoverage;
import org.onrecord.model.ArticleMention;
import org.onrecord.model.Event;
import org.onrecord.model.EventLink;
import org.onrecord.model.EventParticipant;
import org.onrecord.model.Person;
import org.onrecord.model.PersonName;
import org.onrecord.model.QuoteAppearance;
import org.onrecord.model.QuoteTopic;
import org.onrecord.model.VersionedEntity;
import org.onrecord.mutation.input.ArticleInput;
import org.onrecord.mutation.input.EventInput;
import org.onrecord.mutation.input.QuoteInput;
import org.onrecord.publishing.Articles.Described;
import org.onrecord.publishing.Named.Key;
import org.onrecord.publishing.Statements.Said;

/** Lines that are written together, by a number of statements that does not grow with theirs. */
final class Batch {

    private final List<Line> lines;
    private final Named named = new Named();

    Batch(List<Line> lines) {
        this.lines = lines;
        lines.forEach(line -> named.add(line.named()));
    }

    /** What keeps others from writing the same. */
    Collection<String> locks() {
        return named.locks();
    }

    /** The lines that refer to what is neither in the graph nor comes with the others. */
    List<Line> unresolved(Writer writer) {
        lookUp(writer);
        List<Line> unresolved = new ArrayList<>();
        List<Line> rest = new ArrayList<>(lines);
        boolean isComplete = false;
        while (!isComplete) {
            Set<Key> written = new HashSet<>();
            rest.forEach(line -> written.addAll(line.named().written()));
            List<Line> more = rest.stream()
                    .filter(line -> line.named().referred().stream()
                            .anyMatch(key -> !written.contains(key) && !writer.known.has(key)))
                    .toList();
            unresolved.addAll(more);
            rest.removeAll(more);
            isComplete = more.isEmpty(); // What the others refer to may be missing with these.
        }
        return unresolved;
    }

    /** First all nodes and then what is between them, so that their order does not matter. */
    void write(Writer writer) {
        lookUp(writer);
        people(writer);
        events(writer);
        writer.known.nestedAreWritten();
        articles(writer);
    }

    private void lookUp(Writer writer) {
        writer.known.lookUp(named.written());
        if (writesEvents()) {
            writer.known.lookUp(named.referred()); // Of events that are linked, both change.
        } else {
            writer.known.refer(named.referred());
        }
    }

    private boolean writesEvents() {
        return named.written().stream().anyMatch(key -> key.type() == Event.class);
    }

    private void people(Writer writer) {
        writer.known.lookUpParts(PersonName.class, "person", known(writer, Person.class, named.written()));
        named.people().forEach(person -> writer.people.write(person, "person"));
        each(Entry::person, person -> writer.people.write(person, "person"));
    }

    private void events(Writer writer) {
        writer.known.lookUpParts(EventParticipant.class, "event", known(writer, Event.class, named.written()));
        if (writesEvents()) {
            // Of a link, both ends.
            writer.known.lookUpParts(EventLink.class, "viewedFrom", known(writer, Event.class, all()));
        }
        named.events().forEach(event -> writer.events.describe(event, "event"));
        List<Event> described = each(Entry::event, event -> writer.events.describe(event, "event"));
        List<EventInput> inputs = each(Entry::event, event -> event);
        named.events().forEach(event -> writer.events.write(event, "event"));
        for (int i = 0; i < described.size(); i++) {
            writer.events.connect(described.get(i), inputs.get(i), "event");
        }
    }

    private void articles(Writer writer) {
        List<Article> known = known(writer, Article.class, named.written());
        writer.known.lookUpParts(ArticleMention.class, "article", known);
        writer.known.lookUpParts(ArticleCoverage.class, "article", known);
        writer.known.lookUpParts(QuoteAppearance.class, "article", known);
        List<Said> said = new ArrayList<>();
        for (QuoteInput quote : named.quotes()) {
            said.add(new Said(quote.text(), writer.people.lookUp(quote.speaker()), quote.attributionText()));
        }
        writer.known.lookUpParts(QuoteTopic.class, "quote", writer.quotes.lookUp(said));
        List<ArticleInput> inputs = each(Entry::article, article -> article);
        List<Described> described = each(Entry::article, article -> writer.articles.describe(article, "article"));
        for (int i = 0; i < described.size(); i++) {
            writer.articles.isBasedOn(described.get(i).article(), inputs.get(i), "article");
        }
        if (described.stream().anyMatch(Described::hasNewBody)) {
            writer.changes.write();
        }
        for (int i = 0; i < described.size(); i++) {
            writer.articles.connect(described.get(i), inputs.get(i), "article");
        }
    }

    private <I, O> List<O> each(Function<Entry, I> field, Function<I, O> write) {
        List<O> written = new ArrayList<>();
        lines.stream()
                .map(Line::entry)
                .map(field)
                .filter(Objects::nonNull)
                .forEach(input -> written.add(write.apply(input)));
        return written;
    }

    /** The nodes of a type that are in the graph already. */
    private <E extends VersionedEntity> List<E> known(Writer writer, Class<E> type, Set<Key> keys) {
        return keys.stream()
                .filter(key -> key.type() == type)
                .map(key -> writer.known.node(type, key.attribute(), key.value()))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private Set<Key> all() {
        Set<Key> all = new HashSet<>(named.written());
        all.addAll(named.referred());
        return all;
    }
}
