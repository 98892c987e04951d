package org.onrecord.publishing.persistence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;

import org.hibernate.Hibernate;
import org.hibernate.Session;

import org.onrecord.model.VersionedEntity;
import org.onrecord.traversal.graph.GlobalId;

/**
 * Caches the stored nodes and parts that one transaction looks up. A single look-up runs one statement. A batch loads
 * all keys in advance, with one statement for each attribute.
 */
public final class LookupCache {

    private final EntityManager entityManager;
    private final FormerKeyStore formerKeys;
    private final UnitOfWork unitOfWork;
    private final Map<NodeKey, Optional<VersionedEntity>> nodes = new HashMap<>();
    private final Map<PartsKey, List<? extends VersionedEntity>> parts = new HashMap<>();

    /** The parts of one type that a node owns. */
    private record PartsKey(Class<?> type, String ownerAttribute, VersionedEntity owner) {}

    LookupCache(EntityManager entityManager, FormerKeyStore formerKeys, UnitOfWork unitOfWork) {
        this.entityManager = entityManager;
        this.formerKeys = formerKeys;
        this.unitOfWork = unitOfWork;
    }

    /** Finds a node by the current or a former value of a unique attribute. Returns null if there is none. */
    public <E extends VersionedEntity> E find(Class<E> type, String attribute, String value) {
        NodeKey key = new NodeKey(type, attribute, value);
        if (!nodes.containsKey(key)) {
            load(type, attribute, Set.of(value), true);
        }
        return type.cast(nodes.get(key).orElse(null));
    }

    /** Finds a node by its global id. Returns null if there is none. */
    public <E extends VersionedEntity> E findById(Class<E> type, String globalId) {
        GlobalId id = GlobalId.parse(globalId);
        return id == null || !id.type().equals(type.getSimpleName()) ? null : entityManager.find(type, id.key());
    }

    public boolean contains(NodeKey key) {
        return find(key.type(), key.attribute(), key.value()) != null;
    }

    /** Returns the stored nodes of a type among the keys, each once. */
    public <E extends VersionedEntity> List<E> findAll(Class<E> type, Collection<NodeKey> keys) {
        return keys.stream()
                .filter(key -> key.type() == type)
                .map(key -> find(type, key.attribute(), key.value()))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Lets a value find a node that this transaction writes. A null value is ignored. */
    public void put(VersionedEntity node, String attribute, String value) {
        if (value != null) {
            nodes.put(new NodeKey(Hibernate.getClass(node), attribute, value), Optional.of(node));
        }
    }

    /** Loads the nodes of keys that are not cached. */
    public void load(Collection<NodeKey> keys) {
        load(keys, true);
    }

    /** Resolves keys to ids in one statement for each attribute. The entities load lazily. */
    public void resolve(Collection<NodeKey> keys) {
        load(keys, false);
    }

    private void load(Collection<NodeKey> keys, boolean eager) {
        record Attribute(Class<? extends VersionedEntity> type, String name) {}
        keys.stream()
                .filter(key -> !nodes.containsKey(key))
                .collect(Collectors.groupingBy(
                        key -> new Attribute(key.type(), key.attribute()),
                        Collectors.mapping(NodeKey::value, Collectors.toSet())))
                .forEach((attribute, values) -> load(attribute.type, attribute.name, values, eager));
    }

    private <E extends VersionedEntity> void load(Class<E> type, String attribute, Set<String> values, boolean eager) {
        EntityMapping mapping = EntityMapping.of(type, entityManager);
        String column = mapping.column(attribute);
        // An array is a single parameter, so the statement stays the same for any number of values.
        List<?> rows = entityManager
                .createNativeQuery("SELECT " + column + ", id FROM " + mapping.table() + " WHERE " + column
                        + " = ANY (CAST(:values AS text[]))")
                .setParameter("values", values.toArray(String[]::new))
                .getResultList();
        List<Object> ids = rows.stream().map(row -> ((Object[]) row)[1]).toList();
        List<E> entities = eager
                ? entityManager.unwrap(Session.class).findMultiple(type, ids)
                : ids.stream().map(id -> entityManager.getReference(type, id)).toList();
        Map<String, E> found = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            found.put((String) ((Object[]) rows.get(i))[0], entities.get(i));
        }
        Set<String> missing =
                values.stream().filter(value -> !found.containsKey(value)).collect(Collectors.toSet());
        found.putAll(formerKeys.find(type, attribute, missing));
        values.forEach(value -> nodes.put(new NodeKey(type, attribute, value), Optional.ofNullable(found.get(value))));
    }

    /**
     * Returns the parts of a node as a list that callers keep up to date.
     *
     * @param ownerAttribute the attribute of the part that refers to the node
     */
    public <P extends VersionedEntity> List<P> parts(Class<P> type, String ownerAttribute, VersionedEntity owner) {
        PartsKey key = new PartsKey(type, ownerAttribute, owner);
        if (!parts.containsKey(key)) {
            parts.put(key, new ArrayList<P>());
            if (!unitOfWork.isNew(owner)) {
                loadParts(type, ownerAttribute, List.of(owner));
            }
        }
        return cachedParts(key);
    }

    /** Loads the parts of several nodes with one statement. */
    public <P extends VersionedEntity> void loadParts(
            Class<P> type, String ownerAttribute, Collection<? extends VersionedEntity> owners) {
        if (owners.isEmpty()) {
            return;
        }
        Map<Long, List<P>> byOwner = new HashMap<>();
        for (VersionedEntity owner : owners) {
            List<P> partsOfOwner = new ArrayList<>();
            parts.put(new PartsKey(type, ownerAttribute, owner), partsOfOwner);
            byOwner.put(owner.id, partsOfOwner);
        }
        entityManager
                .createQuery(
                        "select p." + ownerAttribute + ".id, p from " + type.getSimpleName() + " p where p."
                                + ownerAttribute + ".id in (:owners)",
                        Object[].class)
                .setParameter("owners", byOwner.keySet())
                .getResultList()
                .forEach(row -> byOwner.get((Long) row[0]).add(type.cast(row[1])));
    }

    @SuppressWarnings("unchecked")
    private <P> List<P> cachedParts(PartsKey key) {
        return (List<P>) parts.get(key);
    }
}
