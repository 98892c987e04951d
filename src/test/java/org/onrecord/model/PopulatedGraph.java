package org.onrecord.model;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

import io.quarkus.narayana.jta.QuarkusTransaction;
import org.hibernate.Hibernate;

import org.onrecord.traversal.graph.GlobalId;

/**
 * A graph with an instance of every entity that has a value for every attribute. A new attribute gets a value by its
 * type. A type or a constraint that is new here needs a line in {@link #value} or in {@link #SPECIAL_VALUES}.
 */
final class PopulatedGraph {

    /** All keys of the graph contain it. */
    static final String MARKER = "completeness";

    private static final String PREFIX = "They said: “";
    private static final String EXACT = "completeness of words";
    private static final String SUFFIX = "” And left.";

    /** Values that satisfy a constraint of their own, by attribute. */
    private static final Map<String, Object> SPECIAL_VALUES = Map.of(
            "Article.body",
            PREFIX + EXACT + SUFFIX,
            "QuoteAppearance.prefix",
            PREFIX,
            "QuoteAppearance.exact",
            EXACT,
            "QuoteAppearance.suffix",
            SUFFIX,
            "QuoteAppearance.start",
            PREFIX.length(),
            "QuoteAppearance.end",
            PREFIX.length() + EXACT.length());

    /** A node of a type. */
    enum Variant {
        /** Has all values and refers to full nodes. */
        FULL,
        /** Has the values that an update gives to the full node. */
        UPDATED,
        /** Has required values only. The full node of the same type refers to it. */
        OTHER,
        /** Has required values only, and refers to the full node of the same type. */
        REFERRER,
        /** Has required values only. */
        EMPTY
    }

    private final Map<Class<?>, List<MappedAttribute>> model;
    private final EntityManager entityManager;

    /** The instances with all values. */
    private final Map<Class<?>, VersionedEntity> full = new HashMap<>();

    PopulatedGraph(EntityManagerFactory factory, EntityManager entityManager) {
        this.model = MappedAttribute.all(factory);
        this.entityManager = entityManager;
    }

    Map<Class<?>, List<MappedAttribute>> model() {
        return model;
    }

    /** Stores the graph. */
    void create() {
        QuarkusTransaction.requiringNew().run(() -> {
            full.clear();
            model.keySet().forEach(this::full);
        });
    }

    private VersionedEntity full(Class<?> type) {
        if (!full.containsKey(type)) {
            if (type == EventLink.class) {
                List<EventLink> ends = EventLink.ends(
                        (Event) full(Event.class), EventRelation.CHARGES, (Event) find(Event.class, Variant.OTHER));
                ends.forEach(end -> end.persist());
                full.put(type, ends.get(0));
            } else {
                full.put(type, createFull(type));
            }
        }
        return full.get(type);
    }

    private VersionedEntity createFull(Class<?> type) {
        if (NamedEntity.class.isAssignableFrom(type)) {
            create(type, Variant.EMPTY).persist();
        }
        VersionedEntity instance = create(type, Variant.FULL);
        List<MappedAttribute> references =
                model.get(type).stream().filter(MappedAttribute::isReference).toList();
        references.stream()
                .filter(reference -> reference.target() != type)
                .forEach(reference -> reference.set(instance, full(reference.target())));
        List<MappedAttribute> referencesToOwnType = references.stream()
                .filter(reference -> reference.target() == type)
                .toList();
        if (!referencesToOwnType.isEmpty()) {
            VersionedEntity other = create(type, Variant.OTHER);
            VersionedEntity referrer = create(type, Variant.REFERRER);
            for (MappedAttribute reference : referencesToOwnType) {
                reference.set(instance, other);
                reference.set(referrer, instance);
            }
            other.persist();
            referrer.persist();
        }
        instance.persist();
        return instance;
    }

