package org.onrecord.publish;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import org.onrecord.VersionedEntity;
import org.onrecord.article.Article;
import org.onrecord.article.ArticleCoverage;
import org.onrecord.article.ArticleMention;
import org.onrecord.article.QuoteAppearance;
import org.onrecord.event.Event;
import org.onrecord.event.EventLink;
import org.onrecord.event.EventParticipant;
import org.onrecord.person.Person;
import org.onrecord.person.PersonName;
import org.onrecord.publish.Articles.Described;
import org.onrecord.publish.Named.Key;
import org.onrecord.publish.Statements.Said;
import org.onrecord.quote.QuoteTopic;

/** Entries that are written together, by a number of statements that does not grow with theirs. */
final class Batch {

    private final List<Entry> entries;
    private final Named named = new Named();

    Batch(List<Entry> entries) {
        this.entries = entries;
        entries.forEach(named::add);
    }

    Named named() {
        return named;
    }

    /** First all nodes and then what is between them, so that their order does not matter. */
    Void write(Writer writer) {
        writer.known.lookUp(union(named.written(), named.referred()));
        people(writer);
        events(writer);
        articles(writer);
        return null;
    }

    private void people(Writer writer) {
        writer.known.lookUpParts(PersonName.class, "person", known(writer, Person.class));
        named.people().values().forEach(person -> writer.people.write(person, "person"));
        each(Entry::person, person -> writer.people.write(person, "person"));
    }

    private void events(Writer writer) {
        writer.known.lookUpParts(EventParticipant.class, "event", known(writer, Event.class));
        writer.known.lookUpParts(EventLink.class, "viewedFrom", known(writer, Event.class));
        named.events().values().forEach(event -> writer.events.describe(event, "event"));
        List<Event> described = each(Entry::event, event -> writer.events.describe(event, "event"));
        List<EventInput> inputs = each(Entry::event, event -> event);
        named.events().values().forEach(event -> writer.events.write(event, "event"));
        for (int i = 0; i < described.size(); i++) {
            writer.events.connect(described.get(i), inputs.get(i), "event");
        }
    }

    private void articles(Writer writer) {
        List<Article> known = known(writer, Article.class);
        writer.known.lookUpParts(ArticleMention.class, "article", known);
        writer.known.lookUpParts(ArticleCoverage.class, "article", known);
        writer.known.lookUpParts(QuoteAppearance.class, "article", known);
        List<Said> said = new ArrayList<>();
        for (QuoteInput quote : named.quotes()) {
            said.add(new Said(
                    quote.text(),
                    writer.people.find(quote.speaker(), "article.appearances.quote.speaker"),
                    quote.attributionText()));
        }
        writer.known.lookUpParts(QuoteTopic.class, "quote", writer.quotes.lookUp(said));
        List<ArticleInput> inputs = each(Entry::article, article -> article);
        List<Described> described = each(Entry::article, article -> writer.articles.describe(article, "article"));
        if (described.stream().anyMatch(Described::hasNewBody)) {
            Article.flush();
        }
        for (int i = 0; i < described.size(); i++) {
            writer.articles.connect(described.get(i), inputs.get(i), "article");
        }
    }

    private <I, O> List<O> each(Function<Entry, I> field, Function<I, O> write) {
        List<O> written = new ArrayList<>();
        entries.stream().map(field).filter(Objects::nonNull).forEach(input -> written.add(write.apply(input)));
        return written;
    }

    /** The nodes of a type that are named, and in the graph already. */
    private <E extends VersionedEntity> List<E> known(Writer writer, Class<E> type) {
        return union(named.written(), named.referred()).stream()
                .filter(key -> key.type() == type)
                .map(key -> writer.known.node(type, key.attribute(), key.value()))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static Set<Key> union(Set<Key> one, Set<Key> other) {
        Set<Key> all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }
}
