package org.onrecord.bulk;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;

/** The limits of {@code POST /read}. */
@ConfigMapping(prefix = "onrecord.read")
interface ReadConfig {

    /** The largest size of a request body. Web pages are larger than the articles in them. */
    MemorySize body();

    /** The maximum number of web pages that one instance parses at once. */
    int pages();
}