    private VersionedEntity create(Class<?> type, Variant variant) {
        try {
            VersionedEntity instance =
                    (VersionedEntity) type.getDeclaredConstructor().newInstance();
            for (MappedAttribute column :
                    model.get(type).stream().filter(MappedAttribute::isColumn).toList()) {
                if (!column.isOfRow() && (variant == Variant.FULL || !column.isNullable())) {
                    column.set(instance, value(column, variant));
                }
            }
            return instance;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a valid value for a column, different for each entity and variant where the type allows it. */
    static Object value(MappedAttribute column, Variant variant) {
        if (SPECIAL_VALUES.containsKey(column.toString())) {
            return SPECIAL_VALUES.get(column.toString());
        }
        Class<?> type = column.field().getType();
        String key = MARKER + "-" + column.entity().getSimpleName().toLowerCase(Locale.ROOT) + "-"
                + variant.name().toLowerCase(Locale.ROOT);
        if (type == String.class) {
            return switch (column.name()) {
                case "slug" -> key;
                case "url" -> "https://example.org/" + key;
                case "image", "license" -> "https://example.org/" + column.name() + "/" + key;
                case "wikidataId" -> "Q" + (1_000_000_000L + Math.abs((long) key.hashCode()));
                case "inLanguage" -> "en-" + Integer.toHexString(key.hashCode());
                default -> column + " " + key;
            };
        } else if (column.isList()) {
            return new ArrayList<>(List.of("https://example.org/" + column.name() + "/" + key));
        } else if (type == LocalDate.class) {
            return LocalDate.of(2000 + variant.ordinal(), 1, 1);
        } else if (type == OffsetDateTime.class) {
            return OffsetDateTime.parse("2018-07-16T12:00:00Z").plusDays(variant.ordinal());
        } else if (type == Double.class) {
            return (1 + variant.ordinal()) / 8.0;
        } else if (type == boolean.class) {
            return variant.ordinal() % 2 == 0;
        } else if (type.isEnum()) {
            return type.getEnumConstants()[variant.ordinal() % type.getEnumConstants().length];
        }
        throw new AssertionError("PopulatedGraph has no value for " + column + ", a " + type.getSimpleName()
                + ": add a line to its method value.");
    }

    /** The attribute that names the nodes of a type here; null for links. */
    private MappedAttribute keyOf(Class<?> type) {
        return model.get(type).stream()
                .filter(attribute -> List.of("slug", "url", "text").contains(attribute.name()))
                .findFirst()
                .orElse(null);
    }

    /** Returns the value of the key of a node. */
    Object key(Class<?> type, Variant variant) {
        return value(keyOf(type), variant);
    }

    private VersionedEntity find(Class<?> type, Variant variant) {
        return (VersionedEntity) entityManager
                .createQuery(
                        "from " + type.getSimpleName() + " where "
                                + keyOf(type).field().getName() + " = ?1",
                        type)
                .setParameter(1, key(type, variant))
                .getSingleResult();
    }

    /** The global id and the version of a node, as the input of a mutation. */
    Map<String, Object> idAndVersion(Class<?> type, Variant variant) {
        return QuarkusTransaction.requiringNew().call(() -> {
            VersionedEntity node = find(type, variant);
            return Map.of("id", new GlobalId(type.getSimpleName(), node.id).toString(), "version", node.version);
        });
    }

    /** A stored entity: the values by attribute, with the keys of nodes instead of references. */
    record Row(Class<?> entity, Map<String, Object> values) {

        Object get(MappedAttribute attribute) {
            return values.get(attribute.name());
        }

        /** The row that has the most values in common with this one. */
        Row mostSimilar(List<Row> rows) {
            return rows.stream()
                    .filter(row -> row.entity == entity)
                    .max(Comparator.comparing(row -> values.entrySet().stream()
                            .filter(value -> value.getValue().equals(row.values.get(value.getKey())))
                            .count()))
                    .orElse(new Row(entity, Map.of()));
        }
    }

    /** The stored rows of the graph. */
    List<Row> rows() {
        return QuarkusTransaction.requiringNew().call(() -> {
            List<Row> rows = new ArrayList<>();
            for (Class<?> type : model.keySet()) {
                entityManager.createQuery("from " + type.getSimpleName(), type).getResultList().stream()
                        .map(entity -> row(type, entity))
                        .filter(row -> row.values.toString().contains(MARKER))
                        .forEach(rows::add);
            }
            return rows;
        });
    }

    /** Without the version and the times, which belong to the row and not to the graph. */
    private Row row(Class<?> type, Object entity) {
        Map<String, Object> values = new TreeMap<>();
        for (MappedAttribute attribute : model.get(type)) {
            Object value = attribute.isCollection() || attribute.isOfRow() ? null : attribute.get(entity);
            if (value != null) {
                Hibernate.initialize(value);
                values.put(
                        attribute.name(),
                        attribute.isReference()
                                ? keyOf(attribute.target()).get(Hibernate.unproxy(value))
                                : comparable(value));
            }
        }
        return new Row(type, values);
    }

    /** PostgreSQL returns a time in another offset. */
    static Object comparable(Object value) {
        return value instanceof OffsetDateTime time
                ? time.toInstant()
                : value instanceof List<?> list ? List.copyOf(list) : value;
    }

    void delete() {
        QuarkusTransaction.requiringNew().run(() -> {
            for (Class<?> type : List.of(Article.class, Quote.class, Event.class, Person.class)) {
                entityManager
                        .createQuery("delete from " + type.getSimpleName() + " where "
                                + keyOf(type).field().getName() + " like '%" + MARKER + "-%'")
                        .executeUpdate();
            }
        });
    }
}
