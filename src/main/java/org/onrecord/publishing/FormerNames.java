package org.onrecord.publishing;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import jakarta.persistence.EntityManager;

import org.onrecord.model.VersionedEntity;

/** The slugs and Wikidata ids that people and events had before, which still find them. */
final class FormerNames {

    private final EntityManager entityManager;

    FormerNames(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /**
     * The nodes that had the values before, by these.
     *
     * @param attribute slug or wikidataId
     */
    <E extends VersionedEntity> Map<String, E> find(Class<E> type, String attribute, Set<String> values) {
        String name = table(type);
        String column = column(attribute);
        List<?> rows = entityManager
                .createNativeQuery(
                        "SELECT " + column + ", " + name + "_id FROM former_" + name + "_key WHERE " + column
                                + " IN (:values)",
                        Object[].class)
                .setParameter("values", values)
                .getResultList();
        Map<String, E> found = new HashMap<>();
        for (Object row : rows) {
            Object[] former = (Object[]) row;
            found.put((String) former[0], entityManager.find(type, ((Number) former[1]).longValue()));
        }
        return found;
    }

    /** From now on the value, which may be null, finds the node. */
    void add(VersionedEntity node, String attribute, String value) {
        if (value != null) {
            String column = column(attribute);
            String name = table(node.getClass());
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
        String name = table(from.getClass());
        entityManager
                .createNativeQuery(
                        "UPDATE former_" + name + "_key SET " + name + "_id = :into WHERE " + name + "_id = :from")
                .setParameter("into", into.id)
                .setParameter("from", from.id)
                .executeUpdate();
    }

    static String column(String attribute) {
        return attribute.equals("wikidataId") ? "wikidata_id" : attribute;
    }

    static String table(Class<?> type) {
        return type.getSimpleName().toLowerCase(Locale.ROOT);
    }
}
