package org.onrecord.query;

import java.util.List;

import jakarta.inject.Singleton;

import org.onrecord.model.Article;
import org.onrecord.model.Event;
import org.onrecord.model.Person;
import org.onrecord.model.Quote;
import org.onrecord.model.QuoteAppearance;
import org.onrecord.traversal.graph.FieldProvider;
import org.onrecord.traversal.graph.RootField;

/** The root fields that find one node by a key, or list all nodes of a type. */
@Singleton
public class Lookup implements FieldProvider {

    @Override
    public List<RootField> rootFields() {
        return List.of(
                new RootField.One(
                        "person", Person.class, "One person, by exactly one of the keys; null where there is none."),
                new RootField.All("people", Person.class, "All people."),
                new RootField.One("quote", Quote.class, "One quote, by its id; null where there is none."),
                new RootField.All("quotes", Quote.class, "All quotes."),
                new RootField.One(
                        "event", Event.class, "One event, by exactly one of the keys; null where there is none."),
                new RootField.All("events", Event.class, "All events."),
                new RootField.One(
                        "article", Article.class, "One article, by exactly one of the keys; null where there is none."),
                new RootField.All("articles", Article.class, "All articles."),
                new RootField.All(
                        "appearances",
                        QuoteAppearance.class,
                        "All appearances of quotes in articles; to count quotes by publisher, for example."));
    }
}
