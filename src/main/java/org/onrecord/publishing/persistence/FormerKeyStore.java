package org.onrecord.publishing.persistence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.persistence.EntityManager;

import org.onrecord.model.VersionedEntity;
import org.onrecord.traversal.graph.FormerKeys;

/** The former slugs, Wikidata ids and primary keys of renamed and merged nodes, which still find them. */
public final class FormerKeyStore {

    private final EntityManager entityManager;

    FormerKeyStore(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /** Finds nodes by former values of an attribute. Types without former keys have none. */
    <E extends VersionedEntity> Map<String, E> find(Class<E> type, String attribute, Set<String> values) {
        FormerKeys formerKeys = type.getAnnotation(FormerKeys.class);
        Map<String, E> found = new HashMap<>();
        if (formerKeys == null || values.isEmpty()) {
            return found;
        }
        String column = EntityMapping.of(type, entityManager).column(attribute);
        List<?> rows = entityManager
                .createNativeQuery(
                        "SELECT " + column + ", " + formerKeys.key() + " FROM " + formerKeys.table() + " WHERE "
                                + column + " IN (:values)",
                        Object[].class)
                .setParameter("values", values)
                .getResultList();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            found.put((String) columns[0], entityManager.find(type, ((Number) columns[1]).longValue()));
        }
        return found;
    }

    /** Lets a value find a node. A null value is ignored. */
    public void add(VersionedEntity node, String attribute, Object value) {
        if (value != null) {
            FormerKeys formerKeys = node.getClass().getAnnotation(FormerKeys.class);
            String column = EntityMapping.of(node.getClass(), entityManager).column(attribute);
            entityManager
                    .createNativeQuery("INSERT INTO " + formerKeys.table() + " (" + formerKeys.key() + ", " + column
                            + ") VALUES (:key, :value) ON CONFLICT (" + column + ") DO UPDATE SET " + formerKeys.key()
                            + " = :key")
                    .setParameter("key", node.id)
                    .setParameter("value", value)
                    .executeUpdate();
        }
    }

    /** Lets the former keys of one node find another node. */
    public void move(VersionedEntity from, VersionedEntity into) {
        FormerKeys formerKeys = from.getClass().getAnnotation(FormerKeys.class);
        entityManager
                .createNativeQuery("UPDATE " + formerKeys.table() + " SET " + formerKeys.key() + " = :into WHERE "
                        + formerKeys.key() + " = :from")
                .setParameter("into", into.id)
                .setParameter("from", from.id)
                .executeUpdate();
    }
}
