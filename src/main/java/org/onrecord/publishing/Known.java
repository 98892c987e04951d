package org.onrecord.publishing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;

import org.hibernate.Hibernate;
import org.hibernate.Session;

import org.onrecord.model.VersionedEntity;
import org.onrecord.publishing.Named.Key;

/**
 * What the graph has already of what is written in one transaction. Each thing is looked up when it is first asked for; where
 * much is written at once, all of it is looked up in advance, by a statement for each kind.
 */
final class Known {

    private final EntityManager entityManager;
    private final FormerNames formerNames;
    private final Changes changes;
    private final Map<Key, Optional<VersionedEntity>> nodes = new HashMap<>();
    private final Map<PartsKey, List<? extends VersionedEntity>> parts = new HashMap<>();

    private boolean nestedAreWritten;

    /** The parts of one kind that a node has; the attribute leads from them to it. */
    private record PartsKey(Class<?> type, String ownerAttribute, VersionedEntity owner) {}

    Known(EntityManager entityManager, FormerNames formerNames, Changes changes) {
        this.entityManager = entityManager;
        this.formerNames = formerNames;
        this.changes = changes;
    }

    /** Null where the graph has none. What a node was known by before finds it too. */
    <E extends VersionedEntity> E node(Class<E> type, String attribute, String value) {
        Key key = new Key(type, attribute, value);
        if (!nodes.containsKey(key)) {
            lookUp(type, attribute, Set.of(value), true);
        }
        return type.cast(nodes.get(key).orElse(null));
    }

    /** From now on nested people and events are as they will be, and need not be written where they stand. */
    void nestedAreWritten() {
        nestedAreWritten = true;
    }

    boolean areNestedWritten() {
        return nestedAreWritten;
    }

    boolean has(Key key) {
        return node(key.type(), key.attribute(), key.value()) != null;
    }

    private static Class<? extends VersionedEntity> typeOf(VersionedEntity node) {
        return Hibernate.getClass(node);
    }

    /** From now on the value finds the node. */
    void put(VersionedEntity node, String attribute, String value) {
        if (value != null) {
            nodes.put(new Key(typeOf(node), attribute, value), Optional.of(node));
        }
    }

    /** Looks all of them up, if it was not done yet. */
    void lookUp(Collection<Key> keys) {
        lookUp(keys, true);
    }

    /** Looks up that they are there, if it was not done yet; what they are like is read when it is asked for, one by one. */
    void refer(Collection<Key> keys) {
        lookUp(keys, false);
    }

    private void lookUp(Collection<Key> keys, boolean read) {
        record Column(Class<? extends VersionedEntity> type, String attribute) {}
        keys.stream()
                .filter(key -> !nodes.containsKey(key))
                .collect(Collectors.groupingBy(
                        key -> new Column(key.type(), key.attribute()),
                        Collectors.mapping(Key::value, Collectors.toSet())))
                .forEach((column, values) -> lookUp(column.type, column.attribute, values, read));
    }

    private <E extends VersionedEntity> void lookUp(Class<E> type, String attribute, Set<String> values, boolean read) {
        String column = FormerNames.column(attribute);
        // An array is one parameter, so this is one text however many values there are.
        List<?> rows = entityManager
                .createNativeQuery("SELECT " + column + ", id FROM " + FormerNames.table(type) + " WHERE " + column
                        + " = ANY (CAST(:values AS text[]))")
                .setParameter("values", values.toArray(String[]::new))
                .getResultList();
        List<Object> ids = rows.stream().map(row -> ((Object[]) row)[1]).toList();
        List<E> entities = read
                ? entityManager.unwrap(Session.class).findMultiple(type, ids)
                : ids.stream().map(id -> entityManager.getReference(type, id)).toList();
        Map<String, E> found = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            found.put((String) ((Object[]) rows.get(i))[0], entities.get(i));
        }
        if (!attribute.equals("url")) {
            Set<String> rest =
                    values.stream().filter(value -> !found.containsKey(value)).collect(Collectors.toSet());
            if (!rest.isEmpty()) {
                found.putAll(formerNames.find(type, attribute, rest));
            }
        }
        values.forEach(value -> nodes.put(new Key(type, attribute, value), Optional.ofNullable(found.get(value))));
    }

    /** The parts that a node has; what is added to the list is known too. */
    <P extends VersionedEntity> List<P> parts(Class<P> type, String ownerAttribute, VersionedEntity owner) {
        PartsKey key = new PartsKey(type, ownerAttribute, owner);
        if (!parts.containsKey(key)) {
            parts.put(key, new ArrayList<P>());
            if (!changes.isNew(owner)) {
                lookUpParts(type, ownerAttribute, List.of(owner));
            }
        }
        return of(key);
    }

    /** Looks the parts of all these nodes up. */
    <P extends VersionedEntity> void lookUpParts(
            Class<P> type, String ownerAttribute, Collection<? extends VersionedEntity> owners) {
        if (owners.isEmpty()) {
            return;
        }
        Map<Long, List<P>> byOwner = new HashMap<>();
        for (VersionedEntity owner : owners) {
            List<P> none = new ArrayList<>();
            parts.put(new PartsKey(type, ownerAttribute, owner), none);
            byOwner.put(owner.id, none);
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
    private <P> List<P> of(PartsKey key) {
        return (List<P>) parts.get(key);
    }
}
