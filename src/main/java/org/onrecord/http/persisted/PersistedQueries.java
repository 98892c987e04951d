package org.onrecord.http.persisted;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;
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

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/**
 * Adds the document to requests that only name it, with Apollo's protocol of automatic persisted queries ({@code
 * extensions.persistedQuery}) or with {@code documentId} (GraphQL over HTTP, appendix on persisted documents). The
 * operator registered the document, or a client sent it with its hash in an earlier request.
 */
@Singleton
// Caffeine loads the class of a cache by a name that depends on its options. In a native image the class must be
// registered.
@RegisterForReflection(classNames = "com.github.benmanes.caffeine.cache.SSMWW")
public final class PersistedQueries {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /** Afterwards the next use reads the document from the database again, which updates its time of use. */
    private static final Duration CACHE_TIME = Duration.ofHours(1);

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
                .expireAfterWrite(CACHE_TIME)
                .build();
    }

    /**
     * The request with its document.
     *
     * @param queue runs what asks the database, when the client may run it
     * @throws ApiException if the document is unknown or not allowed, or does not match its hash
     */
    public JsonObject resolve(JsonObject request, Function<Supplier<String>, String> queue) {
        return hasQuery(request) ? checked(request) : withQuery(request, find(documentId(request), queue));
    }

    private static boolean hasQuery(JsonObject request) {
        return !request.getString("query", "").isBlank();
    }

    private JsonObject checked(JsonObject request) {
        String id = documentId(request);
        String query = request.getString("query");
        if (id != null && !query.equals(registered.find(id)) && !id.equals(HashUtil.sha256(query))) {
            throw new ApiException(
                    ErrorCode.PERSISTED_QUERY_MISMATCH,
                    "The hash does not match the query. Send the SHA-256 of the query in UTF-8,"
                            + " as lower-case hexadecimal digits.");
        }
        if (config.onlyRegistered() && !registered.contains(query)) {
            throw notInList();
        }
        return request;
    }

    /**
     * As {@link #resolve}, without the database, so that it does not block. Null if the document, or whether the
     * database has it, is unknown: {@link #resolve} and {@link #keep} would ask the database.
     *
     * @throws ApiException as {@link #resolve} does
     */
    public JsonObject resolveKnown(JsonObject request) {
        String id = documentId(request);
        boolean isUnknown = id != null
                && !config.onlyRegistered()
                && registered.find(id) == null
                && recent.getIfPresent(id) == null;
        return isUnknown ? null : resolve(request, find -> null);
    }

    private static JsonObject withQuery(JsonObject request, String document) {
        return JSON_PROVIDER.createObjectBuilder(request).add("query", document).build();
    }

    private String find(String id, Function<Supplier<String>, String> queue) {
        if (id == null) {
            throw new ApiException(ErrorCode.BAD_REQUEST, "The request has no `query`: send {\"query\": \"{ ... }\"}.");
        }
        String document = registered.find(id);
        if (document == null && config.onlyRegistered()) {
            throw notInList();
        }
        if (document == null && config.automatic() && SHA_256.matcher(id).matches()) {
            document = recent.getIfPresent(id);
            if (document == null) {
                // If the cache ran the look-up, other requests would wait for it outside of their queues.
                document = queue.apply(() -> store.find(id));
                if (document != null) {
                    recent.put(id, document);
                }
            }
        }
        if (document == null) {
            // Apollo's clients recognize this message.
            throw new ApiException(ErrorCode.PERSISTED_QUERY_NOT_FOUND, "PersistedQueryNotFound");
        }
        return document;
    }

    /** Stores the document of a request that was executed, and is valid therefore, if the request has its hash. */
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
                "This service executes only registered documents. Ask the operator to register this one.");
    }

    /** The id or hash of the document, null if the request has none. */
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
