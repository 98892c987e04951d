package org.onrecord.jsonld;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.json.JsonObject;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/** A node object of a JSON-LD document (JSON-LD 1.1, 9.2). It has no properties that are null or empty. */
final class NodeObject {

    private final Map<String, Object> properties = new LinkedHashMap<>();

    static NodeObject ofType(String type) {
        return new NodeObject().with("@type", type);
    }

    /** @param value a string, a number, a node object, or a collection of these */
    NodeObject with(String property, Object value) {
        if (value instanceof Collection<?> all) {
            if (!all.isEmpty()) {
                properties.put(property, all.stream().map(NodeObject::json).toList());
            }
        } else if (value != null) {
            properties.put(property, json(value));
        }
        return this;
    }

    private static Object json(Object value) {
        return value instanceof NodeObject object ? object.properties : value;
    }

    JsonObject toJson() {
        return JSON_PROVIDER.createObjectBuilder(properties).build();
    }
}
