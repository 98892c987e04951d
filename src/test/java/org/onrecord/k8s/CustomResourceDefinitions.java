package org.onrecord.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;

/**
 * Definitions of custom resources (CRDs), and what an API server does with them: it refuses objects that do not match
 * the schema, drops fields that the schema does not have (which is a violation here), and fills in defaults. What it
 * also does, and this class cannot, is to run the rules in CEL ({@code x-kubernetes-validations}) and the webhooks of
 * the operators.
 */
final class CustomResourceDefinitions {

    /** The definitions are data of other projects, and not part of this one. */
    private static final Path FOLDER = Path.of(
            System.getProperty("onrecord.crds", System.getenv().getOrDefault("ONRECORD_CRDS", "../shared/crds")));

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialect(Dialects.getOpenApi30());

    /** As the definitions have them, by API version and kind. */
    private final Map<String, JsonNode> schemas = new HashMap<>();

    private final Map<String, Schema> validators = new HashMap<>();

    CustomResourceDefinitions(List<JsonNode> definitions) {
        for (JsonNode definition : definitions) {
            JsonNode spec = definition.get("spec");
            for (JsonNode version : spec.get("versions")) {
                String type =
                        spec.get("group").asText() + "/" + version.get("name").asText() + "/"
                                + spec.at("/names/kind").asText();
                JsonNode schema = version.at("/schema/openAPIV3Schema");
                schemas.put(type, schema);
                validators.put(type, REGISTRY.getSchema(closed(schema, true)));
            }
        }
    }

    /** The folder of the definitions. Where it is missing, the test is skipped, or fails in CI. */
    static Path folder() {
        if (!Files.isDirectory(FOLDER)) {
            Tools.missing("The definitions of the custom resources are not in "
                    + FOLDER.toAbsolutePath().normalize()
                    + ". Another folder is named by -Donrecord.crds or by the environment variable ONRECORD_CRDS.");
        }
        return FOLDER;
    }

    static CustomResourceDefinitions load() throws IOException {
        List<JsonNode> definitions = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder())) {
            for (Path file : files.filter(it -> it.toString().endsWith(".yaml")).toList()) {
                definitions.addAll(Manifests.read(Files.readString(file)));
            }
        }
        return new CustomResourceDefinitions(definitions);
    }

    /** Whether an API version is no part of Kubernetes itself. The Gateway API is custom too, for all its name. */
    static boolean isCustom(String apiVersion) {
        return apiVersion.startsWith("gateway.networking.k8s.io/")
                || apiVersion.contains(".") && !apiVersion.contains(".k8s.io/");
    }

    boolean knows(JsonNode object) {
        return schemas.containsKey(type(object));
    }

    /** What an API server would say against an object. */
    List<String> violations(JsonNode object) {
        if (!knows(object)) {
            return List.of("There is no definition of " + type(object));
        }
        return validators.get(type(object)).validate(object).stream()
                .map(Object::toString)
                .toList();
    }

    /**
     * The defaults that an API server fills in inside of lists, as JSON pointers. Fields of a plain object belong to
     * whoever set them, but most lists are compared as a whole: one that lacks a default differs from the list in the
     * cluster whenever the manifest is applied.
     */
    List<String> defaultsInLists(JsonNode object) {
        List<String> filled = new ArrayList<>();
        fill(object.deepCopy(), schemas.get(type(object)), "", false, filled);
        return filled;
    }

    private static void fill(JsonNode value, JsonNode schema, String pointer, boolean inList, List<String> filled) {
        if (value instanceof ObjectNode object) {
            schema.path("properties").fields().forEachRemaining(property -> {
                String name = property.getKey();
                JsonNode fallback = property.getValue().get("default");
                if (fallback != null && !object.has(name)) {
                    object.set(name, fallback.deepCopy());
                    if (inList) {
                        filled.add(pointer + "/" + name + " = " + fallback);
                    }
                }
            });
            object.fields().forEachRemaining(field -> {
                JsonNode property = schema.path("properties").path(field.getKey());
                JsonNode below = property.isMissingNode() ? schema.path("additionalProperties") : property;
                fill(field.getValue(), below, pointer + "/" + field.getKey(), inList, filled);
            });
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                fill(array.get(i), schema.path("items"), pointer + "/" + i, true, filled);
            }
        }
    }

    /** A schema that refuses the fields which it does not have. In a definition, such fields are dropped instead. */
    private static JsonNode closed(JsonNode schema, boolean root) {
        ObjectNode closed = schema.deepCopy();
        boolean open = closed.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        boolean intOrString = closed.path("x-kubernetes-int-or-string").asBoolean();
        // Checked elsewhere, or unknown to JSON Schema.
        closed.remove(List.of("default", "format"));
        closed.properties().removeIf(keyword -> keyword.getKey().startsWith("x-kubernetes-"));
        if (intOrString && !closed.has("anyOf")) {
            closed.putArray("anyOf").addObject().put("type", "integer");
            closed.withArray("anyOf").addObject().put("type", "string");
        }
        if (closed.get("properties") instanceof ObjectNode properties) {
            properties.properties().forEach(property -> {
                // The metadata has the type of all objects, which Manifests checks.
                if (!(root && property.getKey().equals("metadata"))) {
                    property.setValue(closed(property.getValue(), false));
                }
            });
        }
        if (closed.get("additionalProperties") instanceof ObjectNode values) {
            closed.set("additionalProperties", closed(values, false));
        } else if (closed.path("type").asText().equals("object") && !open && !closed.has("additionalProperties")) {
            closed.put("additionalProperties", false);
        }
        if (closed.has("items")) {
            closed.set("items", closed(closed.get("items"), false));
        }
        return closed;
    }

    private static String type(JsonNode object) {
        return object.path("apiVersion").asText() + "/" + object.path("kind").asText();
    }
}
