package org.onrecord.bulk;

import java.io.StringReader;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbException;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.stream.JsonParsingException;

/** Says why JSON is not of a record's shape, in the words of who wrote it; JSON-B only says that it is not. */
final class Mismatch {

    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    private static final int LONGEST_VALUE = 100;

    private final Jsonb jsonb;

    Mismatch(Jsonb jsonb) {
        this.jsonb = jsonb;
    }

    /** @param json which is not of the shape */
    String explain(String json, Class<? extends Record> shape) {
        try (JsonReader reader = READERS.createReader(new StringReader(json))) {
            String why = find(reader.readValue(), shape, "");
            return why == null ? "The line is not what it should be." : why;
        } catch (JsonParsingException e) {
            return "The line is not JSON, at character " + e.getLocation().getColumnNumber() + ".";
        }
    }

    /** The first thing that is wrong, null where nothing is. */
    private String find(JsonValue value, Type type, String path) {
        if (value == JsonValue.NULL) {
            return null;
        } else if (type instanceof ParameterizedType list) {
            return value instanceof JsonArray array
                    ? findInList(array, list.getActualTypeArguments()[0], path)
                    : named(path) + " must be a list.";
        } else if (((Class<?>) type).isRecord()) {
            return value instanceof JsonObject object
                    ? findInFields(object, (Class<?>) type, path)
                    : named(path) + " must be an object.";
        }
        return isOf(value, (Class<?>) type) ? null : named(path) + " " + mustBe((Class<?>) type, value);
    }

    private String findInList(JsonArray array, Type type, String path) {
        for (int i = 0; i < array.size(); i++) {
            String why = find(array.get(i), type, path + "[" + i + "]");
            if (why != null) {
                return why;
            }
        }
        return null;
    }

    private String findInFields(JsonObject object, Class<?> type, String path) {
        Map<String, Type> fields = new LinkedHashMap<>();
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                JsonbProperty renamed = field.getAnnotation(JsonbProperty.class);
                fields.put(renamed == null ? field.getName() : renamed.value(), field.getGenericType());
            }
        }
        for (Map.Entry<String, JsonValue> field : object.entrySet()) {
            String at = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            if (!fields.containsKey(field.getKey())) {
                return named(at) + " is no field: there are " + String.join(", ", fields.keySet()) + ".";
            }
            String why = find(field.getValue(), fields.get(field.getKey()), at);
            if (why != null) {
                return why;
            }
        }
        return null;
    }

    private boolean isOf(JsonValue value, Class<?> type) {
        ValueType kind = value.getValueType();
        if (type == String.class) {
            return kind == ValueType.STRING;
        } else if (Number.class.isAssignableFrom(type) && kind != ValueType.NUMBER) {
            return false;
        }
        try {
            return jsonb.fromJson(value.toString(), type) != null;
        } catch (JsonbException e) {
            return false;
        }
    }

    private static String mustBe(Class<?> type, JsonValue value) {
        String given = value.toString();
        String shown = given.length() <= LONGEST_VALUE ? given : given.substring(0, LONGEST_VALUE) + "…";
        String what = type.isEnum()
                ? "one of "
                        + String.join(
                                ", ",
                                Arrays.stream(type.getEnumConstants())
                                        .map(Object::toString)
                                        .toList())
                : switch (type.getSimpleName()) {
                    case "LocalDate" -> "a date as 2018-07-16";
                    case "OffsetDateTime" -> "an instant as 2018-07-16T12:00:00Z";
                    case "Integer" -> "a whole number";
                    case "Double" -> "a number";
                    default -> "a text";
                };
        return "must be " + what + ", and not " + shown + ".";
    }

    private static String named(String path) {
        return path.isEmpty() ? "The line" : "`" + path + "`";
    }
}
