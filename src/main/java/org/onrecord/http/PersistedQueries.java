package org.onrecord.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.runtime.util.HashUtil;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;

/**
 * Requests that name their document and do not send it: by Apollo's protocol of automatic persisted queries
 * ({@code extensions.persistedQuery}), or by {@code documentId} (GraphQL over HTTP, appendix on persisted documents). The
 * document is one that the operator registered, or one that a client sent before with its hash and that was executed.
 */
@Singleton
// Caffeine chooses its class by what a cache is asked for; for a native image this is the one of the recent documents.
@RegisterForReflection(classNames = "com.github.benmanes.caffeine.cache.SSMWW")
public final class PersistedQueries {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /** Then a document is read again, which marks it as one that is in use. */
    private static final Duration MEMORY = Duration.ofHours(1);

    private final PersistedQueriesConfig config;
    private final RegisteredDocuments registered;
    private final PersistedQueryStore store;
    private final Cache<String, String> recent;

    PersistedQueries(PersistedQueriesConfig config, RegisteredDocuments registered, PersistedQueryStore store) {
        this.config = config;
        this.registered = registered;
        this.store = store;
        this.recent = Caffeine.newBuilder()
                .maximumWeight(config.memory().asLongValue())
                .weigher((String hash, String document) -> 200 + 2 * document.length())
                .expireAfterWrite(MEMORY)
                .build();
    }

    /** The request with its document. */
    public JsonObject resolve(JsonObject request) {
        String id = documentId(request);
        String query = request.getString("query", "");
        if (query.isBlank()) {
            if (id == null) {
                throw new ApiException(
                        ErrorCode.BAD_REQUEST, "The request has no `query`: send {\"query\": \"{ ... }\"}.");
            }
            return Json.createObjectBuilder(request).add("query", find(id)).build();
        }
        if (id != null && !query.equals(registered.find(id)) && !id.equals(HashUtil.sha256(query))) {
            throw new ApiException(
                    ErrorCode.PERSISTED_QUERY_MISMATCH,
                    "The hash is not that of the query: send the SHA-256 of its UTF-8 text in lower-case hexadecimal.");
        }
        if (config.onlyRegistered() && !registered.contains(query)) {
            throw notInList();
        }
        return request;
    }

    private String find(String id) {
        String document = registered.find(id);
        if (document == null && config.onlyRegistered()) {
            throw notInList();
        }
        if (document == null && config.automatic() && SHA_256.matcher(id).matches()) {
            document = recent.get(id, store::find);
        }
        if (document == null) {
            // Apollo's clients know this message.
            throw new ApiException(ErrorCode.PERSISTED_QUERY_NOT_FOUND, "PersistedQueryNotFound");
        }
        return document;
    }

    /** Keeps the document of a request that was executed, where it came with its hash: so it parses, and fits the schema. */
    public void keep(JsonObject request) {
        String id = documentId(request);
        String document = request.getString("query");
        if (id == null
                || !config.automatic()
                || registered.find(id) != null
                || recent.getIfPresent(id) != null
                || document.getBytes(StandardCharsets.UTF_8).length
                        > config.maxDocumentSize().asLongValue()) {
            return;
        }
        store.add(id, document);
        recent.put(id, document);
    }

    private static ApiException notInList() {
        return new ApiException(
                ErrorCode.PERSISTED_QUERY_NOT_IN_LIST,
                "Only registered documents run here, and this is none of them. Ask the operator to register it.");
    }

    /** Null where the request names no document. */
    private static String documentId(JsonObject request) {
        String id = request.getString("documentId", null);
        if (id != null) {
            return id.startsWith("sha256:") ? id.substring("sha256:".length()) : id;
        }
        JsonValue extensions = request.get("extensions");
        JsonValue persistedQuery = extensions instanceof JsonObject object ? object.get("persistedQuery") : null;
        if (persistedQuery == null || persistedQuery == JsonValue.NULL) {
            return null;
        }
        if (persistedQuery instanceof JsonObject object
                && object.get("version") instanceof JsonNumber version
                && version.doubleValue() == 1
                && object.get("sha256Hash") instanceof JsonString hash) {
            return hash.getString();
        }
        throw new ApiException(
                ErrorCode.BAD_REQUEST,
                "`extensions.persistedQuery` must be {\"version\": 1, \"sha256Hash\": \"...\"}.");
    }
}
