package org.onrecord.reading.html;

import java.io.StringReader;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The JSON-LD of schema.org that describes an article in a page. */
final class JsonLdArticle {

    private static final JsonProvider JSON = JsonProvider.provider();

    private JsonLdArticle() {}

    /** The first description of an article, or an empty object. JSON-LD that is invalid is ignored, as by crawlers. */
    static JsonObject in(Document document) {
        return document.select("script[type=application/ld+json]").stream()
                .map(Element::data)
                .map(JsonLdArticle::parsed)
                .flatMap(JsonLdArticle::objects)
                .filter(JsonLdArticle::isArticle)
                .findFirst()
                .orElse(JsonValue.EMPTY_JSON_OBJECT);
    }

    private static JsonValue parsed(String json) {
        try (JsonReader reader = JSON.createReader(new StringReader(json))) {
            return reader.readValue();
        } catch (RuntimeException e) {
            return JsonValue.NULL; // A JsonException, or a bare RuntimeException if arrays are nested too deeply.
        }
    }

    /** A value, and the objects in its arrays and its {@code @graph}. */
    private static Stream<JsonObject> objects(JsonValue value) {
        if (value instanceof JsonArray array) {
            return array.stream().flatMap(JsonLdArticle::objects);
        } else if (value instanceof JsonObject object) {
            JsonValue graph = object.getOrDefault("@graph", JsonValue.NULL);
            return Stream.concat(Stream.of(object), objects(graph));
        }
        return Stream.empty();
    }

    /** Whether it is an {@code Article} or of one of its subtypes, whose names all end like that, or a blog posting. */
    private static boolean isArticle(JsonObject object) {
        return texts(object.getOrDefault("@type", JsonValue.NULL))
                .anyMatch(type -> type.endsWith("Article") || type.endsWith("BlogPosting") || type.equals("Report"));
    }

    /** The first text of a property: a string, or the {@code @id} of an object. Null if it has none. */
    static String text(JsonObject object, String property) {
        return texts(object.getOrDefault(property, JsonValue.NULL)).findFirst().orElse(null);
    }

    /** The names in a property, separated by commas: of strings, or of objects like a Person. Null if it has none. */
    static String names(JsonObject object, String property) {
        String names = elements(object.getOrDefault(property, JsonValue.NULL))
                .map(value -> value instanceof JsonObject named ? text(named, "name") : text(value))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? null : names;
    }

    private static Stream<String> texts(JsonValue value) {
        return elements(value).map(JsonLdArticle::text).filter(Objects::nonNull);
    }

    private static Stream<JsonValue> elements(JsonValue value) {
        return value instanceof JsonArray array ? array.stream() : Stream.of(value);
    }

    private static String text(JsonValue value) {
        if (value instanceof JsonString string) {
            return string.getString();
        }
        return value instanceof JsonObject object && object.containsKey("@id") ? text(object.get("@id")) : null;
    }
}
