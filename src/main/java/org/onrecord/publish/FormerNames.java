package org.onrecord.publish;

import java.util.List;
import java.util.Locale;

import jakarta.persistence.EntityManager;

import org.onrecord.VersionedEntity;

/** The slugs and Wikidata ids that people and events had before, which still find them. */
final class FormerNames {

    private final EntityManager entityManager;

    FormerNames(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /**
     * The node that had a value before.
     *
     * @param column slug or wikidata_id
     */
    <E extends VersionedEntity> E find(Class<E> type, String column, String value) {
        String name = name(type);
        List<?> keys = entityManager
                .createNativeQuery("SELECT " + name + "_id FROM former_" + name + "_key WHERE " + column + " = :value")
                .setParameter("value", value)
                .getResultList();
        return keys.isEmpty() ? null : entityManager.find(type, ((Number) keys.get(0)).longValue());
    }

    /** From now on the value, which may be null, finds the node. */
    void add(VersionedEntity node, String column, String value) {
        if (value != null) {
            String name = name(node.getClass());
            entityManager
                    .createNativeQuery("INSERT INTO former_" + name + "_key (" + name + "_id, " + column
                            + ") VALUES (:key, :value) ON CONFLICT (" + column + ") DO UPDATE SET " + name
                            + "_id = :key")
                    .setParameter("key", node.id)
                    .setParameter("value", value)
                    .executeUpdate();
        }
    }

    /** What found one node finds another. */
    void move(VersionedEntity from, VersionedEntity into) {
        String name = name(from.getClass());
        entityManager
                .createNativeQuery(
                        "UPDATE former_" + name + "_key SET " + name + "_id = :into WHERE " + name + "_id = :from")
                .setParameter("into", into.id)
                .setParameter("from", from.id)
                .executeUpdate();
    }

    private static String name(Class<?> type) {
        return type.getSimpleName().toLowerCase(Locale.ROOT);
    }
}
