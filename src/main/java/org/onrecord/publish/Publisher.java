package org.onrecord.publish;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.validation.Validator;

import org.onrecord.article.Article;
import org.onrecord.event.Event;

/**
 * Writes articles and stories into the graph: what is new is created, what is known by its key is updated, and what is as it
 * should be is left alone, so publishing again changes no row.
 */
@ApplicationScoped
public class Publisher {

    private final WriteTransactions transactions;
    private final EntityManager entityManager;
    private final Validator validator;

    Publisher(WriteTransactions transactions, EntityManager entityManager, Validator validator) {
        this.transactions = transactions;
        this.entityManager = entityManager;
        this.validator = validator;
    }

    /** All of the article or, where any of it is wrong, nothing. */
    PublishArticlePayload publish(ArticleInput article) {
        BadField.check(validator, "input", article);
        return transactions.run(
                new Named().add(article).locks(),
                changes -> new Writer(changes, entityManager).articles.write(article, "input"),
                PublishArticlePayload::of);
    }

    /** All of the story or, where any of it is wrong, nothing. */
    public void publish(Story story) {
        BadField.check(validator, "story", story);
        transactions.run(
                new Named().add(story).locks(),
                changes -> write(story, new Writer(changes, entityManager)),
                (articles, changes) -> articles);
    }

    private static List<Article> write(Story story, Writer writer) {
        Indexed.map(story.people(), "story.people", writer.people::write);
        // First all events and then what is between them, so that their order does not matter.
        List<Event> events = Indexed.map(story.events(), "story.events", writer.events::describe);
        for (int i = 0; i < events.size(); i++) {
            writer.events.connect(events.get(i), story.events().get(i), "story.events[" + i + "]");
        }
        return Indexed.map(story.articles(), "story.articles", writer.articles::write);
    }
}
