package org.onrecord.query;

import java.util.List;

import jakarta.inject.Singleton;

import org.onrecord.article.Article;
import org.onrecord.article.QuoteAppearance;
import org.onrecord.event.Event;
import org.onrecord.person.Person;
import org.onrecord.quote.Quote;
import org.onrecord.traversal.RootField;

/** The root fields that find one node by a key, or list all nodes of a type. */
@Singleton
public class Lookup implements RootField.Provider {

    @Override
    public List<RootField> rootFields() {
        return List.of(
                RootField.one(
                        "person", Person.class, "One person, by exactly one of the keys; null where there is none."),
                RootField.list("people", Person.class, "All people."),
                RootField.one("quote", Quote.class, "One quote, by its id; null where there is none."),
                RootField.list("quotes", Quote.class, "All quotes."),
                RootField.one("event", Event.class, "One event, by exactly one of the keys; null where there is none."),
                RootField.list("events", Event.class, "All events."),
                RootField.one(
                        "article", Article.class, "One article, by exactly one of the keys; null where there is none."),
                RootField.list("articles", Article.class, "All articles."),
                RootField.list(
                        "appearances",
                        QuoteAppearance.class,
                        "All appearances of quotes in articles; to count quotes by publisher, for example."));
    }
}
