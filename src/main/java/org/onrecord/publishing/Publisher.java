package org.onrecord.publishing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import org.onrecord.error.ApiException;
import org.onrecord.model.Article;
import org.onrecord.mutation.input.ArticleInput;
import org.onrecord.mutation.input.NodeInput;
import org.onrecord.mutation.payload.PublishArticlePayload;
import org.onrecord.mutation.payload.QuoteDifference;
import org.onrecord.mutation.validation.FieldPath;
import org.onrecord.mutation.validation.InputValidator;
import org.onrecord.publishing.persistence.CycleException;
import org.onrecord.publishing.persistence.UnitOfWork;
import org.onrecord.publishing.persistence.WriteTransactions;
import org.onrecord.publishing.persistence.WriteTransactions.Locking;
import org.onrecord.reading.linking.ArticleReader;
import org.onrecord.traversal.graph.GlobalId;

/**
 * Creates or updates people, events and articles. Publishing is idempotent: a node that already matches its input is
 * not written again.
 */
@ApplicationScoped
public class Publisher {

    private final WriteTransactions transactions;
    private final InputValidator validator;
    private final ArticleReader reader;

    Publisher(WriteTransactions transactions, InputValidator validator, ArticleReader reader) {
        this.transactions = transactions;
        this.validator = validator;
        this.reader = reader;
    }

    /**
     * Publishes an article with its nested inputs in one transaction.
     *
     * @param read whether the quotes are read if the input has a body and no appearances
     * @throws ApiException if any part of the input is invalid; then nothing is written
     */
    public PublishArticlePayload publish(ArticleInput article, boolean read) {
        validator.check(article, FieldPath.INPUT);
        NodeInput input = NodeInput.of(read ? reader.complete(article) : article);
        InputKeys keys = InputKeys.ofMutation(input);
        BatchEntry entry = new BatchEntry(input, article, keys);
        return transactions.run(
                Locking.EXCLUSIVE,
                keys.locks(),
                context -> {
                    NamedEntityInputs.requireConsistent(context, keys);
                    NamedEntityInputs.write(context, keys);
                    return new ArticleWriter(context).write(entry, FieldPath.INPUT);
                },
                Publisher::payload);
    }

    private static PublishArticlePayload payload(Article article, UnitOfWork unitOfWork) {
        List<GlobalId> created = unitOfWork.created();
        List<GlobalId> updated = unitOfWork.updated();
        return new PublishArticlePayload(
                article,
                !created.isEmpty() || !updated.isEmpty(),
                created,
                updated,
                unitOfWork.unchanged(),
                unitOfWork.differences().stream()
                        .map(difference -> new QuoteDifference(
                                difference.field(),
                                new GlobalId("Quote", difference.node().id).toString(),
                                difference.reported().toString(),
                                String.valueOf(difference.stored())))
                        .toList());
    }

    /**
     * Prepares a valid input for a batch. If it is an article with a body and without appearances, the quotes are read.
     */
    public BatchEntry read(NodeInput input) {
        if (input.article() == null) {
            return new BatchEntry(input);
        }
        NodeInput whole = NodeInput.of(reader.complete(input.article()));
        return new BatchEntry(whole, input.article(), InputKeys.of(whole));
    }

    /**
     * Publishes inputs in one transaction. They can refer to each other in any order.
     *
     * @throws ApiException if any input is invalid; then nothing is written
     */
    public void publishAll(List<NodeInput> inputs) {
        inputs.forEach(input -> validator.check(input, FieldPath.LINE));
        publish(inputs.stream().map(BatchEntry::new).toList(), Pass.LAST);
    }

    /**
     * The result of a batch.
     *
     * @param unresolved the entries that were not written, because they depend on nodes of other entries
     * @param created the number of nodes
     * @param updated the number of nodes
     * @param unchanged the number of nodes
     */
    public record BatchResult(Set<BatchEntry> unresolved, int created, int updated, int unchanged) {}

    /** What entries wait for. */
    public enum Pass {
        /** For nodes that can follow, and for earlier entries that write the same node, because they are older. */
        IN_ORDER,
        /** For nodes that can follow. */
        IN_ANY_ORDER,
        /** For nothing. No further entries follow, so a reference to an unknown node is an error. */
        LAST
    }

    /**
     * Publishes valid entries in one transaction. They can refer to each other in any order.
     *
     * @throws CycleException if the references of several entries, or of the last ones, lead back to their nodes
     * @throws ApiException if any of the resolved entries cannot be written; then nothing is written
     */
    public BatchResult publish(List<BatchEntry> entries, Pass pass) {
        try {
            return write(entries, pass);
        } catch (CycleException e) {
            if (pass == Pass.LAST || entries.size() > 1) {
                throw e;
            }
            // A later entry can break the cycle, so the entry waits for it, as for an unknown node.
            return new BatchResult(Set.copyOf(entries), 0, 0, 0);
        }
    }

    private BatchResult write(List<BatchEntry> entries, Pass pass) {
        return transactions.run(
                Locking.SHARED,
                InputKeys.ofAll(entries).locks(),
                context -> {
                    context.unitOfWork().deferInserts();
                    Set<BatchEntry> unresolved = pass == Pass.LAST
                            ? Set.of()
                            : new BatchWriter(context, entries).findUnresolved(pass == Pass.IN_ORDER);
                    List<BatchEntry> resolved = new ArrayList<>(entries);
                    resolved.removeAll(unresolved);
                    new BatchWriter(context, resolved).write();
                    return unresolved;
                },
                (unresolved, unitOfWork) -> new BatchResult(
                        unresolved,
                        unitOfWork.created().size(),
                        unitOfWork.updated().size(),
                        unitOfWork.unchanged().size()));
    }
}
