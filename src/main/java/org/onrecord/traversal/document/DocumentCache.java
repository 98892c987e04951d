package org.onrecord.traversal.document;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.GraphQLError;
import graphql.ParseAndValidate;
import graphql.language.Document;
import graphql.schema.GraphQLSchema;
import graphql.validation.ValidationError;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.runtime.annotations.RegisterForReflection;

import org.onrecord.error.ApiException;
import org.onrecord.traversal.schema.TraversalSchema;

/**
 * Prepares documents for execution, and keeps the valid ones. A new document is parsed once and validated once.
 */
@Singleton
// Caffeine loads the class of a cache by name, depending on its options. This is the class of the cache below.
@RegisterForReflection(classNames = "com.github.benmanes.caffeine.cache.SSMW")
public final class DocumentCache {

    /**
     * In characters of the documents: about 500 documents of 2 KB, because a connection keeps 512 statements prepared.
     * A parsed document needs 30 to 60 bytes a character, so the cache needs at most 60 MB of the heap.
     */
    private static final long MAX_WEIGHT = 1 << 20;

    private static final int ENTRY_WEIGHT = 100;

    private final GraphQLSchema schema;
    private final DocumentLimits limits;
    private final Tracer tracer;
    private final Cache<String, PreparedDocument> cache = Caffeine.newBuilder()
            // To evict an entry takes less time than to wake another thread.
            .executor(Runnable::run)
            .maximumWeight(MAX_WEIGHT)
            .weigher((String text, PreparedDocument document) -> ENTRY_WEIGHT + text.length())
            .build();

    DocumentCache(@TraversalSchema GraphQLSchema schema, DocumentLimits limits, Tracer tracer) {
        this.schema = schema;
        this.limits = limits;
        this.tracer = tracer;
    }

    /** Returns the document of a request. An invalid one is prepared again when it is sent again. */
    public PreparedDocument prepare(String text) {
        PreparedDocument known = cache.getIfPresent(text);
        if (known != null) {
            return known;
        }
        PreparedDocument prepared = create(text);
        if (prepared.isValid()) {
            cache.put(text, prepared);
        }
        return prepared;
    }

    /** Returns a document if it was prepared before and is valid, otherwise null. */
    public PreparedDocument find(String text) {
        return cache.getIfPresent(text);
    }

    private PreparedDocument create(String text) {
        Document document = null;
        try {
            document = traced("GraphQL parse", () -> limits.parse(text));
            // Before validation, because validation of a short document may take long.
            limits.check(document);
            DirectiveCheck.check(document, text);
            return new PreparedDocument(document, validate(document));
        } catch (ApiException e) {
            return new PreparedDocument(document, e.toErrors());
        }
    }

    private List<GraphQLError> validate(Document document) {
        return traced("GraphQL validate", () -> {
            List<ValidationError> errors = ParseAndValidate.validate(schema, document, Locale.ROOT);
            if (!errors.isEmpty()) {
                Span.current().setStatus(StatusCode.ERROR);
            }
            return List.copyOf(errors);
        });
    }

    private <T> T traced(String step, Supplier<T> work) {
        if (!Span.current().isRecording()) {
            return work.get();
        }
        Span span = tracer.spanBuilder(step).startSpan();
        try (var scope = span.makeCurrent()) {
            return work.get();
        } catch (RuntimeException e) {
            span.setStatus(StatusCode.ERROR);
            throw e;
        } finally {
            span.end();
        }
    }
}
