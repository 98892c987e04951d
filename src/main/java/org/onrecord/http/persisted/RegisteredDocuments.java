package org.onrecord.http.persisted;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.inject.Singleton;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;

import graphql.ExecutionInput;
import graphql.ParseAndValidate;
import graphql.ParseAndValidateResult;
import graphql.schema.GraphQLSchema;
import org.jboss.logging.Logger;

import org.onrecord.traversal.schema.TraversalSchema;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/**
 * The documents that the operator registered (trusted documents). The service reads them at start from manifests that
 * the build tools of clients write: an object of documents by id (graphql-codegen, Relay), or Apollo's manifest with
 * a list of operations.
 */
@Singleton
final class RegisteredDocuments {

    private static final Logger LOG = Logger.getLogger(RegisteredDocuments.class);

    private final Map<String, String> byId = new HashMap<>();
    private final Set<String> documents;

    RegisteredDocuments(PersistedQueriesConfig config, @TraversalSchema GraphQLSchema schema) {
        config.manifest().ifPresent(this::readAll);
        documents = new HashSet<>(byId.values());
        if (config.onlyRegistered() && documents.isEmpty()) {
            throw new IllegalStateException("onrecord.persisted-queries.only-registered is true, but"
                    + " onrecord.persisted-queries.manifest registers no document.");
        }
        byId.forEach((id, document) -> warnIfInvalid(schema, id, document));
    }

    /** The document, null if the id is not registered. */
    String find(String id) {
        return byId.get(id);
    }

    boolean contains(String document) {
        return documents.contains(document);
    }

    private void readAll(Path path) {
        try (Stream<Path> files = Files.isDirectory(path) ? Files.list(path) : Stream.of(path)) {
            for (Path file : files.filter(file -> !Files.isDirectory(path)
                            || file.getFileName().toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                read(file);
            }
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read the manifest of registered documents: " + e, e);
        }
    }

    private void read(Path file) throws IOException {
        try (Reader text = Files.newBufferedReader(file);
                JsonReader reader = JSON_PROVIDER.createReader(text)) {
            JsonObject manifest = reader.readObject();
            if (manifest.containsKey("operations")) {
                for (JsonObject operation : manifest.getJsonArray("operations").getValuesAs(JsonObject.class)) {
                    byId.put(operation.getString("id"), operation.getString("body"));
                }
            } else {
                manifest.forEach((id, document) -> byId.put(id, ((JsonString) document).getString()));
            }
        } catch (JsonException | ClassCastException | NullPointerException e) {
            throw new IllegalStateException(
                    file + " is not a manifest: neither a JSON object of documents by id nor a manifest of Apollo.", e);
        }
    }

    private static void warnIfInvalid(GraphQLSchema schema, String id, String document) {
        ParseAndValidateResult result = ParseAndValidate.parseAndValidate(
                schema,
                ExecutionInput.newExecutionInput(document).locale(Locale.ROOT).build());
        if (result.isFailure()) {
            LOG.warnf(
                    "The registered document %s does not match the schema: %s",
                    id, List.copyOf(result.getErrors()).get(0).getMessage());
        }
    }
}
