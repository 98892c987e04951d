package org.onrecord.pages.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/**
 * An object of a GraphQL response as maps, lists and values of Java, which templates read without reflection.
 *
 * @param fields mutable, so that a view can add what it prepares
 */
public record PageData(Map<String, Object> fields) {

    public static PageData of(JsonObject object) {
        return new PageData(map(object));
    }

    private static Map<String, Object> map(JsonObject object) {
        Map<String, Object> map = new LinkedHashMap<>();
        object.forEach((name, value) -> map.put(name, value(value)));
        return map;
    }

    private static Object value(JsonValue value) {
        return switch (value.getValueType()) {
            case OBJECT -> map(value.asJsonObject());
            case ARRAY -> list(value.asJsonArray());
            case STRING -> ((JsonString) value).getString();
            case NUMBER -> number((JsonNumber) value);
            case TRUE -> true;
            case FALSE -> false;
            case NULL -> null;
        };
    }

    private static Object number(JsonNumber number) {
        return number.isIntegral() ? (Object) number.longValue() : (Object) number.doubleValue();
    }

    private static List<Object> list(JsonArray array) {
        List<Object> list = new ArrayList<>();
        array.forEach(element -> list.add(value(element)));
        return list;
    }

    /** Null if the field is null. */
    public String text(String field) {
        return (String) fields.get(field);
    }

    /** The number in a field that is not null. */
    public int number(String field) {
        return ((Number) fields.get(field)).intValue();
    }

    /** Whether the field is selected, and not null. */
    public boolean has(String field) {
        return fields.get(field) != null;
    }

    /** Null if the field is null. */
    @SuppressWarnings("unchecked")
    public PageData object(String field) {
        Object value = fields.get(field);
        return value == null ? null : new PageData((Map<String, Object>) value);
    }

    /** The objects of a list. */
    @SuppressWarnings("unchecked")
    public List<PageData> objects(String field) {
        return ((List<Map<String, Object>>) fields.get(field))
                .stream().map(PageData::new).toList();
    }

    /** The nodes of a connection. */
    public List<PageData> nodes(String connection) {
        return object(connection).objects("nodes");
    }

    /** Adds a value for the template. */
    public PageData with(String name, Object value) {
        fields.put(name, value);
        return this;
    }
}
