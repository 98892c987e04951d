package org.onrecord.http;

import java.nio.file.Path;
import java.util.Optional;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;

/** Documents that clients name by their hash instead of sending them. */
@ConfigMapping(prefix = "onrecord.persisted-queries")
interface PersistedQueriesConfig {

    /** Whether clients may register documents, by Apollo's protocol of automatic persisted queries. */
    boolean automatic();

    /** How many documents of clients are kept; those that were not used for the longest time go. */
    int maxDocuments();

    /** The largest document that is kept, in UTF-8. Larger ones run, but not by their hash. */
    MemorySize maxDocumentSize();

    /** What documents of clients may take in this process's memory, the most used ones. */
    MemorySize memory();

    /** The operator's documents: a JSON manifest, or a folder of them. */
    Optional<Path> manifest();

    /** Whether the operator's documents are the only ones that run. */
    boolean onlyRegistered();
}
