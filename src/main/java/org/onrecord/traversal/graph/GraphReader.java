package org.onrecord.traversal.graph;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import jakarta.persistence.Id;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.hibernate.Length;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.internal.EntityCollectionPart;
import org.hibernate.metamodel.mapping.internal.ManyToManyCollectionPart;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;

import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.Attribute.Link;
import org.onrecord.traversal.graph.Attribute.ToMany;
import org.onrecord.traversal.graph.Attribute.ToOne;

/**
 * Reads the graph from Hibernate's mapping metamodel and from the annotations of the entities. The metamodel gives
 * tables, columns and associations; the annotations give names, descriptions and unique columns.
 */
public final class GraphReader {

    private final Map<String, EntityPersister> persisters = new TreeMap<>();

    private final Map<Class<?>, Map<String, UnaryOperator<String>>> storedForms;

    private GraphReader(
            SessionFactoryImplementor sessionFactory, Map<Class<?>, Map<String, UnaryOperator<String>>> storedForms) {
        this.storedForms = storedForms;
        sessionFactory
                .getMappingMetamodel()
                .forEachEntityDescriptor(
                        persister -> persisters.put(persister.getMappedClass().getSimpleName(), persister));
    }

    /**
     * @param functions the fields of node types that call database functions, by the name of the node type
     * @param interfaces the interfaces that node types may implement
     * @param storedForms see {@link FieldProvider#storedForms}
     */
    public static Graph read(
            SessionFactoryImplementor sessionFactory,
            Map<String, List<DatabaseFunction>> functions,
            List<NodeInterface> interfaces,
            Map<Class<?>, Map<String, UnaryOperator<String>>> storedForms) {
        GraphReader reader = new GraphReader(sessionFactory, storedForms);
        Map<String, NodeType> types = new LinkedHashMap<>();
        reader.persisters.forEach((name, persister) ->
                types.put(name, reader.nodeType(name, persister, functions.getOrDefault(name, List.of()))));
        return new Graph(Collections.unmodifiableMap(types), interfaces);
    }

    private NodeType nodeType(String name, EntityPersister persister, List<DatabaseFunction> functions) {
        Class<?> entity = persister.getMappedClass();
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        for (Field field : fields(entity)) {
            AttributeMapping mapping =
                    Modifier.isStatic(field.getModifiers()) ? null : persister.findAttributeMapping(field.getName());
            if (mapping != null) {
                Attribute attribute = attribute(field, mapping, persister.getIdentifierColumnNames()[0]);
                attributes.put(attribute.name(), attribute);
            }
        }
        functions.forEach(function -> attributes.put(function.name(), function));
        return new NodeType(
                name,
                describe(entity.getAnnotation(Description.class), name),
                persister.getTableName(),
                persister.getIdentifierColumnNames()[0],
                Collections.unmodifiableMap(attributes),
                entity.getAnnotation(FormerKeys.class));
    }

