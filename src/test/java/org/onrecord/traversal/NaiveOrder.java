package org.onrecord.traversal;

import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.hibernate.orm.panache.PanacheEntity;

import org.onrecord.PostgresServer;

import static org.onrecord.traversal.Entities.fields;
import static org.onrecord.traversal.Entities.get;
import static org.onrecord.traversal.Entities.load;

/** Orders and groups entities in memory. */
final class NaiveOrder {

    /** The group key of nodes without a value. */
    static final Object ABSENT = new Object();

    /** The place of each text that was compared so far. */
    private static final Map<String, Integer> RANKS = new HashMap<>();

    private NaiveOrder() {}

    /** SPOKEN_AT_MONTH is the month of {@code spokenAt}, SPEAKER the speaker. Other keys are those of an order. */
    static Object groupKey(PanacheEntity node, String type, String by) {
        for (Field attribute : fields(node.getClass())) {
            if (by.equals(constant(attribute)) && PanacheEntity.class.isAssignableFrom(attribute.getType())) {
                Object target = get(node, type, attribute.getName());
                return target == null ? ABSENT : load(target);
            }
        }
        Map<String, Integer> units = Map.of("_YEAR", 4, "_MONTH", 7, "_DAY", 10);
        Object value = null;
        int length = 0;
        for (Map.Entry<String, Integer> unit : units.entrySet()) {
            if (by.endsWith(unit.getKey())) {
                value = orderValue(
                        node, type, by.substring(0, by.length() - unit.getKey().length()));
                length = unit.getValue();
            }
        }
        if (length == 0) {
            value = orderValue(node, type, by);
        }
        return value == null ? ABSENT : length == 0 ? value : ((String) value).substring(0, length);
    }

    static Comparator<PanacheEntity> order(String type, List<?> orderBy) {
        Comparator<PanacheEntity> order = null;
        for (Object key : orderBy == null ? List.of() : orderBy) {
            Map<?, ?> parts = (Map<?, ?>) key;
            boolean descending = "DESC".equals(parts.get("direction"));
            boolean nullsFirst = "FIRST".equals(parts.get("nulls"));
            Comparator<Object> values = (one, other) -> compare(one, other) * (descending ? -1 : 1);
            Comparator<PanacheEntity> next = Comparator.comparing(
                    node -> orderValue(node, type, (String) parts.get("field")),
                    nullsFirst ? Comparator.nullsFirst(values) : Comparator.nullsLast(values));
            order = order == null ? next : order.thenComparing(next);
        }
        Comparator<PanacheEntity> byId = Comparator.comparing(node -> node.id);
        return order == null ? byId : order.thenComparing(byId);
    }

    /** SPEAKER_NAME is the name of the speaker, SPOKEN_AT the {@code spokenAt} of the node. */
    private static Object orderValue(Object node, String type, String field) {
        for (Field attribute : fields(node.getClass())) {
            if (field.equals(constant(attribute))) {
                return get(node, type, attribute.getName().replace("_", ""));
            }
        }
        for (Field attribute : fields(node.getClass())) {
            if (field.startsWith(constant(attribute) + "_")
                    && PanacheEntity.class.isAssignableFrom(attribute.getType())) {
                Object target = get(node, type, attribute.getName());
                return target == null
                        ? null
                        : orderValue(
                                load(target),
                                attribute.getType().getSimpleName(),
                                field.substring(constant(attribute).length() + 1));
            }
        }
        throw new IllegalStateException(type + " has no " + field);
    }

    private static String constant(Field attribute) {
        return attribute
                .getName()
                .replace("_", "")
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                .toUpperCase(java.util.Locale.ROOT);
    }

    /** Compares texts by the collation of the database. PagingTest tests the collation. */
    @SuppressWarnings("unchecked")
    static int compare(Object one, Object other) {
        return one instanceof String text
                ? compareTexts(text, (String) other)
                : ((Comparable<Object>) one).compareTo(other);
    }

    private static synchronized int compareTexts(String one, String other) {
        if (!RANKS.containsKey(one) || !RANKS.containsKey(other)) {
            RANKS.put(one, 0);
            RANKS.put(other, 0);
            List<String> texts = List.copyOf(RANKS.keySet());
            try (Connection connection = PostgresServer.connect();
                    PreparedStatement statement = connection.prepareStatement(
                            "SELECT rank() OVER (ORDER BY text COLLATE by_language) FROM unnest(?)"
                                    + " WITH ORDINALITY AS given (text, place) ORDER BY place")) {
                statement.setArray(1, connection.createArrayOf("text", texts.toArray()));
                try (ResultSet row = statement.executeQuery()) {
                    for (String ranked : texts) {
                        row.next();
                        RANKS.put(ranked, row.getInt(1));
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return Integer.compare(RANKS.get(one), RANKS.get(other));
    }
}
