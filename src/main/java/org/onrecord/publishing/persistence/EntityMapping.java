package org.onrecord.publishing.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import jakarta.persistence.EntityManager;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;

import org.onrecord.model.VersionedEntity;

/** The mapping of an entity class to its table, from Hibernate's metamodel. */
final class EntityMapping {

    private final EntityPersister persister;

    private EntityMapping(EntityPersister persister) {
        this.persister = persister;
    }

    static EntityMapping of(Class<?> type, EntityManager entityManager) {
        return new EntityMapping(entityManager
                .unwrap(SharedSessionContractImplementor.class)
                .getFactory()
                .getMappingMetamodel()
                .getEntityDescriptor(type));
    }

    EntityPersister persister() {
        return persister;
    }

    String table() {
        return persister.getMappedTableDetails().getTableName();
    }

    /** @param attribute a basic attribute, or the primary key */
    String column(String attribute) {
        return ((BasicValuedModelPart) persister.findSubPart(attribute, null)).getSelectionExpression();
    }

    List<AttributeMapping> attributes() {
        List<AttributeMapping> attributes = new ArrayList<>();
        for (int i = 0; i < persister.getNumberOfAttributeMappings(); i++) {
            attributes.add(persister.getAttributeMapping(i));
        }
        return attributes;
    }

    /** Replaces the values of to-one attributes. */
    void replaceReferences(VersionedEntity entity, UnaryOperator<VersionedEntity> replacement) {
        for (AttributeMapping attribute : attributes()) {
            if (attribute instanceof ToOneAttributeMapping
                    && attribute.getValue(entity) instanceof VersionedEntity node) {
                VersionedEntity replaced = replacement.apply(node);
                if (replaced != node) {
                    attribute.setValue(entity, replaced);
                }
            }
        }
    }
}