    /** The fields that the entity declares, followed by those that it inherits, without the key and ignored ones. */
    private static List<Field> fields(Class<?> entity) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> type = entity; type != null; type = type.getSuperclass()) {
            fields.addAll(List.of(type.getDeclaredFields()));
        }
        fields.removeIf(field -> field.isAnnotationPresent(Id.class) || field.isAnnotationPresent(Ignore.class));
        return fields;
    }

    private Attribute attribute(Field field, AttributeMapping mapping, String idColumn) {
        String name = field.isAnnotationPresent(Name.class)
                ? field.getAnnotation(Name.class).value()
                : field.getName();
        String description = describe(field.getAnnotation(Description.class), field);
        if (mapping instanceof ToOneAttributeMapping toOne) {
            return new ToOne(
                    name,
                    description,
                    toOne.getAssociatedEntityMappingType()
                            .getMappedJavaType()
                            .getJavaTypeClass()
                            .getSimpleName(),
                    toOne.getForeignKeyDescriptor().getSelectable(0).getSelectionExpression(),
                    toOne.isNullable());
        }
        if (mapping instanceof PluralAttributeMapping plural) {
            return toMany(field, name, description, plural, idColumn);
        }
        if (mapping instanceof BasicValuedModelPart basic) {
            return column(field, name, description, basic);
        }
        throw new IllegalStateException("The traversal engine does not support the mapping of " + field);
    }

    private ToMany toMany(
            Field field, String name, String description, PluralAttributeMapping plural, String idColumn) {
        EntityCollectionPart element = (EntityCollectionPart) plural.getElementDescriptor();
        Link link = null;
        if (element instanceof ManyToManyCollectionPart manyToMany) {
            String table = plural.getSeparateCollectionTable();
            String targetKey =
                    manyToMany.getForeignKeyDescriptor().getSelectable(0).getSelectionExpression();
            link = new Link(table, nodeTypeOf(table), targetKey);
        }
        SQLRestriction restriction = field.getAnnotation(SQLRestriction.class);
        FilterArguments filterArguments = field.getAnnotation(FilterArguments.class);
        return new ToMany(
                name,
                description,
                element.getAssociatedEntityMappingType()
                        .getMappedJavaType()
                        .getJavaTypeClass()
                        .getSimpleName(),
                idColumn,
                plural.getKeyDescriptor().getSelectable(0).getSelectionExpression(),
                link,
                restriction == null ? null : restriction.value(),
                filterArguments == null ? List.of() : List.of(filterArguments.value()),
                comparedBy(field));
    }

    /** The foreign key of the edge that {@link ComparedNodes} names; null without this annotation. */
    private String comparedBy(Field field) {
        ComparedNodes compared = field.getAnnotation(ComparedNodes.class);
        if (compared == null) {
            return null;
        }
        AttributeMapping mapping =
                persisters.get(field.getDeclaringClass().getSimpleName()).findAttributeMapping(compared.by());
        return ((ToOneAttributeMapping) mapping)
                .getForeignKeyDescriptor()
                .getSelectable(0)
                .getSelectionExpression();
    }

    private String nodeTypeOf(String table) {
        return persisters.entrySet().stream()
                .filter(entry -> entry.getValue().getTableName().equals(table))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    @SuppressWarnings("unchecked")
    private Column column(Field field, String name, String description, BasicValuedModelPart basic) {
        boolean list = List.class.isAssignableFrom(field.getType());
        Class<?> type = list ? elementType(field.getGenericType()) : field.getType();
        jakarta.persistence.Column annotation = field.getAnnotation(jakarta.persistence.Column.class);
        return new Column(
                name,
                description,
                basic.getSelectionExpression(),
                columnType(type, field),
                type.isEnum() ? (Class<? extends Enum<?>>) type : null,
                list,
                annotation != null && annotation.length() == Length.LONG32,
                basic.isNullable(),
                annotation != null && annotation.unique(),
                storedForms
                        .getOrDefault(field.getDeclaringClass(), Map.of())
                        .getOrDefault(field.getName(), UnaryOperator.identity()));
    }

    private static Class<?> elementType(Type listType) {
        return (Class<?>) ((ParameterizedType) listType).getActualTypeArguments()[0];
    }

    private static ColumnType columnType(Class<?> type, Field field) {
        if (type == String.class) {
            return ColumnType.STRING;
        } else if (type == Integer.class || type == int.class) {
            return ColumnType.INT;
        } else if (type == Double.class || type == double.class) {
            return ColumnType.FLOAT;
        } else if (type == Boolean.class || type == boolean.class) {
            return ColumnType.BOOLEAN;
        } else if (type == LocalDate.class) {
            return ColumnType.DATE;
        } else if (type == OffsetDateTime.class) {
            return ColumnType.DATE_TIME;
        } else if (type.isEnum()) {
            return ColumnType.ENUM;
        }
        throw new IllegalStateException("The traversal engine does not support the type of " + field);
    }

    private static String describe(Description description, Object element) {
        if (description == null) {
            throw new IllegalStateException(element + " is part of the GraphQL schema and needs a @Description");
        }
        return description.value();
    }
}
