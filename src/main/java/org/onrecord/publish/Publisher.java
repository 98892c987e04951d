package org.onrecord.publish;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.validation.Validator;

import org.onrecord.publish.WriteTransactions.Locking;

/**
 * Writes what is published into the graph: what is new is created, what is known by its key is updated, and what is as it
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
                Locking.EXCLUSIVE,
                new Named().add(article).locks(),
                changes -> new Writer(changes, entityManager).articles.write(article, "input"),
                PublishArticlePayload::of);
    }

    /** All of the entries or, where any of them is wrong, nothing. They may refer to each other in any order. */
    public void publish(List<Entry> entries) {
        entries.forEach(entry -> BadField.check(validator, "entry", entry));
        Batch batch = new Batch(entries);
        transactions.run(
                Locking.EXCLUSIVE,
                batch.named().locks(),
                changes -> batch.write(new Writer(changes, entityManager)),
                (written, changes) -> written);
    }
}
