package org.onrecord.query;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import jakarta.inject.Singleton;

import org.onrecord.model.Article;
import org.onrecord.model.Event;
import org.onrecord.model.Person;
import org.onrecord.model.Quote;
import org.onrecord.model.QuoteAppearance;
import org.onrecord.traversal.graph.FieldProvider;
import org.onrecord.traversal.graph.RootField;
import org.onrecord.url.CanonicalUrl;

/** The root fields that return one node by a key, or the list of all nodes of a type. */
@Singleton
public class Lookup implements FieldProvider {

    @Override
    public Map<Class<?>, Map<String, UnaryOperator<String>>> storedForms() {
        return Map.of(Article.class, Map.of("url", CanonicalUrl::of));
    }

    @Override
    public List<RootField> rootFields() {
        return List.of(
                new RootField.One(
                        "person",
                        Person.class,
                        "The person with a key; null if there is none. A query gives exactly one of the arguments."),
                new RootField.All("people", Person.class, "All people."),
                new RootField.One("quote", Quote.class, "The quote with an id; null if there is none."),
                new RootField.All("quotes", Quote.class, "All quotes."),
                new RootField.One(
                        "event",
                        Event.class,
                        "The event with a key; null if there is none. A query gives exactly one of the arguments."),
                new RootField.All("events", Event.class, "All events."),
                new RootField.One(
                        "article",
                        Article.class,
                        "The article with a key; null if there is none. A query gives exactly one of the arguments."),
                new RootField.All("articles", Article.class, "All articles."),
                new RootField.All(
                        "appearances",
                        QuoteAppearance.class,
                        "All appearances of quotes in articles. Use it, for example, to count quotes by publisher."));
    }
}
