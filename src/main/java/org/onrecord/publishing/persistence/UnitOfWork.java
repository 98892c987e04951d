package org.onrecord.publishing.persistence;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.LockModeType;

import org.hibernate.Hibernate;

import org.onrecord.model.Article;
import org.onrecord.model.QuoteAppearance;
import org.onrecord.model.VersionedEntity;
import org.onrecord.traversal.graph.GlobalId;

/**
 * Tracks the nodes that one transaction creates, changes or finds unchanged, as a unit of work (Fowler). A change of a
 * part of a node, for example of an event's participants, is a change of the node and increases its version.
 */
public final class UnitOfWork {

    private static final int NEW = -1;

    private final EntityManager entityManager;

    /** The version that each node or part had when it was registered. */
    private final Map<VersionedEntity, Integer> versions = new IdentityHashMap<>();

    private final Set<VersionedEntity> nodes = new LinkedHashSet<>();
    private final Map<VersionedEntity, VersionedEntity> owners = new IdentityHashMap<>();
    private final Set<VersionedEntity> changedInParts = new LinkedHashSet<>();

    /** The ids of quotes that lost an appearance, and possibly their last one. */
    private final Set<Long> orphanCandidates = new LinkedHashSet<>();

    private final FormerReports formerReports;

    private final List<Difference> differences = new ArrayList<>();
    private final AcyclicReferences acyclicReferences = new AcyclicReferences(this);

    /** Null if new entities are persisted at once. */
    private BulkInsert bulkInsert;

    UnitOfWork(EntityManager entityManager, QuoteMatcher matcher) {
        this.entityManager = entityManager;
        this.formerReports = new FormerReports(entityManager, this, matcher);
    }

    /**
     * Defers the inserts of new entities until {@link #flush()}, and then inserts each table's rows together. Until
     * then queries do not find these entities, so the caller loads in advance what it needs.
     */
    public void deferInserts() {
        bulkInsert = new BulkInsert(entityManager);
        entityManager.setFlushMode(FlushModeType.COMMIT);
    }

    /** Registers a node before it is changed. Returns the entity itself if the argument is a proxy. */
    @SuppressWarnings("unchecked")
    public <E extends VersionedEntity> E register(E proxyOrNode) {
        E node = (E) Hibernate.unproxy(proxyOrNode);
        recordVersion(node);
        nodes.add(node);
        return node;
    }

    /** Whether this transaction creates the entity. */
    public boolean isNew(VersionedEntity entity) {
        return entity.id == null || versions.getOrDefault(entity, 0) == NEW;
    }

    /** The references that must not lead back to their nodes. */
    public AcyclicReferences acyclicReferences() {
        return acyclicReferences;
    }

    private void recordVersion(VersionedEntity entity) {
        versions.putIfAbsent(entity, entity.id == null ? NEW : entity.version);
    }

    /** Persists a registered node. Does nothing for a node that is persisted already. */
    public void persist(VersionedEntity node) {
        if (bulkInsert == null) {
            node.persist();
        } else if (node.id == null) {
            bulkInsert.addNode(node);
        }
    }

    /** Persists a part of a node. A change of the part will count as a change of the node. */
    public void persistPart(VersionedEntity owner, VersionedEntity part) {
        recordVersion(part);
        owners.put(part, owner);
        if (bulkInsert == null) {
            part.persist();
        } else if (part.id == null) {
            bulkInsert.addPart(part);
        }
    }

    /** Counts a node as changed because one of its parts has changed. */
    public void markChanged(VersionedEntity node) {
        changedInParts.add(node);
    }

    public void removePart(VersionedEntity owner, VersionedEntity part) {
        if (part.id == null) { // The insert is deferred.
            bulkInsert.remove(part);
            owners.remove(part);
            return;
        }
        if (part instanceof QuoteAppearance appearance) {
            orphanCandidates.add(appearance.quote.id);
            formerReports.add(appearance.quote.id, appearance.article.datePublished);
        }
        part.delete();
        markChanged(owner);
    }

    /**
     * Begins to move the references to a node: waits for the writers that add some, and keeps others from adding more,
     * which the deletion of the node would delete too.
     */
    public void lockReferences(VersionedEntity node) {
        String table = EntityMapping.of(Hibernate.getClass(node), entityManager).table();
        entityManager
                .createNativeQuery("SELECT id FROM " + table + " WHERE id = :id FOR UPDATE")
                .setParameter("id", node.id)
                .getResultList();
    }

    /** Deletes a node after its references and parts have moved to another node. */
    public void removeMerged(VersionedEntity node) {
        nodes.remove(node);
        changedInParts.remove(node);
        entityManager.flush();
        entityManager.refresh(node);
        entityManager.remove(node);
        entityManager.flush();
    }

