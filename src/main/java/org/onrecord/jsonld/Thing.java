package org.onrecord.jsonld;

import java.util.Collection;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A thing of a linked-data vocabulary as a JSON-LD object. What is null or empty it does not have. */
final class Thing {

    private final JsonObject json = new JsonObject();

    /** A thing of a type of schema.org, without a name of its own. */
    static Thing ofType(String type) {
        return new Thing().with("@type", type);
    }

    /** @param value a text, a number, a thing, or a collection of these */
    Thing with(String property, Object value) {
        if (value instanceof Collection<?> all) {
            if (!all.isEmpty()) {
                JsonArray array = new JsonArray();
                all.forEach(one -> array.add(json(one)));
                json.put(property, array);
            }
        } else if (value != null) {
            json.put(property, json(value));
        }
        return this;
    }

    private static Object json(Object value) {
        return value instanceof Thing thing ? thing.json : value;
    }

    JsonObject json() {
        return json;
    }
}
