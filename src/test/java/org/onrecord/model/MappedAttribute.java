package org.onrecord.model;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.persistence.Column;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;

import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.internal.EntityCollectionPart;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;

/** An attribute of an entity, from Hibernate's metamodel. */
record MappedAttribute(Class<?> entity, AttributeMapping mapping, Field field) {

    /** The attributes of each entity. */
    static Map<Class<?>, List<MappedAttribute>> all(EntityManagerFactory factory) {
        Map<Class<?>, List<MappedAttribute>> all = new TreeMap<>(Comparator.comparing(Class::getSimpleName));
        factory.unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .forEachEntityDescriptor(persister -> all.put(persister.getMappedClass(), of(persister)));
        return all;
    }

    private static List<MappedAttribute> of(EntityPersister persister) {
        List<MappedAttribute> attributes = new ArrayList<>();
        for (int i = 0; i < persister.getNumberOfAttributeMappings(); i++) {
            AttributeMapping mapping = persister.getAttributeMapping(i);
            Field field = field(persister.getMappedClass(), mapping.getAttributeName());
            if (!field.isAnnotationPresent(Ignore.class)) { // It is not in the schema.
                attributes.add(new MappedAttribute(persister.getMappedClass(), mapping, field));
            }
        }
        return attributes;
    }

    private static Field field(Class<?> entity, String name) {
        for (Class<?> type = entity; type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
        }
        throw new IllegalStateException("No field " + name + " of " + entity);
    }

    /** The name in the GraphQL schema. */
    String name() {
        return field.isAnnotationPresent(Name.class)
                ? field.getAnnotation(Name.class).value()
                : field.getName();
    }

    boolean isColumn() {
        return mapping instanceof BasicValuedModelPart;
    }

    boolean isReference() {
        return mapping instanceof ToOneAttributeMapping;
    }

    boolean isCollection() {
        return mapping instanceof PluralAttributeMapping;
    }

    /** The version and the times belong to the stored row. They are in no input and in no line of an export. */
    boolean isOfRow() {
        return field.isAnnotationPresent(Version.class)
                || isColumn() && !((BasicValuedModelPart) mapping).isInsertable();
    }

    boolean isVersion() {
        return field.isAnnotationPresent(Version.class);
    }

    boolean isList() {
        return isColumn() && List.class.isAssignableFrom(field.getType());
    }

    boolean isUnique() {
        return field.isAnnotationPresent(Column.class)
                && field.getAnnotation(Column.class).unique();
    }

    boolean isNullable() {
        return isColumn()
                ? ((BasicValuedModelPart) mapping).isNullable()
                : ((ToOneAttributeMapping) mapping).isNullable();
    }

    /** The column in the entity's table. */
    String column() {
        return isColumn()
                ? ((BasicValuedModelPart) mapping).getSelectionExpression()
                : ((ToOneAttributeMapping) mapping)
                        .getForeignKeyDescriptor()
                        .getSelectable(0)
                        .getSelectionExpression();
    }

    /** The table of the entity. */
    String table() {
        return mapping.getDeclaringType()
                .findContainingEntityMapping()
                .getMappedTableDetails()
                .getTableName();
    }

    /** The table of a many-to-many association; null for other associations. */
    String joinTable() {
        return ((PluralAttributeMapping) mapping).getSeparateCollectionTable();
    }

    /** The attribute at the other end of a one-to-many association; null for other associations. */
    String mappedBy() {
        return field.isAnnotationPresent(OneToMany.class)
                ? field.getAnnotation(OneToMany.class).mappedBy()
                : null;
    }

    /** The entity at the other end of an association. */
    Class<?> target() {
        var target = isReference()
                ? ((ToOneAttributeMapping) mapping).getAssociatedEntityMappingType()
                : ((EntityCollectionPart) ((PluralAttributeMapping) mapping).getElementDescriptor())
                        .getAssociatedEntityMappingType();
        return target.getMappedJavaType().getJavaTypeClass();
    }

    Object get(Object instance) {
        return mapping.getValue(instance);
    }

    void set(Object instance, Object value) {
        mapping.setValue(instance, value);
    }

    @Override
    public String toString() {
        return entity.getSimpleName() + "." + name();
    }
}
