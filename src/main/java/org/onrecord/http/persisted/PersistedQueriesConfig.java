package org.onrecord.http.persisted;

import java.nio.file.Path;
import java.util.Optional;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;

/** Persisted queries: documents that clients send once, or never, and then name by their hash. */
@ConfigMapping(prefix = "onrecord.persisted-queries")
interface PersistedQueriesConfig {

    /** Whether clients may register documents with Apollo's protocol of automatic persisted queries. */
    boolean automatic();

    /** How many documents of clients the database keeps. Beyond that the service deletes those used least. */
    int maxDocuments();

    /** How many new documents of clients a process stores in a minute. It executes others without storing them. */
    int maxPerMinute();

    /** The size in UTF-8 up to which the service stores a document. It executes larger ones, but not by their hash. */
    MemorySize maxDocumentSize();

    /** How much memory of the process the cache of clients' documents may use. */
    MemorySize memory();

    /** The manifest of the operator's documents: a JSON file, or a folder of JSON files. */
    Optional<Path> manifest();

    /** Whether the service executes only the operator's documents. */
    boolean onlyRegistered();
}
