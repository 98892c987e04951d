package org.onrecord.bulk;

import java.time.Duration;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;

/** What an import may take of the service and of the database. */
@ConfigMapping(prefix = "onrecord.import")
interface ImportConfig {

    /** How many lines are written in one transaction. */
    int batch();

    /** How many transactions of one import run beside each other. */
    int writers();

    /** The longest line, in bytes; a longer one is told as an error. */
    MemorySize line();

    /** How many errors the report lists; the others are only counted. */
    int reportedErrors();

    /** How many imports run beside each other in one process. */
    int running();

    /** How often progress is told. */
    Duration progress();
}