    /**
     * Replaces the parts of a node by those of an input. A part whose key is in the input remains, others are created
     * or deleted.
     *
     * @param parts the stored parts; afterwards the parts of the input
     * @param assign writes an input to a part
     */
    public <P extends VersionedEntity, I> void replaceParts(
            VersionedEntity owner,
            List<P> parts,
            Function<P, Object> keyOfPart,
            Collection<I> inputs,
            Function<I, Object> keyOfInput,
            Supplier<P> create,
            BiConsumer<P, I> assign) {
        Map<Object, P> obsolete = new HashMap<>();
        parts.forEach(part -> obsolete.put(keyOfPart.apply(part), part));
        parts.clear();
        for (I input : inputs) {
            P stored = obsolete.remove(keyOfInput.apply(input));
            if (stored != null) {
                recordVersion(stored);
            }
            P part = stored == null ? create.get() : stored;
            assign.accept(part, input);
            persistPart(owner, part);
            parts.add(part);
        }
        obsolete.values().forEach(part -> removePart(owner, part));
    }

    /** Sends the changes so far to the database. */
    public void flush() {
        if (bulkInsert != null) {
            bulkInsert.flush();
            // Hibernate does not know the inserted rows and would reject a reference to one of their entities.
            nodes.stream().filter(node -> versions.get(node) != NEW).forEach(node -> EntityMapping.of(
                            Hibernate.getClass(node), entityManager)
                    .replaceReferences(node, this::managed));
        }
        entityManager.flush();
    }

    private VersionedEntity managed(VersionedEntity node) {
        // Only a look at the map: the class or the id of a proxy could load it.
        return versions.getOrDefault(node, 0) == NEW
                ? entityManager.getReference(Hibernate.getClass(node), node.id)
                : node;
    }

    /** Sends all changes to the database. Increases the version of each node whose parts alone have changed. */
    void complete() {
        acyclicReferences.check();
        formerReports.complete();
        flush();
        deleteOrphanedQuotes();
        owners.forEach((part, owner) -> {
            if (part.version != versions.get(part) || versions.get(part) == NEW) {
                changedInParts.add(owner);
            }
        });
        for (VersionedEntity owner : changedInParts) {
            recordVersion(owner);
            if (owner.version == versions.get(owner)) {
                entityManager.lock(owner, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
            }
        }
    }

    /**
     * Removes the reports of an article that is deleted. At the end of the transaction, a quote without an appearance
     * is deleted: it has no source any more.
     */
    public void removeReports(Article article) {
        orphanCandidates.addAll(formerReports.add(article, article.datePublished));
    }

    /** Tells the quotes of an article that it has another day. */
    public void changeDay(Article article, OffsetDateTime former) {
        formerReports.add(article, former);
    }

    private void deleteOrphanedQuotes() {
        if (orphanCandidates.isEmpty()) {
            return;
        }
        // The former reports have locked these quotes.
        entityManager
                .createNativeQuery("DELETE FROM quote WHERE id = ANY (CAST(:ids AS bigint[]))"
                        + " AND NOT EXISTS (SELECT FROM quote_appearance WHERE quote_id = quote.id)")
                .setParameter("ids", orphanCandidates.toArray(Long[]::new))
                .executeUpdate();
    }

    public List<GlobalId> created() {
        return ids(node -> versions.get(node) == NEW);
    }

    public List<GlobalId> updated() {
        return ids(this::isUpdated);
    }

    public List<GlobalId> unchanged() {
        return ids(node -> versions.get(node) != NEW && !isUpdated(node));
    }

    /**
     * A value that a stored node did not take, because it has another one.
     *
     * @param field the path of the field in the input
     * @param reported the value of the input
     * @param stored the value of the node
     */
    public record Difference(VersionedEntity node, String field, Object reported, Object stored) {}

    public void addDifference(Difference difference) {
        differences.add(difference);
    }

    public List<Difference> differences() {
        return differences;
    }

    /** Whether any registered node was created or updated. */
    public boolean isChanged() {
        return nodes.stream().anyMatch(node -> versions.get(node) == NEW || isUpdated(node));
    }

    private boolean isUpdated(VersionedEntity node) {
        return versions.get(node) != NEW && (node.version != versions.get(node) || changedInParts.contains(node));
    }

    private List<GlobalId> ids(Predicate<VersionedEntity> filter) {
        List<GlobalId> ids = new ArrayList<>();
        nodes.stream()
                .filter(filter)
                .forEach(node -> ids.add(new GlobalId(Hibernate.getClass(node).getSimpleName(), node.id)));
        return ids;
    }
}
