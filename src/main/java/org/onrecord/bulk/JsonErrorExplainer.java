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

/**
 * Explains why JSON does not match a record, with the path of the field. The errors of JSON-B name Java classes
 * instead.
 */
final class JsonErrorExplainer {

    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    private static final int MAX_SHOWN_LENGTH = 100;

    private final Jsonb jsonb;

    JsonErrorExplainer(Jsonb jsonb) {
        this.jsonb = jsonb;
    }

    /** @param json a line that JSON-B cannot read as the record */
    String explain(String json, Class<? extends Record> type) {
        try (JsonReader reader = READERS.createReader(new StringReader(json))) {
            String error = findError(reader.readValue(), type, "");
            return error == null ? "The line does not have the expected structure." : error;
        } catch (JsonParsingException e) {
            return "The line is not valid JSON at character " + e.getLocation().getColumnNumber() + ".";
        }
    }

    /** Returns the first error, or null if there is none. */
    private String findError(JsonValue value, Type type, String path) {
        if (value == JsonValue.NULL) {
            return null;
        } else if (type instanceof ParameterizedType list) {
            return value instanceof JsonArray array
                    ? findErrorInList(array, list.getActualTypeArguments()[0], path)
                    : subject(path) + " must be a list.";
        } else if (((Class<?>) type).isRecord()) {
            return value instanceof JsonObject object
                    ? findErrorInFields(object, (Class<?>) type, path)
                    : subject(path) + " must be an object.";
        }
        return matches(value, (Class<?>) type) ? null : subject(path) + " " + mustBe((Class<?>) type, value);
    }

    private String findErrorInList(JsonArray array, Type type, String path) {
        for (int i = 0; i < array.size(); i++) {
            String error = findError(array.get(i), type, path + "[" + i + "]");
            if (error != null) {
                return error;
            }
        }
        return null;
    }

    private String findErrorInFields(JsonObject object, Class<?> type, String path) {
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
                return subject(at) + " is an unknown field. The fields are " + String.join(", ", fields.keySet()) + ".";
            }
            String error = findError(field.getValue(), fields.get(field.getKey()), at);
            if (error != null) {
                return error;
            }
        }
        return null;
    }

    private boolean matches(JsonValue value, Class<?> type) {
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
        String shown = given.length() <= MAX_SHOWN_LENGTH ? given : given.substring(0, MAX_SHOWN_LENGTH) + "…";
        String expected = type.isEnum()
                ? "one of "
                        + String.join(
                                ", ",
                                Arrays.stream(type.getEnumConstants())
                                        .map(Object::toString)
                                        .toList())
                : switch (type.getSimpleName()) {
                    case "LocalDate" -> "a date such as 2018-07-16";
                    case "OffsetDateTime" -> "a time such as 2018-07-16T12:00:00Z";
                    case "Integer" -> "an integer";
                    case "Double" -> "a number";
                    default -> "a string";
                };
        return "must be " + expected + ", not " + shown + ".";
    }

    private static String subject(String path) {
        return path.isEmpty() ? "The line" : "`" + path + "`";
    }
}
