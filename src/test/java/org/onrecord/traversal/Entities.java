package org.onrecord.traversal;

import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import org.hibernate.Hibernate;

/** Reads the fields of entities by reflection. */
final class Entities {

    private static final Map<String, String> LABELS =
            Map.of("Person", "name", "Event", "name", "Article", "headline", "Quote", "text");

    private Entities() {}

    /** The initialized entity instead of a proxy. */
    static Object load(Object entity) {
        Hibernate.initialize(entity);
        return Hibernate.unproxy(entity);
    }

    /** The value of a field. Scalars are as in a response. */
    static Object get(Object entity, String type, String name) {
        if (name.equals("__typename")) {
            return type;
        } else if (name.equals("id")) {
            return base64(type + ":" + ((PanacheEntity) entity).id);
        } else if (name.equals("resourcePath")) {
            return switch (type) {
                case "Person" -> "/people/" + get(entity, type, "slug");
                case "Event" -> "/events/" + get(entity, type, "slug");
                case "Article" -> "/articles/" + get(entity, type, "id");
                default -> "/quotes/" + get(entity, type, "id");
            };
        } else if (name.equals("label")) {
            return get(entity, type, LABELS.get(type));
        }
        try {
            Object value = field(entity.getClass(), name).get(entity);
            if (value instanceof LocalDate date) {
                return date.toString();
            } else if (value instanceof OffsetDateTime time) {
                return time.atZoneSameInstant(ZoneOffset.UTC)
                        .format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"));
            }
            return value instanceof Enum<?> constant ? constant.name() : value;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The fields that the entity declares, and those that it inherits from other classes of the model. */
    static List<Field> fields(Class<?> entity) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> type = entity; type != PanacheEntity.class; type = type.getSuperclass()) {
            fields.addAll(List.of(type.getDeclaredFields()));
        }
        return fields;
    }

    static Field field(Class<?> type, String name) {
        String javaName = name.equals("abstract") ? "abstract_" : name;
        Field field = fields(type).stream()
                .filter(it -> it.getName().equals(javaName))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(type + " has no field " + name));
        field.setAccessible(true); // Panache makes public fields private and generates accessors.
        return field;
    }

    static boolean isEdge(Class<?> type, String name) {
        return !name.equals("id")
                && (PanacheEntity.class.isAssignableFrom(field(type, name).getType())
                        || Collection.class.isAssignableFrom(field(type, name).getType()) && !name.equals("sameAs"));
    }

    static String targetType(Class<?> type, String edge) {
        Field field = field(type, edge);
        return (field.getGenericType() instanceof java.lang.reflect.ParameterizedType list
                        ? (Class<?>) list.getActualTypeArguments()[0]
                        : field.getType())
                .getSimpleName();
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
