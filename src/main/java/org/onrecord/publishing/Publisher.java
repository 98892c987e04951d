package org.onrecord.publishing;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.validation.Validator;

import org.onrecord.model.Article;
import org.onrecord.mutation.input.ArticleInput;
import org.onrecord.mutation.payload.PublishArticlePayload;
import org.onrecord.publishing.WriteTransactions.Locking;
import org.onrecord.traversal.graph.GlobalId;

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
    public PublishArticlePayload publish(ArticleInput article) {
        BadField.check(validator, "input", article);
        return transactions.run(
                Locking.EXCLUSIVE,
                new Named().add(article).locks(),
                changes -> new Writer(changes, entityManager).articles.write(article, "input"),
                Publisher::payload);
    }

    private static PublishArticlePayload payload(Article article, Changes changes) {
        List<GlobalId> created = changes.created();
        List<GlobalId> updated = changes.updated();
        return new PublishArticlePayload(
                article, !created.isEmpty() || !updated.isEmpty(), created, updated, changes.unchanged());
    }

    /** All of the entries or, where any of them is wrong, nothing. They may refer to each other in any order. */
    public void publish(List<Entry> entries) {
        entries.forEach(entry -> BadField.check(validator, "", entry));
        publish(entries.stream().map(entry -> Line.of(0, null, entry)).toList(), true);
    }

    /**
     * What became of a batch.
     *
     * @param unresolved the lines that are not written, because they refer to what is not there yet
     */
    public record Published(List<Line> unresolved, int created, int updated, int unchanged) {}

    /**
     * All of the lines that refer to nothing that is not there yet or, where any of these is wrong, nothing.
     *
     * @param whole whether there is nothing that may still come, so that a reference to what is not there is wrong
     */
    public Published publish(List<Line> lines, boolean whole) {
        return transactions.run(
                Locking.SHARED,
                new Batch(lines).locks(),
                changes -> {
                    changes.keepNew();
                    // All that is asked for is asked before it is written: no question has to look for what is unsaved.
                    entityManager.setFlushMode(FlushModeType.COMMIT);
                    Writer writer = new Writer(changes, entityManager);
                    List<Line> unresolved = whole ? List.of() : new Batch(lines).unresolved(writer);
                    List<Line> resolved = new ArrayList<>(lines);
                    resolved.removeAll(unresolved);
                    new Batch(resolved).write(writer);
                    return unresolved;
                },
                (unresolved, changes) -> new Published(
                        unresolved,
                        changes.created().size(),
                        changes.updated().size(),
                        changes.unchanged().size()));
    }
}
