package org.onrecord.publishing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;

import org.hibernate.Hibernate;

import org.onrecord.model.Article;
import org.onrecord.model.Event;
import org.onrecord.model.Person;
import org.onrecord.model.Quote;
import org.onrecord.model.QuoteAppearance;
import org.onrecord.model.VersionedEntity;
import org.onrecord.traversal.graph.GlobalId;

/**
 * What one transaction writes: which nodes it creates, changes, or finds to be as they should be. A change of what belongs to
 * a node, an event's participants for example, is a change of the node.
 */
public final class Changes {

    private static final int NEW = -1;

    private final EntityManager entityManager;
    /** The version that each node, and each part of one, had when it was met. */
    private final Map<VersionedEntity, Integer> versions = new IdentityHashMap<>();

    private final Set<VersionedEntity> nodes = new LinkedHashSet<>();
    private final Map<VersionedEntity, VersionedEntity> owners = new IdentityHashMap<>();
    private final Set<VersionedEntity> changedInParts = new LinkedHashSet<>();

    /** Quotes that an article has no more, by their keys; perhaps others have them. */
    private final Set<Long> unproven = new LinkedHashSet<>();
    /** What is new, by its type, those before that others refer to; null where it is persisted at once. */
    private Map<Class<?>, Set<VersionedEntity>> kept;

    Changes(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /** To be called with a node before it is written to. */
    @SuppressWarnings("unchecked")
    <E extends VersionedEntity> E node(E proxyOrNode) {
        E node = (E) Hibernate.unproxy(proxyOrNode);
        meet(node);
        nodes.add(node);
        return node;
    }

    /** Whether the graph does not have it yet. */
    boolean isNew(VersionedEntity entity) {
        return entity.id == null || versions.getOrDefault(entity, 0) == NEW;
    }

    private void meet(VersionedEntity entity) {
        versions.putIfAbsent(entity, entity.id == null ? NEW : entity.version);
    }

    /**
     * Keeps what is new until all is written, and then writes it by type: rows of one table go to the database together. Until
     * then no query finds it.
     */
    void keepNew() {
        kept = new LinkedHashMap<>();
        for (Class<?> type : List.of(Person.class, Event.class, Article.class, Quote.class)) {
            kept.put(type, new LinkedHashSet<>());
        }
    }

    /** Writes a node, a new one or one that is there. */
    void write(VersionedEntity node) {
        if (kept == null) {
            node.persist();
        } else if (node.id == null) {
            bulkInsert().identify(node);
            kept.get(node.getClass()).add(node);
        }
    }

    /** Writes a part of a node, a new one or one that was met. */
    void part(VersionedEntity owner, VersionedEntity part) {
        meet(part);
        owners.put(part, owner);
        if (kept == null) {
            part.persist();
        } else if (part.id == null) {
            kept.computeIfAbsent(part.getClass(), type -> new LinkedHashSet<>()).add(part);
        }
    }

    /** Of a node that is deleted nothing is counted. */
    void forget(VersionedEntity node) {
        nodes.remove(node);
        changedInParts.remove(node);
    }

    /** Counts the node as changed, although nothing of its own is. */
    void touch(VersionedEntity node) {
        changedInParts.add(node);
    }

    void remove(VersionedEntity owner, VersionedEntity part) {
        if (part.id == null) { // It was kept.
            kept.get(part.getClass()).remove(part);
            owners.remove(part);
            return;
        }
        if (part instanceof QuoteAppearance appearance) {
            unproven.add(appearance.quote.id);
        }
        part.delete();
        touch(owner);
    }

    /**
     * Makes the parts of a node those of the input: kept where the key is the same, created, or deleted.
     *
     * @param known the parts that it has, and afterwards those of the input
     */
    <E extends VersionedEntity, I> void sync(
            VersionedEntity owner,
            List<E> known,
            Function<E, Object> keyOfKnown,
            Collection<I> inputs,
            Function<I, Object> keyOfInput,
            BiFunction<E, I, E> write) {
        Map<Object, E> byKey = new HashMap<>();
        known.forEach(part -> byKey.put(keyOfKnown.apply(part), part));
        known.clear();
        for (I input : inputs) {
            E part = byKey.remove(keyOfInput.apply(input));
            if (part != null) {
                meet(part);
            }
            E written = write.apply(part, input);
            part(owner, written);
            known.add(written);
        }
        byKey.values().forEach(part -> remove(owner, part));
    }

    /** Writes what there is so far to the database. */
    void write() {
        if (kept != null) {
            kept.forEach((type, entities) -> {
                if (!entities.isEmpty()) {
                    entities.stream().filter(part -> part.id == null).forEach(bulkInsert()::identify);
                    bulkInsert().insert(type, entities);
                    entities.clear();
                }
            });
            referToWhatIsWritten();
        }
        entityManager.flush();
    }

    /** Hibernate knows nothing of what was inserted without it, and takes a reference to it for one to what is not there. */
    private void referToWhatIsWritten() {
        for (VersionedEntity node : nodes) {
            if (versions.get(node) == NEW) {
                continue;
            } else if (node instanceof Event event) {
                event.superEvent = reference(Event.class, event.superEvent);
            } else if (node instanceof Article article) {
                article.isBasedOn = reference(Article.class, article.isBasedOn);
            } else if (node instanceof Quote quote) {
                quote.occasion = reference(Event.class, quote.occasion);
            }
        }
    }

    private <E extends VersionedEntity> E reference(Class<E> type, E node) {
        return node != null && isNew(node) ? entityManager.getReference(type, node.id) : node;
    }

    private BulkInsert bulkInsert() {
        return new BulkInsert(entityManager);
    }

    /** Deletes quotes that stand in no article any more: nothing proves them. */
    private void deleteUnproven() {
        if (!unproven.isEmpty()) {
            entityManager
                    .createNativeQuery("DELETE FROM quote WHERE id = ANY (CAST(:ids AS bigint[]))"
                            + " AND NOT EXISTS (SELECT FROM quote_appearance WHERE quote_id = quote.id)")
                    .setParameter("ids", unproven.toArray(Long[]::new))
                    .executeUpdate();
        }
    }

    /** Writes all to the database, and raises the versions of nodes of which only parts have changed. */
    void flush() {
        write();
        deleteUnproven();
        owners.forEach((part, owner) -> {
            if (part.version != versions.get(part) || versions.get(part) == NEW) {
                changedInParts.add(owner);
            }
        });
        for (VersionedEntity owner : changedInParts) {
            meet(owner);
            if (owner.version == versions.get(owner)) {
                entityManager.lock(owner, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
            }
        }
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

    /** Whether anything that was there, or is new, is not as it was. */
    boolean isChanged() {
        return nodes.stream().anyMatch(node -> versions.get(node) == NEW || isUpdated(node));
    }

    private boolean isUpdated(VersionedEntity node) {
        return versions.get(node) != NEW && (node.version != versions.get(node) || changedInParts.contains(node));
    }

    private List<GlobalId> ids(Predicate<VersionedEntity> which) {
        List<GlobalId> ids = new ArrayList<>();
        nodes.stream()
                .filter(which)
                .forEach(node -> ids.add(new GlobalId(Hibernate.getClass(node).getSimpleName(), node.id)));
        return ids;
    }
}
